"""Save the draft of a value note."""

from datetime import datetime
from typing import cast

from gongliao.costing.models import ValueNote, ValueNoteLine
from gongliao.costing.operations.check_value_note import LINE, check_value_note, digest_of, head_of
from gongliao.costing.operations.hold_value_note import hold_value_note
from gongliao.costing.operations.requests import ValueNoteRequest
from gongliao.costing.permissions import RECORD
from gongliao.platform.public import Actor, DocumentLine, Draft, Where, in_tenant, lock_request_id, require, save_draft


@in_tenant
def save_value_note(*, actor: Actor, request: ValueNoteRequest, at: datetime) -> ValueNote:
    """Create or replace the draft of a value note. What it comes to is decided when it is posted.

    Raises: MissingGrant, DocumentNotFound, CompanyNotFound, DateOutOfRange, PartyNotFound, then together ValueMissing,
        LineIdTwice, ReceiptLineTwice; then by line ReceiptLineNotFound; then RequestIdReused, WrongState, StaleVersion.
    """
    require(actor, RECORD, Where(request.company_id))
    lock_request_id(request.id)
    if request.version:
        # Who replaces a draft answers for the company it was for as well.
        hold_value_note(actor=actor, grant=RECORD, note_id=request.id)
    check_value_note(request, at=at)
    draft = Draft(
        id=request.id,
        version=request.version,
        digest=digest_of(request),
        head=head_of(request),
        lines=[{name: getattr(line, name) for name in LINE} for line in request.lines],
    )
    # Its lines are no ``DocumentLine``, but have the columns that drafts are written by.
    line_model = cast("type[DocumentLine]", ValueNoteLine)
    return save_draft(actor=actor, model=ValueNote, line_model=line_model, draft=draft, at=at)
