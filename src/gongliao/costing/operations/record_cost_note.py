"""Record and post a cost note in one step."""

from datetime import datetime

from gongliao.costing.models import CostNote
from gongliao.costing.operations.check_note import check_note, digest_of, refuse_unpostable
from gongliao.costing.operations.hold_note import announce_recorded, voucher_of
from gongliao.costing.operations.requests import CostNoteRequest
from gongliao.costing.operations.require_over_used import require_over_used
from gongliao.costing.operations.write_note import write_posted_note
from gongliao.costing.permissions import RECORD, places_of
from gongliao.costing.queries.cost_notes import NoteLine
from gongliao.ledger.public import record_costs
from gongliao.platform.public import Actor, RequestIdReused, already_recorded, hold_books, in_tenant, require


@in_tenant
def record_cost_note(*, actor: Actor, request: CostNoteRequest, at: datetime) -> CostNote:
    """Book costs on projects. Asked again with the same content it books once and answers the same.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, then by line LineIdTwice, NotACharge,
        ChargeMissing, ItemNotFound, FigureTooLarge, AmountNotPositive, NodeNotFound, NodeOfOtherProject,
        ProjectOfOtherCompany, CategoryNotFound, MaterialCategory, PartyNotFound; then FigureTooLarge of the whole,
        NoteEmpty, then by line CategoryInactive, NodeNotChargeable, NodeNotReleased, NodeClosed; then by line
        MoreThanOverUsed; then BackdatedTooFar, PeriodClosing.
    Source: design.md 4, "Cost entry".
    """
    require(actor, RECORD, *places_of(request.company_id, (line.project_id for line in request.lines)))

    hold_books(request.company_id, request_id=request.id)
    # Looked up under the lock: a retry that raced us waits above, then finds our note here.
    if earlier := already_recorded(CostNote, document_id=request.id, digest=digest_of(request)):
        if earlier.state == "draft":
            raise RequestIdReused(id=request.id)
        return earlier

    checked = check_note(request, at=at)
    refuse_unpostable(request.lines)
    lines = [NoteLine(line_no=line_no, **line) for line_no, line in enumerate(checked.lines, start=1)]
    require_over_used(lines, company_id=request.company_id, on=request.business_date)

    draft = CostNote(id=request.id, **checked.head)
    voucher = voucher_of(draft, actor=actor, at=at)
    note = write_posted_note(
        actor=actor, voucher=voucher, digest=checked.digest, head=checked.head, lines=checked.lines, at=at
    )
    record_costs(actor=actor, voucher=voucher, lines=[line.cost_line for line in lines], at=at)
    project_ids = [line.project_id for line in request.lines]
    announce_recorded(note, actor=actor, amount=note.amount, project_ids=project_ids, at=at)
    return note
