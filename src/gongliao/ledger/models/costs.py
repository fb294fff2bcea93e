"""What a project's work has consumed."""

from django.db import models

from gongliao.ledger.models.fields import money_field, quantity_field
from gongliao.platform.public import AppendOnly, TenantModel

# Costs are numbered together with stock moves, so that one order holds for all that a node bears.
NUMBERS = "ledger_stockmove_seq_seq"


class NextNumber(models.Func):
    """The next number of the sequence that stock moves have."""

    template = f"nextval('{NUMBERS}')"
    output_field = models.BigIntegerField()


class OtherCost(AppendOnly, TenantModel):
    """Money that a WBS node bears without goods. Appended, never updated or deleted."""

    seq = models.BigIntegerField(editable=False, db_default=NextNumber())
    company_id = models.UUIDField()
    project_id = models.UUIDField()
    node = models.ForeignKey("projects.WbsNode", on_delete=models.PROTECT, db_index=False)
    category = models.ForeignKey("projects.CostCategory", on_delete=models.PROTECT, db_index=False)
    item_id = models.UUIDField(null=True)
    amount = money_field()
    business_date = models.DateField()
    posting_date = models.DateField()
    recorded_at = models.DateTimeField()
    document_type = models.CharField(max_length=30)
    document_id = models.UUIDField()
    document_line_id = models.UUIDField()
    recorded_by_id = models.UUIDField()
    reverses_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["tenant_id", "project_id", "business_date", "seq"], name="other_cost_of_project"),
            models.Index(fields=["tenant_id", "business_date"], name="other_cost_of_day"),
            models.Index(fields=["tenant_id", "document_id"], name="other_cost_of_document"),
            models.Index(fields=["tenant_id", "seq"], name="other_cost_in_order"),
        ]


class CostEntry(TenantModel):
    """All that WBS nodes bear: each stock move into or out of one, and each other cost (ADR-0024).

    A view. What a move costs is the move itself, so there is exactly one entry for it and it can't say anything else.
    """

    seq = models.BigIntegerField(editable=False)
    company_id = models.UUIDField()
    project_id = models.UUIDField()
    node = models.ForeignKey("projects.WbsNode", on_delete=models.DO_NOTHING, related_name="+")
    category = models.ForeignKey("projects.CostCategory", on_delete=models.DO_NOTHING, related_name="+")
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
        managed = False
