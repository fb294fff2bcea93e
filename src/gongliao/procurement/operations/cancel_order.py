"""Cancel an order on which nothing came."""

from datetime import datetime

from gongliao.contracts.procurement import PurchaseOrderCancelled
from gongliao.kernel.values import NO_MONEY
from gongliao.platform.public import Actor, WrongState, announce, change_state, in_tenant, require
from gongliao.procurement.errors import OrderHasReceipts
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.operations.hold_order import HeldOrder, event_facts, hold_order, require_step
from gongliao.procurement.operations.release_order import release_order
from gongliao.procurement.operations.requests import OrderStep
from gongliao.procurement.permissions import CLOSE


@in_tenant
def cancel_order(*, actor: Actor, request: OrderStep, at: datetime) -> PurchaseOrder:
    """Cancel an approved order without receipts, or a draft that has had a number. A cancelled one answers the same.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion, OrderHasReceipts.
    """
    require(actor, CLOSE)
    held = hold_order(actor=actor, grant=CLOSE, order_id=request.id)
    order = held.order
    if order.state == "cancelled":
        return order

    require_step(order, "cancel", version=request.version)
    _require_cancellable(held)

    bound = order.state == "approved"
    released = release_order(actor=actor, held=held, at=at) if bound else NO_MONEY
    change_state(order, "cancelled", actor=actor, action="cancelled", at=at)
    announce(PurchaseOrderCancelled(**event_facts(order, actor=actor, at=at), released=released))
    return order


def _require_cancellable(held: HeldOrder) -> None:
    if held.order.number is None:
        raise WrongState(state=held.order.state, allowed=("approved",))
    for line in held.lines:
        if line.received_quantity:
            raise OrderHasReceipts(number=held.order.number, line=line.line_no)
