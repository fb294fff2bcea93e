"""Submit an order for approval."""

from datetime import datetime

from gongliao.platform.public import Actor, change_state, in_tenant, require, take_number
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.operations.hold_order import hold_order, refuse_unorderable, require_step
from gongliao.procurement.operations.requests import OrderStep
from gongliao.procurement.permissions import ORDER


@in_tenant
def submit_order(*, actor: Actor, request: OrderStep, at: datetime) -> PurchaseOrder:
    """Submit a draft; it gets its number now and keeps it. A submitted order answers the same.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion, OrderEmpty, NotASupplier, then by line
        ItemInactive, CategoryInactive, NodeNotChargeable, NodeNotReleased, NodeTechnicallyComplete, NodeClosed.
    """
    require(actor, ORDER)
    held = hold_order(actor=actor, grant=ORDER, order_id=request.id)
    order = held.order
    if order.state == "submitted":
        return order

    require_step(order, "submit", version=request.version)
    refuse_unorderable(held)

    change_state(
        order,
        "submitted",
        actor=actor,
        action="submitted",
        at=at,
        number=order.number or take_number(prefix=order.number_prefix, on=order.business_date),
        submitted_by_id=actor.person_id,
        submitted_at=at,
        rejected_reason="",
    )
    return order
