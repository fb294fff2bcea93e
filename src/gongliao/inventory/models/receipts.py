"""Goods receipts."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine


class GoodsReceipt(GoodsDocument):
    """Goods of a supplier that came in against orders 收料."""

    document_type = "goods_receipt"
    number_prefix = "GR"

    supplier = models.ForeignKey("catalog.Party", on_delete=models.PROTECT, db_index=False, related_name="+")
    delivery_note = models.CharField(max_length=50, blank=True)


class GoodsReceiptLine(GoodsDocumentLine):
    """Goods of one order line; the batch is named here and made by posting."""

    document = models.ForeignKey(GoodsReceipt, on_delete=models.CASCADE, related_name="lines", db_index=False)
    order_line = models.ForeignKey("procurement.PurchaseOrderLine", on_delete=models.PROTECT, related_name="+")
    batch_no = models.CharField(max_length=50, blank=True)
    production_date = models.DateField(null=True)
    expiry_date = models.DateField(null=True)
