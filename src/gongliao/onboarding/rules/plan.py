"""The whole demonstration as it shall be loaded, before anything is: who is what, and what happens in which order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gongliao.kernel.values import Money
from gongliao.onboarding.rules.consumption import Step, goods_of_project
from gongliao.onboarding.rules.findings import Finding
from gongliao.onboarding.rules.items import CodedItem, CodedVendor, code_items, code_vendors
from gongliao.onboarding.rules.lines import Line, Reading
from gongliao.onboarding.rules.orders import Delivery, Order, group_deliveries, group_orders
from gongliao.onboarding.rules.totals import Totals, totals_of


@dataclass(frozen=True, slots=True)
class Charge:
    """Money that a delivery cost besides its goods; ``kind`` is freight or insurance."""

    line: Line
    kind: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ChargeNote:
    """What a project's deliveries of one day cost besides their goods."""

    on: date
    charges: tuple[Charge, ...]


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """A project with all that happens in it. ``work`` maps each product group to its sub-classifications."""

    code: str
    name: str
    country: str
    starts_on: date
    ends_on: date
    work: Mapping[str, tuple[str, ...]]
    orders: tuple[Order, ...]
    goods: tuple[Step, ...]
    notes: tuple[ChargeNote, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the delivery history becomes."""

    lines: tuple[Line, ...]
    items: tuple[CodedItem, ...]
    vendors: tuple[CodedVendor, ...]
    projects: tuple[PlannedProject, ...]
    findings: tuple[Finding, ...]
    totals: Totals


def plan_demo(reading: Reading) -> Plan:
    """Return what the lines become; projects by code."""
    orders, found = group_orders(reading.lines)
    by_project: dict[str, list[Order]] = {}
    for order in orders:
        by_project.setdefault(order.project, []).append(order)
    return Plan(
        lines=reading.lines,
        items=code_items(reading.lines),
        vendors=code_vendors(reading.lines),
        projects=tuple(_project(code, by_project[code]) for code in sorted(by_project)),
        findings=(*reading.findings, *found),
        totals=totals_of(reading.lines),
    )


def only(plan: Plan, projects: Collection[str]) -> Plan:
    """Return the plan of some projects, with the totals of their lines and the catalogue of all."""
    lines = tuple(line for line in plan.lines if line.project in projects)
    return replace(
        plan,
        lines=lines,
        projects=tuple(project for project in plan.projects if project.code in projects),
        totals=totals_of(lines),
    )


def _project(code: str, orders: list[Order]) -> PlannedProject:
    lines = [line for order in orders for line in order.lines]
    deliveries = group_deliveries(orders)
    country = lines[0].country
    return PlannedProject(
        code=code,
        name=f"{country} {code.rpartition('-')[2]}",
        country=country,
        starts_on=min(order.ordered_on for order in orders),
        ends_on=max(line.delivered_on for line in lines),
        work=_work(lines),
        orders=tuple(orders),
        goods=goods_of_project(deliveries),
        notes=_notes(deliveries),
    )


def _work(lines: Iterable[Line]) -> dict[str, tuple[str, ...]]:
    pairs = sorted({(line.item.group, line.item.subgroup) for line in lines})
    groups = dict.fromkeys(group for group, _ in pairs)
    return {group: tuple(subgroup for of, subgroup in pairs if of == group) for group in groups}


def _notes(deliveries: Iterable[Delivery]) -> tuple[ChargeNote, ...]:
    by_day: dict[date, list[Charge]] = {}
    for delivery in deliveries:
        for line in delivery.lines:
            for kind, amount in (("freight", line.freight), ("insurance", line.insurance)):
                # A charge of nothing is a figure that the source gives, but not a cost.
                if amount:
                    by_day.setdefault(line.delivered_on, []).append(Charge(line, kind, amount))
    return tuple(ChargeNote(on, tuple(by_day[on])) for on in sorted(by_day))
