"""Save the draft of a change of method."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from gongliao.catalog.public import ItemNotFound, items_by_id
from gongliao.costing.errors import ItemTwice, LineIdTwice
from gongliao.costing.models import MethodChange, MethodChangeLine
from gongliao.costing.operations.requests import MethodChangeLineRequest, MethodChangeRequest
from gongliao.costing.permissions import CHANGE_METHOD, READ
from gongliao.kernel.clock import local_date
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.platform.public import (
    Actor,
    CompanyNotFound,
    DateOutOfRange,
    DocumentLine,
    DocumentNotFound,
    Draft,
    Where,
    ask_company,
    fingerprint,
    in_tenant,
    lock_document,
    lock_request_id,
    require,
    save_draft,
)


@in_tenant
def save_method_change(*, actor: Actor, request: MethodChangeRequest, at: datetime) -> MethodChange:
    """Create or replace the draft of a change. What stands in its way is asked when it is posted.

    Raises: MissingGrant, DocumentNotFound, CompanyNotFound, DateOutOfRange, then together by line LineIdTwice,
        ItemTwice, ItemNotFound; then RequestIdReused, WrongState, StaleVersion.
    """
    require(actor, CHANGE_METHOD, Where(request.company_id))
    lock_request_id(request.id)
    if request.version:
        # Who replaces a draft answers for the company it was for as well.
        place = Where(lock_document(MethodChange, request.id).company_id)
        if not actor.reach(READ).covers(place):
            raise DocumentNotFound(id=request.id)
        require(actor, CHANGE_METHOD, place)
    require_day(request.company_id, request.business_date, at=at)
    refuse_together(_wrong_lines(request.lines, on=request.business_date))
    draft = Draft(
        id=request.id,
        version=request.version,
        digest=fingerprint(replace(request, version=0)),
        head={name: getattr(request, name) for name in ("company_id", "business_date", "remark")},
        lines=[{"id": line.id, "item_id": line.item_id, "method": line.method} for line in request.lines],
    )
    # Its lines are no ``DocumentLine``, but have the columns that drafts are written by.
    line_model = cast("type[DocumentLine]", MethodChangeLine)
    return save_draft(actor=actor, model=MethodChange, line_model=line_model, draft=draft, at=at)


def require_day(company_id: UUID, first: date, *, at: datetime) -> None:
    """Refuse a first day of a method that is not tomorrow or a day before, on whose eve the books were open.

    Raises: CompanyNotFound, DateOutOfRange.
    """
    company = ask_company(company_id).get()
    if company is None:
        raise CompanyNotFound(id=company_id)
    earliest = company.books_open_on + timedelta(days=1)
    latest = local_date(at, company.time_zone) + timedelta(days=1)
    if not earliest <= first <= latest:
        raise DateOutOfRange(date=first, earliest=earliest, latest=latest)


def _wrong_lines(lines: tuple[MethodChangeLineRequest, ...], *, on: date) -> list[Refusal]:
    items = items_by_id({line.item_id for line in lines}, on=on)
    wrong: list[Refusal] = []
    ids: set[UUID] = set()
    first_of: dict[UUID, int] = {}
    for line_no, line in enumerate(lines, start=1):
        if line.id in ids:
            wrong.append(LineIdTwice(id=line.id, line=line_no))
        ids.add(line.id)
        if (first := first_of.setdefault(line.item_id, line_no)) != line_no:
            wrong.append(ItemTwice(first=first, line=line_no))
        if line.item_id not in items:
            wrong.append(ItemNotFound(id=line.item_id, line=line_no))
    return wrong
