"""Taking hold of a note: what every step of it begins with."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from gongliao.contracts.costing import CostRecorded
from gongliao.costing.models import CostNote, ValueNote
from gongliao.costing.permissions import READ, places_of
from gongliao.costing.queries.cost_notes import NoteLine, lines_of_note
from gongliao.ledger.public import Voucher, open_voucher
from gongliao.platform.public import (
    Actor,
    DocumentNotFound,
    announce,
    ask_company,
    hold_books_of,
    lock_document,
    require,
)


def hold_note(*, actor: Actor, grant: str, note_id: UUID) -> tuple[CostNote, list[NoteLine]]:
    """Return the note, locked, and its lines, if the actor sees it and holds the grant for all of it.

    Raises: DocumentNotFound, MissingGrant.
    """
    hold_books_of(CostNote, note_id)
    note = lock_document(CostNote, note_id)
    lines = lines_of_note(note_id)
    places = places_of(note.company_id, (line.project_id for line in lines))
    if not any(map(actor.reach(READ).covers, places)):
        raise DocumentNotFound(id=note_id)
    require(actor, grant, *places)
    return note, lines


def voucher_of(
    note: CostNote | ValueNote, *, actor: Actor, at: datetime, id: UUID | None = None, backdates: bool = True
) -> Voucher:
    """Return the note, or its mirror with another ``id``, as the cause of entries; its company's books are held.

    Raises: BackdatedTooFar, PeriodClosing.
    """
    company = ask_company(note.company_id).get()
    assert company is not None
    return open_voucher(
        actor=actor,
        type=note.document_type,
        id=id or note.id,
        company=company,
        business_date=note.business_date,
        at=at,
        backdates=backdates,
    )


def announce_recorded(
    note: CostNote, *, actor: Actor, amount: Decimal, project_ids: Iterable[UUID], at: datetime
) -> None:
    """Tell upward that costs were booked."""
    assert note.number is not None
    announce(
        CostRecorded(
            document_id=note.id,
            at=at,
            company_id=note.company_id,
            number=note.number,
            business_date=note.business_date,
            amount=amount,
            project_ids=tuple(sorted(set(project_ids))),
            person_id=actor.person_id,
            reverses_id=note.reverses_id,
        )
    )
