"""A second ledger, plain and slow, that works out every value anew from what moved and what it was said to be worth.

It shares no code with the rules by which the product values goods, so that a fault in those shows as a difference here.
Whole micro-units and cents throughout. Source: design.md 4, "Rules that decide a number".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from gongliao.platform.public import current_tenant_id

# A reversed move and its mirror are as if they had never been; a correction belongs to the move that it corrects. Asked
# move by move: a join is planned for as few corrections as the last analysis saw, and there may be 100,000 since.
_MOVES = """
SELECT m.item_id, coalesce(nullif(m.method, ''), i.valuation_method),
 m.id, m.business_date, m.linked_id, m.company_id, m.ownership, m.batch_id,
 m.source_kind = 'bin', m.source_owner_id, m.target_kind = 'bin', m.target_owner_id, (m.quantity * 1000000)::bigint,
 ((m.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c
   WHERE c.tenant_id = m.tenant_id AND c.corrects_id = m.id
    AND c.posting_date >= m.business_date), 0)) * 100)::bigint, m.document_type, m.document_id,
 m.source_kind = 'gain', EXISTS (SELECT 1 FROM ledger_countedstock k
  WHERE k.tenant_id = m.tenant_id AND k.id = m.counted_id AND k.price IS NOT NULL)
FROM ledger_stockmove m
JOIN catalog_item i ON i.tenant_id = m.tenant_id AND i.id = m.item_id
WHERE m.tenant_id = %s AND (%s::uuid[] IS NULL OR m.item_id = ANY(%s))
 AND m.corrects_id IS NULL AND m.reverses_id IS NULL
 AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = m.tenant_id AND r.reverses_id = m.id
    AND r.posting_date >= m.business_date)
ORDER BY m.item_id, coalesce(m.place_seq, m.seq), m.seq
"""


@dataclass(slots=True)
class _Move:
    item_id: UUID
    method: str
    id: UUID
    on: date
    linked_id: UUID | None
    company_id: UUID
    ownership: str
    batch_id: UUID
    leaves: bool
    left_owner: UUID
    arrives: bool
    new_owner: UUID
    quantity: int
    booked: int
    document_type: str
    document_id: UUID
    found: bool
    priced: bool

    def pool(self, owner_id: UUID) -> tuple[Any, ...]:
        """Return what the goods are valued together with."""
        batch_id = self.batch_id if self.method == "specific_batch" else None
        return self.company_id, self.ownership, owner_id, batch_id, self.method


@dataclass(slots=True)
class _Heap:
    """Goods as lots of quantity and value, the oldest first; one lot where all cost the same."""

    average: bool
    lots: list[list[int]] = field(default_factory=list)

    def add(self, quantity: int, value: int) -> None:
        if self.average and self.lots:
            self.lots[0][0] += quantity
            self.lots[0][1] += value
        else:
            self.lots.append([quantity, value])

    def cost(self, quantity: int) -> int | None:
        """Return what goods cost that would leave now; nothing where there are fewer."""
        cost = 0
        for held, value in self.lots:
            cost += value if quantity >= held else _rounded(value * quantity, held)
            quantity -= min(quantity, held)
        return None if quantity else cost

    def one_with_another(self, quantity: int) -> int | None:
        """Return what as many goods cost at the average of these; nothing where there are none."""
        held = sum(lot[0] for lot in self.lots)
        return _rounded(sum(lot[1] for lot in self.lots) * quantity, held) if held else None

    def remove(self, quantity: int) -> None:
        while quantity:
            held, value = self.lots[0]
            if quantity >= held:
                del self.lots[0]
                quantity -= held
            else:
                self.lots[0] = [held - quantity, value - _rounded(value * quantity, held)]
                quantity = 0


def moves_worth_something_else(*, item_ids: list[UUID] | None = None) -> Iterator[dict[str, Any]]:
    """Return the moves of the running transaction's tenant whose booked worth is not what it is worked out to be.

    Shape: of some items, or of all.
    """
    tenant_id = current_tenant_id()
    with connection.chunked_cursor() as cursor:
        cursor.execute(_MOVES, [tenant_id, item_ids, item_ids])
        for _, rows in groupby(cursor, key=lambda row: row[0]):
            yield from _of_item(_Move(*row) for row in rows)


def _of_item(found: Iterable[_Move]) -> Iterator[dict[str, Any]]:
    moves = {move.id: move for move in found}
    heaps: dict[tuple[Any, ...], _Heap] = {}
    worth: dict[UUID, int] = {}
    taken: dict[UUID, int] = {}

    def when(move: _Move) -> tuple[date, bool]:
        """On a day, what comes from outside is there before anything leaves; what left that day comes back after."""
        linked = moves.get(move.linked_id) if move.linked_id else None
        return move.on, move.leaves or move.found or (linked is not None and linked.on == move.on)

    for move in sorted(moves.values(), key=when):
        value: int | None = move.booked
        old, new = move.pool(move.left_owner), move.pool(move.new_owner)
        stays = move.leaves and move.arrives and old == new
        if move.leaves:
            heap = heaps.setdefault(old, _Heap(move.method != "fifo"))
            value = heap.cost(move.quantity)
            if value is not None and not stays:
                heap.remove(move.quantity)
        elif move.found and not move.priced:
            value = heaps.setdefault(new, _Heap(move.method != "fifo")).one_with_another(move.quantity)
        elif move.linked_id in worth:
            of = moves[move.linked_id]
            before = taken.get(of.id, 0)
            taken[of.id] = before + move.quantity
            value = _rounded(worth[of.id] * taken[of.id], of.quantity) - _rounded(worth[of.id] * before, of.quantity)
        if value != move.booked:
            yield {
                "move_id": move.id,
                "item_id": move.item_id,
                "document_type": move.document_type,
                "document_id": move.document_id,
                "business_date": move.on,
                "booked_cents": move.booked,
                "worked_out_cents": value,
            }
        worth[move.id] = move.booked if value is None else value
        if move.arrives and not stays:
            heaps.setdefault(new, _Heap(move.method != "fifo")).add(move.quantity, worth[move.id])


def _rounded(numerator: int, denominator: int) -> int:
    """Return the quotient, halves up."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest >= denominator)
