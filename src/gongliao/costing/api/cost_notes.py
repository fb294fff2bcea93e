"""Cost notes over HTTP."""

from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.http import HttpResponse
from ninja import Query

from gongliao.costing.api.common import router
from gongliao.costing.operations.drop_cost_note import drop_cost_note
from gongliao.costing.operations.post_cost_note import post_cost_note
from gongliao.costing.operations.record_cost_note import record_cost_note
from gongliao.costing.operations.requests import DropCostNoteRequest
from gongliao.costing.operations.reverse_cost_note import reverse_cost_note
from gongliao.costing.operations.save_cost_note import save_cost_note
from gongliao.costing.permissions import READ, RECORD, REVERSE
from gongliao.costing.queries.cost_notes import note_of, notes
from gongliao.costing.schemas.cost_notes import (
    CostNoteIn,
    CostNoteOut,
    CostNoteQuery,
    CostNoteRecordIn,
    CostNoteRow,
    CostNoteStepIn,
    ReverseCostNoteIn,
    cost_note_out,
    cost_note_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import ListSpec, Page, Request, Scope, Version, list_answer

NOTES = ListSpec(
    name="cost_notes",
    sort={
        "number": "number_key",
        "business_date": "business_date",
        "state": "state",
        "amount": "amount_key",
        "created_at": "created_at",
    },
    default_sort="-business_date",
    columns=("number", "kind", "state", "business_date", "amount", "remark", "created_by_name"),
    totals={"amount": Sum("shown_amount")},
)


@router.get("/cost-notes", grant=READ, scope=Scope.PROJECT, response=Page[CostNoteRow])
def list_cost_notes(request: Request, query: Query[CostNoteQuery]) -> Any:
    """List cost notes; a note and its reversal cancel each other in the total."""
    found = notes(actor=request.actor, wanted=query.as_filter())
    return list_answer(found, query, NOTES, present=cost_note_row, language=request.actor.language)


@router.post("/cost-notes", grant=RECORD, scope=Scope.PROJECT, response=CostNoteOut)
def post_cost_notes(request: Request, body: CostNoteRecordIn) -> CostNoteOut:
    """Record and post a note in one step; sent again with its id it books once."""
    note = record_cost_note(actor=request.actor, request=body.as_request(), at=utc_now())
    return _note(request, note.id)


@router.get("/cost-notes/{id}", grant=READ, scope=Scope.PROJECT, response=CostNoteOut)
def get_cost_note(request: Request, id: UUID) -> CostNoteOut:
    """Return a note with its lines."""
    return _note(request, id)


@router.put("/cost-notes/{id}", grant=RECORD, scope=Scope.PROJECT, response=CostNoteOut)
def put_cost_note(request: Request, id: UUID, body: CostNoteIn) -> CostNoteOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    save_cost_note(actor=request.actor, request=body.as_request(id), at=utc_now())
    return _note(request, id)


@router.delete("/cost-notes/{id}", grant=RECORD, scope=Scope.PROJECT, response={204: None})
def delete_cost_note(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_cost_note(actor=request.actor, request=DropCostNoteRequest(id=id, version=version))
    return HttpResponse(status=204)


@router.post("/cost-notes/{id}/post", grant=RECORD, scope=Scope.PROJECT, response=CostNoteOut)
def post_draft(request: Request, id: UUID, body: CostNoteStepIn | None = None) -> CostNoteOut:
    """Post a draft: its costs are booked on their projects."""
    post_cost_note(actor=request.actor, request=(body or CostNoteStepIn()).as_request(id), at=utc_now())
    return _note(request, id)


@router.post("/cost-notes/{id}/reverse", grant=REVERSE, scope=Scope.PROJECT, response=CostNoteOut)
def reverse(request: Request, id: UUID, body: ReverseCostNoteIn) -> CostNoteOut:
    """Take a posted note back by a mirror note, which is returned."""
    mirror = reverse_cost_note(actor=request.actor, request=body.as_request(id), at=utc_now())
    return _note(request, mirror.id)


def _note(request: Request, id: UUID) -> CostNoteOut:
    return cost_note_out(note_of(actor=request.actor, note_id=id), request.actor)
