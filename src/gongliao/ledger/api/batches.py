"""Batches over HTTP: what they are, and whether they may be used."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.kernel.clock import utc_now
from gongliao.ledger.api.books import router
from gongliao.ledger.operations.set_batch_status import set_batch_status
from gongliao.ledger.permissions import BATCH_STATUS, READ
from gongliao.ledger.queries.batches import batch_of, batches
from gongliao.ledger.queries.propose_batches import propose_batches
from gongliao.ledger.queries.trace_batch import BatchTrace, trace_batch
from gongliao.ledger.queries.used_batches import used_batches
from gongliao.ledger.schemas.batches import BatchOut, BatchStatusIn, batch_out
from gongliao.ledger.schemas.filters import BatchQuery
from gongliao.ledger.schemas.proposals import BatchProposalOut, BatchProposalQuery, proposal_out
from gongliao.ledger.schemas.traces import (
    BatchTraceOut,
    TraceQuery,
    UsedBatchOut,
    UsedBatchQuery,
    place_row,
    step_row,
    trace_out,
    used_batch_out,
)
from gongliao.platform.public import ListSpec, Page, Request, Scope, Sheet, book_response, list_answer

BATCHES = ListSpec(
    name="batches",
    sort={"number": "number", "item_code": "item__code", "expiry_date": "expiry_key", "on_hand": "on_hand"},
    default_sort="number",
    columns=(
        "number",
        "item_code",
        "item_name",
        "item_specification",
        "supplier_code",
        "supplier_name",
        "production_date",
        "expiry_date",
        "status",
        "status_reason",
        "on_hand",
        "base_unit",
    ),
)

USED = ListSpec(
    name="used_batches",
    sort={"number": "number", "item_code": "item__code", "expiry_date": "expiry_key", "used": "used"},
    default_sort="item_code",
    columns=(
        "item_code",
        "item_name",
        "item_specification",
        "number",
        "supplier_code",
        "supplier_name",
        "production_date",
        "expiry_date",
        "status",
        "drawn",
        "used",
        "base_unit",
        "receipts",
    ),
)
TRACE_PLACES = ("kind", "name", "code", "project_code", "project_name", "came", "went", "left", "base_unit", "last_on")
TRACE_STEPS = (
    "business_date",
    "kind",
    "document_number",
    "undone_by",
    "from_place",
    "to_place",
    "quantity",
    "left",
    "base_unit",
    "recipient",
    "recorded_by_name",
    "order_number",
    "delivery_note",
)


@router.get("/batches", grant=READ, scope=Scope.TENANT, response=Page[BatchOut])
def list_batches(request: Request, query: Query[BatchQuery]) -> Any:
    """List batches, each with the stock of it that the reader sees."""
    found = batches(actor=request.actor, wanted=query.as_filter())
    return list_answer(found, query, BATCHES, present=batch_out, language=request.actor.language)


@router.get("/batches/{id}", grant=READ, scope=Scope.TENANT, response=BatchOut)
def get_batch(request: Request, id: UUID) -> BatchOut:
    """Return a batch."""
    return batch_out(batch_of(actor=request.actor, batch_id=id))


@router.post("/batches/{id}/status", grant=BATCH_STATUS, scope=Scope.TENANT, response=BatchOut)
def post_batch_status(request: Request, id: UUID, body: BatchStatusIn) -> BatchOut:
    """Say whether a batch may be issued, and why."""
    set_batch_status(actor=request.actor, request=body.as_request(id), at=utc_now())
    return batch_out(batch_of(actor=request.actor, batch_id=id))


@router.get("/batches/{id}/trace", grant=READ, scope=Scope.TENANT, response=BatchTraceOut)
def get_batch_trace(request: Request, id: UUID, query: Query[TraceQuery]) -> Any:
    """Tell where a batch came from and where it is: each place, each document, who drew it; as a workbook if asked."""
    trace = trace_batch(actor=request.actor, batch_id=id)
    return _book(trace, request.actor.language) if query.format == "xlsx" else trace_out(trace)


@router.get("/used-batches", grant=READ, scope=Scope.TENANT, response=Page[UsedBatchOut])
def list_used_batches(request: Request, query: Query[UsedBatchQuery]) -> Any:
    """List the batches behind a use, such as a node or an issue's line, with supplier and receipts of each."""
    found = used_batches(actor=request.actor, wanted=query.as_filter())
    return list_answer(found, query, USED, present=used_batch_out, language=request.actor.language)


@router.get("/batch-proposal", grant=READ, scope=Scope.WAREHOUSE, response=BatchProposalOut)
def get_batch_proposal(request: Request, query: Query[BatchProposalQuery]) -> BatchProposalOut:
    """Propose which batches to take of an item in a warehouse, so that what expires first goes first."""
    return proposal_out(propose_batches(actor=request.actor, request=query.as_request()))


def _book(trace: BatchTrace, language: str) -> HttpResponse:
    unit = trace.batch.item.base_unit
    places = (place_row(each, unit=unit, language=language) for each in trace.places)
    steps = (step_row(each, unit=unit, language=language) for each in trace.steps)
    sheets = [Sheet("batch_places", TRACE_PLACES, places), Sheet("batch_steps", TRACE_STEPS, steps)]
    return book_response(name="batch_trace", sheets=sheets, language=language)
