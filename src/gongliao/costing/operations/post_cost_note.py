"""Post the draft of a cost note."""

from datetime import datetime

from gongliao.costing.models import CostNote
from gongliao.costing.operations.check_note import refuse_unpostable
from gongliao.costing.operations.hold_note import announce_recorded, hold_note, voucher_of
from gongliao.costing.operations.requests import CostNoteStep
from gongliao.costing.operations.require_over_used import require_over_used
from gongliao.costing.permissions import RECORD
from gongliao.ledger.public import record_costs
from gongliao.platform.public import (
    Actor,
    StaleVersion,
    change_state,
    in_tenant,
    open_company,
    require,
    require_state,
    take_number,
)


@in_tenant
def post_cost_note(*, actor: Actor, request: CostNoteStep, at: datetime) -> CostNote:
    """Book a draft's costs on their projects; a posted note answers the same.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion, DateOutOfRange, NoteEmpty, then by line
        CategoryInactive, NodeNotChargeable, NodeNotReleased, NodeClosed; then by line MoreThanOverUsed; then
        BackdatedTooFar, PeriodClosing.
    Source: design.md 4, "Cost entry".
    """
    require(actor, RECORD)
    note, lines = hold_note(actor=actor, grant=RECORD, note_id=request.id)
    if note.state == "posted":
        return note

    require_state(note, "draft")
    if request.version is not None and request.version != note.version:
        raise StaleVersion(seen=request.version, current=note.version)
    open_company(company_id=note.company_id, business_date=note.business_date, at=at)
    refuse_unpostable(lines)
    require_over_used(lines, company_id=note.company_id, on=note.business_date)

    voucher = voucher_of(note, actor=actor, at=at)
    record_costs(actor=actor, voucher=voucher, lines=[line.cost_line for line in lines], at=at)
    number = take_number(prefix=note.number_prefix, on=note.business_date)
    change_state(note, "posted", actor=actor, action="posted", at=at, number=number, posting_date=voucher.posting_date)
    announce_recorded(note, actor=actor, amount=note.amount, project_ids=[line.project_id for line in lines], at=at)
    return note
