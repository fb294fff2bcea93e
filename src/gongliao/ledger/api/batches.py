"""Batches over HTTP: what they are, and whether they may be used."""

from typing import Any
from uuid import UUID

from ninja import Query

from gongliao.kernel.clock import utc_now
from gongliao.ledger.api.books import router
from gongliao.ledger.operations.set_batch_status import set_batch_status
from gongliao.ledger.permissions import BATCH_STATUS, READ
from gongliao.ledger.queries.batches import batch_of, batches
from gongliao.ledger.schemas.batches import BatchOut, BatchStatusIn, batch_out
from gongliao.ledger.schemas.filters import BatchQuery
from gongliao.platform.public import ListSpec, Page, Request, Scope, list_answer

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
