"""The books over HTTP: read only, since documents are what writes them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import QuerySet, Sum
from ninja import Query

from gongliao.ledger.api.known import known_rows
from gongliao.ledger.permissions import READ, READ_COSTS, SEE_COST
from gongliao.ledger.queries.commitments import commitments
from gongliao.ledger.queries.costs import cost_entries
from gongliao.ledger.queries.stock import balances, balances_by, moves
from gongliao.ledger.schemas.costs import (
    CommitmentOut,
    CostEntryOut,
    commitment_out,
    cost_entry_out,
)
from gongliao.ledger.schemas.filters import BalanceQuery, CommitmentQuery, CostQuery, MoveQuery
from gongliao.ledger.schemas.stock import BalanceOut, MoveOut, balance_out, move_out
from gongliao.platform.public import ListQuery, ListSpec, Page, Request, Router, Schema, Scope, list_answer

router = Router(tags=["ledger"])

BALANCES = ListSpec(
    name="stock_balances",
    sort={
        "item_code": "pool__item__code",
        "item_name": "pool__item__name",
        "category_code": "category_key",
        "warehouse_code": "bin__warehouse__code",
        "bin_code": "bin__code",
        "holder_name": "holder_key",
        "batch_no": "batch_key",
        "expiry_date": "expiry_key",
        "owner_code": "owner_key",
        "quantity": "quantity_key",
        "value": "value_key",
    },
    default_sort="item_code",
    columns=(
        "item_code",
        "item_name",
        "item_specification",
        "category_name",
        "warehouse_code",
        "warehouse_name",
        "bin_code",
        "holder_name",
        "batch_no",
        "supplier_name",
        "expiry_date",
        "owner_code",
        "owner_name",
        "ownership",
        "quantity",
        "base_unit",
        "second_quantity",
        "second_unit",
        "unit_cost",
        "value",
    ),
    totals={"value": Sum("shown_value"), "quantity": Sum("shown_quantity")},
)
# The books grow without end: what is not narrowed down is not added up.
COUNTED_MAX = 10_000
FIRST_BY = {
    "warehouse": "warehouse_code",
    "bin": "warehouse_code",
    "owner": "owner_code",
    "category": "category_code",
    "holder": "holder_name",
}
MOVES = ListSpec(
    name="stock_moves",
    sort={"business_date": "business_date", "recorded_at": "seq", "item_code": "item__code", "quantity": "quantity"},
    default_sort="-business_date",
    columns=(
        "business_date",
        "recorded_at",
        "document_type",
        "document_number",
        "corrected_number",
        "cause",
        "item_code",
        "item_name",
        "item_specification",
        "batch_no",
        "from_place",
        "to_place",
        "quantity_in",
        "quantity_out",
        "base_unit",
        "second_quantity",
        "second_unit",
        "unit_cost",
        "value",
    ),
    totals={
        "quantity_in": Sum("in_quantity"),
        "quantity_out": Sum("out_quantity"),
        "value_in": Sum("in_value"),
        "value_out": Sum("out_value"),
    },
    counted_max=COUNTED_MAX,
)
COSTS = ListSpec(
    name="cost_entries",
    sort={
        "business_date": "business_date",
        "posting_date": "posting_date",
        "recorded_at": "seq",
        "node_code": "node__path",
        "category_code": "category__code",
    },
    default_sort="-business_date",
    columns=(
        "business_date",
        "posting_date",
        "document_type",
        "document_number",
        "project_code",
        "project_name",
        "node_code",
        "node_name",
        "category_code",
        "category_name",
        "item_code",
        "item_name",
        "quantity",
        "base_unit",
        "amount",
    ),
    totals={"amount": Sum("shown_amount"), "quantity": Sum("quantity")},
    counted_max=COUNTED_MAX,
)
COMMITMENTS = ListSpec(
    name="commitment_entries",
    sort={"business_date": "business_date", "recorded_at": "seq", "project_code": "project_key"},
    default_sort="-business_date",
    columns=(
        "business_date",
        "posting_date",
        "document_type",
        "document_number",
        "project_code",
        "project_name",
        "node_code",
        "node_name",
        "category_name",
        "bound",
        "received",
        "open",
    ),
    totals={name: Sum(f"shown_{name}") for name in ("bound", "received", "open")},
    counted_max=COUNTED_MAX,
)
MONEY = frozenset({"value", "unit_cost", "value_in", "value_out", "amount", "bound", "received", "open"})
# They add up over one item only; the totals of others would mix metres and tonnes.
QUANTITIES = frozenset({"quantity", "quantity_in", "quantity_out"})


@router.get("/stock/balances", grant=READ, scope=Scope.WAREHOUSE, response=Page[BalanceOut])
def list_balances(request: Request, query: Query[BalanceQuery]) -> Any:
    """List stock on hand by item, warehouse, bin, batch and owner; with ``group`` one row for each item and so on."""
    wanted, spec = query.as_filter(), _spec(BALANCES, query)
    if query.group is None:
        return _answer(request, balances(actor=request.actor, wanted=wanted), query, spec, balance_out)
    found = balances_by(actor=request.actor, wanted=wanted, group=query.group)
    spec = replace(spec, default_sort=FIRST_BY.get(query.group, spec.default_sort))
    return _answer(request, found, query, spec, partial(balance_out, group=query.group))


@router.get("/stock/moves", grant=READ, scope=Scope.WAREHOUSE, response=Page[MoveOut])
def list_moves(request: Request, query: Query[MoveQuery]) -> Any:
    """List the stock ledger: every quantity with where it came from, where it went and the document that moved it."""
    found = moves(actor=request.actor, wanted=query.as_filter()).filter(known_rows(request, query))
    return _answer(request, found, query, _spec(MOVES, query), move_out)


@router.get("/cost-entries", grant=READ_COSTS, scope=Scope.PROJECT, response=Page[CostEntryOut])
def list_cost_entries(request: Request, query: Query[CostQuery]) -> Any:
    """List what WBS nodes bear, each entry with the document that it comes from."""
    found = cost_entries(actor=request.actor, wanted=query.as_filter()).filter(known_rows(request, query))
    return _answer(request, found, query, _spec(COSTS, query), cost_entry_out)


@router.get("/commitment-entries", grant=READ_COSTS, scope=Scope.PROJECT, response=Page[CommitmentOut])
def list_commitment_entries(request: Request, query: Query[CommitmentQuery]) -> Any:
    """List what orders bind, and what receipts and closing took from it, each with the document that it comes from."""
    found = commitments(actor=request.actor, wanted=query.as_filter()).filter(known_rows(request, query))
    return _answer(request, found, query, COMMITMENTS, commitment_out)


def _spec(spec: ListSpec, query: BalanceQuery | MoveQuery | CostQuery) -> ListSpec:
    if query.item_id is not None:
        return spec
    return replace(spec, totals={name: total for name, total in spec.totals.items() if name not in QUANTITIES})


def _answer(
    request: Request, found: QuerySet[Any], query: ListQuery, spec: ListSpec, present: Callable[[Any], Schema]
) -> Any:
    hidden = frozenset[str]() if request.actor.holds(SEE_COST) else MONEY
    return list_answer(found, query, spec, present=present, language=request.actor.language, hidden=hidden)
