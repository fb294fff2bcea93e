"""Reports over HTTP."""

from typing import Any
from uuid import UUID

from ninja import Query

from gongliao.platform.public import Open, Page, Request, Router, RowsSpec, Scope, rows_answer
from gongliao.reports.permissions import COST
from gongliao.reports.queries.home import home_of
from gongliao.reports.queries.project_costs import AsKnown, project_cost, project_statement
from gongliao.reports.queries.search import search_everything
from gongliao.reports.schemas import (
    AsKnownQuery,
    HomeOut,
    ProjectCostOut,
    SearchOut,
    SearchQuery,
    StatementQuery,
    StatementRowOut,
)

router = Router(tags=["reports"])

MONEY = ("ordered", "received", "open", "stock", "material", "other", "cost")
STATEMENT = RowsSpec(
    name="project_costs",
    sort=("code", "name", "status", *MONEY),
    default_sort="-cost",
    columns=("code", "name", "status", *MONEY),
    totals=MONEY,
)


@router.get("/reports/project-costs", grant=COST, scope=Scope.PROJECT, response=Page[StatementRowOut])
def list_project_costs(request: Request, query: Query[StatementQuery]) -> Any:
    """The cost statement: per project what is ordered, received, in stock and consumed, now or as known then."""
    rows = project_statement(
        actor=request.actor, text=query.q, status=query.status, known=AsKnown(query.known_at, query.known_on)
    )
    return rows_answer(rows, query, STATEMENT, schema=StatementRowOut, language=request.actor.language)


@router.get("/reports/project-costs/{project_id}", grant=COST, scope=Scope.PROJECT, response=ProjectCostOut)
def get_project_cost(request: Request, project_id: UUID, query: Query[AsKnownQuery]) -> Any:
    """One project's cost by category, by month and by WBS node; each side adds up to the same total."""
    return project_cost(actor=request.actor, project_id=project_id, known=AsKnown(query.known_at, query.known_on))


@router.get("/reports/home", grant=Open.SIGNED_IN, scope=Scope.PERSON, response=HomeOut)
def get_home(request: Request) -> Any:
    """What waits for the caller, and what they did last."""
    return home_of(actor=request.actor)


@router.get("/search", grant=Open.SIGNED_IN, scope=Scope.PERSON, response=SearchOut)
def search(request: Request, query: Query[SearchQuery]) -> Any:
    """Documents by number, and projects, items and parties by code, name or pinyin."""
    return {"hits": search_everything(actor=request.actor, text=query.q)}
