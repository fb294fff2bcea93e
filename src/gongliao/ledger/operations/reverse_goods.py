"""Reverse a document's goods by mirrored moves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from gongliao.catalog.public import ItemFacts, SecondQuantity, items_by_id
from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.errors import LaterMovesDepend
from gongliao.ledger.operations.absorb_in_counts import Undone, buying, recounted, recounts_after
from gongliao.ledger.operations.corrections import write_corrections
from gongliao.ledger.operations.entries import Entry, write_entries
from gongliao.ledger.operations.goods import CostObject, GoodsLine, PostedLine, Voucher, movement_of
from gongliao.ledger.operations.hold_serials import hold_serials
from gongliao.ledger.operations.methods import MethodSince, methods_by_now
from gongliao.ledger.operations.place_in_history import InTwoPlaces, ShortLater, WithoutCost, take_from_history
from gongliao.ledger.operations.standing import documents_of, documents_standing_on, numbers_of
from gongliao.ledger.operations.stock_book import StockBook
from gongliao.ledger.operations.write_vouchers import write_goods_voucher
from gongliao.ledger.queries.account_rules import ask_account_rules
from gongliao.ledger.rules import Place
from gongliao.ledger.rules.vouchers import AccountRules
from gongliao.platform.public import Actor, Row, current_tenant_id, fetch

# What a document moved itself, without what counts make up for. What a count found or missed is what it comes to by
# now, whichever document made it so.
_MOVES = """
WITH moved AS (
 SELECT m.*, NULL::bigint AS counted_seq FROM ledger_stockmove m
 WHERE m.tenant_id = %s AND m.document_id = %s AND m.document_type = %s AND m.counted_id IS NULL
  AND m.corrects_id IS NULL AND m.reverses_id IS NULL
 UNION ALL
 SELECT m.*, k.seq FROM ledger_countedstock k
 JOIN ledger_stockmove m ON m.tenant_id = k.tenant_id AND m.item_id = k.item_id AND m.business_date = k.business_date
  AND m.posting_date >= k.business_date AND m.counted_id = k.id
 WHERE k.tenant_id = %s AND k.document_id = %s AND k.reverses_id IS NULL AND m.corrects_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = m.tenant_id AND r.reverses_id = m.id
   AND r.posting_date >= m.business_date))
SELECT m.id, m.item_id, m.batch_id, m.source_kind, m.source_id, m.source_owner_id,
 m.target_kind, m.target_id, m.target_owner_id, m.ownership, m.quantity, m.value,
 m.entered_quantity, m.entered_unit, m.document_line_id, m.business_date,
 m.second_quantity, m.second_factor, m.second_derived, nullif(m.method, ''),
 m.project_id, CASE WHEN m.target_kind = 'node' THEN m.target_id ELSE m.source_id END, m.category_id,
 m.seq, m.counted_seq
FROM moved m ORDER BY coalesce(m.place_seq, m.seq) DESC, m.seq DESC
"""


def reverse_goods(
    *, actor: Actor, original_id: UUID, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
) -> tuple[PostedLine, ...]:
    """Undo a document's moves at what they are worth now, and what its nodes bore; what stood beside them is corrected.

    What a count between was compared with changes what that found or missed.

    Shape: ``line_ids`` maps each original line to the line of the reversing document.
    Raises: LaterMovesDepend, naming the documents that stand in the way.
    Source: design.md 4, 6; requirements 4.13.
    """
    rules = ask_account_rules(voucher.company_id)
    tenant_id = current_tenant_id()
    rows = fetch(_MOVES, (tenant_id, original_id, voucher.type, tenant_id, original_id))
    items = items_by_id({row[1] for row in rows}, on=voucher.business_date)
    changed = methods_by_now(voucher.company_id, items) if voucher.methods_changed else {}
    _refuse_valued_otherwise(rows, items, changed, original_id)
    undone: list[PostedLine] = []
    # A count that agreed with the books moved nothing; what returned for a night moved on two days.
    for day, of_day in groupby(sorted(rows, key=_day_of, reverse=True), key=_day_of):
        of_that_day = replace(voucher, business_date=day)
        undone += _undo(actor, of_that_day, list(of_day), items, changed, original_id, line_ids, rules.get(), at)
    return tuple(undone)


def _refuse_valued_otherwise(
    rows: Sequence[Row], items: Mapping[UUID, ItemFacts], changed: Mapping[UUID, MethodSince], original_id: UUID
) -> None:
    """Refuse where an item is valued otherwise since what is to be undone."""
    for row in rows:
        found = changed.get(row[1])
        if found and _day_of(row) < found.since and found.document[1] != original_id:
            raise LaterMovesDepend(item=items[row[1]].code, documents=numbers_of([found.document]))


def _day_of(row: Row) -> date:
    day: date = row[15]
    return day


def _undo(
    actor: Actor,
    voucher: Voucher,
    rows: Sequence[Row],
    items: Mapping[UUID, ItemFacts],
    changed: Mapping[UUID, MethodSince],
    original_id: UUID,
    line_ids: Mapping[UUID, UUID],
    rules: AccountRules,
    at: datetime,
) -> list[PostedLine]:
    """Undo the moves of one day."""
    entries = [_mirrored(row, items, line_ids, number) for number, row in enumerate(rows, start=1)]
    movements = [movement_of(voucher, entry.line) for entry in entries]

    hold_serials([entry.line for entry in entries], company_id=voucher.company_id)
    book = StockBook(movements)
    book.widen()
    recounts = recounts_after(
        voucher=voucher,
        lines=[entry.line for entry in entries],
        undone=[_undone(row) for row in rows],
        original_id=original_id,
    )
    if bought := buying(recounts):
        documents = numbers_of([each.document for each in bought])
        raise LaterMovesDepend(item=bought[0].item.code, documents=documents)
    placed = take_from_history(
        stock=book.stock,
        movements=movements,
        lines=[entry.line.line_id for entry in entries],
        moves=[row[0] for row in rows],
        on=voucher.business_date,
        changed_to={item_id: each.method for item_id, each in changed.items()},
        recounts=recounts,
    )
    if isinstance(placed, ShortLater):
        item = items[placed.item_id]
        by_batch = "specific_batch" in {each.valued_by for each in movements if each.item_id == item.id}
        standing = documents_standing_on(placed, document_id=original_id, kind=voucher.type, by_batch=by_batch)
        raise LaterMovesDepend(item=item.code, documents=standing)
    if isinstance(placed, InTwoPlaces | WithoutCost):
        raise LaterMovesDepend(item=items[placed.item_id].code, documents=documents_of(placed))

    book.write()
    entries = [replace(entry, value=value) for entry, value in zip(entries, placed.values, strict=True)]
    before, now = recounted(recounts, before=placed.counted_before, now=placed.counted_now)
    written = [*before, *entries, *now]
    move_ids = write_entries(actor=actor, voucher=voucher, entries=written, at=at)
    write_corrections(actor=actor, voucher=voucher, corrections=placed.corrections, cause="reversal", at=at)
    write_goods_voucher(
        actor=actor, voucher=voucher, entries=written, corrected=bool(placed.corrections), rules=rules, at=at
    )
    return [
        PostedLine(entry.line.line_id, move_id, entry.value, found=_found(entry))
        for entry, move_id in zip(entries, move_ids[len(before) :], strict=False)
    ]


def _found(entry: Entry) -> Money:
    """Return what a count had found that a mirror takes back; negative for what it had missed."""
    if entry.line.target.kind == "gain":
        return entry.value
    return Money(-entry.value) if entry.line.source.kind == "loss" else NO_MONEY


def _undone(row: Row) -> Undone:
    *_, seq, counted_seq = row
    return Undone(seq=None if counted_seq else seq, counted_seq=counted_seq)


def _mirrored(row: Sequence[Any], items: Mapping[UUID, ItemFacts], line_ids: Mapping[UUID, UUID], number: int) -> Entry:
    (
        move_id,
        item_id,
        batch_id,
        source_kind,
        source_id,
        source_owner_id,
        target_kind,
        target_id,
        target_owner_id,
        ownership,
        quantity,
        value,
        entered_quantity,
        entered_unit,
        line_id,
        _business_date,
        second_quantity,
        second_factor,
        second_derived,
        changed_to,
        project_id,
        node_id,
        category_id,
        *_,
    ) = row
    line = GoodsLine(
        line_id=line_ids[line_id],
        line_no=number,
        item=items[item_id],
        source=Place(target_kind, target_id, target_owner_id),
        target=Place(source_kind, source_id, source_owner_id),
        quantity=quantity,
        entered_quantity=entered_quantity,
        entered_unit=entered_unit,
        batch_id=batch_id,
        ownership=ownership,
        value=value,
        cost=CostObject(project_id, node_id, category_id) if project_id else None,
        second=SecondQuantity(second_quantity, second_factor, second_derived) if second_quantity else None,
        method=changed_to,
    )
    return Entry(line, value, reverses_move_id=move_id)
