"""Counts between: what turns out to have moved before a place was counted is what the count found too much, or missed.

What was counted stands. So the first count in force after the move makes up for it: its difference is taken back and
another one written, on the count's day and in its place in that day, within the document that is the cause. After the
count all lies where it lay, so no later one changes. Source: requirements 3.4; ADR-0026.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongliao.catalog.public import ItemFacts, SecondQuantity, items_by_id
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import Money
from gongliao.ledger.operations.counted_goods import Counted
from gongliao.ledger.operations.entries import Entry
from gongliao.ledger.operations.goods import GoodsLine, Voucher, movement_of
from gongliao.ledger.rules import Movement, Ownership, Place
from gongliao.platform.public import current_tenant_id, fetch

# Of its own day a count comes after what it was compared with, which were all moves up to ``after_seq`` and all counts
# before it.
_FIRST_COUNTS = """
SELECT DISTINCT ON (k.at) k.at - 1, c.id, c.business_date, c.after_seq, c.price, c.document_type, c.document_id,
 c.document_line_id
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::bigint[], %s::bigint[])
 WITH ORDINALITY AS k (item, bin, batch, owner, ownership, seq, counted, at)
JOIN ledger_countedstock c ON c.tenant_id = %s AND c.company_id = %s AND c.item_id = k.item AND c.bin_id = k.bin
 AND c.batch_id = k.batch AND c.owner_id = k.owner AND c.ownership = k.ownership AND c.business_date >= %s
 AND (c.business_date > %s OR c.after_seq >= k.seq OR c.seq > k.counted)
WHERE c.reverses_id IS NULL AND c.document_id <> %s AND NOT EXISTS (SELECT 1 FROM ledger_countedstock r
  WHERE r.tenant_id = c.tenant_id AND r.item_id = c.item_id AND r.business_date = c.business_date
   AND r.reverses_id = c.id)
ORDER BY k.at, c.business_date, c.seq
"""
_DIFFERENCES = """
SELECT m.counted_id, m.id, coalesce(m.place_seq, m.seq), m.source_kind, m.source_id, m.source_owner_id,
 m.target_kind, m.target_id, m.target_owner_id, m.quantity, m.value, m.entered_quantity, m.entered_unit,
 m.second_quantity, m.second_factor, m.second_derived, nullif(m.method, '')
FROM ledger_stockmove m
WHERE m.tenant_id = %s AND m.item_id = ANY(%s) AND m.business_date = ANY(%s) AND m.posting_date >= %s
 AND m.counted_id = ANY(%s) AND m.corrects_id IS NULL AND m.reverses_id IS NULL
 AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = m.tenant_id AND r.reverses_id = m.id
  AND r.posting_date >= m.business_date)
ORDER BY m.seq
"""

Spot = tuple[UUID, UUID, UUID, UUID, Ownership]
"""An item, a bin, a batch, a stock owner, and whose property the goods are."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What a line of a reversal undoes: its place in the books, or that of the count that it was the difference of."""

    seq: int | None = None
    counted_seq: int | None = None


@dataclass(frozen=True, slots=True)
class Recount:
    """A count of the past that makes up for goods which turn out to have moved before it.

    Shape: ``standing`` mirrors its difference so far, ``difference`` is the one from now on; none where it agrees.
        ``place`` is what it keeps in its day. One that ``buys`` can't make up for anything: what was missed of a
        supplier's consignment was bought by the count, or would have to be.
    """

    on: date
    place: int
    document: tuple[str, UUID]
    line_no: int
    item: ItemFacts
    buys: bool
    standing: Entry | None
    difference: "Difference | None"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a count finds or misses from now on."""

    line: GoodsLine
    movement: Movement
    on: date
    place: int
    document: tuple[str, UUID]

    def entry(self, value: Money) -> Entry:
        """Return it ready for the books."""
        return Entry(self.line, value, on=self.on, place=self.place)


@dataclass(slots=True)
class _Change:
    """By how much the goods at a spot change, and the first line that changes them."""

    line: GoodsLine
    undone: Undone
    quantity: Decimal = Decimal(0)


def recounts_after(
    *,
    voucher: Voucher,
    lines: Sequence[GoodsLine],
    undone: Sequence[Undone] = (),
    original_id: UUID = NO_ID,
) -> list[Recount]:
    """Return the counts that come first after what lines of the voucher's day move, each with its new difference.

    Asked under the lock of the items' pools. Of a count's own reversal ``original_id`` is the count.

    Shape: ``undone`` tells, line by line, what a reversal takes back.
    """
    changes = _changes(lines, undone or [Undone()] * len(lines))
    if not changes:
        return []
    spots = list(changes)
    on, counts = voucher.business_date, [changes[spot].undone for spot in spots]
    rows = fetch(
        _FIRST_COUNTS,
        (
            *([spot[number] for spot in spots] for number in range(5)),
            [each.seq for each in counts],
            [each.counted_seq for each in counts],
            current_tenant_id(),
            voucher.company_id,
            on,
            on,
            original_id,
        ),
    )
    if not rows:
        return []
    found = {row[1]: spots[row[0]] for row in rows}
    items = {spot[0] for spot in found.values()}
    days = {row[2] for row in rows}
    asked = (current_tenant_id(), list(items), list(days), min(days), list(found))
    standing = {row[0]: row[1:] for row in fetch(_DIFFERENCES, asked)}
    in_two_units = {change.line.item.id for change in changes.values() if change.line.item.second_unit}
    factors = {day: items_by_id(in_two_units, on=day) for day in days} if in_two_units else {}
    return [_recount(voucher, changes[found[row[1]]], found[row[1]], row[1:], standing, factors) for row in rows]


def buying(recounts: Sequence[Recount]) -> list[Recount]:
    """Return the counts that buy what they miss."""
    return [each for each in recounts if each.buys]


def taken_back(recounts: Sequence[Recount]) -> list[Entry]:
    """Return the mirrors of differences so far, the last first: what stood until each is all that came before it."""
    ordered = sorted(recounts, key=lambda each: (each.on, each.place), reverse=True)
    return [each.standing for each in ordered if each.standing]


def recounted(
    recounts: Sequence[Recount], *, before: Sequence[Money], now: Sequence[Money]
) -> tuple[list[Entry], list[Entry]]:
    """Return what is written of the counts before the document's own entries, and after them.

    Shape: ``before`` and ``now`` are what ``taken_back`` and ``made_up`` are worth, in order.
    """
    return (
        [replace(entry, value=value) for entry, value in zip(taken_back(recounts), before, strict=True)],
        [each.entry(value) for each, value in zip(made_up(recounts), now, strict=True)],
    )


def mirrored_by(recounts: Sequence[Recount]) -> list[UUID]:
    """Return the moves that were the differences so far, as ``taken_back`` has them."""
    return [each.reverses_move_id for each in taken_back(recounts) if each.reverses_move_id]


def made_up(recounts: Sequence[Recount]) -> list[Difference]:
    """Return the differences from now on, what is found before what is missed."""
    found = [each.difference for each in recounts if each.difference]
    return sorted(found, key=lambda each: each.movement.leaves is not None)


def _changes(lines: Sequence[GoodsLine], undone: Sequence[Undone]) -> dict[Spot, _Change]:
    found: dict[Spot, _Change] = {}
    for line, each in zip(lines, undone, strict=True):
        for place, quantity in ((line.source, -line.quantity), (line.target, line.quantity)):
            if place.kind == "bin":
                spot = (line.item.id, place.id, line.batch_id, place.owner_id, line.ownership)
                found.setdefault(spot, _Change(line, each)).quantity += quantity
    return {spot: change for spot, change in found.items() if change.quantity}


def _recount(
    voucher: Voucher,
    change: _Change,
    spot: Spot,
    row: Sequence[Any],
    standing: Mapping[UUID, Sequence[Any]],
    factors: Mapping[date, Mapping[UUID, ItemFacts]],
) -> Recount:
    counted_id, on, after_seq, price, document_type, document_id, line_id = row
    item_id, bin_id, batch_id, owner_id, ownership = spot
    now = standing.get(counted_id)
    counted = Counted(
        line_id=line_id,
        line_no=change.line.line_no,
        item=factors.get(on, {}).get(item_id, change.line.item),
        bin_id=bin_id,
        # Only its difference counts here.
        quantity=change.line.quantity,
        batch_id=batch_id,
        owner_id=owner_id if owner_id != NO_ID else None,
        price=price,
        ownership=ownership,
    )
    missed = now is not None and now[5] == "loss"
    before = Decimal(0) if now is None else -now[8] if missed else now[8]
    difference = before - change.quantity
    # Nothing of the item was recorded between what it was compared with and the count itself.
    place, document = after_seq if now is None else now[1], (document_type, document_id)
    found = None
    head = (on, place, document, change.line.line_no, counted.item)
    if ownership == "consignment" and (missed or difference < 0):
        return Recount(*head, True, None, None)
    if difference:
        line = replace(counted.moved(difference, counted_id), method=change.line.method)
        found = Difference(line, movement_of(voucher, line), on, place, document)
    return Recount(*head, False, _mirrored(counted, now, on) if now else None, found)


def _mirrored(counted: Counted, row: Sequence[Any], on: date) -> Entry:
    move_id, _, *places = row[:8]
    quantity, value, entered_quantity, entered_unit, second, factor, derived, method = row[8:]
    line = GoodsLine(
        line_id=counted.line_id,
        line_no=counted.line_no,
        item=counted.item,
        source=Place(*places[3:]),
        target=Place(*places[:3]),
        quantity=quantity,
        entered_quantity=entered_quantity,
        entered_unit=entered_unit,
        batch_id=counted.batch_id,
        ownership=counted.ownership,
        value=Money(value),
        second=SecondQuantity(second, factor, derived) if second else None,
        method=method,
    )
    return Entry(line, Money(value), reverses_move_id=move_id, on=on)
