"""The employer's goods: the report on their use, and what may be used."""

from typing import Any

from ninja import Query

from gongliao.costing.api.common import router
from gongliao.costing.operations.allow_quantity import allow_quantity
from gongliao.costing.permissions import ALLOW, READ_GOODS
from gongliao.costing.queries.employers_goods import UsageAsked, allowed_history, employers_goods
from gongliao.costing.schemas.employers_goods import (
    AllowedIn,
    AllowedOut,
    AllowedQuery,
    EmployersGoodsOut,
    EmployersGoodsQuery,
    allowed_out,
)
from gongliao.kernel.clock import utc_now
from gongliao.ledger.public import day_and_instant, settle_instant
from gongliao.platform.public import Page, Request, RowsSpec, Scope, rows_answer

USAGE = RowsSpec(
    name="employers_goods",
    sort=("project_code", "item_code", "received", "issued", "used", "on_hand"),
    default_sort="project_code",
    columns=(
        "project_code",
        "project_name",
        "item_code",
        "item_name",
        "base_unit",
        "received",
        "issued",
        "returned",
        "lost",
        "sent_back",
        "on_hand",
        "used",
        "allowed",
        "over_used",
        "charged",
    ),
)


@router.get("/employers-goods", grant=READ_GOODS, scope=Scope.PROJECT, response=Page[EmployersGoodsOut])
def list_employers_goods(request: Request, query: Query[EmployersGoodsQuery]) -> Any:
    """Report on the employer's goods 甲供材, by project and item: as of a day, and as known at an instant."""
    at, company_id, known_at, known_on = utc_now(), query.company_id, query.known_at, query.known_on
    day, _ = day_and_instant(company_id=company_id, day=query.day, known_at=known_at, known_on=known_on, at=at)
    # Once no more can become known as of then, it answers the same for ever.
    settled = settle_instant(actor=request.actor, company_id=company_id, known_at=known_at, known_on=known_on, at=at)
    wanted = UsageAsked(
        company_id=company_id,
        day=day,
        known_at=settled,
        project_id=query.project_id,
        item_id=query.item_id,
        over_used=query.over_used,
        q=query.q,
    )
    rows = employers_goods(actor=request.actor, wanted=wanted)
    return rows_answer(rows, query, USAGE, schema=EmployersGoodsOut, language=request.actor.language)


@router.get("/employers-goods/allowed", grant=READ_GOODS, scope=Scope.PROJECT, response=list[AllowedOut])
def list_allowed(request: Request, query: Query[AllowedQuery]) -> list[AllowedOut]:
    """Return all that was said of what a project may use of an item, the last said first."""
    said = allowed_history(actor=request.actor, project_id=query.project_id, item_id=query.item_id)
    return [allowed_out(row) for row in said]


@router.post("/employers-goods/allowed", grant=ALLOW, scope=Scope.PROJECT, response=AllowedOut)
def post_allowed(request: Request, body: AllowedIn) -> AllowedOut:
    """Say what a project may use of an item from a day on; the same body sent again says it once."""
    row = allow_quantity(actor=request.actor, request=body.as_request(), at=utc_now())
    return allowed_out(row)
