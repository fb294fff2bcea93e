"""Periods: months of a company's books, what was done to them, and what a closed one froze."""

from django.db import models

from gongliao.ledger.models.fields import key_field, money_field, quantity_field
from gongliao.platform.public import AppendOnly, TenantModel

STATES = ("open", "closing", "closed")
STEPS = ("begin", "withdraw", "close", "reopen")


class Period(TenantModel):
    """A month of a company's books that somebody has begun to close; months without a row are open.

    ``closing`` counts how often it was closed: the number of what was frozen last. ``estimated`` is what was received
    and not invoiced at its end, while it is closed; nothing where no closing has asked.
    """

    company_id = models.UUIDField()
    month = models.DateField()
    state = models.CharField(max_length=10, default="open")
    closing = models.PositiveIntegerField(default=0)
    estimated = money_field(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "company_id", "month"], name="period_once"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="period_state_known"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="period_begins_its_month"),
        ]


class PeriodStep(AppendOnly, TenantModel):
    """What somebody did to a period; its id is the request's. A reason is asked of who opens a month again."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT)
    step = models.CharField(max_length=10)
    reason = models.CharField(max_length=500, blank=True)
    closing = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    person_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(step__in=STEPS), name="period_step_known")]


class PeriodStock(AppendOnly, TenantModel):
    """What lay in a warehouse at the end of a month, by item and stock owner, frozen when the month was closed."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, db_index=False)
    closing = models.PositiveIntegerField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False)
    warehouse = models.ForeignKey("catalog.Warehouse", on_delete=models.PROTECT, db_index=False)
    owner_id = key_field()
    ownership = models.CharField(max_length=15)
    quantity = quantity_field()
    value = money_field()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "period", "closing", "item", "warehouse", "owner_id", "ownership"],
                name="period_stock_once",
            )
        ]


class PeriodCost(AppendOnly, TenantModel):
    """What a node had borne by the end of a month, and in it, by category, frozen when the month was closed."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, db_index=False)
    closing = models.PositiveIntegerField()
    project_id = models.UUIDField()
    node = models.ForeignKey("projects.WbsNode", on_delete=models.PROTECT, db_index=False)
    category = models.ForeignKey("projects.CostCategory", on_delete=models.PROTECT, db_index=False)
    in_month = money_field()
    to_date = money_field()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "period", "closing", "node", "category"], name="period_cost_once"
            )
        ]
