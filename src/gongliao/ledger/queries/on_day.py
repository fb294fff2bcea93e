"""Stock and cost as of a day, and as known at an instant, for who looks at them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongliao.kernel.clock import end_of_day, local_date
from gongliao.kernel.ids import NO_ID
from gongliao.ledger.errors.periods import KnownInFuture
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.permissions import READ, READ_COSTS, SEE_COST
from gongliao.ledger.queries.stock_on import DayColumn, cost_on, stock_on
from gongliao.platform.public import Actor, CompanyNotFound, Reach, ask_company, require


@dataclass(frozen=True)
class OnDay:
    """Which company and day, by which of its dates, as known when; and what is left of it."""

    company_id: UUID
    day: date
    by: DayColumn = "business_date"
    known_at: datetime | None = None
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    owner_id: UUID | None = None
    project_id: UUID | None = None
    q: str = ""


@dataclass(frozen=True)
class StockOnDay:
    """What lay in a warehouse on a day; ``value`` is none for who may not see it."""

    id: str
    item_id: UUID
    item_code: str
    item_name: str
    unit: str
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    owner_id: UUID | None
    owner_code: str | None
    owner_name: str | None
    ownership: str
    quantity: Decimal
    value: Decimal | None


@dataclass(frozen=True)
class CostOnDay:
    """What a node had borne by a day, and in its month until then."""

    id: str
    project_id: UUID
    project_code: str | None
    project_name: str | None
    node_id: UUID
    node_code: str
    node_name: str
    category_id: UUID
    category_name: str | None
    in_month: Decimal
    to_date: Decimal


def day_and_instant(
    *, company_id: UUID, day: date | None, known_at: datetime | None, known_on: date | None, at: datetime
) -> tuple[date, datetime | None]:
    """Return the day, which is today where none is asked for, and the instant of knowledge, if one is asked for.

    Raises: CompanyNotFound, KnownInFuture.
    """
    company = ask_company(company_id).get()
    if company is None:
        raise CompanyNotFound(id=company_id)
    today = local_date(at, company.time_zone)
    if known_at is None and known_on is not None:
        if known_on >= today:
            raise KnownInFuture(at=known_on, field="known_on")
        known_at = end_of_day(known_on, company.time_zone)
    return day or today, known_at


def stock_on_day(*, actor: Actor, wanted: OnDay) -> list[StockOnDay]:
    """Return what lay where on a day within the actor's reach.

    Raises: MissingGrant, CompanyNotFound.
    Source: design.md 4, "as of a business date, and as known at an instant"; invariant 9.
    """
    require(actor, READ)
    _require_company(wanted.company_id)
    rows = stock_on(
        company_id=wanted.company_id,
        day=wanted.day,
        by=wanted.by,
        known_at=wanted.known_at,
        item_id=wanted.item_id,
    )
    rows = [row for row in rows if _wanted(row, wanted) and _within(actor.reach(READ), wanted.company_id, row)]
    items = _named("catalog.Item", (row[0] for row in rows), item_code="code", item_name="name", unit="base_unit")
    stores = _named("catalog.Warehouse", (row[1] for row in rows), warehouse_code="code", warehouse_name="name")
    owners = _named("projects.Project", (row[2] for row in rows), owner_code="code", owner_name="name")
    # Consigned goods are their supplier's.
    consigned = (row[2] for row in rows if row[3] == "consignment")
    owners |= _named("catalog.Party", consigned, owner_code="code", owner_name="name")
    shown = actor.holds(SEE_COST)
    found = [
        StockOnDay(
            id=f"{item_id}-{store_id}-{owner_id}-{ownership}",
            item_id=item_id,
            warehouse_id=store_id,
            owner_id=None if owner_id == NO_ID else owner_id,
            ownership=ownership,
            quantity=quantity,
            value=value if shown else None,
            **items[item_id],
            **stores[store_id],
            **owners.get(owner_id, {"owner_code": None, "owner_name": None}),
        )
        for item_id, store_id, owner_id, ownership, quantity, value in rows
    ]
    return [each for each in found if wanted.q.lower() in f"{each.item_code} {each.item_name}".lower()]


def cost_on_day(*, actor: Actor, wanted: OnDay) -> list[CostOnDay]:
    """Return what nodes had borne by a day within the actor's reach.

    Raises: MissingGrant, CompanyNotFound.
    """
    require(actor, READ_COSTS)
    _require_company(wanted.company_id)
    first = wanted.day.replace(day=1)
    rows = cost_on(company_id=wanted.company_id, first=first, day=wanted.day, by=wanted.by, known_at=wanted.known_at)
    reach = actor.reach(READ_COSTS)
    everything = reach.everywhere or wanted.company_id in reach.companies
    rows = [row for row in rows if (everything or row[0] in reach.projects) and wanted.project_id in (None, row[0])]
    projects = _named("projects.Project", (row[0] for row in rows), project_code="code", project_name="name")
    nodes = _named("projects.WbsNode", (row[1] for row in rows), node_code="code", node_name="name")
    categories = _named("projects.CostCategory", (row[2] for row in rows), category_name="name")
    found = [
        CostOnDay(
            id=f"{node_id}-{category_id}",
            project_id=project_id,
            node_id=node_id,
            category_id=category_id,
            in_month=in_month,
            to_date=to_date,
            **projects[project_id],
            **nodes[node_id],
            **categories[category_id],
        )
        for project_id, node_id, category_id, in_month, to_date in rows
    ]
    return [each for each in found if wanted.q.lower() in f"{each.project_code} {each.node_code}".lower()]


def _require_company(company_id: UUID) -> None:
    if ask_company(company_id).get() is None:
        raise CompanyNotFound(id=company_id)


def _wanted(row: Sequence[Any], wanted: OnDay) -> bool:
    return wanted.warehouse_id in (None, row[1]) and wanted.owner_id in (None, row[2])


def _within(reach: Reach, company_id: UUID, row: Sequence[Any]) -> bool:
    """Tell whether a row lies within a reach; who works for a project also sees what is for any work of its company."""
    if reach.everywhere or company_id in reach.companies or row[1] in reach.warehouses or row[2] in reach.projects:
        return True
    free = row[2] == NO_ID or row[3] == "consignment"
    return free and bool(reach.projects) and company_id in _companies_of(reach)


def _companies_of(reach: Reach) -> set[UUID]:
    projects = rows_of("projects.Project").filter(id__in=reach.projects)
    return set(projects.values_list("company_id", flat=True))


def _named(label: str, ids: Iterable[UUID], **columns: str) -> dict[UUID, dict[str, Any]]:
    """Return by id what columns of rows are called here."""
    found = rows_of(label).filter(id__in=set(ids)).values_list("id", *columns.values())
    return {id: dict(zip(columns, values, strict=True)) for id, *values in found}
