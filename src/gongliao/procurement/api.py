"""Purchase orders over HTTP."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.http import HttpResponse
from ninja import Query

from gongliao.kernel.clock import utc_now
from gongliao.platform.public import ListSpec, Page, Request, Router, Scope, Version, list_answer
from gongliao.procurement.operations.approve_order import approve_order
from gongliao.procurement.operations.cancel_order import cancel_order
from gongliao.procurement.operations.close_order import close_order
from gongliao.procurement.operations.drop_order import DropOrderRequest, drop_order
from gongliao.procurement.operations.reject_order import reject_order
from gongliao.procurement.operations.save_order import save_order
from gongliao.procurement.operations.submit_order import submit_order
from gongliao.procurement.operations.withdraw_order import withdraw_order
from gongliao.procurement.permissions import APPROVE, CLOSE, ORDER, PRICE, READ
from gongliao.procurement.queries.orders import order_lines, order_of, orders
from gongliao.procurement.schemas.answers import (
    PurchaseOrderLinePick,
    PurchaseOrderOut,
    PurchaseOrderRow,
    order_out,
    order_row,
    picked_order_line,
)
from gongliao.procurement.schemas.bodies import (
    OrderLineQuery,
    OrderQuery,
    PurchaseOrderIn,
    PurchaseOrderStepIn,
    RejectPurchaseOrderIn,
)

router = Router(tags=["procurement"])

ORDERS = ListSpec(
    name="purchase_orders",
    sort={
        "number": "number_key",
        "business_date": "business_date",
        "state": "state",
        "supplier_name": "supplier__name",
        "amount": "amount_key",
        "created_at": "created_at",
    },
    default_sort="-business_date",
    columns=(
        *("number", "state", "business_date", "supplier_code", "supplier_name", "amount", "tax_amount", "currency"),
        *("lines_count", "lines_received", "expected_on", "created_by_name", "remark"),
    ),
    totals={"amount": Sum("shown_amount"), "tax_amount": Sum("shown_tax_amount")},
)
LINES = ListSpec(
    name="purchase_order_lines",
    sort={
        "order_number": "order_number",
        "business_date": "document__business_date",
        "item_code": "item__code",
        "supplier_name": "document__supplier__name",
    },
    default_sort="order_number",
    columns=(
        *("order_number", "line_no", "supplier_name", "item_code", "item_name", "quantity", "base_unit"),
        *("received_quantity", "open_quantity", "unit_price", "amount", "project_code", "node_code", "expected_on"),
    ),
)
MONEY = frozenset({"unit_price", "amount", "tax_amount"})


def _hidden(request: Request) -> frozenset[str]:
    return frozenset() if request.actor.holds(PRICE) else MONEY


@router.get("/purchase-orders", grant=READ, scope=Scope.PROJECT, response=Page[PurchaseOrderRow])
def list_orders(request: Request, query: Query[OrderQuery]) -> Any:
    """List orders; amounts and their totals cover those whose prices the reader may see."""
    found = orders(actor=request.actor, wanted=query.as_filter())
    language = request.actor.language
    return list_answer(found, query, ORDERS, present=order_row, language=language, hidden=_hidden(request))


@router.get("/purchase-order-lines", grant=READ, scope=Scope.PROJECT, response=Page[PurchaseOrderLinePick])
def list_order_lines(request: Request, query: Query[OrderLineQuery]) -> Any:
    """List order lines; with ``open`` those on which goods can be received."""
    found = order_lines(actor=request.actor, wanted=query.as_filter())
    present = partial(picked_order_line, actor=request.actor)
    language = request.actor.language
    return list_answer(found, query, LINES, present=present, language=language, hidden=_hidden(request))


@router.get("/purchase-orders/{id}", grant=READ, scope=Scope.PROJECT, response=PurchaseOrderOut)
def get_order(request: Request, id: UUID) -> PurchaseOrderOut:
    """Return an order with its lines."""
    return _order(request, id)


@router.put("/purchase-orders/{id}", grant=ORDER, scope=Scope.PROJECT, response=PurchaseOrderOut)
def put_order(request: Request, id: UUID, body: PurchaseOrderIn) -> PurchaseOrderOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    save_order(actor=request.actor, request=body.as_request(id), at=utc_now())
    return _order(request, id)


@router.delete("/purchase-orders/{id}", grant=ORDER, scope=Scope.PROJECT, response={204: None})
def delete_order(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft that has never been submitted."""
    drop_order(actor=request.actor, request=DropOrderRequest(id=id, version=version))
    return HttpResponse(status=204)


@router.post("/purchase-orders/{id}/submit", grant=ORDER, scope=Scope.PROJECT, response=PurchaseOrderOut)
def submit(request: Request, id: UUID, body: PurchaseOrderStepIn | None = None) -> PurchaseOrderOut:
    """Submit a draft for approval; it gets its number now."""
    submit_order(actor=request.actor, request=(body or PurchaseOrderStepIn()).as_request(id), at=utc_now())
    return _order(request, id)


@router.post("/purchase-orders/{id}/withdraw", grant=ORDER, scope=Scope.PROJECT, response=PurchaseOrderOut)
def withdraw(request: Request, id: UUID, body: PurchaseOrderStepIn | None = None) -> PurchaseOrderOut:
    """Take a submitted order back; only who wrote or submitted it may."""
    withdraw_order(actor=request.actor, request=(body or PurchaseOrderStepIn()).as_request(id), at=utc_now())
    return _order(request, id)


@router.post("/purchase-orders/{id}/approve", grant=APPROVE, scope=Scope.PROJECT, response=PurchaseOrderOut)
def approve(request: Request, id: UUID, body: PurchaseOrderStepIn | None = None) -> PurchaseOrderOut:
    """Approve an order of somebody else; its money is bound from now on."""
    approve_order(actor=request.actor, request=(body or PurchaseOrderStepIn()).as_request(id), at=utc_now())
    return _order(request, id)


@router.post("/purchase-orders/{id}/reject", grant=APPROVE, scope=Scope.PROJECT, response=PurchaseOrderOut)
def reject(request: Request, id: UUID, body: RejectPurchaseOrderIn) -> PurchaseOrderOut:
    """Send an order back to its author with the reason."""
    reject_order(actor=request.actor, request=body.as_rejection(id), at=utc_now())
    return _order(request, id)


@router.post("/purchase-orders/{id}/close", grant=CLOSE, scope=Scope.PROJECT, response=PurchaseOrderOut)
def close(request: Request, id: UUID, body: PurchaseOrderStepIn | None = None) -> PurchaseOrderOut:
    """Close an order; what it still binds is free again and nothing more is received on it."""
    close_order(actor=request.actor, request=(body or PurchaseOrderStepIn()).as_request(id), at=utc_now())
    return _order(request, id)


@router.post("/purchase-orders/{id}/cancel", grant=CLOSE, scope=Scope.PROJECT, response=PurchaseOrderOut)
def cancel(request: Request, id: UUID, body: PurchaseOrderStepIn | None = None) -> PurchaseOrderOut:
    """Cancel an order on which nothing came."""
    cancel_order(actor=request.actor, request=(body or PurchaseOrderStepIn()).as_request(id), at=utc_now())
    return _order(request, id)


def _order(request: Request, id: UUID) -> PurchaseOrderOut:
    return order_out(order_of(actor=request.actor, order_id=id), request.actor)
