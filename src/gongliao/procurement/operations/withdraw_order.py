"""Take a submitted order back."""

from datetime import datetime

from gongliao.platform.public import Actor, change_state, in_tenant, require
from gongliao.procurement.errors import NotAuthor
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.operations.hold_order import hold_order, require_step
from gongliao.procurement.operations.requests import OrderStep
from gongliao.procurement.permissions import ORDER


@in_tenant
def withdraw_order(*, actor: Actor, request: OrderStep, at: datetime) -> PurchaseOrder:
    """Make a submitted order a draft again, by whoever wrote or submitted it.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion, NotAuthor.
    """
    require(actor, ORDER)
    order = hold_order(actor=actor, grant=ORDER, order_id=request.id).order

    require_step(order, "withdraw", version=request.version)
    if actor.person_id not in (order.created_by_id, order.submitted_by_id):
        raise NotAuthor(number=order.number)

    change_state(order, "draft", actor=actor, action="withdrawn", at=at)
    return order
