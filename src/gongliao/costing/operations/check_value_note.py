"""What every value note is asked before it is written, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from gongliao.catalog.public import PartyNotFound, parties_by_id
from gongliao.costing.errors import LineIdTwice, NoteEmpty, ReceiptLineTwice, ValueMissing
from gongliao.costing.models import ValueNote
from gongliao.costing.operations.requests import ValueNoteRequest
from gongliao.costing.queries.value_notes import SaidLine, figures_of
from gongliao.costing.rules import (
    Basis,
    Kind,
    ReceiptFigures,
    SaidOfLine,
    invoice_change,
    price_change,
    require_said,
    spread,
    total_amount,
)
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.public import HeldReceipts, ReceiptLineName, require_receipt_lines
from gongliao.platform.public import fingerprint, open_company

HEAD = ("company_id", "business_date", "kind", "charge", "rate_before", "rate_after", "party_id", "reference", "remark")
LINE = ("id", "receipt_id", "receipt_line_id", "quantity", "amount", "price")


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a line's goods cost more, and the how manieth note of the receipt line that is."""

    line: SaidLine
    amount: Money
    turn: int


def digest_of(request: ValueNoteRequest) -> str:
    """Return the digest by which the same content is known again, whatever version its editor saw."""
    return fingerprint(replace(request, version=0))


def head_of(request: ValueNoteRequest) -> dict[str, Any]:
    """Return the columns of the head."""
    return {name: getattr(request, name) for name in HEAD} | {"basis": request.basis or ""}


def check_value_note(request: ValueNoteRequest, *, at: datetime) -> None:
    """Refuse a note that names what is not there, or leaves out what its kind needs.

    Raises: CompanyNotFound, DateOutOfRange, PartyNotFound, then together by line LineIdTwice, ReceiptLineTwice,
        ValueMissing, or ValueMissing of the head; then by line ReceiptLineNotFound.
    """
    open_company(company_id=request.company_id, business_date=request.business_date, at=at)
    if request.party_id and request.party_id not in parties_by_id({request.party_id}):
        raise PartyNotFound(id=request.party_id)
    refuse_together([*_missing_of_head(request), *_wrong_lines(request)])
    names = [ReceiptLineName(line.receipt_id, line.receipt_line_id) for line in request.lines]
    require_receipt_lines(company_id=request.company_id, lines=names)


def names_of(lines: Sequence[SaidLine]) -> list[ReceiptLineName]:
    """Return the receipt lines that a note speaks of, in its order.

    Raises: NoteEmpty.
    """
    if not lines:
        raise NoteEmpty()
    return [ReceiptLineName(line.receipt_id, line.receipt_line_id) for line in lines]


def changes_of(note: ValueNote, lines: Sequence[SaidLine], held: HeldReceipts) -> list[Change]:
    """Return what a note comes to, line by line, as the receipts stand now.

    Raises: by line, together, MoreThanReceived, InvoicedAlready, FigureTooLarge; or NothingToSpreadBy.
    Source: design.md 4, "One correction mechanism".
    """
    known = figures_of(held)
    figures = [known[line.receipt_line_id] for line in lines]
    if note.kind == "landed_cost":
        parts = spread(Money(cast(Decimal, note.charge)), figures, basis=cast(Basis, note.basis))
    else:
        parts = _parts(cast(Kind, note.kind), lines, figures)
    total_amount(Money(abs(part)) for part in parts)
    return [Change(line, part, of_line.turns + 1) for line, part, of_line in zip(lines, parts, figures, strict=True)]


def _parts(kind: Kind, lines: Sequence[SaidLine], figures: Sequence[ReceiptFigures]) -> list[Money]:
    parts: list[Money] = []
    refusals: list[Refusal] = []
    for line, of_line in zip(lines, figures, strict=True):
        try:
            parts.append(_part(kind, line, of_line))
        except Refusal as refusal:
            refusals.append(refusal)
    refuse_together(refusals)
    return parts


def _part(kind: Kind, line: SaidLine, figures: ReceiptFigures) -> Money:
    said = line.said
    if kind == "price_adjustment":
        assert said.price is not None
        return price_change(figures, price=said.price, line=line.line_no)
    assert said.amount is not None
    if kind == "exchange_rate":
        return said.amount
    assert said.quantity is not None
    return invoice_change(figures, quantity=said.quantity, amount=said.amount, line=line.line_no)


def _missing_of_head(request: ValueNoteRequest) -> list[Refusal]:
    needed = {"landed_cost": ("charge", "basis"), "exchange_rate": ("rate_before", "rate_after")}
    names = needed.get(request.kind, ())
    return [ValueMissing(kind=request.kind, field=name) for name in names if not getattr(request, name)]


def _wrong_lines(request: ValueNoteRequest) -> list[Refusal]:
    wrong: list[Refusal] = []
    ids: set[UUID] = set()
    receipt_lines: dict[UUID, int] = {}
    for line_no, line in enumerate(request.lines, start=1):
        if line.id in ids:
            wrong.append(LineIdTwice(id=line.id, line=line_no))
        ids.add(line.id)
        first = receipt_lines.setdefault(line.receipt_line_id, line_no)
        if first != line_no:
            wrong.append(ReceiptLineTwice(first=first, line=line_no))
        quantity = None if line.quantity is None else Quantity(line.quantity)
        said = SaidOfLine(quantity, None if line.amount is None else Money(line.amount), line.price)
        try:
            require_said(request.kind, said, line=line_no)
        except Refusal as refusal:
            wrong.append(refusal)
    return wrong
