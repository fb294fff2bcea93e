"""Returns to suppliers."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import SupplierReturn
from gongliao.inventory.operations.return_to_supplier import (
    drop_supplier_return,
    post_supplier_return,
    return_to_supplier,
    reverse_supplier_return,
    save_supplier_return,
)
from gongliao.inventory.permissions import READ, REVERSE, SUPPLIER_RETURN
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.queries.receipt_lines import receipt_lines
from gongliao.inventory.schemas.common import ReversalIn
from gongliao.inventory.schemas.supplier_returns import (
    LINE_NAMED,
    GoodsReceiptLineQuery,
    PickedReceiptLine,
    SupplierReturnDraftIn,
    SupplierReturnIn,
    SupplierReturnOut,
    SupplierReturnQuery,
    SupplierReturnRow,
    picked_receipt_line,
    supplier_return_out,
    supplier_return_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import ListSpec, Page, Request, Scope, Version

RETURNS = goods_spec(
    "supplier_returns",
    columns=("ownership", "supplier_code", "supplier_name", "reason"),
    sort={"supplier_name": "supplier__name", "reason": "reason"},
)

LINES = ListSpec(
    name="goods_receipt_lines",
    sort={
        "business_date": "document__business_date",
        "receipt_number": "document__number",
        "item_code": "item__code",
        "supplier_name": "document__supplier__name",
        "returnable_quantity": "returnable_quantity",
    },
    default_sort="-business_date",
    columns=(
        "receipt_number",
        "business_date",
        "supplier_code",
        "supplier_name",
        "item_code",
        "item_name",
        "item_specification",
        "batch_no",
        "quantity",
        "returned_quantity",
        "returnable_quantity",
        "base_unit",
    ),
)


@router.get("/supplier-returns", grant=READ, scope=Scope.WAREHOUSE, response=Page[SupplierReturnRow])
def list_supplier_returns(request: Request, query: Query[SupplierReturnQuery]) -> Any:
    """List returns to suppliers."""
    found = goods_documents(actor=request.actor, model=SupplierReturn, wanted=query.as_filter())
    return answer(request, found, query, RETURNS, supplier_return_row)


@router.post("/supplier-returns", grant=SUPPLIER_RETURN, scope=Scope.WAREHOUSE, response=SupplierReturnOut)
def record_supplier_return(request: Request, body: SupplierReturnIn) -> SupplierReturnOut:
    """Send goods of receipt lines back to their supplier in one step; the same body sent again answers the same."""
    return _sent_back(request, return_to_supplier(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/supplier-returns/{id}", grant=READ, scope=Scope.WAREHOUSE, response=SupplierReturnOut)
def get_supplier_return(request: Request, id: UUID) -> SupplierReturnOut:
    """Return a return with its lines."""
    return _sent_back(request, id)


@router.put("/supplier-returns/{id}", grant=SUPPLIER_RETURN, scope=Scope.WAREHOUSE, response=SupplierReturnOut)
def put_supplier_return(request: Request, id: UUID, body: SupplierReturnDraftIn) -> SupplierReturnOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    return _sent_back(request, save_supplier_return(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/supplier-returns/{id}", grant=SUPPLIER_RETURN, scope=Scope.WAREHOUSE, response={204: None})
def delete_supplier_return(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_supplier_return(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/supplier-returns/{id}/post", grant=SUPPLIER_RETURN, scope=Scope.WAREHOUSE, response=SupplierReturnOut)
def post_one(request: Request, id: UUID) -> SupplierReturnOut:
    """Post a draft; it gets its number now."""
    return _sent_back(request, post_supplier_return(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/supplier-returns/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=SupplierReturnOut)
def reverse_one(request: Request, id: UUID, body: ReversalIn) -> SupplierReturnOut:
    """Undo a return by its mirror, which puts its goods back; answers the mirror."""
    mirror_id = reverse_supplier_return(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _sent_back(request, mirror_id)


@router.get("/goods-receipt-lines", grant=READ, scope=Scope.WAREHOUSE, response=Page[PickedReceiptLine])
def list_receipt_lines(request: Request, query: Query[GoodsReceiptLineQuery]) -> Any:
    """List lines of posted receipts; with ``returnable`` those of which something can go back to the supplier."""
    found = receipt_lines(actor=request.actor, wanted=query.as_filter())
    return answer(request, found, query, LINES, partial(picked_receipt_line, actor=request.actor))


def _sent_back(request: Request, id: UUID) -> SupplierReturnOut:
    document = goods_document_of(actor=request.actor, model=SupplierReturn, document_id=id, line_named=LINE_NAMED)
    return supplier_return_out(document, request.actor)
