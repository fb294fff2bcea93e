"""Batches."""

import pghistory
from django.db import models

from gongliao.ledger.rules.batches import STATUSES
from gongliao.platform.public import TenantModel


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Batch(TenantModel):
    """Goods of one item with one origin: whose they were, and the number that stands on them.

    Two suppliers may use the same number; what was taken over as an opening balance has no supplier.
    ``status_reason`` says why the status last changed; the audit keeps each of them.
    """

    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False)
    number = models.CharField(max_length=50)
    supplier = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False)
    production_date = models.DateField(null=True)
    expiry_date = models.DateField(null=True)
    status = models.CharField(max_length=10, default="released")
    status_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "item", "number", "supplier"], name="batch_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=models.Q(status__in=STATUSES), name="batch_status_known"),
        ]
