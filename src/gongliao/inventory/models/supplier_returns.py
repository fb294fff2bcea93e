"""Returns to suppliers."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine

SUPPLIER_RETURN_REASONS = ("quality", "wrong_item", "surplus", "other")


class SupplierReturn(GoodsDocument):
    """Goods that go back to whoever brought them 退货, against the lines that received them.

    ``ownership`` says what they are: bought of the supplier, his consignment, or the employer's, which have no
    supplier.
    """

    document_type = "supplier_return"
    number_prefix = "SR"

    supplier = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    ownership = models.CharField(max_length=15, default="own", db_default="own")
    reason = models.CharField(max_length=10)

    class Meta(GoodsDocument.Meta):
        constraints = [
            *GoodsDocument.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(reason__in=SUPPLIER_RETURN_REASONS), name="supplier_return_reason_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ownership__in=("own", "consignment"), supplier__isnull=False)
                | models.Q(ownership="owner_supplied", supplier__isnull=True),
                name="return_to_supplier_or_employer",
            ),
        ]


class SupplierReturnLine(GoodsDocumentLine):
    """Goods back of one receipt line; ``amount`` is what the supplier owes, ``stock_amount`` what they cost in stock.

    A ``replacement`` opens the order line for them again, by ``reopened_amount`` of what it was received at.
    """

    document = models.ForeignKey(SupplierReturn, on_delete=models.CASCADE, related_name="lines", db_index=False)
    receipt_line = models.ForeignKey("inventory.GoodsReceiptLine", on_delete=models.PROTECT, related_name="+")
    replacement = models.BooleanField(default=False)
    stock_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    reopened_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
