"""What is told of orders: rows, and orders with their lines."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from gongliao.platform.public import (
    Actor,
    MoneyOut,
    PriceOut,
    QuantityOut,
    Schema,
)
from gongliao.procurement.models import PurchaseOrder, PurchaseOrderLine
from gongliao.procurement.permissions import shows_price
from gongliao.procurement.schemas.bodies import OrderState

Received = Literal["none", "partly", "fully"]
PercentOut = MoneyOut


class PurchaseOrderRow(Schema):
    """An order in the list. Amounts are null where the reader may not see its prices."""

    id: UUID
    number: str | None
    state: OrderState
    version: int
    company_id: UUID
    business_date: date
    expected_on: date | None
    supplier_id: UUID
    supplier_code: str
    supplier_name: str
    currency: str
    amount: MoneyOut | None
    tax_amount: MoneyOut | None
    lines_count: int
    lines_received: int
    received: Received
    remark: str
    created_by: UUID
    created_by_name: str
    created_at: datetime


class PurchaseOrderLineOut(Schema):
    """A line. Prices and amounts are null where the reader may not see them."""

    id: UUID
    line_no: int
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    item_tracking: str
    base_unit: str
    quantity: QuantityOut
    entered_quantity: QuantityOut
    unit: str
    second_unit: str
    entered_price: PriceOut | None
    unit_price: PriceOut | None
    amount: MoneyOut | None
    tax_rate: PercentOut | None
    tax_amount: MoneyOut | None
    project_id: UUID | None
    project_code: str | None
    project_name: str | None
    node_id: UUID | None
    node_code: str | None
    node_name: str | None
    category_id: UUID | None
    category_code: str | None
    category_name: str | None
    over_tolerance_percent: PercentOut
    expected_on: date | None
    received_quantity: QuantityOut
    open_quantity: QuantityOut
    received_value: MoneyOut | None
    remark: str


class PurchaseOrderOut(PurchaseOrderRow):
    """An order with its lines and its way so far."""

    rejected_reason: str
    submitted_by: UUID | None
    submitted_by_name: str | None
    submitted_at: datetime | None
    approved_by: UUID | None
    approved_by_name: str | None
    approved_at: datetime | None
    lines: list[PurchaseOrderLineOut]


class PurchaseOrderLinePick(PurchaseOrderLineOut):
    """A line beside its order, as a receipt picks it."""

    order_id: UUID
    order_number: str
    order_state: OrderState
    company_id: UUID
    business_date: date
    supplier_id: UUID
    supplier_code: str
    supplier_name: str


def order_row(order: PurchaseOrder) -> PurchaseOrderRow:
    """Present an order of a list, as ``queries.orders`` reads it."""
    amounts = (order.shown_amount, order.shown_tax_amount)  # type: ignore[attr-defined]
    return PurchaseOrderRow(**_head(order, *amounts))


def order_out(order: PurchaseOrder, actor: Actor) -> PurchaseOrderOut:
    """Present one order, as ``order_of`` reads it."""
    lines = list(order.lines.all())
    shown = [_line(line, priced=shows_price(actor, order.company_id, line.project_id)) for line in lines]
    projects = {line.project_id for line in lines} or {None}
    priced = all(shows_price(actor, order.company_id, project_id) for project_id in projects)
    amounts = (order.amount, order.tax_amount) if priced else (None, None)
    return PurchaseOrderOut(
        **_head(order, *amounts),
        rejected_reason=order.rejected_reason,
        submitted_by=order.submitted_by_id,
        submitted_by_name=order.submitted_by.name if order.submitted_by else None,
        submitted_at=order.submitted_at,
        approved_by=order.approved_by_id,
        approved_by_name=order.approved_by.name if order.approved_by else None,
        approved_at=order.approved_at,
        lines=[PurchaseOrderLineOut(**line) for line in shown],
    )


def picked_order_line(line: PurchaseOrderLine, actor: Actor) -> PurchaseOrderLinePick:
    """Present a line of a list, as ``queries.order_lines`` reads it."""
    order = line.document
    shown = _line(line, priced=shows_price(actor, order.company_id, line.project_id))
    of_order: dict[str, Any] = {
        "order_id": order.id,
        "order_number": order.number or "",
        "order_state": order.state,
        "company_id": order.company_id,
        "business_date": order.business_date,
        "supplier_id": order.supplier_id,
        "supplier_code": order.supplier.code,
        "supplier_name": order.supplier.name,
    }
    return PurchaseOrderLinePick(**shown, **of_order)


def _head(order: PurchaseOrder, amount: Decimal | None, tax_amount: Decimal | None) -> dict[str, Any]:
    lines = order.lines.all()
    full = sum(line.received_quantity >= line.quantity for line in lines)
    begun = any(line.received_quantity for line in lines)
    return {
        "id": order.id,
        "number": order.number,
        "state": order.state,
        "version": order.version,
        "company_id": order.company_id,
        "business_date": order.business_date,
        "expected_on": order.expected_on,
        "supplier_id": order.supplier_id,
        "supplier_code": order.supplier.code,
        "supplier_name": order.supplier.name,
        "currency": order.currency,
        "amount": amount,
        "tax_amount": tax_amount,
        "lines_count": len(lines),
        "lines_received": full,
        "received": "none" if not begun else "fully" if full == len(lines) else "partly",
        "remark": order.remark,
        "created_by": order.created_by_id,
        "created_by_name": order.created_by.name,
        "created_at": order.created_at,
    }


def _line(line: PurchaseOrderLine, *, priced: bool) -> dict[str, Any]:
    money = {
        "entered_price": line.entered_price,
        "unit_price": line.unit_price,
        "amount": line.amount,
        "tax_rate": line.tax_rate,
        "tax_amount": line.tax_amount,
        "received_value": line.received_value,
    }
    return {
        "id": line.id,
        "line_no": line.line_no,
        "item_id": line.item_id,
        "item_code": line.item.code,
        "item_name": line.item.name,
        "item_specification": line.item.specification,
        "item_tracking": line.item.tracking,
        "base_unit": line.item.base_unit,
        "quantity": line.quantity,
        "entered_quantity": line.entered_quantity,
        "unit": line.unit,
        "second_unit": line.item.second_unit,
        **(money if priced else dict.fromkeys(money)),
        "project_id": line.project_id,
        "project_code": line.project.code if line.project else None,
        "project_name": line.project.name if line.project else None,
        "node_id": line.node_id,
        "node_code": line.node.code if line.node else None,
        "node_name": line.node.name if line.node else None,
        "category_id": line.category_id,
        "category_code": line.category.code if line.category else None,
        "category_name": line.category.name if line.category else None,
        "over_tolerance_percent": line.over_tolerance_percent,
        "expected_on": line.expected_on,
        "received_quantity": line.received_quantity,
        "open_quantity": max(line.quantity - line.received_quantity, Decimal(0)),
        "remark": line.remark,
    }
