"""Goods issues."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine


class GoodsIssue(GoodsDocument):
    """Material drawn from the store to a project's work 领料出库."""

    document_type = "goods_issue"
    number_prefix = "GI"

    requisition = models.ForeignKey(
        "inventory.MaterialRequisition", null=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.CharField(max_length=100, blank=True)


class GoodsIssueLine(GoodsDocumentLine):
    """Goods to one WBS node.

    ``batch_reason`` says why they are of this batch, though another one that lies there expires earlier.
    """

    document = models.ForeignKey(GoodsIssue, on_delete=models.CASCADE, related_name="lines", db_index=False)
    requisition_line = models.ForeignKey(
        "inventory.MaterialRequisitionLine", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    batch_reason = models.CharField(max_length=200, blank=True, default="", db_default="")
