"""Close an order: nothing more is expected on it."""

from datetime import datetime

from gongliao.contracts.procurement import PurchaseOrderClosed
from gongliao.platform.public import Actor, announce, change_state, in_tenant, require
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.operations.hold_order import event_facts, hold_order, require_step
from gongliao.procurement.operations.release_order import release_order
from gongliao.procurement.operations.requests import OrderStep
from gongliao.procurement.permissions import CLOSE


@in_tenant
def close_order(*, actor: Actor, request: OrderStep, at: datetime) -> PurchaseOrder:
    """Close an approved order, received in full or not, and release what it still binds. A closed one answers the same.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    require(actor, CLOSE)
    held = hold_order(actor=actor, grant=CLOSE, order_id=request.id)
    order = held.order
    if order.state == "closed":
        return order

    require_step(order, "close", version=request.version)

    released = release_order(actor=actor, held=held, at=at)
    change_state(order, "closed", actor=actor, action="closed", at=at)
    announce(PurchaseOrderClosed(**event_facts(order, actor=actor, at=at), released=released))
    return order
