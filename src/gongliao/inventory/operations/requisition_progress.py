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
from gongliao.platform.public import Update, current_tenant_id, fetch
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


def lock_lines(requisition_id: UUID) -> dict[UUID, AskedLine]:
    """Return an approved requisition's lines, locked by their head until the transaction ends.

    Raises: RequisitionNotFound, RequisitionNotApproved.
    """
    heads = fetch(_HEAD, (current_tenant_id(), requisition_id))
    if not heads:
        raise RequisitionNotFound(id=requisition_id)
    number, state = heads[0]
    if state != "approved":
        raise RequisitionNotApproved(number=number, state=state)
    rows = fetch(_LINES, (current_tenant_id(), requisition_id))
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
