"""Post a count: what was found comes in, what was missed goes out, and the books say what was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.ids import NO_ID, new_id
from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.ledger.operations.counted_goods import Counted
from gongliao.ledger.operations.goods import Voucher, movement_of
from gongliao.ledger.operations.hold_serials import hold_serials
from gongliao.ledger.operations.methods import methods_by_now
from gongliao.ledger.operations.post_used import post_used
from gongliao.ledger.operations.stock_book import StockBook
from gongliao.ledger.queries.counted import levels_on
from gongliao.ledger.rules import note_dates
from gongliao.platform.public import Actor, Insert, execute, fetch

_LAST = "SELECT coalesce(max(seq), 0) FROM ledger_stockmove WHERE tenant_id = %s"
_COUNTED = Insert(
    "ledger_countedstock",
    (
        "id",
        "tenant_id",
        "company_id",
        "item_id",
        "batch_id",
        "bin_id",
        "owner_id",
        "ownership",
        "quantity",
        "price",
        "business_date",
        "after_seq",
        "recorded_at",
        "document_type",
        "document_id",
        "document_line_id",
        "recorded_by_id",
    ),
)
_TAKE_BACK = """
INSERT INTO ledger_countedstock (id, tenant_id, company_id, item_id, batch_id, bin_id, owner_id, ownership, quantity,
 price, business_date, after_seq, recorded_at, document_type, document_id, document_line_id, recorded_by_id,
 reverses_id)
SELECT k.id, c.tenant_id, c.company_id, c.item_id, c.batch_id, c.bin_id, c.owner_id, c.ownership, c.quantity,
 c.price, c.business_date, c.after_seq, %s, %s, %s, k.line_id, %s, c.id
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) AS k (id, original, line_id)
JOIN ledger_countedstock c ON c.tenant_id = %s AND c.document_line_id = k.original AND c.document_id = %s
"""


@dataclass(frozen=True, slots=True)
class CountedLine:
    """What a count became: by how much it differs from the books, and what that is worth; negative for a loss."""

    line_id: UUID
    difference: Quantity
    value: Money


def hold_counted(*, voucher: Voucher, counted: Sequence[Counted]) -> dict[UUID, Quantity]:
    """Hold the stock where somebody counted, and return how much lay there on the day by the books, by line.

    All that is recorded of the day counts. Nobody else moves the items until the transaction ends, and what comes
    later with an earlier date finds that they were counted, also where the books agreed (ADR-0026).
    """
    # One that found something brings it in, so its pool is made; and serial numbers are held before any pool.
    lines = [each.moved(Decimal(1), NO_ID) for each in counted]
    hold_serials(lines, company_id=voucher.company_id)
    if voucher.methods_changed:
        changed = methods_by_now(voucher.company_id, {each.item.id for each in counted})
        lines = [
            replace(line, method=changed[line.item.id].method) if line.item.id in changed else line for line in lines
        ]
    movements = [movement_of(voucher, line) for line in lines]
    book = StockBook(movements)
    book.widen()
    note_dates(stock=book.stock, movements=movements, on=voucher.business_date)
    book.write()
    spots = [each.spot for each in counted]
    levels = levels_on(company_id=voucher.company_id, on=voucher.business_date, spots=spots)
    return {each.line_id: level for each, level in zip(counted, levels, strict=True)}


def post_count(
    *, actor: Actor, voucher: Voucher, counted: Sequence[Counted], books: Mapping[UUID, Quantity], at: datetime
) -> tuple[CountedLine, ...]:
    """Note what was counted and move what was found or missed, in the caller's transaction.

    What was found comes in before anything goes out, so that goods which only lay elsewhere keep their cost.

    Shape: ``books`` is what ``hold_counted`` returned; one ``CountedLine`` per line, in order.
    Raises: as ``post_used``.
    Source: design.md 4, "Rules that decide a number"; requirements 3.14.
    """
    ids = _note(actor, voucher, counted, at)
    differences = {each.line_id: each.quantity - books[each.line_id] for each in counted}
    moved = [each for each in counted if differences[each.line_id]]
    moved.sort(key=lambda each: differences[each.line_id] < 0)
    lines = [each.moved(differences[each.line_id], ids[each.line_id]) for each in moved]
    posted = post_used(actor=actor, voucher=voucher, lines=lines, at=at) if lines else ()
    values = {line.line_id: line.value for line in posted}
    return tuple(_became(each, differences[each.line_id], values.get(each.line_id, NO_MONEY)) for each in counted)


def take_back_count(
    *, actor: Actor, original_id: UUID, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
) -> None:
    """Note that what a document counted was not so."""
    document = (voucher.recorded_at(at), voucher.type, voucher.id, actor.person_id)
    ids = [new_id() for _ in line_ids]
    execute(_TAKE_BACK, (*document, ids, [*line_ids], [*line_ids.values()], actor.tenant_id, original_id))


def _note(actor: Actor, voucher: Voucher, counted: Sequence[Counted], at: datetime) -> dict[UUID, UUID]:
    [(after,)] = fetch(_LAST, (actor.tenant_id,))
    ids = {each.line_id: new_id() for each in counted}
    _COUNTED.run(
        [
            (
                ids[each.line_id],
                actor.tenant_id,
                voucher.company_id,
                each.item.id,
                each.batch_id,
                each.bin_id,
                each.owner_id or NO_ID,
                each.ownership,
                each.quantity,
                each.price,
                voucher.business_date,
                after,
                voucher.recorded_at(at),
                voucher.type,
                voucher.id,
                each.line_id,
                actor.person_id,
            )
            for each in counted
        ]
    )
    return ids


def _became(counted: Counted, difference: Decimal, value: Money) -> CountedLine:
    return CountedLine(counted.line_id, Quantity(difference), value if difference > 0 else Money(-value))
