"""Drop the draft of a change of method."""

from gongliao.costing.models import MethodChange
from gongliao.costing.operations.hold_method_change import hold_method_change
from gongliao.costing.operations.requests import DropCostNoteRequest
from gongliao.costing.permissions import CHANGE_METHOD
from gongliao.platform.public import Actor, drop_draft, in_tenant, require


@in_tenant
def drop_method_change(*, actor: Actor, request: DropCostNoteRequest) -> None:
    """Delete a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    require(actor, CHANGE_METHOD)
    hold_method_change(actor=actor, grant=CHANGE_METHOD, change_id=request.id)
    drop_draft(actor=actor, model=MethodChange, document_id=request.id, version=request.version)
