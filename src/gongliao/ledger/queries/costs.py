"""Cost entries as people look at them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When

from gongliao.ledger.models import CostEntry
from gongliao.ledger.models.fields import money_field
from gongliao.ledger.models.neighbours import branch_of, rows_of
from gongliao.ledger.permissions import READ_COSTS, SEE_COST, costs_within, visible_costs
from gongliao.ledger.queries.names import document_number, one_of
from gongliao.platform.public import Actor, require
from gongliao.projects.public import Kind


@dataclass(frozen=True)
class CostFilter:
    """What a list of cost entries is narrowed to.

    A node and a category include all below them, unless ``with_below`` is off. ``material`` tells the cost of
    material (true) from all other (false).
    """

    q: str = ""
    project_id: UUID | None = None
    node_id: UUID | None = None
    category_id: UUID | None = None
    with_below: bool = True
    material: bool | None = None
    item_id: UUID | None = None
    company_id: UUID | None = None
    document_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None
    posting_date_from: date | None = None
    posting_date_to: date | None = None


def cost_entries(*, actor: Actor, wanted: CostFilter) -> QuerySet[CostEntry]:
    """Return what nodes bear; ``shown_amount`` is null where the actor may not see it.

    Raises: MissingGrant.
    """
    require(actor, READ_COSTS)
    found = visible_costs(actor).filter(**_asked(wanted))
    if wanted.node_id:
        found = found.filter(_in_branch(wanted.node_id) if wanted.with_below else Q(node_id=wanted.node_id))
    if wanted.category_id:
        below = branch_of("projects.CostCategory", wanted.category_id) if wanted.with_below else {wanted.category_id}
        found = found.filter(category_id__in=below)
    if wanted.material is not None:
        material = Q(category__kind=Kind.MATERIAL)
        found = found.filter(material if wanted.material else ~material)
    found = found.annotate(
        document_number=document_number(),
        item_code=one_of(rows_of("catalog.Item"), "code", by="item_id"),
        item_name=one_of(rows_of("catalog.Item"), "name", by="item_id"),
        base_unit=one_of(rows_of("catalog.Item"), "base_unit", by="item_id"),
        shown_amount=_shown_amount(actor),
    )
    if wanted.q:
        found = found.filter(
            Q(document_number__icontains=wanted.q)
            | Q(item_code__icontains=wanted.q)
            | Q(item_name__icontains=wanted.q)
            | Q(node__code__icontains=wanted.q)
            | Q(node__name__icontains=wanted.q)
        )
    return found.select_related("node__project", "category")


def _asked(wanted: CostFilter) -> dict[str, Any]:
    plain = ("project_id", "item_id", "company_id", "document_id")
    given = {name: value for name in plain if (value := getattr(wanted, name)) is not None}
    for column in ("business_date", "posting_date"):
        for end, lookup in (("from", "gte"), ("to", "lte")):
            if (day := getattr(wanted, f"{column}_{end}")) is not None:
                given[f"{column}__{lookup}"] = day
    return given


def _in_branch(node_id: UUID) -> Q:
    node = rows_of("projects.WbsNode").filter(id=node_id).first()
    if node is None:
        return Q(pk__in=[])
    return Q(project_id=node.project_id, node__path__startswith=node.path)


def _shown_amount(actor: Actor) -> Case | F:
    reach = actor.reach(SEE_COST)
    if reach.everywhere:
        return F("amount")
    return Case(When(costs_within(reach), then=F("amount")), output_field=money_field())
