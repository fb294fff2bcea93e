"""Procurement's door."""

from gongliao.procurement.errors import NotASupplier, OrderLineNotFound, OrderNotOpen, OverReceipt
from gongliao.procurement.operations.approve_order import approve_order
from gongliao.procurement.operations.cancel_order import cancel_order
from gongliao.procurement.operations.close_order import close_order
from gongliao.procurement.operations.drop_order import DropOrderRequest, drop_order
from gongliao.procurement.operations.record_receipt import ReceivedLine, record_receipt
from gongliao.procurement.operations.reject_order import reject_order
from gongliao.procurement.operations.requests import (
    OrderLineRequest,
    OrderStep,
    RejectOrderRequest,
    SaveOrderRequest,
)
from gongliao.procurement.operations.save_order import save_order
from gongliao.procurement.operations.submit_order import submit_order
from gongliao.procurement.operations.withdraw_order import withdraw_order
from gongliao.procurement.queries.order_lines import lock_order_lines
from gongliao.procurement.rules import (
    OrderLineFacts,
    open_quantity,
    receipt_value,
    require_order_open,
    require_receivable,
    require_within_tolerance,
)

__all__ = [
    "DropOrderRequest",
    "NotASupplier",
    "OrderLineFacts",
    "OrderLineNotFound",
    "OrderLineRequest",
    "OrderNotOpen",
    "OrderStep",
    "OverReceipt",
    "ReceivedLine",
    "RejectOrderRequest",
    "SaveOrderRequest",
    "approve_order",
    "cancel_order",
    "close_order",
    "drop_order",
    "lock_order_lines",
    "open_quantity",
    "receipt_value",
    "record_receipt",
    "reject_order",
    "require_order_open",
    "require_receivable",
    "require_within_tolerance",
    "save_order",
    "submit_order",
    "withdraw_order",
]
