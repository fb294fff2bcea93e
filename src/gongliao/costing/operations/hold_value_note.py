"""Taking hold of a value note, and booking what it comes to: what its steps have in common."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast
from uuid import UUID

from gongliao.contracts.costing import ReceiptsRevalued
from gongliao.costing.models import ValueNote
from gongliao.costing.operations.check_value_note import Change
from gongliao.costing.permissions import READ
from gongliao.costing.queries.value_notes import SaidLine, lines_of_value_note
from gongliao.kernel.values import Money
from gongliao.ledger.public import Cause, HeldReceipts, ValueChange, Voucher, revalue_receipts
from gongliao.platform.public import (
    Actor,
    DocumentNotFound,
    Where,
    announce,
    hold_books_of,
    link_documents,
    lock_document,
    require,
)


def hold_value_note(*, actor: Actor, grant: str, note_id: UUID) -> tuple[ValueNote, list[SaidLine]]:
    """Return the note, locked, and its lines, if the actor sees it and holds the grant for its company.

    Raises: DocumentNotFound, MissingGrant.
    """
    hold_books_of(ValueNote, note_id)
    note = lock_document(ValueNote, note_id)
    place = Where(note.company_id)
    if not actor.reach(READ).covers(place):
        raise DocumentNotFound(id=note_id)
    require(actor, grant, place)
    return note, lines_of_value_note(note_id)


def book_changes(
    voucher: Voucher,
    changes: Sequence[Change],
    held: HeldReceipts,
    *,
    cause: str,
    actor: Actor,
    at: datetime,
) -> Money:
    """Let the goods cost what the changes say, and return the sum.

    Raises: ValueBelowNothing of all lines together; FigureTooLarge.
    """
    revalue_receipts(
        actor=actor,
        voucher=voucher,
        held=held,
        changes=[ValueChange(each.line.id, each.line.receipt_line_id, each.amount) for each in changes],
        cause=cast(Cause, cause),
        at=at,
    )
    receipts = {each.document for each in held.received.values()}
    link_documents(actor=actor, links=[(receipt, (voucher.type, voucher.id)) for receipt in receipts])
    return Money(sum((each.amount for each in changes), Decimal("0.00")))


def announce_revalued(note: ValueNote, lines: Sequence[SaidLine], *, actor: Actor, at: datetime) -> None:
    """Tell upward that goods cost otherwise."""
    assert note.number is not None
    announce(
        ReceiptsRevalued(
            document_id=note.id,
            at=at,
            company_id=note.company_id,
            number=note.number,
            business_date=note.business_date,
            cause=note.kind,
            amount=note.amount,
            receipt_ids=tuple(sorted({line.receipt_id for line in lines})),
            person_id=actor.person_id,
            reverses_id=note.reverses_id,
        )
    )
