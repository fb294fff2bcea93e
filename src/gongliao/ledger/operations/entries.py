"""Writing moves and cost entries: one move a line, and one cost entry for each move into or out of a node."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongliao.catalog.public import second_derived
from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.operations.goods import CostObject, GoodsLine, Voucher
from gongliao.platform.public import Actor, Insert, Row

MOVES = Insert(
    "ledger_stockmove",
    (
        "id",
        "tenant_id",
        "company_id",
        "item_id",
        "batch_id",
        "source_kind",
        "source_id",
        "source_owner_id",
        "target_kind",
        "target_id",
        "target_owner_id",
        "ownership",
        "quantity",
        "value",
        "entered_quantity",
        "entered_unit",
        "business_date",
        "posting_date",
        "recorded_at",
        "document_type",
        "document_id",
        "document_line_id",
        "recorded_by_id",
        "reverses_id",
        "linked_id",
        "counted_id",
        "second_quantity",
        "second_factor",
        "second_derived",
        "method",
    ),
)
COSTS = Insert(
    "ledger_costentry",
    (
        "id",
        "tenant_id",
        "company_id",
        "project_id",
        "node_id",
        "category_id",
        "item_id",
        "quantity",
        "amount",
        "business_date",
        "posting_date",
        "recorded_at",
        "document_type",
        "document_id",
        "document_line_id",
        "recorded_by_id",
        "move_id",
        "reverses_id",
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its value, ready for the books."""

    line: GoodsLine
    value: Money
    reverses_move_id: UUID | None = None
    reverses_cost_id: UUID | None = None
    linked_id: UUID | None = None


def write_entries(*, actor: Actor, voucher: Voucher, entries: Sequence[Entry], at: datetime) -> tuple[UUID, ...]:
    """Write the moves and their cost entries and return the moves' ids, in order.

    Source: design.md 4, invariant 4; requirements 5.1.
    """
    moves: list[Row] = []
    costs: list[Row] = []
    for entry in entries:
        move_id = entry.line.move_id
        moves.append(_move(actor, voucher, entry, move_id, at))
        if entry.line.cost is not None:
            costs.append(_cost_of_move(actor, voucher, entry, move_id, at))
    MOVES.run(moves)
    COSTS.run(costs)
    return tuple(row[0] for row in moves)


def cost_row(
    *,
    actor: Actor,
    voucher: Voucher,
    at: datetime,
    line_id: UUID,
    cost: CostObject,
    quantity: Quantity,
    amount: Money,
    item_id: UUID | None = None,
    move_id: UUID | None = None,
    reverses_id: UUID | None = None,
) -> Row:
    """Return one row of the cost ledger."""
    return (
        new_id(),
        actor.tenant_id,
        voucher.company_id,
        cost.project_id,
        cost.node_id,
        cost.category_id,
        item_id,
        quantity,
        amount,
        voucher.business_date,
        voucher.posting_date,
        voucher.recorded_at(at),
        voucher.type,
        voucher.id,
        line_id,
        actor.person_id,
        move_id,
        reverses_id,
    )


def _move(actor: Actor, voucher: Voucher, entry: Entry, move_id: UUID, at: datetime) -> Row:
    line = entry.line
    # Whoever told nothing of the second unit has it worked out; what a reversal undoes may be older than the unit.
    second = line.second or (None if entry.reverses_move_id else second_derived(line.item, line.quantity))
    return (
        move_id,
        actor.tenant_id,
        voucher.company_id,
        line.item.id,
        line.batch_id,
        line.source.kind,
        line.source.id,
        line.source.owner_id,
        line.target.kind,
        line.target.id,
        line.target.owner_id,
        line.ownership,
        line.quantity,
        entry.value,
        line.entered_quantity,
        line.entered_unit,
        voucher.business_date,
        voucher.posting_date,
        voucher.recorded_at(at),
        voucher.type,
        voucher.id,
        line.line_id,
        actor.person_id,
        entry.reverses_move_id,
        entry.linked_id,
        line.counted_id,
        second and second.quantity,
        second and second.factor,
        bool(second and second.derived),
        line.method or "",
    )


def _cost_of_move(actor: Actor, voucher: Voucher, entry: Entry, move_id: UUID, at: datetime) -> Row:
    line = entry.line
    assert line.cost is not None
    into = line.target.kind == "node"
    assert into != (line.source.kind == "node"), "a node bears a move that enters or leaves it"
    return cost_row(
        actor=actor,
        voucher=voucher,
        at=at,
        line_id=line.line_id,
        cost=line.cost,
        quantity=line.quantity if into else Quantity(-line.quantity),
        amount=entry.value if into else Money(-entry.value),
        item_id=line.item.id,
        move_id=move_id,
        reverses_id=entry.reverses_cost_id,
    )
