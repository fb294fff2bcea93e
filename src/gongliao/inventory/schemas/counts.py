"""Counts over HTTP."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from gongliao.inventory.models import StockCount, StockCountLine
from gongliao.inventory.operations.count_request import CountLine, CountReason, CountRequest
from gongliao.inventory.permissions import SEE_COST
from gongliao.inventory.schemas.common import (
    GoodsIn,
    GoodsLineIn,
    GoodsLineOut,
    GoodsOut,
    GoodsRow,
    LineOwnership,
    Lines,
    correction_of,
    head_fields,
    line_fields,
)
from gongliao.kernel.values import unit_price
from gongliao.ledger.public import DifferenceChange
from gongliao.platform.public import Actor, CountedIn, PriceIn, PriceOut, QuantityOut, Schema, Version, Where


class StockCountLineIn(GoodsLineIn):
    """What was counted in a bin, of one batch and owner, which may be nothing.

    ``reason`` is needed where the books say something else; ``other`` is told in the remark. ``price`` is that of one
    base unit that was found, where it does not cost what the others there do; it needs the grant to see cost.
    """

    entered_quantity: CountedIn
    item_id: UUID
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    ownership: LineOwnership = "own"
    reason: CountReason = ""
    price: PriceIn | None = None


class _CountIn(GoodsIn):
    lines: Annotated[list[StockCountLineIn], Lines]

    def request(self, id: UUID, version: int) -> CountRequest:
        """Return what the operations take."""
        lines = tuple(CountLine(**line.fields()) for line in self.lines)
        return CountRequest(id=id, version=version, lines=lines, **self.fields())


class StockCountDraftIn(_CountIn):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new one."""

    version: Version

    def as_request(self, id: UUID) -> CountRequest:
        """Return what the operation takes."""
        return self.request(id, self.version)


class StockCountIn(_CountIn):
    """Stock that was counted, to be adjusted at once, under the caller's id."""

    id: UUID

    def as_request(self) -> CountRequest:
        """Return what the operation takes."""
        return self.request(self.id, 0)


class StockCountRow(GoodsRow):
    """A count in the list; ``amount`` is what was found less what was missed."""


class StockCountLineOut(GoodsLineOut):
    """A line: ``quantity`` was counted, ``book_quantity`` is what the books said then, or say now of a draft.

    ``difference`` is negative for a loss, as ``amount`` is; both carry the sign of a reversal. ``unit_cost`` is that of
    the difference. ``price`` is what was given, null where the reader may not see it. ``difference_now`` is what the
    difference comes to by now, by what became known since with an earlier date.
    """

    book_quantity: QuantityOut
    difference: QuantityOut
    difference_now: QuantityOut
    reason: CountReason
    price: PriceOut | None


class DifferenceChangeOut(Schema):
    """A document that became known after the count and changed what a line found or missed, to ``difference``."""

    line_id: UUID
    line_no: int
    document_type: str
    document_id: UUID
    document_number: str
    recorded_at: datetime
    difference: QuantityOut


class StockCountOut(StockCountRow, GoodsOut):
    """A count with its lines, and what changed their differences since, in the order recorded."""

    lines: list[StockCountLineOut]
    changes: list[DifferenceChangeOut]


def count_row(row: Any) -> StockCountRow:
    """Present a count of a list."""
    return StockCountRow(**head_fields(row))


def count_out(
    document: StockCount, actor: Actor, books: Mapping[UUID, Decimal], changes: Sequence[DifferenceChange]
) -> StockCountOut:
    """Present one count; ``books`` tells what the books say now where a line does not know."""
    lines = list(document.lines.all())
    numbers = {line.id: line.line_no for line in lines}
    now = {each.line_id: each.difference for each in changes}
    return StockCountOut(
        **head_fields(document),
        **correction_of(document),
        lines=[_line(line, document, actor, books, now) for line in lines],
        changes=[
            DifferenceChangeOut(
                line_id=each.line_id,
                line_no=numbers[each.line_id],
                document_type=each.document_type,
                document_id=each.document_id,
                document_number=each.number,
                recorded_at=each.recorded_at,
                difference=each.difference,
            )
            for each in changes
        ],
    )


def _line(
    line: StockCountLine,
    document: StockCount,
    actor: Actor,
    books: Mapping[UUID, Decimal],
    now: Mapping[UUID, Decimal],
) -> StockCountLineOut:
    fields = line_fields(line, document, actor)
    sign = -1 if document.reverses_id else 1
    book = books[line.id] if line.book_quantity is None else line.book_quantity
    difference = line.quantity - book
    seen = actor.reach(SEE_COST).covers(Where(document.company_id, line.project_id, document.warehouse_id))
    amount = fields["amount"]
    own: dict[str, Any] = {
        # What was counted stays so, also where the count is taken back.
        "quantity": line.quantity,
        "entered_quantity": line.entered_quantity,
        "second_quantity": line.second_quantity,
        "book_quantity": book,
        "difference": sign * difference,
        "difference_now": now.get(line.id, sign * difference),
        "unit_cost": unit_price(sign * amount / difference) if amount is not None and difference else None,
        "reason": line.reason,
        "price": line.price if seen else None,
    }
    return StockCountLineOut(**fields | own)
