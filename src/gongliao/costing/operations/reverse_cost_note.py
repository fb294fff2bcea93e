"""Take a cost note back by its mirror."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from gongliao.costing.errors import AlreadyReversed, IsReversal, ReasonMissing
from gongliao.costing.models import CostNote
from gongliao.costing.operations.check_note import refuse_unpostable
from gongliao.costing.operations.hold_note import announce_recorded, hold_note, voucher_of
from gongliao.costing.operations.requests import ReverseCostNoteRequest
from gongliao.costing.operations.write_note import write_posted_note
from gongliao.costing.permissions import REVERSE
from gongliao.costing.queries.cost_notes import NoteLine
from gongliao.kernel.ids import new_id
from gongliao.ledger.public import reverse_costs
from gongliao.platform.public import (
    Actor,
    already_recorded,
    change_state,
    fingerprint,
    in_tenant,
    link_documents,
    lock_request_id,
    require,
    require_state,
)


@in_tenant
def reverse_cost_note(*, actor: Actor, request: ReverseCostNoteRequest, at: datetime) -> CostNote:
    """Undo a posted note by a mirror note with a number of its own, the same date and opposite amounts.

    Work that is closed takes no reversal either; it is opened again first. Returns the mirror; asked again with the
    same id it answers the same.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, AlreadyReversed, IsReversal, WrongState, ReasonMissing,
        then by line CategoryInactive, NodeNotChargeable, NodeNotReleased, NodeClosed; then PeriodClosing.
    Source: design.md 4, "A reversal carries its original's business date and value"; requirements 4.13.
    """
    require(actor, REVERSE)
    lock_request_id(request.id)
    note, lines = hold_note(actor=actor, grant=REVERSE, note_id=request.original_id)
    # Looked up under the lock: a retry that raced us waits above, then finds our mirror here.
    if earlier := already_recorded(CostNote, document_id=request.id, digest=fingerprint(request)):
        return earlier

    _require_reversible(note, request.reason)
    refuse_unpostable(lines)

    line_ids = {line.id: new_id() for line in lines}
    voucher = voucher_of(note, actor=actor, at=at, id=request.id, backdates=False)
    mirror = write_posted_note(
        actor=actor,
        voucher=voucher,
        digest=fingerprint(request),
        head={
            "company_id": note.company_id,
            "kind": note.kind,
            "business_date": note.business_date,
            "remark": request.reason.strip(),
            "amount": -note.amount,
            "reverses_id": note.id,
        },
        lines=[_mirrored(line, line_ids[line.id]) for line in lines],
        at=at,
    )
    reverse_costs(actor=actor, original_id=note.id, voucher=voucher, line_ids=line_ids, at=at)
    # Of a posted head nothing but the state may change, its version included.
    change_state(note, "reversed", actor=actor, action="reversed", at=at, version=note.version)
    link_documents(actor=actor, links=[((note.document_type, note.id), (mirror.document_type, mirror.id))])
    announce_recorded(mirror, actor=actor, amount=mirror.amount, project_ids=[line.project_id for line in lines], at=at)
    return mirror


def _mirrored(line: NoteLine, id: UUID) -> dict[str, Any]:
    quantity = None if line.quantity is None else -line.quantity
    return asdict(line) | {"id": id, "amount": -line.amount, "quantity": quantity}


def _require_reversible(note: CostNote, reason: str) -> None:
    number = note.number or ""
    if note.state == "reversed":
        raise AlreadyReversed(number=number)
    if note.reverses_id is not None:
        raise IsReversal(number=number)
    require_state(note, "posted")
    if not reason.strip():
        raise ReasonMissing()
