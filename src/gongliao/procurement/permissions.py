"""Grants of procurement, and where an order lies."""

from collections.abc import Iterable
from uuid import UUID

from gongliao.platform.public import Actor, Where
from gongliao.procurement.models import PurchaseOrder

READ = PurchaseOrder.read_grant
ORDER = "procurement.order"
APPROVE = "procurement.approve"
CLOSE = "procurement.close"
PRICE = "price.read"


def places_of(company_id: UUID, project_ids: Iterable[UUID | None]) -> list[Where]:
    """Return the places that an order touches: one per project, the company itself for what goes to general stock."""
    return [Where(company_id, project_id) for project_id in set(project_ids) or {None}]


def shows_price(actor: Actor, company_id: UUID, project_id: UUID | None) -> bool:
    """Tell whether the actor may see what a supplier asks at this place."""
    return actor.reach(PRICE).covers(Where(company_id, project_id))
