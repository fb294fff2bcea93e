"""Reverse a document's goods by mirrored moves."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongliao.catalog.public import ItemFacts, items_by_id
from gongliao.ledger.errors import LaterMovesDepend
from gongliao.ledger.operations.entries import Entry, write_entries
from gongliao.ledger.operations.goods import CostObject, GoodsLine, PostedLine, Voucher, movement_of
from gongliao.ledger.operations.stock_book import StockBook
from gongliao.ledger.rules import Place, mirror_movements
from gongliao.platform.public import Actor, current_tenant_id, document_types, fetch

_MOVES = """
SELECT m.id, m.item_id, m.batch_id, m.source_kind, m.source_id, m.source_owner_id,
 m.target_kind, m.target_id, m.target_owner_id, m.ownership, m.quantity, m.value,
 m.entered_quantity, m.entered_unit, m.document_line_id,
 c.id, c.project_id, c.node_id, c.category_id
FROM ledger_stockmove m
LEFT JOIN ledger_costentry c ON c.tenant_id = m.tenant_id AND c.move_id = m.id
WHERE m.tenant_id = %s AND m.document_id = %s AND m.document_type = %s ORDER BY m.seq DESC
"""

# What stands on a move into stock: goods that later left the same place, or left the same pool at its average.
_STANDING = """
SELECT DISTINCT l.document_type, l.document_id, m.item_id
FROM ledger_stockmove m
JOIN ledger_stockmove l ON l.tenant_id = m.tenant_id AND l.item_id = m.item_id AND l.seq > m.seq
 AND l.company_id = m.company_id AND l.ownership = m.ownership
 AND l.source_kind = 'bin' AND l.source_owner_id = m.target_owner_id
WHERE m.tenant_id = %s AND m.document_id = %s AND m.document_type = %s AND m.target_kind = 'bin'
 AND (l.document_id <> m.document_id OR l.document_type <> m.document_type)
 AND l.reverses_id IS NULL
 AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = l.tenant_id AND r.reverses_id = l.id)
 AND ((l.source_id = m.target_id AND l.batch_id = m.batch_id)
  OR ((l.target_kind <> 'bin' OR l.target_owner_id <> l.source_owner_id)
   AND (m.source_kind <> 'bin' OR m.source_owner_id <> m.target_owner_id)))
LIMIT 20
"""


def reverse_goods(
    *, actor: Actor, original_id: UUID, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
) -> tuple[PostedLine, ...]:
    """Undo a document's moves at their own values, and what its nodes bore.

    Shape: ``line_ids`` maps each original line to the line of the reversing document.
    Raises: LaterMovesDepend, naming the documents that stand in the way.
    Source: design.md 4, 6; requirements 4.13.
    """
    rows = fetch(_MOVES, (current_tenant_id(), original_id, voucher.type))
    items = items_by_id({row[1] for row in rows})
    entries = [_mirrored(row, items, line_ids, number) for number, row in enumerate(rows, start=1)]
    movements = [movement_of(voucher, entry.line) for entry in entries]

    # The pools are locked before the question is asked, so nothing can come to stand on the document meanwhile.
    book = StockBook(movements)
    _refuse_standing(original_id, voucher.type, items)
    mirror_movements(stock=book.stock, movements=movements)

    book.write(on=voucher.business_date)
    move_ids = write_entries(actor=actor, voucher=voucher, entries=entries, at=at)
    return tuple(
        PostedLine(entry.line.line_id, move_id, entry.value) for entry, move_id in zip(entries, move_ids, strict=True)
    )


def _refuse_standing(original_id: UUID, kind: str, items: Mapping[UUID, ItemFacts]) -> None:
    standing = fetch(_STANDING, (current_tenant_id(), original_id, kind))
    if standing:
        documents = {(kind, document_id) for kind, document_id, _ in standing}
        raise LaterMovesDepend(item=items[standing[0][2]].code, documents=_numbers_of(documents))


def _numbers_of(documents: Collection[tuple[str, UUID]]) -> tuple[str, ...]:
    """Return what people call the documents."""
    numbers: list[str] = []
    for kind in {kind for kind, _ in documents}:
        rows = document_types()[kind].objects.filter(id__in=[id_ for each, id_ in documents if each == kind])
        numbers += [number or str(id_) for id_, number in rows.values_list("id", "number")]
    return tuple(sorted(numbers))


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
        cost_id,
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
        cost=CostObject(project_id, node_id, category_id) if cost_id else None,
    )
    return Entry(line, value, reverses_move_id=move_id, reverses_cost_id=cost_id)
