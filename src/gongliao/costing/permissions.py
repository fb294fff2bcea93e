"""Grants of costing, and where a note lies."""

from collections.abc import Iterable
from uuid import UUID

from gongliao.costing.models import CostNote
from gongliao.platform.public import Actor, Where

READ = CostNote.read_grant
RECORD = "costing.record"
REVERSE = "costing.reverse"
CHANGE_METHOD = "costing.method"
READ_GOODS = "inventory.read"
ALLOW = "costing.allow"


def places_of(company_id: UUID, project_ids: Iterable[UUID]) -> list[Where]:
    """Return the places that a note touches: one per project, the company itself while it has no lines."""
    return [Where(company_id, project_id) for project_id in set(project_ids)] or [Where(company_id)]


def shows_cost(actor: Actor, company_id: UUID, project_id: UUID) -> bool:
    """Tell whether the actor may see the cost of this project."""
    return actor.reach(READ).covers(Where(company_id, project_id))
