"""Reverse a goods document of any kind by its mirror."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from gongliao.inventory.errors import AlreadyReversed, LaterDocumentsDepend, ReversalNotReversible
from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, R, ReversalRequest
from gongliao.inventory.operations.goods_rows import mirrored_line, places_of, write_head
from gongliao.inventory.operations.hold_document import hold_document
from gongliao.inventory.permissions import REVERSE
from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Money
from gongliao.ledger.public import PostedLine, open_voucher, reverse_goods
from gongliao.platform.public import (
    Actor,
    RequestIdReused,
    announce,
    ask_company,
    change_state,
    document_types,
    fetch,
    fingerprint,
    hold_books_of,
    link_documents,
    lock_request_id,
    require,
    require_state,
    take_number,
    write_journal,
)
from gongliao.projects.public import nodes_by_id, require_node_takes


def reverse_goods_document(
    kind: GoodsKind[R], *, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime
) -> UUID:
    """Undo a posted document by its mirror, which carries the same date and values. Returns the mirror's id.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, AlreadyReversed, ReversalNotReversible, WrongState,
        NodeClosed, LaterDocumentsDepend, PeriodClosing, LaterMovesDepend.
    Source: requirements 1.2, 4.13; design.md 4.
    """
    require(actor, REVERSE)

    lock_request_id(request.id)
    hold_books_of(kind.model, document_id)
    document = hold_document(kind.model, actor=actor, document_id=document_id)
    lines = list(kind.line_model.objects.filter(document_id=document_id).order_by("line_no"))
    require(actor, REVERSE, *places_of(document, lines))
    if (mirror := kind.model.objects.filter(id=request.id).first()) is not None:
        if mirror.reverses_id == document_id and mirror.remark == request.reason:
            return request.id
        raise RequestIdReused(id=request.id)
    if document.state == "reversed":
        raise AlreadyReversed(number=document.number)
    if document.reverses_id is not None:  # type: ignore[attr-defined]
        raise ReversalNotReversible(number=document.number)
    require_state(document, "posted")
    _require_nodes_take(lines)
    kind.lock_below(lines)
    _refuse_dependents(document)

    line_ids = {line.id: new_id() for line in lines}
    company = ask_company(document.company_id).get()
    assert company is not None
    voucher = open_voucher(
        actor=actor,
        type=kind.model.document_type,
        id=request.id,
        company=company,
        business_date=document.business_date,
        at=at,
        backdates=False,
    )
    posted = reverse_goods(actor=actor, original_id=document_id, voucher=voucher, line_ids=line_ids, at=at)
    kind.tell_below_of_reversal(actor=actor, original=document, voucher=voucher, line_ids=line_ids, at=at)

    number = take_number(prefix=kind.model.number_prefix, on=document.business_date)
    head = {name: getattr(document, name) for name in ("warehouse_id", *kind.head_extra)}
    write_head(kind, actor, voucher, head, number, fingerprint(request), request.reason, at, reverses_id=document_id)
    kind.lines.run([mirrored_line(kind, actor, line, line_ids[line.id], request.id) for line in lines])
    change_state(
        document, "reversed", actor=actor, action="reversed", at=at, because=request.reason, version=document.version
    )
    link_documents(actor=actor, links=[((kind.model.document_type, document_id), (voucher.type, voucher.id))])
    write_journal(
        actor=actor, document_type=voucher.type, document_id=voucher.id, action="recorded", at=at, remark=request.reason
    )
    amount = Money(-kind.worth_undone(lines, _by_line(posted, line_ids)))
    plan = Plan(company=company, head=head, lines=(), places=(), facts=lines)
    announce(kind.event(voucher=voucher, number=number, amount=amount, at=at, plan=plan))
    return request.id


def _by_line(posted: Sequence[PostedLine], line_ids: Mapping[UUID, UUID]) -> dict[UUID, list[PostedLine]]:
    """Return what was taken back by the original's line."""
    originals = {line_id: original for original, line_id in line_ids.items()}
    found: dict[UUID, list[PostedLine]] = {}
    for each in posted:
        found.setdefault(originals[each.line_id], []).append(each)
    return found


def _require_nodes_take(lines: Sequence[GoodsDocumentLine]) -> None:
    """Refuse to change what a closed node bore; it would have to be opened again first."""
    nodes = nodes_by_id({line.node_id for line in lines if line.node_id})
    for line in lines:
        if line.node_id:
            require_node_takes(nodes[line.node_id], "cost", line=line.line_no)


def _refuse_dependents(document: GoodsDocument) -> None:
    """Refuse while a document that came after this one is still in force."""
    rows = fetch(
        "SELECT after_type, after_id FROM platform_documentlink WHERE tenant_id = %s AND before_id = %s",
        (document.tenant_id, document.id),
    )
    standing: list[str] = []
    for kind, after_id in rows:
        after = document_types()[kind].objects.filter(id=after_id).exclude(state__in=["reversed", "draft"]).first()
        if after is not None and after.reverses_id is None:
            standing.append(after.number or str(after.id))
    if standing:
        raise LaterDocumentsDepend(documents=tuple(sorted(standing)))
