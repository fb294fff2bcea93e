"""Weighed and theoretical weights over HTTP."""

from dataclasses import replace
from typing import Any

from django.db.models import Sum
from ninja import Query

from gongliao.ledger.api.books import COUNTED_MAX, router
from gongliao.ledger.api.known import known_rows
from gongliao.ledger.permissions import READ
from gongliao.ledger.queries.second_quantities import DIFFERENCE, THEORETICAL, weight_differences
from gongliao.ledger.schemas.filters import WeighedQuery
from gongliao.ledger.schemas.weights import WeightDifferenceOut, weight_difference_out
from gongliao.platform.public import ListSpec, Page, Request, Scope, list_answer

DIFFERENCES = ListSpec(
    name="weight_differences",
    sort={
        "business_date": "business_date",
        "recorded_at": "seq",
        "item_code": "item__code",
        "percent": "percent_key",
        "difference": "difference",
    },
    default_sort="-business_date",
    columns=(
        "business_date",
        "document_type",
        "document_number",
        "item_code",
        "item_name",
        "item_specification",
        "batch_no",
        "from_place",
        "to_place",
        "pieces",
        "second_unit",
        "factor",
        "theoretical",
        "weighed",
        "difference",
        "base_unit",
        "percent",
        "tolerance",
        "beyond_tolerance",
    ),
    totals={
        "pieces": Sum("second_quantity"),
        "theoretical": Sum(THEORETICAL),
        "weighed": Sum("quantity"),
        "difference": Sum(DIFFERENCE),
    },
    counted_max=COUNTED_MAX,
)


@router.get("/stock/weight-differences", grant=READ, scope=Scope.WAREHOUSE, response=Page[WeightDifferenceOut])
def list_weight_differences(request: Request, query: Query[WeighedQuery]) -> Any:
    """List what was weighed beside what the counted pieces should weigh 理计/过磅, by line.

    Sorted by ``percent`` it goes by how far the two are apart, in whichever direction. Totals are those of one item.
    """
    known = known_rows(request, query)
    found = weight_differences(actor=request.actor, wanted=query.as_filter(), known=known)
    spec = DIFFERENCES if query.item_id else replace(DIFFERENCES, totals={})
    return list_answer(found, query, spec, present=weight_difference_out, language=request.actor.language)
