"""Commitments: money bound by orders before goods or services arrive."""

from django.db import models

from gongliao.ledger.models.fields import IdentityField, money_field, quantity_field
from gongliao.platform.public import AppendOnly, TenantModel


class CommitmentEntry(AppendOnly, TenantModel):
    """A change of what is bound for an order line: ordered (+), relieved by a receipt (-), released at close (-)."""

    seq = IdentityField(editable=False)
    company_id = models.UUIDField()
    project_id = models.UUIDField(null=True)
    node_id = models.UUIDField(null=True)
    category_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=10)
    order_line_id = models.UUIDField()
    quantity = quantity_field()
    amount = money_field()
    business_date = models.DateField()
    posting_date = models.DateField()
    recorded_at = models.DateTimeField()
    document_type = models.CharField(max_length=30)
    document_id = models.UUIDField()
    recorded_by_id = models.UUIDField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["order", "relief", "release"]), name="commitment_kind_known"
            )
        ]
        indexes = [
            models.Index(fields=["tenant_id", "seq"], name="commitment_in_order"),
            models.Index(fields=["tenant_id", "order_line_id"], name="commitment_of_order_line"),
            models.Index(fields=["tenant_id", "project_id", "business_date"], name="commitment_of_project"),
        ]
