"""Taking hold of an order: what every step of it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gongliao.catalog.public import ItemInactive, items_by_id, parties_by_id
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.ledger.public import CostObject, Voucher, later_voucher
from gongliao.platform.public import (
    Actor,
    CompanyFacts,
    DocumentNotFound,
    StaleVersion,
    ask_company,
    hold_books_of,
    lock_document,
    require,
    require_state,
)
from gongliao.procurement.errors import NotASupplier, OrderEmpty
from gongliao.procurement.models import PurchaseOrder
from gongliao.procurement.permissions import READ, places_of
from gongliao.procurement.queries.order_lines import lines_of_order
from gongliao.procurement.rules import STEPS, OrderLineFacts
from gongliao.projects.public import categories_by_id, nodes_by_id, require_category_takes, require_node_takes


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """An order whose head is locked, and its lines, which nobody can change or receive on meanwhile."""

    order: PurchaseOrder
    lines: Sequence[OrderLineFacts]

    @property
    def project_ids(self) -> tuple[UUID, ...]:
        """Return the projects that it buys for."""
        return tuple(sorted({line.project_id for line in self.lines if line.project_id}))


def hold_order(*, actor: Actor, grant: str, order_id: UUID) -> HeldOrder:
    """Return the order, locked, if the actor sees it and holds the grant for all of it.

    Raises: DocumentNotFound, MissingGrant.
    """
    hold_books_of(PurchaseOrder, order_id)
    order = lock_document(PurchaseOrder, order_id)
    lines = lines_of_order(order_id)
    places = places_of(order.company_id, (line.project_id for line in lines))
    if not any(map(actor.reach(READ).covers, places)):
        raise DocumentNotFound(id=order_id)
    require(actor, grant, *places)
    return HeldOrder(order, lines)


def require_step(order: PurchaseOrder, step: str, *, version: int | None) -> None:
    """Refuse unless the order's state allows the step and the version is the one that was looked at.

    Raises: WrongState, StaleVersion.
    """
    require_state(order, *STEPS[step].sources)
    if version is not None and version != order.version:
        raise StaleVersion(seen=version, current=order.version)


def refuse_unorderable(held: HeldOrder) -> None:
    """Refuse an order that can't be promised as master data stand now; all faults of its lines together.

    Raises: OrderEmpty, NotASupplier, then by line ItemInactive, CategoryInactive, NodeNotChargeable,
        NodeNotReleased, NodeTechnicallyComplete, NodeClosed.
    Source: requirements 1.1, 1.2.
    """
    if not held.lines:
        raise OrderEmpty()
    supplier = parties_by_id([held.order.supplier_id])[held.order.supplier_id]
    if not (supplier.is_supplier and supplier.active):
        raise NotASupplier(party=supplier.code)
    items = items_by_id({line.item_id for line in held.lines}, on=held.order.business_date)
    nodes = nodes_by_id({line.node_id for line in held.lines if line.node_id})
    categories = categories_by_id({line.category_id for line in held.lines if line.category_id})
    refusals: list[Refusal] = []
    for line in held.lines:
        try:
            if not items[line.item_id].active:
                raise ItemInactive(item=items[line.item_id].code, line=line.line_no)
            if line.node_id and line.category_id:
                require_category_takes(categories[line.category_id], line=line.line_no)
                require_node_takes(nodes[line.node_id], "order", line=line.line_no)
        except Refusal as refusal:
            refusals.append(refusal)
    refuse_together(refusals)


def cost_of(line: OrderLineFacts) -> CostObject | None:
    """Return what bears the line's cost; nothing where it buys for general stock."""
    if line.project_id and line.node_id and line.category_id:
        return CostObject(line.project_id, line.node_id, line.category_id)
    return None


def voucher_of(order: PurchaseOrder, *, company: CompanyFacts, on: date | None = None) -> Voucher:
    """Return the order as the cause of entries, on its own date or a later one."""
    return later_voucher(
        type=order.document_type, id=order.id, company=company, business_date=on or order.business_date
    )


def company_of(order: PurchaseOrder) -> CompanyFacts:
    """Return the company of an order that is held."""
    company = ask_company(order.company_id).get()
    assert company is not None
    return company


def event_facts(order: PurchaseOrder, *, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return what every event of an order tells."""
    return {
        "document_id": order.id,
        "at": at,
        "company_id": order.company_id,
        "supplier_id": order.supplier_id,
        "number": order.number,
        "person_id": actor.person_id,
    }
