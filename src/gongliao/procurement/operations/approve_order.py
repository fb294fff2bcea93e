"""Approve an order: from now on its money is bound."""

from datetime import datetime

from gongliao.contracts.procurement import PurchaseOrderApproved
from gongliao.ledger.public import CommitmentLine, record_commitments
from gongliao.platform.public import Actor, OwnDocument, announce, change_state, in_tenant, require
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.operations.hold_order import (
    company_of,
    cost_of,
    event_facts,
    hold_order,
    refuse_unorderable,
    require_step,
    voucher_of,
)
from gongliao.procurement.operations.requests import OrderStep
from gongliao.procurement.permissions import APPROVE


@in_tenant
def approve_order(*, actor: Actor, request: OrderStep, at: datetime) -> PurchaseOrder:
    """Approve a submitted order and bind its money, line by line. An approved order answers the same.

    The grant is asked for every project that the order buys for. Master data are asked again, because work may have
    been closed since the order was submitted.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion, OwnDocument, NotASupplier, then by line
        ItemInactive, CategoryInactive, NodeNotChargeable, NodeNotReleased, NodeTechnicallyComplete, NodeClosed.
    Source: design.md 4, "Commitment entry", and 6; requirements 1.6, 2.8.
    """
    require(actor, APPROVE)
    held = hold_order(actor=actor, grant=APPROVE, order_id=request.id)
    order = held.order
    if order.state == "approved":
        return order

    require_step(order, "approve", version=request.version)
    if actor.person_id in (order.created_by_id, order.submitted_by_id):
        raise OwnDocument(number=order.number)
    refuse_unorderable(held)

    bound = [CommitmentLine(line.id, "order", line.quantity, line.amount, cost_of(line)) for line in held.lines]
    change_state(
        order, "approved", actor=actor, action="approved", at=at, approved_by_id=actor.person_id, approved_at=at
    )
    facts = event_facts(order, actor=actor, at=at)
    record_commitments(actor=actor, voucher=voucher_of(order, company=company_of(order)), lines=bound, at=at)
    announce(PurchaseOrderApproved(**facts, amount=order.amount, project_ids=held.project_ids))
    return order
