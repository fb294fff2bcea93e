"""The router, and the lists and answers that all kinds of goods documents share."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpResponse

from gongliao.inventory.permissions import SEE_COST
from gongliao.platform.public import ListQuery, ListSpec, Request, Router, Schema, list_answer

router = Router(tags=["inventory"])

MONEY = frozenset({"amount", "unit_cost"})


def goods_spec(name: str, *, columns: tuple[str, ...] = (), sort: dict[str, str] | None = None) -> ListSpec:
    """Return how a list of goods documents is sorted and exported; ``columns`` are those of its kind."""
    return ListSpec(
        name=name,
        sort={
            "number": "number_key",
            "business_date": "business_date",
            "state": "state",
            "warehouse_code": "warehouse__code",
            "warehouse_name": "warehouse__name",
            "amount": "amount_key",
            "created_at": "created_at",
            **(sort or {}),
        },
        default_sort="-business_date",
        columns=(
            "number",
            "state",
            "business_date",
            "warehouse_code",
            "warehouse_name",
            *columns,
            "projects",
            "lines_count",
            "amount",
            "created_by_name",
            "remark",
        ),
        totals={"amount": Sum("shown_amount")},
    )


def answer(
    request: Request, found: QuerySet[Any], query: ListQuery, spec: ListSpec, present: Callable[[Any], Schema]
) -> dict[str, Any] | HttpResponse:
    """Return a page, or the sheet, without the money that nobody of this actor's roles sees."""
    hidden = frozenset[str]() if request.actor.holds(SEE_COST) else MONEY
    return list_answer(found, query, spec, present=present, language=request.actor.language, hidden=hidden)


def dropped() -> HttpResponse:
    """Return the answer to a draft that is gone."""
    return HttpResponse(status=204)
