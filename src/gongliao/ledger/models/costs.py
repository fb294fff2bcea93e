"""Cost entries: what a project's work has consumed."""

from django.db import models

from gongliao.ledger.models.fields import IdentityField, money_field, quantity_field
from gongliao.platform.public import AppendOnly, TenantModel


class CostEntry(AppendOnly, TenantModel):
    """Money, and quantity where it has one, that a WBS node bears. Appended, never updated or deleted.

    A material entry comes from exactly one stock move (``move_id``); the others from documents of costing.
    """

    seq = IdentityField(editable=False)
    company_id = models.UUIDField()
    project_id = models.UUIDField()
    node = models.ForeignKey("projects.WbsNode", on_delete=models.PROTECT, db_index=False)
    category = models.ForeignKey("projects.CostCategory", on_delete=models.PROTECT, db_index=False)
    item_id = models.UUIDField(null=True)
    quantity = quantity_field()
    amount = money_field()
    business_date = models.DateField()
    posting_date = models.DateField()
    recorded_at = models.DateTimeField()
    document_type = models.CharField(max_length=30)
    document_id = models.UUIDField()
    document_line_id = models.UUIDField()
    recorded_by_id = models.UUIDField()
    move_id = models.UUIDField(null=True)
    reverses_id = models.UUIDField(null=True)
    corrects_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "move_id"],
                condition=models.Q(move_id__isnull=False),
                name="cost_entry_once_per_move",
            )
        ]
        indexes = [
            models.Index(fields=["tenant_id", "project_id", "business_date", "seq"], name="cost_entry_of_project"),
            models.Index(fields=["tenant_id", "business_date"], name="cost_entry_of_day"),
            models.Index(fields=["tenant_id", "document_id"], name="cost_entry_of_document"),
            models.Index(fields=["tenant_id", "seq"], name="cost_entry_in_order"),
        ]
