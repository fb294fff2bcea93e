"""Goods receipts over HTTP."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from gongliao.inventory.models import GoodsReceipt, GoodsReceiptLine
from gongliao.inventory.operations.receipt_request import ReceiptLine, ReceiptRequest
from gongliao.inventory.permissions import SEE_PRICE
from gongliao.inventory.schemas.common import (
    AgreedPriceIn,
    GoodsIn,
    GoodsLineIn,
    GoodsLineOut,
    GoodsOut,
    GoodsQuery,
    GoodsRow,
    LineOwnership,
    Lines,
    at_least_nothing,
    correction_of,
    head_fields,
    line_fields,
    named,
)
from gongliao.platform.public import Actor, DayIn, PriceOut, QuantityOut, Version, Where


class GoodsReceiptQuery(GoodsQuery):
    """Filters of receipts; ``q`` finds by number, remark, delivery note and supplier."""

    supplier_id: UUID | None = None
    ownership: LineOwnership | None = None


class GoodsReceiptLineIn(GoodsLineIn):
    """Goods of one order line; the batch is named where the item is tracked by batch.

    What the employer supplies has no order line, but its item, and in ``owner_id`` the project that it is for. What a
    supplier consigns 寄售 has its item and in ``price`` what one base unit costs without tax once it is used; left out,
    that is what was agreed on before. Only who holds ``inventory.agree`` says a price.
    """

    order_line_id: UUID | None = None
    item_id: UUID | None = None
    owner_id: UUID | None = None
    batch_no: Annotated[str, Field(max_length=50)] = ""
    production_date: DayIn | None = None
    expiry_date: DayIn | None = None
    price: AgreedPriceIn | None = None


class _ReceiptIn(GoodsIn):
    ownership: LineOwnership = "own"
    supplier_id: UUID | None = None
    delivery_note: Annotated[str, Field(max_length=50)] = ""
    lines: Annotated[list[GoodsReceiptLineIn], Lines]

    def request(self, id: UUID, version: int) -> ReceiptRequest:
        """Return what the operations take."""
        lines = tuple(ReceiptLine(**line.fields()) for line in self.lines)
        return ReceiptRequest(id=id, version=version, lines=lines, **self.fields())


class GoodsReceiptDraftIn(_ReceiptIn):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new receipt."""

    version: Version

    def as_request(self, id: UUID) -> ReceiptRequest:
        """Return what the operation takes."""
        return self.request(id, self.version)


class GoodsReceiptIn(_ReceiptIn):
    """A receipt to be recorded and posted at once, under the caller's id."""

    id: UUID

    def as_request(self) -> ReceiptRequest:
        """Return what the operation takes."""
        return self.request(self.id, 0)


class GoodsReceiptRow(GoodsRow):
    """A receipt in the list; what the employer supplied has no supplier."""

    ownership: LineOwnership
    supplier_id: UUID | None
    supplier_code: str | None
    supplier_name: str | None
    delivery_note: str


class GoodsReceiptLineOut(GoodsLineOut):
    """A line with its order line, of which ``open_quantity`` has not come yet; what is not ours has none.

    ``price`` is what one base unit of a consignment costs once it is used; null without ``price.read``.
    """

    order_line_id: UUID | None
    order_id: UUID | None
    order_number: str | None
    order_line_no: int | None
    ordered_quantity: QuantityOut | None
    open_quantity: QuantityOut | None
    production_date: date | None
    expiry_date: date | None
    price: PriceOut | None


class GoodsReceiptOut(GoodsReceiptRow, GoodsOut):
    """A receipt with its lines."""

    lines: list[GoodsReceiptLineOut]


LINE_NAMED = ("order_line__document",)


def receipt_row(row: Any) -> GoodsReceiptRow:
    """Present a receipt of a list."""
    return GoodsReceiptRow(**_head(row))


def receipt_out(document: GoodsReceipt, actor: Actor) -> GoodsReceiptOut:
    """Present one receipt."""
    return GoodsReceiptOut(
        **_head(document),
        **correction_of(document),
        lines=[_line(line, document, actor) for line in document.lines.all()],
    )


def _head(document: GoodsReceipt) -> dict[str, Any]:
    return {
        **head_fields(document),
        **named(document, "supplier"),
        "ownership": document.ownership,
        "delivery_note": document.delivery_note,
    }


def _line(line: GoodsReceiptLine, document: GoodsReceipt, actor: Actor) -> GoodsReceiptLineOut:
    ordered: Any = line.order_line
    fields = {
        **line_fields(line, document, actor),
        "batch_no": line.batch_no or None,
        "order_line_id": line.order_line_id,
        "order_id": ordered.document_id if ordered else None,
        "order_number": ordered.document.number if ordered else None,
        "order_line_no": ordered.line_no if ordered else None,
        "ordered_quantity": ordered.quantity if ordered else None,
        "open_quantity": at_least_nothing(ordered.quantity - ordered.received_quantity) if ordered else None,
        "production_date": line.production_date,
        "expiry_date": line.expiry_date,
        "price": line.price if _shows_price(line, document, actor) else None,
    }
    return GoodsReceiptLineOut(**fields)


def _shows_price(line: GoodsReceiptLine, document: GoodsReceipt, actor: Actor) -> bool:
    return actor.reach(SEE_PRICE).covers(Where(document.company_id, line.project_id, document.warehouse_id))
