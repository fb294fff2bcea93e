"""Goods receipts."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import GoodsReceipt
from gongliao.inventory.operations.receive_goods import (
    drop_goods_receipt,
    post_goods_receipt,
    receive_goods,
    reverse_goods_receipt,
    save_goods_receipt,
)
from gongliao.inventory.permissions import READ, RECEIVE, REVERSE
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.schemas.common import ReversalIn
from gongliao.inventory.schemas.receipts import (
    LINE_NAMED,
    GoodsReceiptDraftIn,
    GoodsReceiptIn,
    GoodsReceiptOut,
    GoodsReceiptQuery,
    GoodsReceiptRow,
    receipt_out,
    receipt_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import Page, Request, Scope, Version

RECEIPTS = goods_spec(
    "goods_receipts",
    columns=("supplier_code", "supplier_name", "delivery_note"),
    sort={"supplier_name": "supplier__name", "delivery_note": "delivery_note"},
)


@router.get("/goods-receipts", grant=READ, scope=Scope.WAREHOUSE, response=Page[GoodsReceiptRow])
def list_receipts(request: Request, query: Query[GoodsReceiptQuery]) -> Any:
    """List receipts."""
    found = goods_documents(actor=request.actor, model=GoodsReceipt, wanted=query.as_filter())
    return answer(request, found, query, RECEIPTS, receipt_row)


@router.post("/goods-receipts", grant=RECEIVE, scope=Scope.WAREHOUSE, response=GoodsReceiptOut)
def record_receipt(request: Request, body: GoodsReceiptIn) -> GoodsReceiptOut:
    """Receive a supplier's goods against order lines, or what the employer supplied, in one step.

    The same body sent again answers the same.
    """
    return _receipt(request, receive_goods(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/goods-receipts/{id}", grant=READ, scope=Scope.WAREHOUSE, response=GoodsReceiptOut)
def get_receipt(request: Request, id: UUID) -> GoodsReceiptOut:
    """Return a receipt with its lines."""
    return _receipt(request, id)


@router.put("/goods-receipts/{id}", grant=RECEIVE, scope=Scope.WAREHOUSE, response=GoodsReceiptOut)
def put_receipt(request: Request, id: UUID, body: GoodsReceiptDraftIn) -> GoodsReceiptOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    return _receipt(request, save_goods_receipt(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/goods-receipts/{id}", grant=RECEIVE, scope=Scope.WAREHOUSE, response={204: None})
def delete_receipt(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_goods_receipt(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/goods-receipts/{id}/post", grant=RECEIVE, scope=Scope.WAREHOUSE, response=GoodsReceiptOut)
def post_receipt(request: Request, id: UUID) -> GoodsReceiptOut:
    """Post a draft; it gets its number now."""
    return _receipt(request, post_goods_receipt(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/goods-receipts/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=GoodsReceiptOut)
def reverse_receipt(request: Request, id: UUID, body: ReversalIn) -> GoodsReceiptOut:
    """Undo a receipt by its mirror while its goods still lie untouched; answers the mirror."""
    mirror_id = reverse_goods_receipt(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _receipt(request, mirror_id)


def _receipt(request: Request, id: UUID) -> GoodsReceiptOut:
    document = goods_document_of(actor=request.actor, model=GoodsReceipt, document_id=id, line_named=LINE_NAMED)
    return receipt_out(document, request.actor)
