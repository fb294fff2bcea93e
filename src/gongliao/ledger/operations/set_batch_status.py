"""Say whether a batch may be used."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from gongliao.contracts.ledger import BatchStatusChanged
from gongliao.kernel.values import Labelled
from gongliao.ledger.errors import BatchNotFound, BatchReasonMissing, BatchStatusStays
from gongliao.ledger.models import Batch
from gongliao.ledger.permissions import BATCH_STATUS
from gongliao.ledger.rules.batches import NEXT, BatchStatus
from gongliao.platform.public import Actor, StaleVersion, Where, announce, in_tenant, require


@dataclass(frozen=True)
class BatchStatusRequest:
    """A batch's new status; ``version`` is the batch's that the editor saw."""

    id: UUID
    version: int
    status: BatchStatus
    reason: str


@in_tenant
def set_batch_status(*, actor: Actor, request: BatchStatusRequest, at: datetime) -> Batch:
    """Change a batch's status, from when on it may be issued, or not; the same status again changes nothing.

    What is in quarantine, blocked or recalled is still moved, scrapped and returned. A batch may lie in the stores of
    several companies, so the grant must hold everywhere.

    Raises: MissingGrant, BatchNotFound, StaleVersion, BatchStatusStays, BatchReasonMissing.
    Source: requirements 3.7.
    """
    require(actor, BATCH_STATUS, Where())

    # An issue that reads the status holds the row shared until it has posted, so it and we wait for each other.
    held: Batch | None = Batch.objects.select_for_update(no_key=True).filter(id=request.id).first()
    if held is None:
        raise BatchNotFound(id=request.id, field=None)
    reason = request.reason.strip()
    if (held.status, held.status_reason) == (request.status, reason):
        return held

    if held.version != request.version:
        raise StaleVersion(seen=request.version, current=held.version)
    before = cast(BatchStatus, held.status)
    if request.status not in NEXT[before]:
        raise BatchStatusStays(batch=Labelled(held.number, held.item.tracking), state=before, wanted=request.status)
    if not reason:
        raise BatchReasonMissing()
    held.status, held.status_reason, held.version = request.status, reason, held.version + 1
    held.save(update_fields=["status", "status_reason", "version"])

    announce(
        BatchStatusChanged(
            document_id=held.id,
            at=at,
            item_id=held.item_id,
            number=held.number,
            before=before,
            status=request.status,
            reason=reason,
            person_id=actor.person_id,
        )
    )
    return held
