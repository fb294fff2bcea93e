"""How much of a requisition has been issued: told by issues, kept on its lines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import ItemFacts
from gongliao.inventory.errors import (
    MoreThanRequisitioned,
    RequisitionLineNotFound,
    RequisitionNotApproved,
    RequisitionNotFound,
    WrongItem,
    WrongNode,
)
from gongliao.kernel.values import NO_QUANTITY, Quantity
from gongliao.platform.public import Later, Row, Update, ask, current_tenant_id
from gongliao.projects.public import NodeFacts

_HEAD = """
SELECT number, state FROM inventory_materialrequisition WHERE tenant_id = %s AND id = %s FOR UPDATE
"""
_LINES = """
SELECT id, item_id, node_id, quantity, issued_quantity FROM inventory_materialrequisitionline
WHERE tenant_id = %s AND document_id = %s
"""
_ADD = Update("inventory_materialrequisitionline", keys=(("id", "uuid"),), add=(("issued_quantity", "numeric"),))


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A requisition line and what of it is still to be issued."""

    item_id: UUID
    node_id: UUID
    open: Quantity


@dataclass(frozen=True, slots=True)
class AskedRequisition:
    """A requisition that was asked for, locked by its head until the transaction ends."""

    id: UUID
    head: Later[tuple[str, str] | None]
    lines: Later[dict[UUID, AskedLine]]


def ask_lines(requisition_id: UUID | None) -> AskedRequisition | None:
    """Lock a requisition and ask for its lines, where one is named."""
    if requisition_id is None:
        return None
    of_requisition = (current_tenant_id(), requisition_id)
    return AskedRequisition(
        requisition_id,
        ask(_HEAD, of_requisition, lambda rows: rows[0] if rows else None),
        ask(_LINES, of_requisition, _lines),
    )


def open_lines(requisition: AskedRequisition | None) -> dict[UUID, AskedLine]:
    """Return an approved requisition's lines.

    Raises: RequisitionNotFound, RequisitionNotApproved.
    """
    if requisition is None:
        return {}
    head = requisition.head.get()
    if head is None:
        raise RequisitionNotFound(id=requisition.id)
    number, state = head
    if state != "approved":
        raise RequisitionNotApproved(number=number, state=state)
    return requisition.lines.get()


def _lines(rows: list[Row]) -> dict[UUID, AskedLine]:
    return {id_: AskedLine(item_id, node_id, Quantity(asked - issued)) for id_, item_id, node_id, asked, issued in rows}


def take(
    asked: Mapping[UUID, AskedLine],
    left: MutableMapping[UUID, Quantity],
    line_id: UUID | None,
    *,
    item: ItemFacts,
    node: NodeFacts,
    quantity: Quantity,
) -> None:
    """Take a quantity from what is left of a requisition line, which several issue lines may share.

    Raises: RequisitionLineNotFound, WrongItem, WrongNode, MoreThanRequisitioned.
    Source: requirements 4.7: what was approved for one piece of work is not charged to another.
    """
    if line_id is None:
        return
    if line_id not in asked:
        raise RequisitionLineNotFound(id=line_id)
    if asked[line_id].item_id != item.id:
        raise WrongItem(item=item.code)
    if asked[line_id].node_id != node.id:
        raise WrongNode(node=node.code)
    if quantity > left[line_id]:
        raise MoreThanRequisitioned(asked=quantity, open=left[line_id])
    left[line_id] = Quantity(left[line_id] - quantity)


def add(issued: Iterable[tuple[UUID, Decimal]]) -> None:
    """Add issued quantities to their requisition lines; negative where an issue is reversed."""
    sums: defaultdict[UUID, Decimal] = defaultdict(lambda: NO_QUANTITY)
    for line_id, quantity in issued:
        sums[line_id] += quantity
    _ADD.run(current_tenant_id(), sorted(sums.items()))
