"""Goods issues."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine


class GoodsIssue(GoodsDocument):
    """Material to a project's work: drawn from the store 领料出库, straight from a supplier's truck 直入直出, or taken
    over from other work that drew it 转用.

    ``supplier`` says who delivers; without one the goods come from the warehouse, or from what their lines name.
    """

    document_type = "goods_issue"
    number_prefix = "GI"

    requisition = models.ForeignKey(
        "inventory.MaterialRequisition", null=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.CharField(max_length=100, blank=True)
    supplier = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    delivery_note = models.CharField(max_length=50, blank=True, default="", db_default="")


class GoodsIssueLine(GoodsDocumentLine):
    """Goods to one WBS node.

    ``batch_reason`` says why they are of this batch, though another one that lies there expires earlier. What comes
    straight from a supplier names its order line and its batch as a receipt does; what is taken over from other work
    names the line that drew it.
    """

    document = models.ForeignKey(GoodsIssue, on_delete=models.CASCADE, related_name="lines", db_index=False)
    requisition_line = models.ForeignKey(
        "inventory.MaterialRequisitionLine", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    order_line = models.ForeignKey(
        "procurement.PurchaseOrderLine", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    from_line = models.ForeignKey("self", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    batch_no = models.CharField(max_length=50, blank=True, default="", db_default="")
    production_date = models.DateField(null=True)
    expiry_date = models.DateField(null=True)
    batch_reason = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta(GoodsDocumentLine.Meta):
        indexes = [
            *GoodsDocumentLine.Meta.indexes,
            models.Index(
                fields=["tenant_id", "from_line"],
                name="issue_line_taken_over",
                condition=models.Q(from_line__isnull=False),
            ),
            # A draft's lines are deleted and written anew; the database then looks for who names each of them.
            models.Index(
                fields=["tenant_id", "order_line"],
                name="issue_line_of_order_line",
                condition=models.Q(order_line__isnull=False),
            ),
            models.Index(
                fields=["tenant_id", "requisition_line"],
                name="issue_line_of_requisition_line",
                condition=models.Q(requisition_line__isnull=False),
            ),
        ]
