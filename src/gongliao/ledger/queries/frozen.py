"""What closed months say, against what they froze."""

from collections.abc import Iterator
from typing import Any

from gongliao.ledger.models import Period, PeriodCost, PeriodStock
from gongliao.ledger.queries.stock_on import cost_on, stock_on
from gongliao.ledger.rules.periods import last_day_of
from gongliao.platform.public import Row

_STOCK = ("item_id", "warehouse_id", "owner_id", "ownership", "quantity", "value")
_COST = ("project_id", "node_id", "category_id", "in_month", "to_date")


def stock_of(period: Period) -> list[Row]:
    """Return the stock at the end of a month as the moves that count in it or before say."""
    return stock_on(company_id=period.company_id, day=last_day_of(period.month), by="posting_date")


def cost_of(period: Period) -> list[Row]:
    """Return the cost in a month, and by its end, as the entries that count in it or before say."""
    last_day = last_day_of(period.month)
    return cost_on(company_id=period.company_id, first=period.month, day=last_day, by="posting_date")


def closed_months_changed() -> Iterator[dict[str, Any]]:
    """Give the figures of closed months that are others now than when they were closed.

    Source: requirements 3.5; design.md 4, "reports on it repeat byte for byte".
    """
    for period in Period.objects.filter(state="closed", closing__gt=0).order_by("company_id", "month"):
        of_closing = {"period": period, "closing": period.closing}
        stock = set(PeriodStock.objects.filter(**of_closing).values_list(*_STOCK))
        cost = set(PeriodCost.objects.filter(**of_closing).values_list(*_COST))
        for kept, now in ((stock, set(stock_of(period))), (cost, set(cost_of(period)))):
            for row in sorted(kept ^ now, key=str):
                yield {"month": period.month, "row": row, "kept": row in kept}
