"""Writing moves, one a line; one into or out of a node is a cost of its project too (ADR-0024)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from gongliao.catalog.public import second_derived
from gongliao.kernel.values import Money
from gongliao.ledger.operations.goods import GoodsLine, Voucher
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
        "place_seq",
        "second_quantity",
        "second_factor",
        "second_derived",
        "method",
        "project_id",
        "category_id",
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its value, ready for the books.

    ``on`` is its day where that is not its document's, ``place`` the one that it keeps in that day.
    """

    line: GoodsLine
    value: Money
    reverses_move_id: UUID | None = None
    linked_id: UUID | None = None
    on: date | None = None
    place: int | None = None

    def within(self, voucher: Voucher) -> Voucher:
        """Return the voucher as of the entry's day."""
        return voucher if self.on is None else replace(voucher, business_date=self.on)


def write_entries(*, actor: Actor, voucher: Voucher, entries: Sequence[Entry], at: datetime) -> tuple[UUID, ...]:
    """Write the moves and return their ids, in order.

    Source: design.md 4, invariant 4; requirements 5.1.
    """
    moves = [_move(actor, entry.within(voucher), entry, at) for entry in entries]
    MOVES.run(moves)
    return tuple(entry.line.move_id for entry in entries)


def _move(actor: Actor, voucher: Voucher, entry: Entry, at: datetime) -> Row:
    line = entry.line
    # Whoever told nothing of the second unit has it worked out; what a reversal undoes may be older than the unit.
    second = line.second or (None if entry.reverses_move_id else second_derived(line.item, line.quantity))
    return (
        line.move_id,
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
        entry.place,
        second and second.quantity,
        second and second.factor,
        bool(second and second.derived),
        line.method or "",
        line.cost and line.cost.project_id,
        line.cost and line.cost.category_id,
    )
