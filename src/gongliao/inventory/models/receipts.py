"""Goods receipts."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine


class GoodsReceipt(GoodsDocument):
    """Goods that came in 收料: a supplier's against orders, his consignment 寄售, or the employer's for the work of a
    project 甲供材.

    ``ownership`` says which; the employer's have no supplier, and neither they nor a consignment have an order.
    """

    document_type = "goods_receipt"
    number_prefix = "GR"

    supplier = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    delivery_note = models.CharField(max_length=50, blank=True)
    ownership = models.CharField(max_length=15, default="own", db_default="own")

    class Meta(GoodsDocument.Meta):
        constraints = [
            *GoodsDocument.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ownership__in=("own", "consignment"), supplier__isnull=False)
                | models.Q(ownership="owner_supplied", supplier__isnull=True),
                name="receipt_of_supplier_or_employer",
            ),
        ]


class GoodsReceiptLine(GoodsDocumentLine):
    """Goods of one order line, of a consignment or of the employer; the batch is named here and made by posting.

    ``price`` is what one base unit of a consignment is bought for when it is used.
    """

    document = models.ForeignKey(GoodsReceipt, on_delete=models.CASCADE, related_name="lines", db_index=False)
    order_line = models.ForeignKey(
        "procurement.PurchaseOrderLine", null=True, on_delete=models.PROTECT, related_name="+"
    )
    batch_no = models.CharField(max_length=50, blank=True)
    production_date = models.DateField(null=True)
    expiry_date = models.DateField(null=True)
    price = models.DecimalField(max_digits=18, decimal_places=6, null=True)
