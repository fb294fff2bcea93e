"""Submit, approve, reject, withdraw and close a requisition."""

from datetime import datetime
from uuid import UUID

from gongliao.contracts.inventory import MaterialRequisitionApproved, MaterialRequisitionSubmitted
from gongliao.inventory.errors import NotAuthor
from gongliao.inventory.models import MaterialRequisition, MaterialRequisitionLine
from gongliao.inventory.operations.hold_document import hold_document
from gongliao.inventory.permissions import APPROVE, ISSUE, REQUISITION
from gongliao.platform.public import (
    Actor,
    OwnDocument,
    Where,
    announce,
    change_state,
    in_tenant,
    require,
    require_state,
    take_number,
)
from gongliao.projects.public import nodes_by_id, require_node_takes


@in_tenant
def submit_material_requisition(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Hand a draft in for approval; it gets its number now.

    Raises: MissingGrant, DocumentNotFound, WrongState, NodeClosed.
    """
    require(actor, REQUISITION)
    document = _locked(document_id, actor, REQUISITION)
    if document.state == "submitted":
        return document_id
    require_state(document, "draft")
    _require_nodes_take(document)
    number = document.number or take_number(prefix=document.number_prefix, on=document.business_date)
    change_state(
        document,
        "submitted",
        actor=actor,
        action="submitted",
        at=at,
        number=number,
        submitted_by_id=actor.person_id,
        submitted_at=at,
        rejected_reason="",
    )
    announce(
        MaterialRequisitionSubmitted(document_id=document_id, number=number, project_id=document.project_id, at=at)
    )
    return document_id


@in_tenant
def approve_material_requisition(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Allow a requisition to be issued.

    Raises: MissingGrant, DocumentNotFound, WrongState, OwnDocument, NodeClosed.
    """
    require(actor, APPROVE)
    document = _locked(document_id, actor, APPROVE)
    if document.state == "approved":
        return document_id
    require_state(document, "submitted")
    if actor.person_id in (document.created_by_id, document.submitted_by_id):
        raise OwnDocument(number=document.number)
    _require_nodes_take(document)
    change_state(
        document,
        "approved",
        actor=actor,
        action="approved",
        at=at,
        approved_by_id=actor.person_id,
        approved_at=at,
    )
    announce(
        MaterialRequisitionApproved(
            document_id=document_id, number=document.number or "", project_id=document.project_id, at=at
        )
    )
    return document_id


@in_tenant
def reject_material_requisition(*, actor: Actor, document_id: UUID, reason: str, at: datetime) -> UUID:
    """Send a submitted requisition back to its author with a reason.

    Raises: MissingGrant, DocumentNotFound, WrongState.
    """
    require(actor, APPROVE)
    document = _locked(document_id, actor, APPROVE)
    require_state(document, "submitted")
    change_state(document, "draft", actor=actor, action="rejected", at=at, because=reason, rejected_reason=reason)
    return document_id


@in_tenant
def withdraw_material_requisition(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Take a submitted requisition back, by whoever wrote or submitted it.

    Raises: MissingGrant, DocumentNotFound, WrongState, NotAuthor.
    """
    require(actor, REQUISITION)
    document = _locked(document_id, actor, REQUISITION)
    require_state(document, "submitted")
    if actor.person_id not in (document.created_by_id, document.submitted_by_id):
        raise NotAuthor(number=document.number)
    change_state(document, "draft", actor=actor, action="withdrawn", at=at)
    return document_id


@in_tenant
def close_material_requisition(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """End an approved requisition; what is not issued yet no longer will be.

    Raises: MissingGrant, DocumentNotFound, WrongState.
    """
    grant = ISSUE if actor.holds(ISSUE) else REQUISITION
    require(actor, grant)
    document = _locked(document_id, actor, grant)
    if document.state == "closed":
        return document_id
    require_state(document, "approved")
    change_state(document, "closed", actor=actor, action="closed", at=at)
    return document_id


def _locked(document_id: UUID, actor: Actor, grant: str) -> MaterialRequisition:
    document = hold_document(MaterialRequisition, actor=actor, document_id=document_id)
    require(actor, grant, Where(document.company_id, document.project_id, document.warehouse_id))
    return document


def _require_nodes_take(document: MaterialRequisition) -> None:
    lines = list(MaterialRequisitionLine.objects.filter(document_id=document.id).order_by("line_no"))
    nodes = nodes_by_id({line.node_id for line in lines})
    for line in lines:
        require_node_takes(nodes[line.node_id], "requisition", line=line.line_no)
