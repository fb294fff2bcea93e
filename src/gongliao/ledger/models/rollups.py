"""What projects bear, summed up so far, and marks that say how far a job has come in the books."""

from django.db import models

from gongliao.ledger.models.fields import money_field, quantity_field
from gongliao.platform.public import TenantModel


class CostRollup(TenantModel):
    """The sum of a node's cost entries in one category and posting month, as far as the mark of the sums reaches."""

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


class Mark(TenantModel):
    """How far a job has come in a table of the books, and how far it will come next.

    ``through`` is the ``seq`` of the last row that it is done with. ``noted`` is a later one that was seen: all before
    it are there once no transaction runs that is as old as ``noted_at_xid``.
    """

    name = models.CharField(max_length=30)
    through = models.BigIntegerField(default=0)
    noted = models.BigIntegerField(default=0)
    noted_at_xid = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "name"], name="mark_once")]
