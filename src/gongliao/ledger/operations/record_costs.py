"""Book costs that no goods carry: freight, labour, machines, services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Money
from gongliao.ledger.operations.goods import CostObject, Voucher
from gongliao.ledger.operations.write_vouchers import write_cost_voucher
from gongliao.ledger.queries.account_rules import ask_account_rules
from gongliao.platform.public import Actor, Insert, Row, current_tenant_id, fetch
from gongliao.projects.public import hold_nodes, mark_nodes_used

COSTS = Insert(
    "ledger_othercost",
    (
        "id",
        "tenant_id",
        "company_id",
        "project_id",
        "node_id",
        "category_id",
        "item_id",
        "amount",
        "business_date",
        "posting_date",
        "recorded_at",
        "document_type",
        "document_id",
        "document_line_id",
        "recorded_by_id",
        "reverses_id",
    ),
)


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
    COSTS.run([_row(actor, voucher, line, at) for line in lines])
    costs = [(line.cost, line.item_id, line.amount) for line in lines]
    write_cost_voucher(actor=actor, voucher=voucher, costs=costs, rules=rules.get(), at=at)
    mark_nodes_used(nodes.get())


_ENTRIES = """
SELECT id, document_line_id, project_id, node_id, category_id, item_id, amount FROM ledger_othercost
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
    mirrored = [
        CostLine(line_ids[line_id], CostObject(project_id, node_id, category_id), Money(-amount), item_id)
        for _, line_id, project_id, node_id, category_id, item_id, amount in entries
    ]
    COSTS.run([_row(actor, voucher, line, at, entry[0]) for line, entry in zip(mirrored, entries, strict=True)])
    costs = [(line.cost, line.item_id, line.amount) for line in mirrored]
    write_cost_voucher(actor=actor, voucher=voucher, costs=costs, rules=rules.get(), at=at)


def _row(actor: Actor, voucher: Voucher, line: CostLine, at: datetime, reverses_id: UUID | None = None) -> Row:
    return (
        new_id(),
        actor.tenant_id,
        voucher.company_id,
        line.cost.project_id,
        line.cost.node_id,
        line.cost.category_id,
        line.item_id,
        line.amount,
        voucher.business_date,
        voucher.posting_date,
        voucher.recorded_at(at),
        voucher.type,
        voucher.id,
        line.line_id,
        actor.person_id,
        reverses_id,
    )
