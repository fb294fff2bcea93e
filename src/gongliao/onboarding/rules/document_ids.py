"""The type and id of each document that the demonstration posts."""

from collections.abc import Iterator
from uuid import UUID

from gongliao.onboarding.rules.consumption import Issue, Step
from gongliao.onboarding.rules.ids import DemoIds
from gongliao.onboarding.rules.orders import Delivery, Order
from gongliao.onboarding.rules.plan import ChargeNote, Plan, PlannedProject


def id_of_order(ids: DemoIds, order: Order) -> UUID:
    """Return the id of an order."""
    return ids.of("order", order.number)


def id_of_note(ids: DemoIds, project: PlannedProject, note: ChargeNote) -> UUID:
    """Return the id of a cost note."""
    return ids.of("note", project.code, note.on)


def type_of_goods(step: Step) -> str:
    """Return which document a step in the life of goods is."""
    if isinstance(step, Delivery):
        return "goods_receipt"
    return "goods_issue" if isinstance(step, Issue) else "material_return"


def id_of_goods(ids: DemoIds, project: PlannedProject, step: Step) -> UUID:
    """Return the id of a receipt, issue or return."""
    if isinstance(step, Delivery):
        return ids.of("receipt", step.order, step.number, step.delivered_on)
    return ids.of(type_of_goods(step), project.code, step.on)


def ids_of_plan(ids: DemoIds, plan: Plan) -> Iterator[tuple[str, UUID]]:
    """Return type and id of every document of the plan."""
    for project in plan.projects:
        for order in project.orders:
            yield "purchase_order", id_of_order(ids, order)
        for step in project.goods:
            yield type_of_goods(step), id_of_goods(ids, project, step)
        for note in project.notes:
            yield "cost_note", id_of_note(ids, project, note)
