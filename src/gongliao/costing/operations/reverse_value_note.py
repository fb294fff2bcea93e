"""Take a value note back by its mirror."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from gongliao.costing.errors import AlreadyReversed, IsReversal, LaterNotesDepend, ReasonMissing
from gongliao.costing.models import ValueNote
from gongliao.costing.operations.check_value_note import HEAD, Change, names_of
from gongliao.costing.operations.hold_note import voucher_of
from gongliao.costing.operations.hold_value_note import announce_revalued, book_changes, hold_value_note
from gongliao.costing.operations.requests import ReverseCostNoteRequest
from gongliao.costing.permissions import REVERSE
from gongliao.costing.queries.value_notes import SaidLine, notes_standing_on
from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Money
from gongliao.ledger.public import Voucher, hold_receipts
from gongliao.platform.public import (
    Actor,
    Insert,
    already_recorded,
    change_state,
    fingerprint,
    in_tenant,
    link_documents,
    lock_request_id,
    require,
    require_state,
    take_number,
    write_journal,
)

_LINES = Insert(
    "costing_valuenoteline",
    (
        "id",
        "tenant_id",
        "document_id",
        "line_no",
        "receipt_id",
        "receipt_line_id",
        "quantity",
        "amount",
        "price",
        "change",
        "turn",
    ),
)


@in_tenant
def reverse_value_note(*, actor: Actor, request: ReverseCostNoteRequest, at: datetime) -> ValueNote:
    """Undo a posted note by a mirror note with a number of its own, the same date and opposite changes.

    Returns the mirror; asked again with the same id it answers the same.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, AlreadyReversed, IsReversal, WrongState, ReasonMissing,
        PeriodClosing, LaterNotesDepend, then by line ValueBelowNothing.
    Source: design.md 4, "A reversal carries its original's business date and value"; 6.
    """
    require(actor, REVERSE)
    lock_request_id(request.id)
    note, lines = hold_value_note(actor=actor, grant=REVERSE, note_id=request.original_id)
    # Looked up under the lock: a retry that raced us waits above, then finds our mirror here.
    if earlier := already_recorded(ValueNote, document_id=request.id, digest=fingerprint(request)):
        return earlier

    _require_reversible(note, request.reason)
    voucher = voucher_of(note, actor=actor, at=at, id=request.id, backdates=False)
    held = hold_receipts(company_id=note.company_id, lines=names_of(lines))
    if note.kind == "price_adjustment" and (later := notes_standing_on(note.id)):
        raise LaterNotesDepend(documents=later)

    mirrored = [Change(replace(line, id=new_id()), Money(-line.change), line.turn) for line in lines]
    mirror = _mirror_of(note, request=request, voucher=voucher, actor=actor, at=at)
    book_changes(voucher, mirrored, held, cause=note.kind, actor=actor, at=at)
    _write(mirror, mirrored, actor=actor, at=at)
    # Of a posted head nothing but the state may change, its version included.
    change_state(note, "reversed", actor=actor, action="reversed", at=at, version=note.version)
    link_documents(actor=actor, links=[((note.document_type, note.id), (mirror.document_type, mirror.id))])
    announce_revalued(mirror, lines, actor=actor, at=at)
    return mirror


def _require_reversible(note: ValueNote, reason: str) -> None:
    number = note.number or ""
    if note.state == "reversed":
        raise AlreadyReversed(number=number)
    if note.reverses_id is not None:
        raise IsReversal(number=number)
    require_state(note, "posted")
    if not reason.strip():
        raise ReasonMissing()


def _mirror_of(
    note: ValueNote, *, request: ReverseCostNoteRequest, voucher: Voucher, actor: Actor, at: datetime
) -> ValueNote:
    same = {name: getattr(note, name) for name in (*HEAD, "basis")}
    return ValueNote(
        **(same | {"remark": request.reason.strip()}),
        id=request.id,
        state="posted",
        posting_date=voucher.posting_date,
        amount=-note.amount,
        fingerprint=fingerprint(request),
        created_by_id=actor.person_id,
        created_at=at,
        reverses_id=note.id,
    )


def _write(mirror: ValueNote, mirrored: Sequence[Change], *, actor: Actor, at: datetime) -> None:
    mirror.number = take_number(prefix=mirror.number_prefix, on=mirror.business_date)
    mirror.save(force_insert=True)
    _LINES.run([_row(mirror, change, actor) for change in mirrored])
    write_journal(actor=actor, document_type=mirror.document_type, document_id=mirror.id, action="recorded", at=at)


def _row(mirror: ValueNote, change: Change, actor: Actor) -> tuple[object, ...]:
    line: SaidLine = change.line
    said = line.said
    names = (line.id, actor.tenant_id, mirror.id, line.line_no, line.receipt_id, line.receipt_line_id)
    return (*names, said.quantity, said.amount, said.price, change.amount, change.turn)
