"""Post a count: what was found comes in, what was missed goes out, and the books say what was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import ItemFacts
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.kernel.values import NO_MONEY, Money, Quantity, money
from gongliao.ledger.operations.goods import GoodsLine, Voucher, movement_of
from gongliao.ledger.operations.hold_serials import hold_serials
from gongliao.ledger.operations.post_used import legs_of, post_used
from gongliao.ledger.operations.stock_book import StockBook
from gongliao.ledger.queries.counted import StockSpot, levels_on
from gongliao.ledger.rules import FOUND, NOWHERE, Ownership, at_bin
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
class Counted:
    """How much of an item, batch, owner and ownership somebody counted in a bin.

    Units: ``quantity`` in the base unit; ``price`` of one base unit that was found, where it does not cost what the
    others there do; what is not ours is said to cost nothing. ``agreed`` is the supplier's price of
    one base unit of his consignment: what is missed of it is bought before it is lost.
    """

    line_id: UUID
    line_no: int
    item: ItemFacts
    bin_id: UUID
    quantity: Quantity
    batch_id: UUID = NO_ID
    owner_id: UUID | None = None
    price: Decimal | None = None
    ownership: Ownership = "own"
    agreed: Decimal | None = None

    @property
    def spot(self) -> StockSpot:
        """Return where it was counted."""
        return StockSpot(self.item.id, self.bin_id, self.batch_id, self.owner_id, self.ownership)

    def moved(self, difference: Decimal, counted_id: UUID) -> GoodsLine:
        """Return the goods that were found, or that were missed."""
        here = at_bin(self.bin_id, owner_id=self.owner_id)
        found = difference > 0
        quantity = Quantity(abs(difference))
        return GoodsLine(
            line_id=self.line_id,
            line_no=self.line_no,
            item=self.item,
            source=FOUND if found else here,
            target=here if found else NOWHERE,
            quantity=quantity,
            entered_quantity=quantity,
            entered_unit=self.item.base_unit,
            batch_id=self.batch_id,
            ownership=self.ownership,
            value=money(self.price * quantity) if found and self.price is not None else None,
            counted_id=counted_id,
            bought=money(self.agreed * quantity) if not found and self.agreed is not None else None,
        )

    def might_move(self) -> list[GoodsLine]:
        """Return moves that name every pool which what was found or missed could move."""
        found_or_all_gone = self.moved(self.quantity or Decimal(-1), NO_ID)
        if self.ownership != "consignment":
            return [found_or_all_gone]
        missed = replace(self.moved(Decimal(-1), NO_ID), bought=NO_MONEY)
        return [found_or_all_gone, *legs_of(missed, on=date.min)]


@dataclass(frozen=True, slots=True)
class CountedLine:
    """What a count became: by how much it differs from the books, and what that is worth; negative for a loss."""

    line_id: UUID
    difference: Quantity
    value: Money


def hold_counted(*, company_id: UUID, on: date, counted: Sequence[Counted]) -> dict[UUID, Quantity]:
    """Hold the stock where somebody counted, and return how much lay there on a day by the books, by line.

    All that is recorded of the day counts. Nobody else moves the items until the transaction ends.
    """
    voucher = Voucher("", NO_ID, company_id, on)
    # One that found something could bring it in, so its pool is made; and serial numbers are held before any pool.
    lines = [line for each in counted for line in each.might_move()]
    hold_serials(lines, company_id=company_id)
    movements = [movement_of(voucher, line) for line in lines]
    StockBook(movements).widen()
    levels = levels_on(company_id=company_id, on=on, spots=[each.spot for each in counted])
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
