"""Drop the draft of a cost note."""

from gongliao.costing.models import CostNote
from gongliao.costing.operations.hold_note import hold_note
from gongliao.costing.operations.requests import DropCostNoteRequest
from gongliao.costing.permissions import RECORD
from gongliao.platform.public import Actor, drop_draft, in_tenant, require


@in_tenant
def drop_cost_note(*, actor: Actor, request: DropCostNoteRequest) -> None:
    """Delete a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    require(actor, RECORD)
    hold_note(actor=actor, grant=RECORD, note_id=request.id)
    drop_draft(actor=actor, model=CostNote, document_id=request.id, version=request.version)
