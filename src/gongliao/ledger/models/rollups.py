"""What projects bear, summed up so far, so that a statement need not read years of entries."""

from django.db import models

from gongliao.ledger.models.fields import money_field, quantity_field
from gongliao.platform.public import TenantModel


class CostRollup(TenantModel):
    """The sum of a node's cost entries in one category and posting month, as far as the tenant's mark reaches."""

    project_id = models.UUIDField()
    node_id = models.UUIDField()
    category_id = models.UUIDField()
    month = models.DateField()
    quantity = quantity_field()
    amount = money_field()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "project_id", "node_id", "category_id", "month"], name="cost_rollup_once"
            )
        ]


class CostMark(TenantModel):
    """How far the tenant's cost entries are summed up, and how far they will be next.

    ``through`` is the ``seq`` of the last entry that is in the sums. ``noted`` is a later one that was seen: all before
    it are there once no transaction runs that is as old as ``noted_at_xid``.
    """

    through = models.BigIntegerField(default=0)
    noted = models.BigIntegerField(default=0)
    noted_at_xid = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id"], name="cost_mark_once")]
