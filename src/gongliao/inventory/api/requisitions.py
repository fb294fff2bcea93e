"""Material requisitions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, router
from gongliao.inventory.operations.decide_material_requisition import (
    approve_material_requisition,
    close_material_requisition,
    reject_material_requisition,
    submit_material_requisition,
    withdraw_material_requisition,
)
from gongliao.inventory.operations.save_material_requisition import (
    drop_material_requisition,
    save_material_requisition,
)
from gongliao.inventory.permissions import APPROVE, READ, REQUISITION
from gongliao.inventory.queries.requisitions import requisition_of, requisitions
from gongliao.inventory.schemas.requisitions import (
    MaterialRequisitionIn,
    MaterialRequisitionOut,
    MaterialRequisitionRow,
    RejectionIn,
    RequisitionQuery,
    requisition_out,
    requisition_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import ListSpec, Page, Request, Scope, Version

REQUISITIONS = ListSpec(
    name="material_requisitions",
    sort={
        "number": "number_key",
        "business_date": "business_date",
        "state": "state",
        "project_code": "project__code",
        "warehouse_name": "warehouse__name",
        "needed_on": "needed_key",
        "created_at": "created_at",
    },
    default_sort="-business_date",
    columns=(
        "number",
        "state",
        "business_date",
        "project_code",
        "project_name",
        "warehouse_name",
        "use_place",
        "needed_on",
        "lines_count",
        "created_by_name",
        "remark",
    ),
)


@router.get("/material-requisitions", grant=READ, scope=Scope.PROJECT, response=Page[MaterialRequisitionRow])
def list_requisitions(request: Request, query: Query[RequisitionQuery]) -> Any:
    """List requisitions; with ``open`` approved ones of which something is still to be issued."""
    found = requisitions(actor=request.actor, wanted=query.as_filter())
    return answer(request, found, query, REQUISITIONS, requisition_row)


@router.get("/material-requisitions/{id}", grant=READ, scope=Scope.PROJECT, response=MaterialRequisitionOut)
def get_requisition(request: Request, id: UUID) -> MaterialRequisitionOut:
    """Return a requisition with its lines."""
    return _requisition(request, id)


@router.put("/material-requisitions/{id}", grant=REQUISITION, scope=Scope.PROJECT, response=MaterialRequisitionOut)
def put_requisition(request: Request, id: UUID, body: MaterialRequisitionIn) -> MaterialRequisitionOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    save_material_requisition(actor=request.actor, request=body.as_request(id), at=utc_now())
    return _requisition(request, id)


@router.delete("/material-requisitions/{id}", grant=REQUISITION, scope=Scope.PROJECT, response={204: None})
def delete_requisition(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_material_requisition(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post(
    "/material-requisitions/{id}/submit", grant=REQUISITION, scope=Scope.PROJECT, response=MaterialRequisitionOut
)
def submit_requisition(request: Request, id: UUID) -> MaterialRequisitionOut:
    """Hand a draft in for approval; it gets its number now."""
    submit_material_requisition(actor=request.actor, document_id=id, at=utc_now())
    return _requisition(request, id)


@router.post("/material-requisitions/{id}/approve", grant=APPROVE, scope=Scope.PROJECT, response=MaterialRequisitionOut)
def approve_requisition(request: Request, id: UUID) -> MaterialRequisitionOut:
    """Approve a requisition of somebody else; it may be issued from now on."""
    approve_material_requisition(actor=request.actor, document_id=id, at=utc_now())
    return _requisition(request, id)


@router.post("/material-requisitions/{id}/reject", grant=APPROVE, scope=Scope.PROJECT, response=MaterialRequisitionOut)
def reject_requisition(request: Request, id: UUID, body: RejectionIn) -> MaterialRequisitionOut:
    """Send a requisition back to its author with the reason."""
    reject_material_requisition(actor=request.actor, document_id=id, reason=body.reason, at=utc_now())
    return _requisition(request, id)


@router.post(
    "/material-requisitions/{id}/withdraw", grant=REQUISITION, scope=Scope.PROJECT, response=MaterialRequisitionOut
)
def withdraw_requisition(request: Request, id: UUID) -> MaterialRequisitionOut:
    """Take a submitted requisition back."""
    withdraw_material_requisition(actor=request.actor, document_id=id, at=utc_now())
    return _requisition(request, id)


@router.post("/material-requisitions/{id}/close", grant=READ, scope=Scope.PROJECT, response=MaterialRequisitionOut)
def close_requisition(request: Request, id: UUID) -> MaterialRequisitionOut:
    """End an approved requisition; who issues material may do so as well as who asks for it."""
    close_material_requisition(actor=request.actor, document_id=id, at=utc_now())
    return _requisition(request, id)


def _requisition(request: Request, id: UUID) -> MaterialRequisitionOut:
    return requisition_out(requisition_of(actor=request.actor, document_id=id))
