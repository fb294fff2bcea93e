"""Reverse a document's goods by mirrored moves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from gongliao.catalog.public import ItemFacts, SecondQuantity, items_by_id
from gongliao.ledger.errors import LaterMovesDepend
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

_MOVES = """
SELECT m.id, m.item_id, m.batch_id, m.source_kind, m.source_id, m.source_owner_id,
 m.target_kind, m.target_id, m.target_owner_id, m.ownership, m.quantity, m.value,
 m.entered_quantity, m.entered_unit, m.document_line_id, m.business_date,
 m.second_quantity, m.second_factor, m.second_derived, nullif(m.method, ''),
 m.project_id, CASE WHEN m.target_kind = 'node' THEN m.target_id ELSE m.source_id END, m.category_id
FROM ledger_stockmove m
WHERE m.tenant_id = %s AND m.document_id = %s AND m.document_type = %s AND m.corrects_id IS NULL ORDER BY m.seq DESC
"""


def reverse_goods(
    *, actor: Actor, original_id: UUID, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
) -> tuple[PostedLine, ...]:
    """Undo a document's moves at what they are worth now, and what its nodes bore; what stood beside them is corrected.

    Shape: ``line_ids`` maps each original line to the line of the reversing document.
    Raises: LaterMovesDepend, naming the documents that stand in the way.
    Source: design.md 4, 6; requirements 4.13.
    """
    rules = ask_account_rules(voucher.company_id)
    rows = fetch(_MOVES, (current_tenant_id(), original_id, voucher.type))
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
    placed = take_from_history(
        stock=book.stock,
        movements=movements,
        lines=[entry.line.line_id for entry in entries],
        moves=[row[0] for row in rows],
        on=voucher.business_date,
        changed_to={item_id: each.method for item_id, each in changed.items()},
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
    move_ids = write_entries(actor=actor, voucher=voucher, entries=entries, at=at)
    write_corrections(actor=actor, voucher=voucher, corrections=placed.corrections, cause="reversal", at=at)
    write_goods_voucher(
        actor=actor, voucher=voucher, entries=entries, corrected=bool(placed.corrections), rules=rules, at=at
    )
    return [
        PostedLine(entry.line.line_id, move_id, entry.value) for entry, move_id in zip(entries, move_ids, strict=True)
    ]


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
        _,
        second_quantity,
        second_factor,
        second_derived,
        changed_to,
        project_id,
        node_id,
        category_id,
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
