"""Stock transfers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import StockTransfer
from gongliao.inventory.operations.transfer_stock import (
    drop_stock_transfer,
    post_stock_transfer,
    reverse_stock_transfer,
    save_stock_transfer,
    transfer_stock,
)
from gongliao.inventory.permissions import READ, REVERSE, TRANSFER
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.schemas.common import GoodsQuery, ReversalIn
from gongliao.inventory.schemas.transfers import (
    LINE_NAMED,
    StockTransferDraftIn,
    StockTransferIn,
    StockTransferOut,
    StockTransferRow,
    transfer_out,
    transfer_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import Page, Request, Scope, Version

TRANSFERS = goods_spec(
    "stock_transfers",
    columns=("target_warehouse_code", "target_warehouse_name"),
    sort={"target_warehouse_name": "target_warehouse__name"},
)


@router.get("/stock-transfers", grant=READ, scope=Scope.WAREHOUSE, response=Page[StockTransferRow])
def list_transfers(request: Request, query: Query[GoodsQuery]) -> Any:
    """List transfers; a warehouse finds those out of it and into it."""
    found = goods_documents(actor=request.actor, model=StockTransfer, wanted=query.as_filter())
    return answer(request, found, query, TRANSFERS, transfer_row)


@router.post("/stock-transfers", grant=TRANSFER, scope=Scope.WAREHOUSE, response=StockTransferOut)
def record_transfer(request: Request, body: StockTransferIn) -> StockTransferOut:
    """Transfer goods in one step; the same body sent again answers the same."""
    return _transfer(request, transfer_stock(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/stock-transfers/{id}", grant=READ, scope=Scope.WAREHOUSE, response=StockTransferOut)
def get_transfer(request: Request, id: UUID) -> StockTransferOut:
    """Return a transfer with its lines."""
    return _transfer(request, id)


@router.put("/stock-transfers/{id}", grant=TRANSFER, scope=Scope.WAREHOUSE, response=StockTransferOut)
def put_transfer(request: Request, id: UUID, body: StockTransferDraftIn) -> StockTransferOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    return _transfer(request, save_stock_transfer(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/stock-transfers/{id}", grant=TRANSFER, scope=Scope.WAREHOUSE, response={204: None})
def delete_transfer(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_stock_transfer(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/stock-transfers/{id}/post", grant=TRANSFER, scope=Scope.WAREHOUSE, response=StockTransferOut)
def post_transfer(request: Request, id: UUID) -> StockTransferOut:
    """Post a draft; it gets its number now."""
    return _transfer(request, post_stock_transfer(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/stock-transfers/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=StockTransferOut)
def reverse_transfer(request: Request, id: UUID, body: ReversalIn) -> StockTransferOut:
    """Undo a transfer by its mirror while its goods still lie where they went; answers the mirror."""
    mirror_id = reverse_stock_transfer(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _transfer(request, mirror_id)


def _transfer(request: Request, id: UUID) -> StockTransferOut:
    document = goods_document_of(actor=request.actor, model=StockTransfer, document_id=id, line_named=LINE_NAMED)
    return transfer_out(document, request.actor)
