"""Drop the draft of a value note."""

from gongliao.costing.models import ValueNote
from gongliao.costing.operations.hold_value_note import hold_value_note
from gongliao.costing.operations.requests import DropCostNoteRequest
from gongliao.costing.permissions import RECORD
from gongliao.platform.public import Actor, drop_draft, in_tenant, require


@in_tenant
def drop_value_note(*, actor: Actor, request: DropCostNoteRequest) -> None:
    """Delete a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    require(actor, RECORD)
    hold_value_note(actor=actor, grant=RECORD, note_id=request.id)
    drop_draft(actor=actor, model=ValueNote, document_id=request.id, version=request.version)
