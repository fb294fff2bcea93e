"""Send a submitted order back to its author."""

from datetime import datetime

from gongliao.platform.public import Actor, change_state, in_tenant, require
from gongliao.procurement.errors import ReasonMissing
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.operations.hold_order import hold_order, require_step
from gongliao.procurement.operations.requests import RejectOrderRequest
from gongliao.procurement.permissions import APPROVE


@in_tenant
def reject_order(*, actor: Actor, request: RejectOrderRequest, at: datetime) -> PurchaseOrder:
    """Make a submitted order a draft again, with the reason for its author.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion, ReasonMissing.
    """
    require(actor, APPROVE)
    order = hold_order(actor=actor, grant=APPROVE, order_id=request.id).order

    require_step(order, "reject", version=request.version)
    reason = request.reason.strip()
    if not reason:
        raise ReasonMissing()

    change_state(order, "draft", actor=actor, action="rejected", at=at, because=reason, rejected_reason=reason)
    return order
