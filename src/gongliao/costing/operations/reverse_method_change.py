"""Take a change of method back by its mirror."""

from datetime import datetime

from gongliao.costing.errors import AlreadyReversed, IsReversal, ReasonMissing
from gongliao.costing.models import MethodChange, MethodChangeLine
from gongliao.costing.operations.hold_method_change import eve_of, hold_method_change
from gongliao.costing.operations.requests import ReverseCostNoteRequest
from gongliao.costing.permissions import REVERSE
from gongliao.kernel.ids import new_id
from gongliao.ledger.public import take_back_methods
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
    take_number,
    write_journal,
)


@in_tenant
def reverse_method_change(*, actor: Actor, request: ReverseCostNoteRequest, at: datetime) -> MethodChange:
    """Value the items as before a change again, as long as none of them moved since; by a mirror with its own number.

    Returns the mirror; asked again with the same id it answers the same.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, AlreadyReversed, IsReversal, WrongState, ReasonMissing,
        PeriodClosing, LaterMovesDepend.
    Source: requirements 4.13; ADR-0019.
    """
    require(actor, REVERSE)
    lock_request_id(request.id)
    change, lines = hold_method_change(actor=actor, grant=REVERSE, change_id=request.original_id)
    # Looked up under the lock: a retry that raced us waits above, then finds our mirror here.
    if earlier := already_recorded(MethodChange, document_id=request.id, digest=fingerprint(request)):
        return earlier

    _require_reversible(change, request.reason)
    line_ids = {line.id: new_id() for line in lines}
    voucher = eve_of(change, actor=actor, at=at, id=request.id)
    mirror = MethodChange(
        id=request.id,
        state="posted",
        number=take_number(prefix=change.number_prefix, on=change.business_date),
        company_id=change.company_id,
        business_date=change.business_date,
        posting_date=voucher.posting_date,
        remark=request.reason.strip(),
        fingerprint=fingerprint(request),
        created_by_id=actor.person_id,
        created_at=at,
        reverses_id=change.id,
    )
    mirror.save(force_insert=True)
    MethodChangeLine.objects.bulk_create(
        MethodChangeLine(
            id=line_ids[line.id],
            document=mirror,
            line_no=line.line_no,
            item_id=line.item_id,
            method=line.before,
            before=line.method,
            quantity=line.quantity,
            value=line.value,
        )
        for line in lines
    )
    take_back_methods(actor=actor, original_id=change.id, voucher=voucher, line_ids=line_ids, at=at)
    write_journal(actor=actor, document_type=mirror.document_type, document_id=mirror.id, action="recorded", at=at)
    # Of a posted head nothing but the state may change, its version included.
    change_state(change, "reversed", actor=actor, action="reversed", at=at, version=change.version)
    link_documents(actor=actor, links=[((change.document_type, change.id), (mirror.document_type, mirror.id))])
    return mirror


def _require_reversible(change: MethodChange, reason: str) -> None:
    number = change.number or ""
    if change.state == "reversed":
        raise AlreadyReversed(number=number)
    if change.reverses_id is not None:
        raise IsReversal(number=number)
    require_state(change, "posted")
    if not reason.strip():
        raise ReasonMissing()
