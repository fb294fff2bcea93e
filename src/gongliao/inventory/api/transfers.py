"""Stock transfers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import StockTransfer
from gongliao.inventory.operations.agree_transfer import (
    agree_stock_transfer,
    decline_stock_transfer,
    propose_stock_transfer,
    withdraw_stock_transfer,
)
from gongliao.inventory.operations.transfer_stock import (
    drop_stock_transfer,
    post_stock_transfer,
    reverse_stock_transfer,
    save_stock_transfer,
    transfer_stock,
)
from gongliao.inventory.permissions import AGREE_TRANSFER, READ, REVERSE, TRANSFER
from gongliao.inventory.queries.agreements import sides_of
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.schemas.common import ReversalIn
from gongliao.inventory.schemas.transfers import (
    LINE_NAMED,
    AgreementIn,
    DeclineIn,
    StockTransferDraftIn,
    StockTransferIn,
    StockTransferOut,
    StockTransferRow,
    TransferQuery,
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
def list_transfers(request: Request, query: Query[TransferQuery]) -> Any:
    """List transfers; a warehouse or project finds those out of it and into it."""
    found = goods_documents(actor=request.actor, model=StockTransfer, wanted=query.as_filter())
    return answer(request, found, query, TRANSFERS, transfer_row)


@router.post("/stock-transfers", grant=TRANSFER, scope=Scope.WAREHOUSE, response=StockTransferOut)
def record_transfer(request: Request, body: StockTransferIn) -> StockTransferOut:
    """Transfer goods in one step; the same body sent again answers the same.

    What changes the stock of projects needs their yes first: save it as a draft and propose it.
    """
    return _transfer(request, transfer_stock(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/stock-transfers/{id}", grant=READ, scope=Scope.WAREHOUSE, response=StockTransferOut)
def get_transfer(request: Request, id: UUID) -> StockTransferOut:
    """Return a transfer with its lines."""
    return _transfer(request, id)


@router.put("/stock-transfers/{id}", grant=TRANSFER, scope=Scope.WAREHOUSE, response=StockTransferOut)
def put_transfer(request: Request, id: UUID, body: StockTransferDraftIn) -> StockTransferOut:
    """Save a draft under the caller's id; the same content sent again changes nothing.

    What was proposed and is changed is a draft again, and no yes to it holds any more.
    """
    return _transfer(request, save_stock_transfer(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/stock-transfers/{id}", grant=TRANSFER, scope=Scope.WAREHOUSE, response={204: None})
def delete_transfer(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_stock_transfer(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/stock-transfers/{id}/propose", grant=TRANSFER, scope=Scope.WAREHOUSE, response=StockTransferOut)
def propose_transfer(request: Request, id: UUID) -> StockTransferOut:
    """Ask the projects whose stock a draft changes for their yes; it is posted once all have agreed."""
    return _transfer(request, propose_stock_transfer(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/stock-transfers/{id}/withdraw", grant=TRANSFER, scope=Scope.WAREHOUSE, response=StockTransferOut)
def withdraw_transfer(request: Request, id: UUID) -> StockTransferOut:
    """Take back what was proposed or agreed to; it is a draft again."""
    return _transfer(request, withdraw_stock_transfer(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/stock-transfers/{id}/agree", grant=AGREE_TRANSFER, scope=Scope.PROJECT, response=StockTransferOut)
def agree_transfer(request: Request, id: UUID, body: AgreementIn) -> StockTransferOut:
    """Say yes to somebody else's transfer for the projects that the caller speaks for; the last yes makes it ready."""
    return _transfer(request, agree_stock_transfer(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.post("/stock-transfers/{id}/decline", grant=AGREE_TRANSFER, scope=Scope.PROJECT, response=StockTransferOut)
def decline_transfer(request: Request, id: UUID, body: DeclineIn) -> StockTransferOut:
    """Say no with a reason; the transfer goes back to who wrote it, as a draft."""
    return _transfer(request, decline_stock_transfer(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.post("/stock-transfers/{id}/post", grant=TRANSFER, scope=Scope.WAREHOUSE, response=StockTransferOut)
def post_transfer(request: Request, id: UUID) -> StockTransferOut:
    """Post a draft, or what all projects asked have agreed to; it gets its number now."""
    return _transfer(request, post_stock_transfer(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/stock-transfers/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=StockTransferOut)
def reverse_transfer(request: Request, id: UUID, body: ReversalIn) -> StockTransferOut:
    """Undo a transfer by its mirror while its goods still lie where they went; answers the mirror."""
    mirror_id = reverse_stock_transfer(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _transfer(request, mirror_id)


def _transfer(request: Request, id: UUID) -> StockTransferOut:
    document = goods_document_of(actor=request.actor, model=StockTransfer, document_id=id, line_named=LINE_NAMED)
    return transfer_out(document, sides_of(actor=request.actor, document=document), request.actor)
