"""Goods receipts over HTTP."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from gongliao.inventory.models import GoodsReceipt, GoodsReceiptLine
from gongliao.inventory.operations.receipt_request import ReceiptLine, ReceiptRequest
from gongliao.inventory.schemas.common import (
    GoodsIn,
    GoodsLineIn,
    GoodsLineOut,
    GoodsOut,
    GoodsQuery,
    GoodsRow,
    Lines,
    at_least_nothing,
    correction_of,
    head_fields,
    line_fields,
    named,
)
from gongliao.platform.public import Actor, DayIn, QuantityOut, Version


class GoodsReceiptQuery(GoodsQuery):
    """Filters of receipts; ``q`` finds by number, remark, delivery note and supplier."""

    supplier_id: UUID | None = None


class GoodsReceiptLineIn(GoodsLineIn):
    """Goods of one order line; the batch is named where the item is tracked by batch."""

    order_line_id: UUID
    batch_no: Annotated[str, Field(max_length=50)] = ""
    production_date: DayIn | None = None
    expiry_date: DayIn | None = None


class _ReceiptIn(GoodsIn):
    supplier_id: UUID
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
    """A receipt in the list."""

    supplier_id: UUID
    supplier_code: str
    supplier_name: str
    delivery_note: str


class GoodsReceiptLineOut(GoodsLineOut):
    """A line with its order line, of which ``open_quantity`` has not come yet."""

    order_line_id: UUID
    order_id: UUID
    order_number: str | None
    order_line_no: int
    ordered_quantity: QuantityOut
    open_quantity: QuantityOut
    production_date: date | None
    expiry_date: date | None


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
    return {**head_fields(document), **named(document, "supplier"), "delivery_note": document.delivery_note}


def _line(line: GoodsReceiptLine, document: GoodsReceipt, actor: Actor) -> GoodsReceiptLineOut:
    ordered: Any = line.order_line
    fields = {
        **line_fields(line, document, actor),
        "batch_no": line.batch_no or None,
        "order_line_id": ordered.id,
        "order_id": ordered.document_id,
        "order_number": ordered.document.number,
        "order_line_no": ordered.line_no,
        "ordered_quantity": ordered.quantity,
        "open_quantity": at_least_nothing(ordered.quantity - ordered.received_quantity),
        "production_date": line.production_date,
        "expiry_date": line.expiry_date,
    }
    return GoodsReceiptLineOut(**fields)
