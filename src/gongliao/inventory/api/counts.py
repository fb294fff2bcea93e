"""Counts."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import StockCount
from gongliao.inventory.operations.count_stock import (
    count_stock,
    drop_stock_count,
    post_stock_count,
    reverse_stock_count,
    save_stock_count,
)
from gongliao.inventory.permissions import COUNT, READ, REVERSE
from gongliao.inventory.queries.counts import book_quantities, difference_changes_of
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.schemas.common import GoodsQuery, ReversalIn
from gongliao.inventory.schemas.counts import (
    StockCountDraftIn,
    StockCountIn,
    StockCountOut,
    StockCountRow,
    count_out,
    count_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import Page, Request, Scope, Version

COUNTS = goods_spec("stock_counts")


@router.get("/stock-counts", grant=READ, scope=Scope.WAREHOUSE, response=Page[StockCountRow])
def list_counts(request: Request, query: Query[GoodsQuery]) -> Any:
    """List what was counted."""
    found = goods_documents(actor=request.actor, model=StockCount, wanted=query.as_filter())
    return answer(request, found, query, COUNTS, count_row)


@router.post("/stock-counts", grant=COUNT, scope=Scope.WAREHOUSE, response=StockCountOut)
def record_count(request: Request, body: StockCountIn) -> StockCountOut:
    """Adjust the books to what was counted in one step; the same body sent again answers the same."""
    return _count(request, count_stock(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/stock-counts/{id}", grant=READ, scope=Scope.WAREHOUSE, response=StockCountOut)
def get_count(request: Request, id: UUID) -> StockCountOut:
    """Return a count with its lines; a draft's are compared with what the books say now."""
    return _count(request, id)


@router.put("/stock-counts/{id}", grant=COUNT, scope=Scope.WAREHOUSE, response=StockCountOut)
def put_count(request: Request, id: UUID, body: StockCountDraftIn) -> StockCountOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    return _count(request, save_stock_count(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/stock-counts/{id}", grant=COUNT, scope=Scope.WAREHOUSE, response={204: None})
def delete_count(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_stock_count(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/stock-counts/{id}/post", grant=COUNT, scope=Scope.WAREHOUSE, response=StockCountOut)
def post_count(request: Request, id: UUID) -> StockCountOut:
    """Post a draft; it gets its number, and what the books say is worked out now."""
    return _count(request, post_stock_count(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/stock-counts/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=StockCountOut)
def reverse_count(request: Request, id: UUID, body: ReversalIn) -> StockCountOut:
    """Undo a count by its mirror, which is answered; the books are as if nobody had counted."""
    mirror_id = reverse_stock_count(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _count(request, mirror_id)


def _count(request: Request, id: UUID) -> StockCountOut:
    document = goods_document_of(actor=request.actor, model=StockCount, document_id=id)
    changes = difference_changes_of(document)
    return count_out(document, request.actor, book_quantities(document), changes)
