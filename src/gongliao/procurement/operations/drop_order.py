"""Drop a draft."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.platform.public import Actor, drop_draft, in_tenant, require, require_state
from gongliao.procurement.errors import OrderNumbered
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.operations.hold_order import hold_order
from gongliao.procurement.permissions import ORDER


@dataclass(frozen=True, slots=True)
class DropOrderRequest:
    """Drop the draft that was seen in this version."""

    id: UUID
    version: int


@in_tenant
def drop_order(*, actor: Actor, request: DropOrderRequest) -> None:
    """Delete a draft that nobody has submitted.

    Raises: MissingGrant, DocumentNotFound, WrongState, OrderNumbered, StaleVersion.
    """
    require(actor, ORDER)
    order = hold_order(actor=actor, grant=ORDER, order_id=request.id).order
    require_state(order, "draft")
    if order.number is not None:
        raise OrderNumbered(number=order.number)
    drop_draft(actor=actor, model=PurchaseOrder, document_id=request.id, version=request.version)
