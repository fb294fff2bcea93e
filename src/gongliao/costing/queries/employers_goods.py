"""The employer's goods as people report on them 甲供材领用报表: what came, where it went, and what was allowed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gongliao.catalog.public import items_by_id
from gongliao.costing.models import AllowedQuantity
from gongliao.costing.permissions import READ_GOODS
from gongliao.ledger.public import Supplied, supplied_by_employers
from gongliao.platform.public import Actor, Reach, Where, current_tenant_id, described, require
from gongliao.projects.public import ProjectNotFound, projects_by_id

Pair = tuple[UUID, UUID]

# A mirror's line has a minus before its quantity. Each line is known from when on its cost was.
_CHARGED = """
SELECT l.project_id, l.item_id, sum(l.quantity) FROM costing_costnoteline l
JOIN ledger_othercost c ON c.tenant_id = l.tenant_id AND c.document_id = l.document_id AND c.document_line_id = l.id
WHERE l.tenant_id = %(tenant)s AND l.item_id IS NOT NULL AND c.company_id = %(company)s
  AND c.business_date <= coalesce(%(day)s::date, 'infinity')
  AND c.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class UsageAsked:
    """Of which company and day, as known when; and what is left of it."""

    company_id: UUID
    day: date
    known_at: datetime | None = None
    project_id: UUID | None = None
    item_id: UUID | None = None
    over_used: bool | None = None
    q: str = ""


@dataclass(frozen=True)
class Usage:
    """What a project got of an item from its employer, and what became of it.

    Units: the item's base unit. ``sent_back`` went back to the employer; ``used`` is issued less returned;
        ``over_used`` is by how much more was used or lost than is ``allowed``, none where nobody said what is;
        ``charged`` is what charges in force are for.
    """

    id: str
    project_id: UUID
    project_code: str
    project_name: str
    item_id: UUID
    item_code: str
    item_name: str
    base_unit: str
    received: Decimal
    issued: Decimal
    returned: Decimal
    lost: Decimal
    sent_back: Decimal
    on_hand: Decimal
    used: Decimal
    allowed: Decimal | None
    over_used: Decimal | None
    charged: Decimal


def employers_goods(*, actor: Actor, wanted: UsageAsked) -> list[Usage]:
    """Return what employers supplied and what became of it, by project and item within the actor's reach.

    Shape: a row for each pair of which goods moved, or that a quantity is allowed of.
    Raises: MissingGrant.
    Source: requirements 3.12; ADR-0022.
    """
    require(actor, READ_GOODS)
    supplied = supplied_by_employers(
        company_id=wanted.company_id, day=wanted.day, known_at=wanted.known_at, project_id=wanted.project_id
    )
    moved = {(each.project_id, each.item_id): each for each in supplied}
    allowed = allowed_on(
        company_id=wanted.company_id, day=wanted.day, known_at=wanted.known_at, project_id=wanted.project_id
    )
    charged = charged_by(company_id=wanted.company_id, day=wanted.day, known_at=wanted.known_at)
    reach = actor.reach(READ_GOODS)
    pairs = [pair for pair in moved.keys() | allowed.keys() if _wanted(pair, wanted, reach)]
    projects = projects_by_id({project_id for project_id, _ in pairs})
    items = items_by_id({item_id for _, item_id in pairs}, on=wanted.day)
    rows = [
        _usage(
            moved.get(pair) or Supplied(*pair),
            allowed.get(pair),
            charged.get(pair, Decimal(0)),
            projects[pair[0]],
            items[pair[1]],
        )
        for pair in pairs
    ]
    return [row for row in rows if _found(row, wanted)]


def allowed_on(
    *, company_id: UUID, day: date, known_at: datetime | None = None, project_id: UUID | None = None
) -> dict[Pair, Decimal]:
    """Return what was allowed on a day, by project and item."""
    said = AllowedQuantity.objects.filter(company_id=company_id, valid_from__lte=day)
    if known_at:
        said = said.filter(recorded_at__lte=known_at)
    if project_id:
        said = said.filter(project_id=project_id)
    rows = said.order_by("valid_from", "recorded_at", "id").values_list("project_id", "item_id", "quantity")
    # The last one that was said for the latest day stands.
    return {(project, item): quantity for project, item, quantity in rows}


def charged_by(*, company_id: UUID, day: date | None = None, known_at: datetime | None = None) -> dict[Pair, Decimal]:
    """Return how much employers charge for by charges in force, by project and item."""
    asked = {"tenant": current_tenant_id(), "company": company_id, "day": day, "known_at": known_at}
    rows, _ = described(_CHARGED, asked)
    return {(project, item): quantity for project, item, quantity in rows}


def over_used(supplied: Supplied, allowed: Decimal) -> Decimal:
    """Return by how much more was used or lost than is allowed."""
    return max(supplied.gone - allowed, Decimal(0))


def not_charged_yet(*, company_id: UUID, day: date) -> dict[Pair, Decimal]:
    """Return what was over-used by a day and is in no charge, whatever its day, by project and item.

    Shape: only where it was said what is allowed; it may be less than nothing where goods came back after a charge.
    """
    allowed = allowed_on(company_id=company_id, day=day)
    charged = charged_by(company_id=company_id)
    left: dict[Pair, Decimal] = {}
    for each in supplied_by_employers(company_id=company_id, day=day):
        pair = (each.project_id, each.item_id)
        if pair in allowed:
            left[pair] = over_used(each, allowed[pair]) - charged.get(pair, Decimal(0))
    return left


def allowed_history(*, actor: Actor, project_id: UUID, item_id: UUID) -> "QuerySet[AllowedQuantity]":
    """Return all that was said of what a project may use of an item, the last said first.

    Raises: MissingGrant, ProjectNotFound.
    """
    require(actor, READ_GOODS)
    project = projects_by_id({project_id}).get(project_id)
    if project is None or not actor.reach(READ_GOODS).covers(Where(project.company_id, project.id)):
        raise ProjectNotFound(id=project_id, field="project_id")
    said = AllowedQuantity.objects.filter(Q(project_id=project_id) & Q(item_id=item_id))
    return said.select_related("recorded_by").order_by("-recorded_at", "-id")


def _wanted(pair: Pair, wanted: UsageAsked, reach: Reach) -> bool:
    project_id, item_id = pair
    seen = reach.everywhere or wanted.company_id in reach.companies or project_id in reach.projects
    return seen and wanted.item_id in (None, item_id)


def _found(row: Usage, wanted: UsageAsked) -> bool:
    if wanted.over_used is not None and bool(row.over_used) != wanted.over_used:
        return False
    texts: Iterable[str] = (row.project_code, row.project_name, row.item_code, row.item_name)
    return wanted.q.lower() in " ".join(texts).lower()


def _usage(supplied: Supplied, allowed: Decimal | None, charged: Decimal, project: Any, item: Any) -> Usage:
    return Usage(
        id=f"{project.id}-{item.id}",
        project_id=project.id,
        project_code=project.code,
        project_name=project.name,
        item_id=item.id,
        item_code=item.code,
        item_name=item.name,
        base_unit=item.base_unit,
        received=supplied.received,
        issued=supplied.issued,
        returned=supplied.returned,
        lost=supplied.lost,
        sent_back=supplied.sent_back,
        on_hand=supplied.on_hand,
        used=supplied.used,
        allowed=allowed,
        over_used=None if allowed is None else over_used(supplied, allowed),
        charged=charged,
    )
