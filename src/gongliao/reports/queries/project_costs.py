"""What projects cost: the statement over projects, and one project broken down."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongliao.kernel.clock import utc_now
from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.public import CostDimension, commitment_totals, cost_totals, settle_instant, stock_values
from gongliao.platform.public import Actor, Where, in_tenant, require
from gongliao.projects.public import (
    CostCategory,
    Kind,
    Project,
    ProjectNotFound,
    categories_by_id,
    find_project,
    list_projects,
    tree_of,
)
from gongliao.reports.permissions import COST
from gongliao.reports.rules import ProjectFigures, TreeRow, with_subtrees


@dataclass(frozen=True, slots=True)
class AsKnown:
    """When what is asked about was known: at an instant, or at the end of a day where each company works."""

    at: datetime | None = None
    on: date | None = None


NOW = AsKnown()


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One project of the cost statement."""

    id: UUID
    code: str
    name: str
    status: str
    ordered: Money
    received: Money
    open: Money
    stock: Money
    material: Money
    other: Money
    cost: Money


@dataclass(frozen=True, slots=True)
class CategoryCost:
    """What a project bears in one cost category."""

    category_id: UUID
    code: str
    name: str
    name_en: str
    kind: str
    amount: Money


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What a project bears in one posting month and category; ``month`` is its first day."""

    month: date
    category_id: UUID
    amount: Money


@dataclass(frozen=True, slots=True)
class NodeCost:
    """What a node bears itself, and with all that lies below it."""

    node_id: UUID
    parent_id: UUID | None
    code: str
    name: str
    depth: int
    own: Money
    total: Money


@dataclass(frozen=True, slots=True)
class ProjectCost:
    """One project's cost from every side; categories, months and nodes each add up to ``row.cost``."""

    row: StatementRow
    categories: list[CategoryCost]
    months: list[MonthCost]
    nodes: list[NodeCost]


@in_tenant
def project_statement(
    *, actor: Actor, text: str = "", status: str | None = None, known: AsKnown = NOW, at: datetime | None = None
) -> list[StatementRow]:
    """Return the cost statement of the projects whose cost the actor may see, by code.

    Raises: MissingGrant, KnownInFuture.
    """
    require(actor, COST)
    reach = actor.reach(COST)
    filters = {"status": status} if status else {}
    projects = [p for p in list_projects(actor=actor, text=text, **filters) if reach.covers(_place(p))]
    rows: list[StatementRow] = []
    for instant, together in _by_instant(actor, projects, known, at).items():
        figures = _figures([project.id for project in together], instant)
        rows += [_row(project, figures[project.id]) for project in together]
    return sorted(rows, key=lambda row: row.code)


@in_tenant
def project_cost(*, actor: Actor, project_id: UUID, known: AsKnown = NOW, at: datetime | None = None) -> ProjectCost:
    """Return what one project costs, by category, by month and by node.

    Raises: MissingGrant, ProjectNotFound, KnownInFuture.
    """
    require(actor, COST)
    project = find_project(actor=actor, project_id=project_id)
    if not actor.reach(COST).covers(_place(project)):
        raise ProjectNotFound(id=project_id, field=None)
    [instant] = _by_instant(actor, [project], known, at)
    by_category_and_month = cost_totals(
        project_ids=[project_id], by=[CostDimension.CATEGORY, CostDimension.MONTH], known_at=instant
    )
    months = [
        MonthCost(total.month, total.category_id, total.amount)
        for total in by_category_and_month
        if total.month and total.category_id
    ]
    figures = _figures([project_id], instant)[project_id]
    return ProjectCost(_row(project, figures), _categories(months), months, _nodes(actor, project_id, instant))


def _place(project: Project) -> Where:
    return Where(company_id=project.company_id, project_id=project.id)


def _by_instant(
    actor: Actor, projects: Sequence[Project], known: AsKnown, at: datetime | None
) -> dict[datetime | None, list[Project]]:
    """Return the projects by the instant as of which they are asked about; companies end their days at their own."""
    found: dict[datetime | None, list[Project]] = {}
    # In the order of their ids, because each company's books are held alone for a moment.
    for company_id in sorted({project.company_id for project in projects}):
        instant = settle_instant(
            actor=actor, company_id=company_id, known_at=known.at, known_on=known.on, at=at or utc_now()
        )
        found.setdefault(instant, []).extend(each for each in projects if each.company_id == company_id)
    return found


def _figures(project_ids: Collection[UUID], known_at: datetime | None) -> dict[UUID, ProjectFigures]:
    commitments = commitment_totals(project_ids=project_ids, known_at=known_at)
    stocks = stock_values(project_ids=project_ids, known_at=known_at)
    totals = cost_totals(project_ids=project_ids, by=[CostDimension.CATEGORY], known_at=known_at)
    kinds = {
        id_: facts.kind for id_, facts in categories_by_id({t.category_id for t in totals if t.category_id}).items()
    }
    material = dict.fromkeys(project_ids, NO_MONEY)
    other = dict.fromkeys(project_ids, NO_MONEY)
    for total in totals:
        assert total.category_id is not None
        into = material if kinds[total.category_id] is Kind.MATERIAL else other
        into[total.project_id] = Money(into[total.project_id] + total.amount)
    return {
        id_: ProjectFigures(
            ordered=commitments[id_].bound,
            received=Money(commitments[id_].bound - commitments[id_].open),
            open=commitments[id_].open,
            stock=stocks[id_],
            material=material[id_],
            other=other[id_],
        )
        for id_ in project_ids
    }


def _row(project: Project, figures: ProjectFigures) -> StatementRow:
    return StatementRow(
        id=project.id,
        code=project.code,
        name=project.name,
        status=project.status,
        ordered=figures.ordered,
        received=figures.received,
        open=figures.open,
        stock=figures.stock,
        material=figures.material,
        other=figures.other,
        cost=figures.cost,
    )


def _categories(months: Sequence[MonthCost]) -> list[CategoryCost]:
    sums: dict[UUID, Money] = {}
    for each in months:
        sums[each.category_id] = Money(sums.get(each.category_id, NO_MONEY) + each.amount)
    found = [
        CategoryCost(each.id, each.code, each.name, each.name_en, each.kind, sums[each.id])
        for each in CostCategory.objects.filter(id__in=sums)
    ]
    return sorted(found, key=lambda cost: cost.code)


def _nodes(actor: Actor, project_id: UUID, known_at: datetime | None) -> list[NodeCost]:
    nodes = list(tree_of(actor=actor, project_id=project_id))
    totals = cost_totals(project_ids=[project_id], by=[CostDimension.NODE], known_at=known_at)
    own = {total.node_id: total.amount for total in totals if total.node_id}
    with_below = with_subtrees([TreeRow(node.id, node.parent_id) for node in nodes], own)
    return [
        NodeCost(
            node_id=node.id,
            parent_id=node.parent_id,
            code=node.code,
            name=node.name,
            depth=node.depth,
            own=own.get(node.id, NO_MONEY),
            total=with_below[node.id],
        )
        for node in nodes
    ]
