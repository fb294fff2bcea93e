"""Keep what a month says: stock by item, warehouse and owner, cost by node and category."""

from gongliao.kernel.ids import new_id
from gongliao.ledger.models import Period
from gongliao.ledger.queries.frozen import cost_of, stock_of
from gongliao.platform.public import Insert, current_tenant_id

_STOCK = Insert(
    "ledger_periodstock",
    (
        "id",
        "tenant_id",
        "period_id",
        "closing",
        "item_id",
        "warehouse_id",
        "owner_id",
        "ownership",
        "quantity",
        "value",
    ),
)
_COST = Insert(
    "ledger_periodcost",
    ("id", "tenant_id", "period_id", "closing", "project_id", "node_id", "category_id", "in_month", "to_date"),
)


def freeze_period(period: Period) -> None:
    """Write the figures of a month that is closed now, while nobody posts.

    Source: requirements 3.5.
    """
    head = (current_tenant_id(), period.id, period.closing)
    _STOCK.run([(new_id(), *head, *row) for row in stock_of(period)])
    _COST.run([(new_id(), *head, *row) for row in cost_of(period)])
