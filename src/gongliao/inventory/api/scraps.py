"""Scrap."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import StockScrap
from gongliao.inventory.operations.scrap_stock import (
    drop_stock_scrap,
    post_stock_scrap,
    reverse_stock_scrap,
    save_stock_scrap,
    scrap_stock,
)
from gongliao.inventory.permissions import READ, REVERSE, SCRAP
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.schemas.common import GoodsQuery, ReversalIn
from gongliao.inventory.schemas.scraps import (
    StockScrapDraftIn,
    StockScrapIn,
    StockScrapOut,
    StockScrapRow,
    scrap_out,
    scrap_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import Page, Request, Scope, Version

SCRAPS = goods_spec(
    "stock_scraps",
    columns=("reason",),
    sort={"reason": "reason"},
)


@router.get("/stock-scraps", grant=READ, scope=Scope.WAREHOUSE, response=Page[StockScrapRow])
def list_scraps(request: Request, query: Query[GoodsQuery]) -> Any:
    """List what was written off."""
    found = goods_documents(actor=request.actor, model=StockScrap, wanted=query.as_filter())
    return answer(request, found, query, SCRAPS, scrap_row)


@router.post("/stock-scraps", grant=SCRAP, scope=Scope.WAREHOUSE, response=StockScrapOut)
def record_scrap(request: Request, body: StockScrapIn) -> StockScrapOut:
    """Write goods off in one step; the same body sent again answers the same."""
    return _scrap(request, scrap_stock(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/stock-scraps/{id}", grant=READ, scope=Scope.WAREHOUSE, response=StockScrapOut)
def get_scrap(request: Request, id: UUID) -> StockScrapOut:
    """Return a scrap with its lines."""
    return _scrap(request, id)


@router.put("/stock-scraps/{id}", grant=SCRAP, scope=Scope.WAREHOUSE, response=StockScrapOut)
def put_scrap(request: Request, id: UUID, body: StockScrapDraftIn) -> StockScrapOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    return _scrap(request, save_stock_scrap(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/stock-scraps/{id}", grant=SCRAP, scope=Scope.WAREHOUSE, response={204: None})
def delete_scrap(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_stock_scrap(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/stock-scraps/{id}/post", grant=SCRAP, scope=Scope.WAREHOUSE, response=StockScrapOut)
def post_scrap(request: Request, id: UUID) -> StockScrapOut:
    """Post a draft; it gets its number now."""
    return _scrap(request, post_stock_scrap(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/stock-scraps/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=StockScrapOut)
def reverse_scrap(request: Request, id: UUID, body: ReversalIn) -> StockScrapOut:
    """Undo a scrap by its mirror, which is answered; its goods are back."""
    mirror_id = reverse_stock_scrap(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _scrap(request, mirror_id)


def _scrap(request: Request, id: UUID) -> StockScrapOut:
    document = goods_document_of(actor=request.actor, model=StockScrap, document_id=id)
    return scrap_out(document, request.actor)
