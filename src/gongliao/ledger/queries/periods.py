"""Months of a company's books as people look at them: how they stand, their checklist, and what closed ones froze."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from gongliao.kernel.clock import local_date
from gongliao.kernel.values import Money
from gongliao.ledger.errors.periods import PeriodNotFound
from gongliao.ledger.models import MonthEstimate, Period, PeriodCost, PeriodStep, PeriodStock
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.permissions import PERIODS
from gongliao.ledger.queries.names import one_of, owner_names, project_names
from gongliao.ledger.queries.period_checks import period_findings
from gongliao.ledger.rules.periods import Finding, State, month_of, months_between
from gongliao.platform.public import Actor, CompanyFacts, CompanyNotFound, Where, ask_company, require


@dataclass(frozen=True)
class PeriodFacts:
    """A month of a company's books; ``step`` and what follows are of the last thing that was done to it.

    ``estimated`` is what was not invoiced at its end, while it is closed, and ``estimate_id`` what was written of it.
    """

    month: date
    state: State
    version: int
    closing: int
    step: str | None = None
    reason: str = ""
    person_name: str | None = None
    at: datetime | None = None
    estimated: Money | None = None
    estimate_id: UUID | None = None


def periods(*, actor: Actor, company_id: UUID, at: datetime) -> list[PeriodFacts]:
    """Return the months from the day the books opened until now, the last first.

    Raises: MissingGrant, CompanyNotFound.
    """
    company = _company(actor, company_id)
    last = PeriodStep.objects.filter(period=OuterRef("pk")).order_by("-at", "-id")
    standing = MonthEstimate.objects.filter(
        period=OuterRef("pk"), closing=OuterRef("closing"), state="posted", reverses__isnull=True
    )
    people = rows_of("platform.Person").filter(id=OuterRef("by"))
    rows = Period.objects.filter(company_id=company_id).annotate(
        step=Subquery(last.values("step")[:1]),
        reason=Subquery(last.values("reason")[:1]),
        at=Subquery(last.values("at")[:1]),
        by=Subquery(last.values("person_id")[:1]),
        person_name=Subquery(people.values("name")[:1]),
        estimate_id=Subquery(standing.values("id")[:1]),
    )
    known = {row.month: row for row in rows}
    found: list[PeriodFacts] = []
    for month in months_between(company.books_open_on, local_date(at, company.time_zone)):
        row = known.get(month)
        if row is None:
            found.append(PeriodFacts(month, "open", 0, 0))
        else:
            state = cast(State, row.state)
            done = (row.step, row.reason or "", row.person_name, row.at, row.estimated, row.estimate_id)
            found.append(PeriodFacts(month, state, row.version, row.closing, *done))
    return found[::-1]


def checklist(*, actor: Actor, company_id: UUID, month: date, at: datetime) -> list[Finding]:
    """Return what stands in the way of closing a month, and what doesn't.

    Raises: MissingGrant, CompanyNotFound, PeriodNotFound.
    """
    company = _company(actor, company_id)
    if month not in months_between(company.books_open_on, local_date(at, company.time_zone)):
        raise PeriodNotFound(month=month.strftime("%Y-%m"))
    return period_findings(company_id=company_id, month=month)


def frozen_stock(*, actor: Actor, company_id: UUID, month: date, text: str = "") -> "QuerySet[PeriodStock]":
    """Return the stock that a month froze when it was closed last; ``text`` finds by item and warehouse.

    Raises: MissingGrant, CompanyNotFound, PeriodNotFound.
    """
    period = _frozen(actor, company_id, month)
    found: QuerySet[PeriodStock] = PeriodStock.objects.filter(period=period, closing=period.closing)
    return found.filter(_holding(text, "item", "warehouse")).annotate(
        item_code=F("item__code"),
        item_name=F("item__name"),
        unit=F("item__base_unit"),
        warehouse_code=F("warehouse__code"),
        warehouse_name=F("warehouse__name"),
        **owner_names(by="owner_id", prefix="owner"),
    )


def frozen_cost(*, actor: Actor, company_id: UUID, month: date, text: str = "") -> "QuerySet[PeriodCost]":
    """Return the cost that a month froze when it was closed last; ``text`` finds by node.

    Raises: MissingGrant, CompanyNotFound, PeriodNotFound.
    """
    period = _frozen(actor, company_id, month)
    found: QuerySet[PeriodCost] = PeriodCost.objects.filter(period=period, closing=period.closing)
    return found.filter(_holding(text, "node")).annotate(
        node_code=F("node__code"),
        node_name=F("node__name"),
        category_name=one_of(rows_of("projects.CostCategory"), "name", by="category_id"),
        **project_names(by="project_id", prefix="project"),
    )


def _holding(text: str, *of: str) -> Q:
    """Match rows of which one of the things named has the text in its code or name."""
    found = Q()
    for name in of:
        found |= Q(**{f"{name}__code__icontains": text}) | Q(**{f"{name}__name__icontains": text})
    return found if text else Q()


def _frozen(actor: Actor, company_id: UUID, month: date) -> Period:
    _company(actor, company_id)
    found: Period | None = Period.objects.filter(company_id=company_id, month=month_of(month), closing__gt=0).first()
    if found is None:
        raise PeriodNotFound(month=month.strftime("%Y-%m"))
    return found


def _company(actor: Actor, company_id: UUID) -> CompanyFacts:
    require(actor, PERIODS, Where(company_id))
    company = ask_company(company_id).get()
    if company is None:
        raise CompanyNotFound(id=company_id)
    return company
