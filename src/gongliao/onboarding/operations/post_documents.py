"""Post the demonstration's documents through the operations that people use, some at a time.

A chunk commits whole, so a document is there with all its steps or not at all; one that is there is passed over.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from gongliao.costing.public import CostNoteLineRequest, CostNoteRequest, record_cost_note
from gongliao.inventory.public import (
    IssueLine,
    IssueRequest,
    ReceiptLine,
    ReceiptRequest,
    ReturnLine,
    ReturnRequest,
    issue_material,
    receive_goods,
    return_material,
)
from gongliao.onboarding.operations.found_demo import Cast
from gongliao.onboarding.operations.lay_foundation import PACK
from gongliao.onboarding.queries.documents import existing_documents
from gongliao.onboarding.rules.columns import BEFORE_QUOTES
from gongliao.onboarding.rules.consumption import Issue, Return, Step
from gongliao.onboarding.rules.document_ids import id_of_goods, id_of_note, id_of_order, type_of_goods
from gongliao.onboarding.rules.ids import DemoIds
from gongliao.onboarding.rules.lines import ItemFacts, Line
from gongliao.onboarding.rules.orders import Delivery, Order
from gongliao.onboarding.rules.plan import ChargeNote, PlannedProject
from gongliao.platform.public import tenant_transaction
from gongliao.procurement.public import (
    OrderLineRequest,
    OrderStep,
    SaveOrderRequest,
    approve_order,
    save_order,
    submit_order,
)

# Long enough that commits don't count, short enough that little is repeated after a crash.
CHUNK = 25

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What everybody who posts needs at hand: people, cost categories, items, and the instant of recording."""

    cast: Cast
    categories: Mapping[str, UUID]
    items: Mapping[str, ItemFacts]
    at: datetime

    @property
    def ids(self) -> DemoIds:
        """Return the ids of this demonstration."""
        return self.cast.ids

    def node(self, project: PlannedProject, item: ItemFacts) -> UUID:
        """Return the work that the item is for."""
        return self.ids.of("node", project.code, item.group, item.subgroup)


def post_orders(desk: Desk, project: PlannedProject, orders: Sequence[Order]) -> None:
    """Save, submit and approve orders: the buyer asks, the project manager agrees."""
    buyer, manager = desk.cast.actors["buyer"], desk.cast.actors["project_manager"]

    def post(order: Order) -> None:
        request = _order(desk, project, order)
        step = OrderStep(request.id)
        save_order(actor=buyer, request=request, at=desk.at)
        submit_order(actor=buyer, request=step, at=desk.at)
        approve_order(actor=manager, request=step, at=desk.at)

    _post_each(desk, orders, "purchase_order", lambda order: id_of_order(desk.ids, order), post)


def post_goods(desk: Desk, project: PlannedProject, steps: Sequence[Step]) -> None:
    """Receive, issue and return a project's goods, in the order of the days."""
    storekeeper = desk.cast.actors["storekeeper"]

    def post(step: Step) -> None:
        if isinstance(step, Delivery):
            receive_goods(actor=storekeeper, request=_receipt(desk, project, step), at=desk.at)
        elif isinstance(step, Issue):
            issue_material(actor=storekeeper, request=_issue(desk, project, step), at=desk.at)
        else:
            return_material(actor=storekeeper, request=_return(desk, project, step), at=desk.at)

    _post_each(desk, steps, type_of_goods, lambda step: id_of_goods(desk.ids, project, step), post)


def post_notes(desk: Desk, project: PlannedProject, notes: Sequence[ChargeNote]) -> None:
    """Record what deliveries cost besides their goods."""
    accountant = desk.cast.actors["accountant"]

    def post(note: ChargeNote) -> None:
        record_cost_note(actor=accountant, request=_note(desk, project, note), at=desk.at)

    _post_each(desk, notes, "cost_note", lambda note: id_of_note(desk.ids, project, note), post)


def _post_each(
    desk: Desk,
    documents: Sequence[T],
    document_type: str | Callable[[T], str],
    id_of: Callable[[T], UUID],
    post: Callable[[T], None],
) -> None:
    def type_of(document: T) -> str:
        return document_type if isinstance(document_type, str) else document_type(document)

    for start in range(0, len(documents), CHUNK):
        chunk = documents[start : start + CHUNK]
        with tenant_transaction(desk.cast.tenant_id):
            there = existing_documents((type_of(document), id_of(document)) for document in chunk)
            for document in chunk:
                if id_of(document) not in there:
                    post(document)


def _order(desk: Desk, project: PlannedProject, order: Order) -> SaveOrderRequest:
    first = order.lines[0]
    said = [order.number, first.inco_term, first.quote]
    return SaveOrderRequest(
        id=id_of_order(desk.ids, order),
        company_id=desk.cast.company_id,
        supplier_id=desk.ids.of("vendor", order.vendor),
        business_date=order.ordered_on,
        expected_on=min(line.scheduled_on for line in order.lines),
        remark=", ".join(text for text in said if text != BEFORE_QUOTES),
        lines=tuple(
            OrderLineRequest(
                id=desk.ids.of("order-line", line.row),
                item_id=desk.ids.of("item", line.item.description),
                entered_quantity=line.quantity,
                unit=PACK,
                amount=line.value,
                project_id=desk.ids.of("project", project.code),
                node_id=desk.node(project, line.item),
                category_id=desk.categories["material"],
                expected_on=line.scheduled_on,
                remark=f"#{line.row}",
            )
            for line in order.lines
        ),
    )


def _receipt(desk: Desk, project: PlannedProject, delivery: Delivery) -> ReceiptRequest:
    return ReceiptRequest(
        id=id_of_goods(desk.ids, project, delivery),
        version=0,
        company_id=desk.cast.company_id,
        business_date=delivery.delivered_on,
        warehouse_id=desk.ids.of("store", project.code),
        supplier_id=desk.ids.of("vendor", delivery.vendor),
        delivery_note=delivery.number,
        remark=_shipment(delivery.lines),
        lines=tuple(
            ReceiptLine(
                id=desk.ids.of("receipt-line", line.row),
                order_line_id=desk.ids.of("order-line", line.row),
                quantity=line.quantity,
                unit=PACK,
            )
            for line in delivery.lines
        ),
    )


def _shipment(lines: Iterable[Line]) -> str:
    """Say how the goods came, and what they weighed where that is stated."""
    held = list(lines)
    weights = [line.weight for line in held if line.weight is not None]
    return f"{held[0].shipment_mode}, {sum(weights)} kg" if weights else held[0].shipment_mode


def _issue(desk: Desk, project: PlannedProject, issue: Issue) -> IssueRequest:
    return IssueRequest(
        id=id_of_goods(desk.ids, project, issue),
        version=0,
        company_id=desk.cast.company_id,
        business_date=issue.on,
        warehouse_id=desk.ids.of("store", project.code),
        recipient=desk.cast.actors["site_worker"].name,
        lines=tuple(
            IssueLine(
                id=desk.ids.of("issue-line", project.code, issue.on, item),
                item_id=desk.ids.of("item", item),
                quantity=quantity,
                unit=PACK,
                node_id=desk.node(project, desk.items[item]),
                category_id=desk.categories["material"],
                owner_id=desk.ids.of("project", project.code),
            )
            for item, quantity in issue.quantities
        ),
    )


def _return(desk: Desk, project: PlannedProject, back: Return) -> ReturnRequest:
    return ReturnRequest(
        id=id_of_goods(desk.ids, project, back),
        version=0,
        company_id=desk.cast.company_id,
        business_date=back.on,
        warehouse_id=desk.ids.of("store", project.code),
        lines=(
            ReturnLine(
                id=desk.ids.of("return-line", project.code, back.on),
                issue_line_id=desk.ids.of("issue-line", project.code, back.issued_on, back.item),
                quantity=back.quantity,
                unit=PACK,
            ),
        ),
    )


def _note(desk: Desk, project: PlannedProject, note: ChargeNote) -> CostNoteRequest:
    return CostNoteRequest(
        id=id_of_note(desk.ids, project, note),
        company_id=desk.cast.company_id,
        business_date=note.on,
        lines=tuple(
            CostNoteLineRequest(
                id=desk.ids.of("charge", charge.kind, charge.line.row),
                project_id=desk.ids.of("project", project.code),
                node_id=desk.node(project, charge.line.item),
                category_id=desk.categories[charge.kind],
                amount=charge.amount,
                description=f"{charge.line.delivery} #{charge.line.row}",
            )
            for charge in note.charges
        ),
    )
