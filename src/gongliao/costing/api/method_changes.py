"""Changes of method over HTTP."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.costing.api.common import router
from gongliao.costing.operations.drop_method_change import drop_method_change
from gongliao.costing.operations.post_method_change import post_method_change
from gongliao.costing.operations.requests import DropCostNoteRequest
from gongliao.costing.operations.reverse_method_change import reverse_method_change
from gongliao.costing.operations.save_method_change import save_method_change
from gongliao.costing.permissions import CHANGE_METHOD, READ, REVERSE
from gongliao.costing.queries.method_changes import method_change_of, method_changes
from gongliao.costing.schemas.cost_notes import CostNoteStepIn, ReverseCostNoteIn
from gongliao.costing.schemas.method_changes import (
    MethodChangeIn,
    MethodChangeOut,
    MethodChangeQuery,
    MethodChangeRow,
    method_change_out,
    method_change_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import ListSpec, Page, Request, Scope, Version, list_answer

CHANGES = ListSpec(
    name="method_changes",
    sort={
        "number": "number_key",
        "business_date": "business_date",
        "state": "state",
        "created_at": "created_at",
    },
    default_sort="-business_date",
    columns=("number", "state", "business_date", "remark", "created_by_name"),
)


@router.get("/method-changes", grant=READ, scope=Scope.COMPANY, response=Page[MethodChangeRow])
def list_method_changes(request: Request, query: Query[MethodChangeQuery]) -> Any:
    """List from when on which items are valued otherwise."""
    found = method_changes(actor=request.actor, wanted=query.as_filter())
    return list_answer(found, query, CHANGES, present=method_change_row, language=request.actor.language)


@router.get("/method-changes/{id}", grant=READ, scope=Scope.COMPANY, response=MethodChangeOut)
def get_method_change(request: Request, id: UUID) -> MethodChangeOut:
    """Return a change with its lines."""
    return _change(request, id)


@router.put("/method-changes/{id}", grant=CHANGE_METHOD, scope=Scope.COMPANY, response=MethodChangeOut)
def put_method_change(request: Request, id: UUID, body: MethodChangeIn) -> MethodChangeOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    save_method_change(actor=request.actor, request=body.as_request(id), at=utc_now())
    return _change(request, id)


@router.delete("/method-changes/{id}", grant=CHANGE_METHOD, scope=Scope.COMPANY, response={204: None})
def delete_method_change(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_method_change(actor=request.actor, request=DropCostNoteRequest(id=id, version=version))
    return HttpResponse(status=204)


@router.post("/method-changes/{id}/post", grant=CHANGE_METHOD, scope=Scope.COMPANY, response=MethodChangeOut)
def post_method_change_draft(request: Request, id: UUID, body: CostNoteStepIn | None = None) -> MethodChangeOut:
    """Post a draft: the items are valued by their new methods from its business date on."""
    post_method_change(actor=request.actor, request=(body or CostNoteStepIn()).as_request(id), at=utc_now())
    return _change(request, id)


@router.post("/method-changes/{id}/reverse", grant=REVERSE, scope=Scope.COMPANY, response=MethodChangeOut)
def reverse_posted_method_change(request: Request, id: UUID, body: ReverseCostNoteIn) -> MethodChangeOut:
    """Take a posted change back by a mirror, which is returned, as long as nothing moved since."""
    mirror = reverse_method_change(actor=request.actor, request=body.as_request(id), at=utc_now())
    return _change(request, mirror.id)


def _change(request: Request, id: UUID) -> MethodChangeOut:
    return method_change_out(method_change_of(actor=request.actor, change_id=id))
