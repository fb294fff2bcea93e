"""Value notes over HTTP, and the receipt lines that they speak of."""

from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.http import HttpResponse
from ninja import Query

from gongliao.costing.api.common import router
from gongliao.costing.operations.drop_value_note import drop_value_note
from gongliao.costing.operations.post_value_note import post_value_note
from gongliao.costing.operations.preview_value_note import preview_value_note
from gongliao.costing.operations.requests import DropCostNoteRequest
from gongliao.costing.operations.reverse_value_note import reverse_value_note
from gongliao.costing.operations.save_value_note import save_value_note
from gongliao.costing.permissions import READ, RECORD, REVERSE
from gongliao.costing.queries.receipt_lines import receipt_lines, receipt_lines_by_id
from gongliao.costing.queries.value_notes import value_note_of, value_notes
from gongliao.costing.schemas.cost_notes import CostNoteStepIn, ReverseCostNoteIn
from gongliao.costing.schemas.value_notes import (
    PreviewedLineOut,
    ReceiptLineOut,
    ReceiptLineQuery,
    ValueNoteContent,
    ValueNoteIn,
    ValueNoteOut,
    ValueNotePreview,
    ValueNoteQuery,
    ValueNoteRow,
    receipt_line_out,
    value_note_out,
    value_note_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.kernel.ids import new_id
from gongliao.kernel.values import NO_MONEY
from gongliao.platform.public import ListSpec, Page, Request, Scope, Version, list_answer

NOTES = ListSpec(
    name="value_notes",
    sort={
        "number": "number_key",
        "business_date": "business_date",
        "state": "state",
        "kind": "kind",
        "amount": "amount",
        "created_at": "created_at",
    },
    default_sort="-business_date",
    columns=(
        "number",
        "state",
        "business_date",
        "kind",
        "party_name",
        "reference",
        "charge",
        "amount",
        "remark",
        "created_by_name",
    ),
    totals={"amount": Sum("amount")},
)
RECEIPT_LINES = ListSpec(
    name="receipt_lines",
    sort={
        "business_date": "business_date",
        "receipt_number": "document_number",
        "item_code": "item__code",
        "supplier_name": "source_name",
        "open_estimate": "estimate_left",
    },
    default_sort="-business_date",
    columns=(
        "business_date",
        "receipt_number",
        "supplier_code",
        "supplier_name",
        "item_code",
        "item_name",
        "item_specification",
        "batch_no",
        "owner_code",
        "owner_name",
        "base_unit",
        "received_quantity",
        "received_value",
        "worth",
        "sent_back_quantity",
        "invoiced_quantity",
        "invoiced_amount",
        "open_quantity",
        "open_estimate",
    ),
    totals={"received_value": Sum("value"), "worth": Sum("worth_now"), "open_estimate": Sum("estimate_left")},
)


@router.get("/receipt-lines", grant=READ, scope=Scope.COMPANY, response=Page[ReceiptLineOut])
def list_receipt_lines(request: Request, query: Query[ReceiptLineQuery]) -> Any:
    """List what suppliers delivered, with what was invoiced and what is estimated of the rest, as of a day."""
    found = receipt_lines(actor=request.actor, wanted=query.as_filter())
    return list_answer(found, query, RECEIPT_LINES, present=receipt_line_out, language=request.actor.language)


@router.get("/value-notes", grant=READ, scope=Scope.COMPANY, response=Page[ValueNoteRow])
def list_value_notes(request: Request, query: Query[ValueNoteQuery]) -> Any:
    """List value notes; a note and its reversal cancel each other in the total."""
    found = value_notes(actor=request.actor, wanted=query.as_filter())
    return list_answer(found, query, NOTES, present=value_note_row, language=request.actor.language)


@router.post("/value-notes/preview", grant=RECORD, scope=Scope.COMPANY, response=ValueNotePreview)
def preview(request: Request, body: ValueNoteContent) -> ValueNotePreview:
    """Work out what a note would come to if it were posted now; nothing is written."""
    lines = preview_value_note(actor=request.actor, request=body.as_content(new_id()), at=utc_now())
    amount = sum((line.change for line in lines), NO_MONEY)
    return ValueNotePreview(amount=amount, lines=[PreviewedLineOut(id=e.id, change=e.change) for e in lines])


@router.get("/value-notes/{id}", grant=READ, scope=Scope.COMPANY, response=ValueNoteOut)
def get_value_note(request: Request, id: UUID) -> ValueNoteOut:
    """Return a note with its lines and the receipt lines that they speak of."""
    return _note(request, id)


@router.put("/value-notes/{id}", grant=RECORD, scope=Scope.COMPANY, response=ValueNoteOut)
def put_value_note(request: Request, id: UUID, body: ValueNoteIn) -> ValueNoteOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    save_value_note(actor=request.actor, request=body.as_content(id, body.version), at=utc_now())
    return _note(request, id)


@router.delete("/value-notes/{id}", grant=RECORD, scope=Scope.COMPANY, response={204: None})
def delete_value_note(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_value_note(actor=request.actor, request=DropCostNoteRequest(id=id, version=version))
    return HttpResponse(status=204)


@router.post("/value-notes/{id}/post", grant=RECORD, scope=Scope.COMPANY, response=ValueNoteOut)
def post_value_note_draft(request: Request, id: UUID, body: CostNoteStepIn | None = None) -> ValueNoteOut:
    """Post a draft: the goods cost what it says, wherever they are by now."""
    post_value_note(actor=request.actor, request=(body or CostNoteStepIn()).as_request(id), at=utc_now())
    return _note(request, id)


@router.post("/value-notes/{id}/reverse", grant=REVERSE, scope=Scope.COMPANY, response=ValueNoteOut)
def reverse_posted_value_note(request: Request, id: UUID, body: ReverseCostNoteIn) -> ValueNoteOut:
    """Take a posted note back by a mirror note, which is returned."""
    mirror = reverse_value_note(actor=request.actor, request=body.as_request(id), at=utc_now())
    return _note(request, mirror.id)


def _note(request: Request, id: UUID) -> ValueNoteOut:
    note = value_note_of(actor=request.actor, note_id=id)
    return value_note_out(note, receipt_lines_by_id(line.receipt_line_id for line in note.lines.all()))
