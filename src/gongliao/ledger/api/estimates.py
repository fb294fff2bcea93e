"""Month-end estimates over HTTP."""

from typing import Any
from uuid import UUID

from django.db.models import Sum
from ninja import Query

from gongliao.ledger.api.books import router
from gongliao.ledger.permissions import PERIODS
from gongliao.ledger.queries.estimates import estimate_of, lines_of_estimate, suppliers_of_estimate
from gongliao.ledger.schemas.estimates import (
    EstimateLineOut,
    EstimateLineQuery,
    EstimateOut,
    EstimateQuery,
    SupplierEstimateOut,
    estimate_line_out,
    estimate_out,
)
from gongliao.platform.public import ListSpec, Page, Request, RowsSpec, Scope, list_answer, rows_answer

SUPPLIERS = RowsSpec(
    name="estimate_suppliers",
    sort=("supplier_code", "receipt_lines", "amount"),
    default_sort="supplier_code",
    columns=("supplier_code", "supplier_name", "receipt_lines", "amount"),
    totals=("amount",),
)
LINES = ListSpec(
    name="estimate_lines",
    sort={"line_no": "line_no", "supplier_code": "supplier__code", "item_code": "item__code", "amount": "amount"},
    default_sort="line_no",
    columns=(
        "supplier_code",
        "supplier_name",
        "document_type",
        "document_number",
        "item_code",
        "item_name",
        "quantity",
        "unit",
        "amount",
    ),
    totals={"amount": Sum("amount")},
)


@router.get("/month-estimates/{id}", grant=PERIODS, scope=Scope.COMPANY, response=EstimateOut)
def get_month_estimate(request: Request, id: UUID) -> EstimateOut:
    """What a month estimated as payable when it was closed."""
    return estimate_out(estimate_of(actor=request.actor, estimate_id=id))


@router.get("/month-estimate-suppliers", grant=PERIODS, scope=Scope.COMPANY, response=Page[SupplierEstimateOut])
def list_month_estimate_suppliers(request: Request, query: Query[EstimateQuery]) -> Any:
    """What an estimate says of each supplier, or what a reversal takes back."""
    rows = suppliers_of_estimate(actor=request.actor, estimate_id=query.estimate_id, text=query.q)
    return rows_answer(rows, query, SUPPLIERS, schema=SupplierEstimateOut, language=request.actor.language)


@router.get("/month-estimate-lines", grant=PERIODS, scope=Scope.COMPANY, response=Page[EstimateLineOut])
def list_month_estimate_lines(request: Request, query: Query[EstimateLineQuery]) -> Any:
    """The receipt lines that an estimate was made of, or that a reversal takes back."""
    found = lines_of_estimate(
        actor=request.actor, estimate_id=query.estimate_id, supplier_id=query.supplier_id, text=query.q
    )
    return list_answer(found, query, LINES, present=estimate_line_out, language=request.actor.language)
