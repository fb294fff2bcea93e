"""Save the draft of a cost note."""

from datetime import datetime
from typing import cast

from gongliao.costing.models import CostNote, CostNoteLine
from gongliao.costing.operations.check_note import check_note
from gongliao.costing.operations.hold_note import hold_note
from gongliao.costing.operations.requests import CostNoteRequest
from gongliao.costing.permissions import RECORD, places_of
from gongliao.platform.public import Actor, DocumentLine, Draft, in_tenant, lock_request_id, require, save_draft


@in_tenant
def save_cost_note(*, actor: Actor, request: CostNoteRequest, at: datetime) -> CostNote:
    """Create or replace the draft of a cost note.

    What it names must be there and fit together; whether the work still takes costs is asked when it is posted.

    Raises: MissingGrant, DocumentNotFound, CompanyNotFound, DateOutOfRange, then by line LineIdTwice, FigureTooLarge,
        AmountNotPositive, NodeNotFound, NodeOfOtherProject, ProjectOfOtherCompany, CategoryNotFound, MaterialCategory,
        PartyNotFound; then FigureTooLarge of the whole, RequestIdReused, WrongState, StaleVersion.
    """
    require(actor, RECORD, *places_of(request.company_id, (line.project_id for line in request.lines)))
    lock_request_id(request.id)
    if request.version:
        # Who replaces a draft answers for what it held before as well.
        hold_note(actor=actor, grant=RECORD, note_id=request.id)
    checked = check_note(request, at=at)
    draft = Draft(id=request.id, version=request.version, digest=checked.digest, head=checked.head, lines=checked.lines)
    # A line without quantity is no ``DocumentLine``, but has the columns that drafts are written by.
    line_model = cast("type[DocumentLine]", CostNoteLine)
    return save_draft(actor=actor, model=CostNote, line_model=line_model, draft=draft, at=at)
