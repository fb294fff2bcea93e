"""Periods over HTTP, what closed ones froze, and the books as of a day."""

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django.db.models import Sum
from ninja import Query

from gongliao.kernel.clock import utc_now
from gongliao.ledger.api.books import router
from gongliao.ledger.operations.begin_closing import begin_closing
from gongliao.ledger.operations.close_period import close_period
from gongliao.ledger.operations.know_until import know_until
from gongliao.ledger.operations.reopen_period import reopen_period
from gongliao.ledger.operations.withdraw_closing import withdraw_closing
from gongliao.ledger.permissions import CLOSE, PERIODS, READ, READ_COSTS, REOPEN, SEE_COST
from gongliao.ledger.queries.on_day import OnDay, cost_on_day, day_and_instant, stock_on_day
from gongliao.ledger.queries.periods import checklist, frozen_cost, frozen_stock, periods
from gongliao.ledger.schemas.periods import (
    AsKnownQuery,
    CostOnDayOut,
    CostOnDayQuery,
    FindingOut,
    OnDayQuery,
    PeriodCostOut,
    PeriodOut,
    PeriodQuery,
    PeriodStepIn,
    PeriodStockOut,
    StockOnDayOut,
    period_cost_out,
    period_out,
    period_stock_out,
)
from gongliao.platform.public import (
    DayIn,
    ListSpec,
    Page,
    Request,
    RowsSpec,
    Scope,
    list_answer,
    rows_answer,
)

_STOCK_COLUMNS = (
    "item_code",
    "item_name",
    "warehouse_code",
    "warehouse_name",
    "owner_code",
    "owner_name",
    "quantity",
    "unit",
    "value",
)
_COST_COLUMNS = (
    "project_code",
    "project_name",
    "node_code",
    "node_name",
    "category_name",
    "in_month",
    "to_date",
)
STOCK = ListSpec(
    name="period_stock",
    sort={"item_code": "item__code", "warehouse_code": "warehouse__code", "quantity": "quantity", "value": "value"},
    default_sort="item_code",
    columns=_STOCK_COLUMNS,
    totals={"value": Sum("value")},
)
COST = ListSpec(
    name="period_costs",
    sort={"node_code": "node__code", "in_month": "in_month", "to_date": "to_date"},
    default_sort="node_code",
    columns=_COST_COLUMNS,
    totals={"in_month": Sum("in_month"), "to_date": Sum("to_date")},
)
STOCK_ON_DAY = RowsSpec(
    name="stock_on_day",
    sort=("item_code", "warehouse_code", "quantity", "value"),
    default_sort="item_code",
    columns=_STOCK_COLUMNS,
    totals=("value",),
)
COST_ON_DAY = RowsSpec(
    name="cost_on_day",
    sort=("project_code", "node_code", "in_month", "to_date"),
    default_sort="project_code",
    columns=_COST_COLUMNS,
    totals=("in_month", "to_date"),
)
PERIOD = "/companies/{company_id}/periods/{month}"


@router.get("/companies/{company_id}/periods", grant=PERIODS, scope=Scope.COMPANY, response=list[PeriodOut])
def list_periods(request: Request, company_id: UUID) -> Any:
    """The months of a company's books, the last first."""
    return [asdict(each) for each in periods(actor=request.actor, company_id=company_id, at=utc_now())]


@router.get(PERIOD + "/checklist", grant=PERIODS, scope=Scope.COMPANY, response=list[FindingOut])
def get_checklist(request: Request, company_id: UUID, month: DayIn) -> Any:
    """What is to be put right, or accepted, before a month is closed."""
    found = checklist(actor=request.actor, company_id=company_id, month=month, at=utc_now())
    return [asdict(each) for each in found]


@router.post(PERIOD + "/begin", grant=CLOSE, scope=Scope.COMPANY, response=PeriodOut)
def post_begin(request: Request, company_id: UUID, month: DayIn, body: PeriodStepIn) -> PeriodOut:
    """Begin to close a month: only those who close post into it from now on."""
    return period_out(begin_closing(actor=request.actor, request=body.as_request(company_id, month), at=utc_now()))


@router.post(PERIOD + "/withdraw", grant=CLOSE, scope=Scope.COMPANY, response=PeriodOut)
def post_withdraw(request: Request, company_id: UUID, month: DayIn, body: PeriodStepIn) -> PeriodOut:
    """Leave off closing a month."""
    return period_out(withdraw_closing(actor=request.actor, request=body.as_request(company_id, month), at=utc_now()))


@router.post(PERIOD + "/close", grant=CLOSE, scope=Scope.COMPANY, response=PeriodOut)
def post_close(request: Request, company_id: UUID, month: DayIn, body: PeriodStepIn) -> PeriodOut:
    """Close a month and freeze its stock and cost."""
    return period_out(close_period(actor=request.actor, request=body.as_request(company_id, month), at=utc_now()))


@router.post(PERIOD + "/reopen", grant=REOPEN, scope=Scope.COMPANY, response=PeriodOut)
def post_reopen(request: Request, company_id: UUID, month: DayIn, body: PeriodStepIn) -> PeriodOut:
    """Open the last closed month again, with a reason."""
    return period_out(reopen_period(actor=request.actor, request=body.as_request(company_id, month), at=utc_now()))


@router.get("/period-stock", grant=PERIODS, scope=Scope.COMPANY, response=Page[PeriodStockOut])
def list_period_stock(request: Request, query: Query[PeriodQuery]) -> Any:
    """The stock that a month froze when it was closed last, by item, warehouse and owner."""
    found = frozen_stock(actor=request.actor, company_id=query.company_id, month=query.month, text=query.q)
    return list_answer(found, query, STOCK, present=period_stock_out, language=request.actor.language)


@router.get("/period-costs", grant=PERIODS, scope=Scope.COMPANY, response=Page[PeriodCostOut])
def list_period_costs(request: Request, query: Query[PeriodQuery]) -> Any:
    """The cost that a month froze when it was closed last, by node and category."""
    found = frozen_cost(actor=request.actor, company_id=query.company_id, month=query.month, text=query.q)
    return list_answer(found, query, COST, present=period_cost_out, language=request.actor.language)


@router.get("/stock-on-day", grant=READ, scope=Scope.WAREHOUSE, response=Page[StockOnDayOut])
def list_stock_on_day(request: Request, query: Query[OnDayQuery]) -> Any:
    """Stock as of a day, and as known at an instant: asked for again it answers the same."""
    wanted = replace(
        _as_known(request, query), item_id=query.item_id, warehouse_id=query.warehouse_id, owner_id=query.owner_id
    )
    rows = stock_on_day(actor=request.actor, wanted=wanted)
    spec = STOCK_ON_DAY
    if not request.actor.holds(SEE_COST):
        spec = replace(spec, sort=tuple(name for name in spec.sort if name != "value"), totals=())
    return rows_answer(rows, query, spec, schema=StockOnDayOut, language=request.actor.language)


@router.get("/cost-on-day", grant=READ_COSTS, scope=Scope.PROJECT, response=Page[CostOnDayOut])
def list_cost_on_day(request: Request, query: Query[CostOnDayQuery]) -> Any:
    """Cost as of a day, and as known at an instant: asked for again it answers the same."""
    wanted = replace(_as_known(request, query), project_id=query.project_id)
    rows = cost_on_day(actor=request.actor, wanted=wanted)
    return rows_answer(rows, query, COST_ON_DAY, schema=CostOnDayOut, language=request.actor.language)


def _as_known(request: Request, query: AsKnownQuery) -> OnDay:
    """Return what is asked for, once what was known then can't change any more."""
    day, known_at = day_and_instant(
        company_id=query.company_id, day=query.day, known_at=query.known_at, known_on=query.known_on, at=utc_now()
    )
    if known_at is not None:
        know_until(actor=request.actor, company_id=query.company_id, known_at=known_at, at=utc_now())
    return OnDay(query.company_id, day, query.by, known_at, q=query.q)
