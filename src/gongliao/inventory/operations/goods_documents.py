"""The course that every goods document takes: draft, post, or record in one step.

A kind of document says how its request is checked and planned, and whom below it tells; the six beats are here once:
authorise, lock, already done, decide, record, announce.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, R
from gongliao.inventory.operations.goods_rows import places_of, tell, write_head, write_lines
from gongliao.inventory.operations.hold_document import hold_document
from gongliao.ledger.public import Voucher, open_voucher
from gongliao.platform.public import (
    Actor,
    Draft,
    Later,
    RequestIdReused,
    StaleVersion,
    already_recorded,
    ask_fingerprint,
    change_state,
    drop_draft,
    fingerprint,
    hold_books,
    hold_books_of,
    lock_request_id,
    require,
    require_state,
    save_draft,
    take_number,
)


def save(kind: GoodsKind[R], *, actor: Actor, request: R, at: datetime) -> Any:
    """Create or replace a draft. The same content sent again changes nothing and answers the same.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what the kind's plan
        refuses.
    """
    require(actor, kind.grant)
    digest = _digest(request)

    lock_request_id(request.id)
    if earlier := _saved_before(kind, actor, request, digest):
        return earlier

    plan = kind.plan(actor=actor, request=request, asked=kind.ask(request), at=at, posting=False)
    require(actor, kind.grant, *plan.places)
    head = {
        "company_id": request.company_id,
        "business_date": request.business_date,
        "remark": request.remark,
        **plan.head,
    }
    draft = Draft(
        id=request.id,
        version=request.version,
        digest=digest,
        head=head,
        lines=[line.columns() for line in plan.lines],
    )
    return save_draft(actor=actor, model=kind.model, line_model=kind.line_model, draft=draft, at=at)


def record(kind: GoodsKind[R], *, actor: Actor, request: R, at: datetime) -> UUID:
    """Record a document and post it in one step; asked again it answers the same. Returns its id.

    Raises: MissingGrant, RequestIdReused, then what the kind's plan and the ledger refuse.
    """
    require(actor, kind.grant)
    digest = _digest(request)

    hold_books(request.company_id, request_id=request.id)
    # Looked up under the lock: a retry that raced us waits above, then finds our document here.
    kept, asked = ask_fingerprint(kind.model, request.id), kind.ask_to_post(request)
    if _recorded(kind, request.id, digest, kept):
        return request.id

    plan = kind.plan(actor=actor, request=request, asked=asked, at=at, posting=True)
    require(actor, kind.grant, *plan.places)
    voucher = _voucher(kind, actor, request.id, plan, request.business_date, at)
    plan, posted = kind.move(actor=actor, voucher=voucher, plan=plan, at=at)
    kind.tell_below(actor=actor, voucher=voucher, plan=plan, posted=posted, at=at)

    number = take_number(prefix=kind.model.number_prefix, on=request.business_date)
    write_head(kind, actor, voucher, plan.head, number, digest, request.remark, at)
    write_lines(kind, actor, voucher, plan, posted)
    tell(kind, actor, voucher, plan, posted, number, "recorded", at)
    return request.id


def post(kind: GoodsKind[R], *, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft; a posted document answers the same.

    Raises: MissingGrant, DocumentNotFound, WrongState, then what the kind's plan and the ledger refuse.
    """
    require(actor, kind.grant)

    hold_books_of(kind.model, document_id)
    document = hold_document(kind.model, actor=actor, document_id=document_id)
    if document.state == "posted":
        return document_id
    require_state(document, *kind.open_states)

    # Its company may have become another before the document was held.
    hold_books(document.company_id)
    request = kind.request_of(document)
    plan = kind.plan(actor=actor, request=request, asked=kind.ask_to_post(request), at=at, posting=True)
    require(actor, kind.grant, *plan.places)
    voucher = _voucher(kind, actor, document_id, plan, document.business_date, at)
    plan, posted = kind.move(actor=actor, voucher=voucher, plan=plan, at=at)
    kind.tell_below(actor=actor, voucher=voucher, plan=plan, posted=posted, at=at)

    kind.line_model.objects.filter(document_id=document_id).delete()
    write_lines(kind, actor, voucher, plan, posted)
    number = take_number(prefix=kind.model.number_prefix, on=document.business_date)
    change_state(
        document,
        "posted",
        actor=actor,
        action="posted",
        at=at,
        number=number,
        posting_date=voucher.posting_date,
    )
    tell(kind, actor, voucher, plan, posted, number, None, at)
    return document_id


def drop(kind: GoodsKind[Any], *, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft that nobody has posted.

    Raises: MissingGrant, DocumentNotFound, MissingGrant where it acts, WrongState, StaleVersion.
    """
    require(actor, kind.grant)
    found = hold_document(kind.model, actor=actor, document_id=document_id)
    require(actor, kind.grant, *places_of(found, list(kind.line_model.objects.filter(document_id=document_id))))
    drop_draft(actor=actor, model=kind.model, document_id=document_id, version=version)


def _voucher(
    kind: GoodsKind[Any], actor: Actor, document_id: UUID, plan: Plan, business_date: date, at: datetime
) -> Voucher:
    """Return the document as the cause of entries.

    Raises: BackdatedTooFar, PeriodClosing.
    """
    return open_voucher(
        actor=actor,
        type=kind.model.document_type,
        id=document_id,
        company=plan.company,
        business_date=business_date,
        at=at,
    )


def _digest(request: Any) -> str:
    # The version is left out, so that the same content is known again whatever its editor last saw.
    return fingerprint(replace(request, version=0))


def _saved_before(kind: GoodsKind[R], actor: Actor, request: R, digest: str) -> Any:
    """Return the document if it has this content already; who replaces a draft answers for what it held before.

    Raises: DocumentNotFound, RequestIdReused, WrongState, StaleVersion, MissingGrant.
    """
    if request.version == 0 and not kind.model.objects.filter(id=request.id).exists():
        return None
    found = hold_document(kind.model, actor=actor, document_id=request.id)
    if found.fingerprint == digest:
        return found
    if request.version == 0:
        raise RequestIdReused(id=request.id)
    require_state(found, "draft")
    if found.version != request.version:
        raise StaleVersion(seen=request.version, current=found.version)
    lines = list(kind.line_model.objects.filter(document_id=found.id))
    require(actor, kind.grant, *places_of(found, lines))
    return None


def _recorded(kind: GoodsKind[Any], document_id: UUID, digest: str, kept: Later[str | None]) -> bool:
    document = already_recorded(kind.model, document_id=document_id, digest=digest, kept=kept)
    if document is not None and document.state in kind.open_states:
        raise RequestIdReused(id=document_id)
    return document is not None
