"""Post goods: the only way quantity and value move."""

from collections.abc import Sequence
from datetime import datetime

from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import NO_ID
from gongliao.ledger.errors import BatchNotTracked, BatchRequired, SerialsNotAvailable, ValuationNotAvailable
from gongliao.ledger.operations.entries import Entry, write_entries
from gongliao.ledger.operations.goods import GoodsLine, PostedLine, Voucher, movement_of
from gongliao.ledger.operations.stock_book import StockBook
from gongliao.ledger.rules import value_movements
from gongliao.platform.public import Actor
from gongliao.projects.public import hold_nodes, mark_nodes_used


def post_goods(*, actor: Actor, voucher: Voucher, lines: Sequence[GoodsLine], at: datetime) -> tuple[PostedLine, ...]:
    """Move a document's goods and book what its nodes bear, in the caller's transaction.

    The number of statements does not grow with the number of lines.

    Shape: one ``PostedLine`` per line, in order.
    Raises: ValuationNotAvailable, SerialsNotAvailable, BatchRequired, BatchNotTracked, BackdatingNotAvailable,
        InsufficientStock, FigureTooLarge.
    Source: design.md 4; ADR-0003.
    """
    refuse_together([refusal for line in lines if (refusal := _not_postable(line))])
    movements = [movement_of(voucher, line) for line in lines]
    nodes = hold_nodes(line.cost.node_id for line in lines if line.cost)

    book = StockBook(movements)
    valued = value_movements(stock=book.stock, movements=movements, on=voucher.business_date)

    book.write(on=voucher.business_date)
    entries = [Entry(line, each.value) for line, each in zip(lines, valued, strict=True)]
    move_ids = write_entries(actor=actor, voucher=voucher, entries=entries, at=at)
    mark_nodes_used(nodes.get())
    return tuple(
        PostedLine(entry.line.line_id, move_id, entry.value) for entry, move_id in zip(entries, move_ids, strict=True)
    )


def _not_postable(line: GoodsLine) -> Refusal | None:
    item = line.item
    if item.valuation_method != "moving_average":
        return ValuationNotAvailable(item=item.code, method=item.valuation_method, line=line.line_no)
    if item.tracking == "serial":
        return SerialsNotAvailable(item=item.code, line=line.line_no)
    if item.tracking == "batch" and line.batch_id == NO_ID:
        return BatchRequired(item=item.code, line=line.line_no)
    if item.tracking == "none" and line.batch_id != NO_ID:
        return BatchNotTracked(item=item.code, line=line.line_no)
    return None
