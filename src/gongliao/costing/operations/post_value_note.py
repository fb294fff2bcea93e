"""Post the draft of a value note."""

from datetime import datetime
from typing import Any

from gongliao.costing.models import ValueNote
from gongliao.costing.operations.check_value_note import changes_of, names_of
from gongliao.costing.operations.hold_note import voucher_of
from gongliao.costing.operations.hold_value_note import announce_revalued, book_changes, hold_value_note
from gongliao.costing.operations.requests import CostNoteStep
from gongliao.costing.permissions import RECORD
from gongliao.ledger.public import hold_receipts
from gongliao.platform.public import (
    Actor,
    StaleVersion,
    Update,
    change_state,
    in_tenant,
    open_company,
    require,
    take_number,
)

_SET_LINES = Update("costing_valuenoteline", keys=(("id", "uuid"),), sets=(("change", "numeric"), ("turn", "int")))


@in_tenant
def post_value_note(*, actor: Actor, request: CostNoteStep, at: datetime) -> ValueNote:
    """Let the receipts' goods cost what the note says, wherever they are by now; a note posted before answers the same.

    Raises: MissingGrant, DocumentNotFound, StaleVersion, DateOutOfRange, BackdatedTooFar, PeriodClosing,
        NoteEmpty, then by line ReceiptLineNotFound; ReceiptNotInForce; MoreThanReceived, InvoicedAlready,
        FigureTooLarge, or NothingToSpreadBy; ValueBelowNothing.
    Source: design.md 4, "One correction mechanism".
    """
    require(actor, RECORD)
    note, lines = hold_value_note(actor=actor, grant=RECORD, note_id=request.id)
    # Asked again, it answers the same even where the note was reversed meanwhile.
    if note.state != "draft":
        return note

    if request.version is not None and request.version != note.version:
        raise StaleVersion(seen=request.version, current=note.version)
    open_company(company_id=note.company_id, business_date=note.business_date, at=at)
    voucher = voucher_of(note, actor=actor, at=at)
    held = hold_receipts(company_id=note.company_id, lines=names_of(lines))
    changes = changes_of(note, lines, held)

    _SET_LINES.run(actor.tenant_id, [(each.line.id, each.amount, each.turn) for each in changes])
    amount = book_changes(voucher, changes, held, cause=note.kind, actor=actor, at=at)
    number = take_number(prefix=note.number_prefix, on=note.business_date)
    columns: dict[str, Any] = {"number": number, "posting_date": voucher.posting_date, "amount": amount}
    change_state(note, "posted", actor=actor, action="posted", at=at, **columns)
    announce_revalued(note, lines, actor=actor, at=at)
    return note
