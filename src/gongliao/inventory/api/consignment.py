"""Consigned goods 寄售: the report on them, and what they are bought for."""

from dataclasses import replace
from typing import Any

from ninja import Query

from gongliao.inventory.api.common import router
from gongliao.inventory.operations.agree_price import agree_price
from gongliao.inventory.permissions import AGREE, READ, SEE_COST, SEE_PRICE
from gongliao.inventory.queries.consigned_goods import ConsignedAsked, consigned_rows
from gongliao.inventory.queries.consignment_prices import price_history
from gongliao.inventory.schemas.consignment import (
    ConsignedGoodsOut,
    ConsignedGoodsQuery,
    ConsignmentPriceIn,
    ConsignmentPriceOut,
    ConsignmentPriceQuery,
    price_out,
)
from gongliao.kernel.clock import utc_now
from gongliao.ledger.public import day_and_instant, settle_instant
from gongliao.platform.public import Page, Request, RowsSpec, Scope, rows_answer

CONSIGNED = RowsSpec(
    name="consigned_goods",
    sort=("supplier_code", "item_code", "warehouse_code", "received", "used", "on_hand"),
    default_sort="supplier_code",
    columns=(
        "supplier_code",
        "supplier_name",
        "item_code",
        "item_name",
        "warehouse_code",
        "warehouse_name",
        "base_unit",
        "received",
        "moved",
        "found",
        "used",
        "returned",
        "on_hand",
        "price",
        "used_value",
    ),
)


@router.get("/consigned-goods", grant=READ, scope=Scope.WAREHOUSE, response=Page[ConsignedGoodsOut])
def list_consigned_goods(request: Request, query: Query[ConsignedGoodsQuery]) -> Any:
    """Report on consigned goods, by supplier, item and warehouse: as of a day, and as known at an instant."""
    at, company_id, known_at, known_on = utc_now(), query.company_id, query.known_at, query.known_on
    day, _ = day_and_instant(company_id=company_id, day=query.day, known_at=known_at, known_on=known_on, at=at)
    # Once no more can become known as of then, it answers the same for ever.
    settled = settle_instant(actor=request.actor, company_id=company_id, known_at=known_at, known_on=known_on, at=at)
    wanted = ConsignedAsked(
        company_id=company_id,
        day=day,
        known_at=settled,
        supplier_id=query.supplier_id,
        item_id=query.item_id,
        warehouse_id=query.warehouse_id,
        q=query.q,
    )
    rows = consigned_rows(actor=request.actor, wanted=wanted)
    held = {"price": request.actor.holds(SEE_PRICE), "used_value": request.actor.holds(SEE_COST)}
    spec = replace(CONSIGNED, columns=tuple(each for each in CONSIGNED.columns if held.get(each, True)))
    return rows_answer(rows, query, spec, schema=ConsignedGoodsOut, language=request.actor.language)


@router.get("/consignment-prices", grant=SEE_PRICE, scope=Scope.COMPANY, response=list[ConsignmentPriceOut])
def list_consignment_prices(request: Request, query: Query[ConsignmentPriceQuery]) -> list[ConsignmentPriceOut]:
    """Return all that was agreed on of what a supplier consigns of an item, the last said first."""
    said = price_history(
        actor=request.actor, company_id=query.company_id, supplier_id=query.supplier_id, item_id=query.item_id
    )
    return [price_out(row) for row in said]


@router.post("/consignment-prices", grant=AGREE, scope=Scope.COMPANY, response=ConsignmentPriceOut)
def post_consignment_price(request: Request, body: ConsignmentPriceIn) -> ConsignmentPriceOut:
    """Agree on what a supplier's consigned item costs from a day on; the same body sent again says it once."""
    return price_out(agree_price(actor=request.actor, request=body.as_request(), at=utc_now()))
