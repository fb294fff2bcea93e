"""Value notes and the receipt lines that they speak of, over HTTP."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from gongliao.costing.models import ValueNote, ValueNoteLine
from gongliao.costing.operations.requests import ValueNoteLineRequest, ValueNoteRequest
from gongliao.costing.queries.receipt_lines import ReceiptLineFilter
from gongliao.costing.queries.value_notes import ValueNoteFilter
from gongliao.costing.rules import Basis, Kind
from gongliao.kernel.ids import NO_ID
from gongliao.platform.public import (
    LINES_MAX,
    DayIn,
    ListQuery,
    MoneyIn,
    MoneyOut,
    PriceIn,
    PriceOut,
    QuantityIn,
    QuantityOut,
    Remark,
    Schema,
    SignedMoneyIn,
    Version,
)

ValueNoteState = Literal["draft", "posted", "reversed"]


class ValueNoteQuery(ListQuery):
    """Filters of the list; ``q`` finds by number, invoice number and remark."""

    state: ValueNoteState | None = None
    kind: Kind | None = None
    receipt_id: UUID | None = None
    party_id: UUID | None = None
    company_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> ValueNoteFilter:
        """Return what the query takes."""
        return ValueNoteFilter(**{name: getattr(self, name) for name in ValueNoteFilter.__dataclass_fields__})


class ReceiptLineQuery(ListQuery):
    """Filters of receipt lines; with ``as_of`` as they stood at the end of that day."""

    as_of: DayIn | None = None
    not_invoiced: bool = False
    supplier_id: UUID | None = None
    item_id: UUID | None = None
    company_id: UUID | None = None
    receipt_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> ReceiptLineFilter:
        """Return what the query takes."""
        return ReceiptLineFilter(**{name: getattr(self, name) for name in ReceiptLineFilter.__dataclass_fields__})


class ValueNoteLineIn(Schema):
    """What is said of one receipt line: an invoice's ``quantity`` in the base unit and net ``amount``, a new ``price``
    of the base unit, or the ``amount`` of an exchange difference, which may be negative."""

    id: UUID
    receipt_id: UUID
    receipt_line_id: UUID
    quantity: QuantityIn | None = None
    amount: SignedMoneyIn | None = None
    price: PriceIn | None = None


class ValueNoteContent(Schema):
    """What a note says; a landed cost needs ``charge`` and ``basis``, an exchange difference both rates."""

    company_id: UUID
    business_date: DayIn
    kind: Kind
    basis: Basis | None = None
    charge: MoneyIn | None = None
    rate_before: QuantityIn | None = None
    rate_after: QuantityIn | None = None
    party_id: UUID | None = None
    reference: Annotated[str, Field(max_length=50)] = ""
    remark: Remark = ""
    lines: Annotated[list[ValueNoteLineIn], Field(max_length=LINES_MAX)]

    def as_content(self, id: UUID, version: int = 0) -> ValueNoteRequest:
        """Return what the operations take."""
        lines = tuple(ValueNoteLineRequest(**line.model_dump()) for line in self.lines)
        plain = self.model_dump(exclude={"lines", "version"})
        return ValueNoteRequest(id=id, version=version, lines=lines, **plain)


class ValueNoteIn(ValueNoteContent):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new note."""

    version: Version


class PreviewedLineOut(Schema):
    """By how much a line's goods would cost more."""

    id: UUID
    change: MoneyOut


class ValueNotePreview(Schema):
    """What a note would come to if it were posted now."""

    amount: MoneyOut
    lines: list[PreviewedLineOut]


class ValueNoteRow(Schema):
    """A note in the list; ``amount`` is by how much its goods cost more, once it is posted."""

    id: UUID
    number: str | None
    state: ValueNoteState
    version: int
    company_id: UUID
    business_date: date
    kind: Kind
    basis: Basis | None
    charge: MoneyOut | None
    rate_before: PriceOut | None
    rate_after: PriceOut | None
    party_id: UUID | None
    party_code: str | None
    party_name: str | None
    reference: str
    amount: MoneyOut | None
    remark: str
    created_by: UUID
    created_by_name: str
    created_at: datetime
    reverses_id: UUID | None


class ReceiptLineOut(Schema):
    """A receipt line: what came in at which value, what it is worth now, what was invoiced, and what is estimated."""

    id: UUID
    receipt_id: UUID
    receipt_line_id: UUID
    receipt_number: str
    business_date: date
    supplier_id: UUID
    supplier_code: str
    supplier_name: str
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    base_unit: str
    batch_no: str | None
    owner_id: UUID | None
    owner_code: str | None
    owner_name: str | None
    weight: QuantityOut | None
    volume: QuantityOut | None
    received_quantity: QuantityOut
    received_value: MoneyOut
    worth: MoneyOut
    sent_back_quantity: QuantityOut
    invoiced_quantity: QuantityOut
    invoiced_amount: MoneyOut
    open_quantity: QuantityOut
    open_estimate: MoneyOut


class ValueNoteLineOut(ReceiptLineOut):
    """A line of a note with the receipt line that it speaks of; ``change`` is what it came to."""

    line_no: int
    quantity: QuantityOut | None
    amount: MoneyOut | None
    price: PriceOut | None
    change: MoneyOut | None


class ValueNoteOut(ValueNoteRow):
    """A note with its lines."""

    reversed_by_id: UUID | None
    lines: list[ValueNoteLineOut]


def receipt_line_out(row: Any) -> ReceiptLineOut:
    """Present a receipt line, as ``queries.receipt_lines`` reads it."""
    return ReceiptLineOut(id=row.document_line_id, **_receipt_line(row))


def value_note_row(note: ValueNote) -> ValueNoteRow:
    """Present a note of a list."""
    return ValueNoteRow(**_head(note))


def value_note_out(note: ValueNote, receipt_lines: Mapping[UUID, Any]) -> ValueNoteOut:
    """Present one note, as ``value_note_of`` reads it, with its receipt lines."""
    reversals = list(note.reversed_by.all())
    return ValueNoteOut(
        **_head(note),
        reversed_by_id=reversals[0].id if reversals else None,
        lines=[_line(note, line, receipt_lines[line.receipt_line_id]) for line in note.lines.all()],
    )


def _line(note: ValueNote, line: ValueNoteLine, row: Any) -> ValueNoteLineOut:
    return ValueNoteLineOut(
        **_receipt_line(row),
        id=line.id,
        line_no=line.line_no,
        quantity=line.quantity,
        amount=line.amount,
        price=line.price,
        change=None if note.state == "draft" else line.change,
    )


def _head(note: ValueNote) -> dict[str, Any]:
    own = ("id", "number", "state", "version", "company_id", "business_date", "kind", "charge", "rate_before")
    more = ("rate_after", "party_id", "reference", "remark", "created_at", "reverses_id")
    amount: Decimal | None = None if note.state == "draft" else note.amount
    return {name: getattr(note, name) for name in (*own, *more)} | {
        "basis": note.basis or None,
        "party_code": note.party.code if note.party else None,
        "party_name": note.party.name if note.party else None,
        "amount": amount,
        "created_by": note.created_by_id,
        "created_by_name": note.created_by.name,
    }


def _receipt_line(row: Any) -> dict[str, Any]:
    item = row.item
    return {
        "receipt_id": row.document_id,
        "receipt_line_id": row.document_line_id,
        "receipt_number": row.document_number,
        "business_date": row.business_date,
        "supplier_id": row.source_id,
        "supplier_code": row.source_code,
        "supplier_name": row.source_name,
        "item_id": item.id,
        "item_code": item.code,
        "item_name": item.name,
        "item_specification": item.specification,
        "base_unit": item.base_unit,
        "batch_no": row.batch_no,
        "owner_id": None if row.target_owner_id == NO_ID else row.target_owner_id,
        "owner_code": row.owner_code,
        "owner_name": row.owner_name,
        "weight": item.weight,
        "volume": item.volume,
        "received_quantity": row.quantity,
        "received_value": row.value,
        "worth": row.worth_now,
        "sent_back_quantity": row.sent_back,
        "invoiced_quantity": row.invoiced_quantity,
        "invoiced_amount": row.invoiced_amount,
        "open_quantity": row.open_quantity,
        "open_estimate": row.estimate_left,
    }
