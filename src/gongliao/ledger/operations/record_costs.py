"""Book costs that no goods carry: freight, labour, machines, services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongliao.kernel.values import NO_QUANTITY, Money, Quantity
from gongliao.ledger.operations.entries import COSTS, cost_row
from gongliao.ledger.operations.goods import CostObject, Voucher
from gongliao.ledger.operations.write_vouchers import write_cost_voucher
from gongliao.ledger.queries.account_rules import ask_account_rules
from gongliao.platform.public import Actor, current_tenant_id, fetch
from gongliao.projects.public import hold_nodes, mark_nodes_used


@dataclass(frozen=True, slots=True)
class CostLine:
    """One document line's money on its way to a WBS node.

    ``item_id`` is of the employer's goods that he charges for 超耗扣款: then it is owed to him.
    """

    line_id: UUID
    cost: CostObject
    amount: Money
    item_id: UUID | None = None


def record_costs(*, actor: Actor, voucher: Voucher, lines: Sequence[CostLine], at: datetime) -> None:
    """Add a document's costs to its nodes, in the caller's transaction.

    Source: design.md 4, "Cost entry".
    """
    nodes = hold_nodes(line.cost.node_id for line in lines)
    rules = ask_account_rules(voucher.company_id)
    COSTS.run(
        [
            cost_row(
                actor=actor,
                voucher=voucher,
                at=at,
                line_id=line.line_id,
                cost=line.cost,
                quantity=NO_QUANTITY,
                amount=line.amount,
                item_id=line.item_id,
            )
            for line in lines
        ]
    )
    costs = [(line.cost, line.item_id, line.amount) for line in lines]
    write_cost_voucher(actor=actor, voucher=voucher, costs=costs, rules=rules.get(), at=at)
    mark_nodes_used(nodes.get())


_ENTRIES = """
SELECT id, document_line_id, project_id, node_id, category_id, item_id, quantity, amount FROM ledger_costentry
WHERE tenant_id = %s AND document_id = %s ORDER BY seq DESC
"""


def reverse_costs(
    *, actor: Actor, original_id: UUID, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
) -> None:
    """Take a document's costs back by mirrored entries.

    Shape: ``line_ids`` maps each original line to the line of the reversing document.
    """
    rules = ask_account_rules(voucher.company_id)
    entries = fetch(_ENTRIES, (current_tenant_id(), original_id))
    COSTS.run(
        [
            cost_row(
                actor=actor,
                voucher=voucher,
                at=at,
                line_id=line_ids[line_id],
                cost=CostObject(project_id, node_id, category_id),
                quantity=Quantity(-quantity),
                amount=Money(-amount),
                item_id=item_id,
                reverses_id=entry_id,
            )
            for entry_id, line_id, project_id, node_id, category_id, item_id, quantity, amount in entries
        ]
    )
    costs = [(CostObject(*row[2:5]), row[5], Money(-row[7])) for row in entries]
    write_cost_voucher(actor=actor, voucher=voucher, costs=costs, rules=rules.get(), at=at)
