"""Control totals of what was loaded, counted in the database and held against the source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.public import CostDimension, cost_totals, stock_values
from gongliao.onboarding.rules.document_ids import id_of_note, id_of_order
from gongliao.onboarding.rules.ids import DemoIds
from gongliao.onboarding.rules.plan import Plan
from gongliao.platform.public import document_types

Figure = int | Decimal


@dataclass(frozen=True, slots=True)
class Control:
    """One figure of the source and of the database."""

    name: str
    expected: Figure
    actual: Figure

    @property
    def agrees(self) -> bool:
        """Tell whether they are the same."""
        return self.expected == self.actual


def control_totals(*, ids: DemoIds, plan: Plan, material_id: UUID, freight_id: UUID) -> tuple[Control, ...]:
    """Return the source's figures beside those of the documents that were loaded from it.

    Only these documents are counted, so that what people do in the demonstration later does not disturb the figures,
    except the last one: it says for how many projects the value of their lines, and of whatever else they received
    since, equals their material cost plus their stock.
    """
    loaded = _loaded_orders(ids, plan)
    freight = _loaded_charges(ids, plan, freight_id)
    expected = plan.totals
    return (
        Control("lines", expected.lines, loaded["line_count"]),
        Control("order_value", expected.order_value, loaded["order_value"]),
        Control("freight_amount", expected.freight, freight["amount"] or NO_MONEY),
        Control("freight_lines", expected.freight_lines, freight["line_count"]),
        Control("projects", expected.projects, loaded["projects"]),
        Control("orders", expected.orders, loaded["orders"]),
        Control("vendors", expected.vendors, loaded["vendors"]),
        Control("items", expected.items, loaded["items"]),
        Control("received_value", expected.order_value, loaded["received_value"]),
        Control(
            "projects_in_balance",
            expected.projects,
            _projects_in_agreement(ids, plan, material_id),
        ),
    )


def _loaded_orders(ids: DemoIds, plan: Plan) -> Mapping[str, Any]:
    orders = document_types()["purchase_order"].objects.filter(
        id__in=_order_ids(ids, plan), state__in=["approved", "closed"]
    )
    # Heads and lines are counted apart: a join would count an order once for each of its lines.
    heads = orders.aggregate(orders=Count("id"), vendors=Count("supplier_id", distinct=True))
    lines = orders.aggregate(
        line_count=Count("lines__id"),
        order_value=Sum("lines__amount", default=NO_MONEY),
        received_value=Sum("lines__received_value", default=NO_MONEY),
        projects=Count("lines__project_id", distinct=True),
        items=Count("lines__item_id", distinct=True),
    )
    return {**heads, **lines}


def _loaded_charges(ids: DemoIds, plan: Plan, category_id: UUID) -> Mapping[str, Any]:
    note_ids = [id_of_note(ids, project, note) for project in plan.projects for note in project.notes]
    notes = document_types()["cost_note"].objects.filter(id__in=note_ids, state="posted")
    found: Mapping[str, Any] = notes.filter(lines__category_id=category_id).aggregate(
        amount=Sum("lines__amount", default=NO_MONEY), line_count=Count("lines__id")
    )
    return found


def _projects_in_agreement(ids: DemoIds, plan: Plan, material_id: UUID) -> int:
    by_project = {ids.of("project", code): value for code, value in plan.totals.by_project.items()}
    project_ids = list(by_project)
    later = _received_since(ids, plan, project_ids)
    stock = stock_values(project_ids=project_ids)
    material = {
        total.project_id: total.amount
        for total in cost_totals(project_ids=project_ids, by=[CostDimension.CATEGORY])
        if total.category_id == material_id
    }
    return sum(
        value + later.get(project_id, NO_MONEY) == material.get(project_id, NO_MONEY) + stock[project_id]
        for project_id, value in by_project.items()
    )


def _received_since(ids: DemoIds, plan: Plan, project_ids: Sequence[UUID]) -> dict[UUID, Money]:
    """Return what projects have received on orders that were not loaded."""
    others = document_types()["purchase_order"].objects.exclude(id__in=_order_ids(ids, plan))
    rows = (
        others.filter(lines__project_id__in=project_ids)
        .values("lines__project_id")
        .annotate(value=Sum("lines__received_value"))
    )
    return {row["lines__project_id"]: Money(row["value"]) for row in rows}


def _order_ids(ids: DemoIds, plan: Plan) -> list[UUID]:
    return [id_of_order(ids, order) for project in plan.projects for order in project.orders]
