"""Revalue receipts: what goods cost turns out otherwise than they were received at.

An invoice, freight, a new price, an exchange rate: each changes what came in, and the difference follows the goods to
where they went since. Source: design.md 4, "One correction mechanism"; ADR-0008.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from gongliao.catalog.public import ItemFacts, items_by_id
from gongliao.kernel.errors import refuse_together
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.errors import ReceiptLineNotFound, ReceiptNotInForce
from gongliao.ledger.operations.corrections import write_corrections
from gongliao.ledger.operations.goods import Voucher
from gongliao.ledger.operations.methods import methods_by_now
from gongliao.ledger.operations.place_in_history import revalue_in_history
from gongliao.ledger.operations.stock_book import StockBook
from gongliao.ledger.operations.write_vouchers import write_goods_voucher
from gongliao.ledger.queries.account_rules import ask_account_rules
from gongliao.ledger.rules import Movement, Place
from gongliao.ledger.rules.causes import Cause
from gongliao.ledger.rules.pools import Method
from gongliao.platform.public import Actor, Row, current_tenant_id, document_types, fetch

_RECEIVED = """
SELECT m.document_line_id, m.document_type, m.document_id, m.id, m.item_id, m.batch_id, m.source_id, m.target_id,
 m.target_kind, m.target_owner_id, m.quantity, m.value, m.business_date, nullif(m.method, '')
FROM ledger_stockmove m
WHERE m.tenant_id = %s AND m.company_id = %s AND m.document_id = ANY(%s) AND m.document_line_id = ANY(%s)
 AND m.source_kind = 'supplier' AND m.target_kind IN ('bin', 'site') AND m.ownership = 'own'
 AND m.corrects_id IS NULL AND m.reverses_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class ReceiptLineName:
    """A receipt and one of its lines."""

    receipt_id: UUID
    line_id: UUID


@dataclass(frozen=True, slots=True)
class Received:
    """Goods as a supplier's receipt line brought them; ``value`` is what they came in at, without later changes."""

    document: tuple[str, UUID]
    move_id: UUID
    item: ItemFacts
    quantity: Quantity
    value: Money
    on: date
    movement: Movement


@dataclass(frozen=True, slots=True)
class HeldReceipts:
    """Receipt lines of goods that nobody else moves, values or reverses until the transaction ends.

    ``changed_to`` is how those items are valued by now that were valued otherwise first.
    """

    received: Mapping[UUID, Received]
    book: StockBook | None
    changed_to: Mapping[UUID, Method] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ValueChange:
    """By how much a receipt line's goods cost more, or less, and the line of the document that says so."""

    line_id: UUID
    receipt_line_id: UUID
    amount: Money


def hold_receipts(*, company_id: UUID, lines: Sequence[ReceiptLineName]) -> HeldReceipts:
    """Lock receipts, then the pools of their items, and return what the lines brought, by receipt line.

    Raises: ReceiptLineNotFound and ReceiptNotInForce of all lines together.
    """
    rows = _rows(company_id, lines)
    _hold_documents([rows[each.line_id][1:3] for each in lines])
    items = items_by_id({row[4] for row in rows.values()}, on=date.max)
    received = {
        each.line_id: _received(rows[each.line_id], company_id, items, line_no)
        for line_no, each in enumerate(lines, start=1)
    }
    if not received:
        return HeldReceipts({}, None)
    book = StockBook([each.movement for each in received.values()])
    book.widen()
    changed = methods_by_now(company_id, items)
    return HeldReceipts(received, book, {item_id: each.method for item_id, each in changed.items()})


def revalue_receipts(
    *, actor: Actor, voucher: Voucher, held: HeldReceipts, changes: Sequence[ValueChange], cause: Cause, at: datetime
) -> None:
    """Change what receipt lines' goods cost and let the differences follow the goods, in the caller's transaction.

    Each change is a value-only move from the supplier that corrects the receipt's; what later moves turn out to have
    cost differently is corrected by moves of their own. The number of statements does not grow with the lines.

    Shape: one change per receipt line at most; those of nothing change nothing.
    Raises: ValueBelowNothing of all lines together; FigureTooLarge.
    Source: design.md 4; ADR-0008.
    """
    changes = [each for each in changes if each.amount]
    if not changes:
        return
    assert held.book is not None
    rules = ask_account_rules(voucher.company_id)
    received = [held.received[each.receipt_line_id] for each in changes]
    corrections = revalue_in_history(
        stock=held.book.stock,
        movements=[replace(each.movement, value=change.amount) for each, change in zip(received, changes, strict=True)],
        lines=[each.line_id for each in changes],
        moves=[each.move_id for each in received],
        on=min(each.on for each in received),
        changed_to=held.changed_to,
    )
    held.book.write()
    write_corrections(actor=actor, voucher=voucher, corrections=corrections, cause=cause, at=at)
    write_goods_voucher(actor=actor, voucher=voucher, entries=(), corrected=True, rules=rules.get(), at=at)


def require_receipt_lines(*, company_id: UUID, lines: Sequence[ReceiptLineName]) -> None:
    """Refuse lines that name no goods of ours that a supplier delivered to the company.

    Raises: ReceiptLineNotFound of all lines together.
    """
    _rows(company_id, lines)


def _rows(company_id: UUID, lines: Sequence[ReceiptLineName]) -> dict[UUID, Row]:
    asked = ([each.receipt_id for each in lines], [each.line_id for each in lines])
    rows = {row[0]: row for row in fetch(_RECEIVED, (current_tenant_id(), company_id, *asked))}
    refuse_together(
        [
            ReceiptLineNotFound(id=each.line_id, line=line_no)
            for line_no, each in enumerate(lines, start=1)
            if each.line_id not in rows
        ]
    )
    return rows


def _hold_documents(documents: Sequence[tuple[str, UUID]]) -> None:
    """Lock the receipts, as their reversal does before it locks pools, so that each waits for what the other does."""
    numbers: dict[UUID, str] = {}
    for kind in sorted({kind for kind, _ in documents}):
        ids = [id_ for each, id_ in documents if each == kind]
        found = document_types()[kind].objects.filter(id__in=ids).order_by("id").select_for_update()
        numbers |= {each.id: each.number or "" for each in found if each.state != "posted"}
    refuse_together(
        [
            ReceiptNotInForce(number=numbers[id_], line=line_no)
            for line_no, (_, id_) in enumerate(documents, start=1)
            if id_ in numbers
        ]
    )


def _received(row: Row, company_id: UUID, items: Mapping[UUID, ItemFacts], line_no: int) -> Received:
    (
        _,
        kind,
        document_id,
        move_id,
        item_id,
        batch_id,
        supplier_id,
        target_id,
        target_kind,
        owner_id,
        quantity,
        value,
        on,
        changed_to,
    ) = row
    item = items[item_id]
    movement = Movement(
        move_id=move_id,
        line_no=line_no,
        company_id=company_id,
        item_id=item_id,
        item=item.code,
        batch_id=batch_id,
        ownership="own",
        source=Place("supplier", supplier_id),
        target=Place(target_kind, target_id, owner_id),
        quantity=quantity,
        method=item.valuation_method,
        changed_to=changed_to,
    )
    return Received((kind, document_id), move_id, item, quantity, value, on, movement)
