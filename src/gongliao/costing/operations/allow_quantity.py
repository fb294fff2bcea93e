"""Say how much of the employer's goods a project may use."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import ItemNotFound, items_by_id
from gongliao.costing.errors import AllowedReasonMissing
from gongliao.costing.models import AllowedQuantity
from gongliao.costing.permissions import ALLOW
from gongliao.kernel.values import quantity
from gongliao.ledger.public import later_voucher
from gongliao.platform.public import (
    Actor,
    RequestIdReused,
    Where,
    ask_company,
    hold_books,
    in_tenant,
    require,
)
from gongliao.projects.public import ProjectNotFound, projects_by_id


@dataclass(frozen=True, slots=True)
class AllowRequest:
    """What the contract allows 定额用量 from a day on, in the item's base unit, and why it is this or has changed."""

    id: UUID
    project_id: UUID
    item_id: UUID
    quantity: Decimal
    valid_from: date
    reason: str


@in_tenant
def allow_quantity(*, actor: Actor, request: AllowRequest, at: datetime) -> AllowedQuantity:
    """Say what a project may use of the employer's goods from a day on; what was said before stays known.

    Asked again with the same content it is said once.

    Raises: MissingGrant, ProjectNotFound, RequestIdReused, ItemNotFound, AllowedReasonMissing.
    Source: requirements 3.12; ADR-0022.
    """
    require(actor, ALLOW)
    project = projects_by_id({request.project_id}).get(request.project_id)
    if project is None:
        raise ProjectNotFound(id=request.project_id, field="project_id")
    require(actor, ALLOW, Where(project.company_id, project.id))

    hold_books(project.company_id, request_id=request.id)
    earlier: AllowedQuantity | None = AllowedQuantity.objects.filter(id=request.id).first()
    if earlier:
        if _says(earlier) != request:
            raise RequestIdReused(id=request.id)
        return earlier

    if request.item_id not in items_by_id({request.item_id}, on=request.valid_from):
        raise ItemNotFound(id=request.item_id)
    if not request.reason.strip():
        raise AllowedReasonMissing()
    company = ask_company(project.company_id).get()
    assert company is not None
    voucher = later_voucher(type="allowed_quantity", id=request.id, company=company, business_date=request.valid_from)
    row: AllowedQuantity = AllowedQuantity.objects.create(
        id=request.id,
        company_id=project.company_id,
        project_id=project.id,
        item_id=request.item_id,
        quantity=quantity(request.quantity),
        valid_from=request.valid_from,
        reason=request.reason,
        # Later than any instant as of which somebody asked already.
        recorded_at=voucher.recorded_at(at),
        recorded_by_id=actor.person_id,
    )
    return row


def _says(row: AllowedQuantity) -> AllowRequest:
    return AllowRequest(row.id, row.project_id, row.item_id, row.quantity, row.valid_from, row.reason)
