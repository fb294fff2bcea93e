"""Post goods: the only way quantity and value move."""

from collections.abc import Sequence
from datetime import datetime

from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import NO_ID
from gongliao.ledger.errors import BatchNotTracked, BatchRequired, SerialIsOnePiece, SerialRequired
from gongliao.ledger.operations.absorb_in_counts import Recount, buying, recounted, recounts_after
from gongliao.ledger.operations.corrections import write_corrections
from gongliao.ledger.operations.entries import Entry, write_entries
from gongliao.ledger.operations.goods import GoodsLine, PostedLine, Voucher, movement_of
from gongliao.ledger.operations.hold_serials import hold_serials
from gongliao.ledger.operations.linked_moves import link_movements
from gongliao.ledger.operations.methods import in_their_method
from gongliao.ledger.operations.place_in_history import InTwoPlaces, Placed, ShortLater, WithoutCost, place_in_history
from gongliao.ledger.operations.standing import (
    count_needs_cost,
    counted_consignment,
    serial_in_stock,
    short_on_later_day,
)
from gongliao.ledger.operations.stock_book import StockBook
from gongliao.ledger.operations.write_vouchers import write_goods_voucher
from gongliao.ledger.queries.account_rules import ask_account_rules
from gongliao.ledger.rules import Movement, come_last, note_dates, value_movements
from gongliao.platform.public import Actor
from gongliao.projects.public import hold_nodes, mark_nodes_used


def post_goods(*, actor: Actor, voucher: Voucher, lines: Sequence[GoodsLine], at: datetime) -> tuple[PostedLine, ...]:
    """Move a document's goods and book what its nodes bear, in the caller's transaction.

    Goods that moved earlier than others that are booked already are valued among them, and what those turn out to have
    cost differently is corrected by value-only moves. What moved before a place was counted changes what the count
    found or missed. The number of statements does not grow with the number of lines.

    Shape: one ``PostedLine`` per line, in order.
    Raises: MethodChangedSince, SerialRequired, SerialIsOnePiece, BatchRequired, BatchNotTracked, InsufficientStock,
        NoUnitCost, CountedConsignment, SerialInStock, ShortOnLaterDay, CountNeedsCost, FigureTooLarge, NodeNotFound.
    Source: design.md 4; ADR-0003, ADR-0008, ADR-0014, ADR-0026.
    """
    lines = in_their_method(voucher, lines)
    # What goes more ways than one is told of once.
    first = {line.line_id: line for line in reversed(lines) if not line.follows}
    refuse_together([refusal for line in reversed(first.values()) if (refusal := _not_postable(line))])
    unlinked = [movement_of(voucher, line) for line in lines]
    nodes = hold_nodes(line.cost.node_id for line in lines if line.cost)
    rules = ask_account_rules(voucher.company_id)

    here_before = hold_serials(lines, company_id=voucher.company_id)
    book = StockBook(unlinked)
    # What passes by all pools and carries what another move is worth finds that under the lock of them all.
    if any(line.carries and not (each.leaves or each.enters) for each, line in zip(unlinked, lines, strict=True)):
        book.widen()
    movements = link_movements(unlinked, lines)
    recounts: list[Recount] = []
    if not here_before and come_last(stock=book.stock, movements=movements, on=voucher.business_date):
        book.lay_out()
        valued = value_movements(stock=book.stock, movements=movements)
        placed = Placed(tuple(each.value for each in valued), ())
    else:
        book.widen()
        movements = link_movements(unlinked, lines)
        recounts = recounts_after(voucher=voucher, lines=lines)
        if bought := buying(recounts):
            raise counted_consignment(bought[0])
        placed = _placed(book, voucher, movements, lines, recounts)
    note_dates(stock=book.stock, movements=movements, on=voucher.business_date)

    book.write()
    entries = [
        Entry(line, value, linked_id=movement.linked_id)
        for line, value, movement in zip(lines, placed.values, movements, strict=True)
    ]
    before, now = recounted(recounts, before=placed.counted_before, now=placed.counted_now)
    move_ids = write_entries(actor=actor, voucher=voucher, entries=[*before, *entries, *now], at=at)
    write_corrections(actor=actor, voucher=voucher, corrections=placed.corrections, cause="earlier_date", at=at)
    write_goods_voucher(
        actor=actor,
        voucher=voucher,
        entries=[*before, *entries, *now],
        corrected=bool(placed.corrections),
        rules=rules.get(),
        at=at,
    )
    mark_nodes_used(nodes.get())
    return tuple(
        PostedLine(entry.line.line_id, move_id, entry.value)
        for entry, move_id in zip(entries, move_ids[len(before) :], strict=False)
    )


def _placed(
    book: StockBook,
    voucher: Voucher,
    movements: Sequence[Movement],
    lines: Sequence[GoodsLine],
    recounts: Sequence[Recount],
) -> Placed:
    placed = place_in_history(
        stock=book.stock,
        movements=movements,
        lines=[line.line_id for line in lines],
        on=voucher.business_date,
        recounts=recounts,
    )
    if isinstance(placed, ShortLater):
        line = next(line for line in lines if line.item.id == placed.item_id)
        raise short_on_later_day(placed, item=line.item.code, line=line.line_no)
    if isinstance(placed, WithoutCost):
        line = next(line for line in lines if line.item.id == placed.item_id)
        raise count_needs_cost(placed, item=line.item.code, line=line.line_no)
    if isinstance(placed, InTwoPlaces):
        raise serial_in_stock(placed, item=next(line.item.code for line in lines if line.item.id == placed.item_id))
    return placed


def _not_postable(line: GoodsLine) -> Refusal | None:
    item = line.item
    if item.tracking == "serial" and line.batch_id == NO_ID:
        return SerialRequired(item=item.code, line=line.line_no)
    if item.tracking == "serial" and line.quantity != 1:
        return SerialIsOnePiece(item=item.code, quantity=line.quantity, line=line.line_no)
    if item.tracking == "batch" and line.batch_id == NO_ID:
        return BatchRequired(item=item.code, line=line.line_no)
    if item.tracking == "none" and line.batch_id != NO_ID:
        return BatchNotTracked(item=item.code, line=line.line_no)
    return None
