"""Post the draft of a change of method."""

from datetime import datetime
from typing import Any

from gongliao.catalog.public import items_by_id
from gongliao.costing.errors import NoteEmpty
from gongliao.costing.models import MethodChange
from gongliao.costing.operations.hold_method_change import eve_of, hold_method_change
from gongliao.costing.operations.requests import CostNoteStep
from gongliao.costing.operations.save_method_change import require_day
from gongliao.costing.permissions import CHANGE_METHOD
from gongliao.ledger.public import NewMethod, change_methods
from gongliao.platform.public import Actor, StaleVersion, Update, change_state, in_tenant, require, take_number

_SET_LINES = Update(
    "costing_methodchangeline",
    keys=(("id", "uuid"),),
    sets=(("before", "text"), ("quantity", "numeric"), ("value", "numeric")),
)


@in_tenant
def post_method_change(*, actor: Actor, request: CostNoteStep, at: datetime) -> MethodChange:
    """Value the items by their new methods from the business date on; a change posted before answers the same.

    Raises: MissingGrant, DocumentNotFound, StaleVersion, DateOutOfRange, NoteEmpty, PeriodClosing, then together by
        line MethodIsTheSame, MethodNeedsBatch, MovedSince.
    Source: requirements 3.3; ADR-0019.
    """
    require(actor, CHANGE_METHOD)
    change, lines = hold_method_change(actor=actor, grant=CHANGE_METHOD, change_id=request.id)
    # Asked again, it answers the same even where the change was reversed meanwhile.
    if change.state != "draft":
        return change

    if request.version is not None and request.version != change.version:
        raise StaleVersion(seen=request.version, current=change.version)
    require_day(change.company_id, change.business_date, at=at)
    if not lines:
        raise NoteEmpty()
    voucher = eve_of(change, actor=actor, at=at)
    items = items_by_id({line.item_id for line in lines}, on=change.business_date)
    asked = [NewMethod(line.id, line.line_no, items[line.item_id], line.method) for line in lines]
    changed = change_methods(actor=actor, voucher=voucher, lines=asked, at=at)

    _SET_LINES.run(actor.tenant_id, [(each.line_id, each.before, each.quantity, each.value) for each in changed])
    number = take_number(prefix=change.number_prefix, on=change.business_date)
    columns: dict[str, Any] = {"number": number, "posting_date": voucher.posting_date}
    change_state(change, "posted", actor=actor, action="posted", at=at, **columns)
    return change
