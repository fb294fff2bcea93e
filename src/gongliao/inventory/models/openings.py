"""Opening balances: stock from before the books were kept here."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine


class OpeningBalance(GoodsDocument):
    """Stock that was there when the books of a warehouse opened 期初库存, with what it was worth."""

    document_type = "opening_balance"
    number_prefix = "OB"


class OpeningBalanceLine(GoodsDocumentLine):
    """Goods in a bin, and what they are worth; the batch is named here and made by posting."""

    document = models.ForeignKey(OpeningBalance, on_delete=models.CASCADE, related_name="lines", db_index=False)
    worth = models.DecimalField(max_digits=18, decimal_places=2)
    batch_no = models.CharField(max_length=50, blank=True)
    production_date = models.DateField(null=True)
    expiry_date = models.DateField(null=True)
