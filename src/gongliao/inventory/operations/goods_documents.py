"""The course that every goods document takes: draft, post, record in one step, reverse.

A kind of document says how its request is checked and planned, and whom below it tells; the six beats are here once:
authorise, lock, already done, decide, record, announce.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from gongliao.inventory.errors import AlreadyReversed, LaterDocumentsDepend, ReversalNotReversible
from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine
from gongliao.inventory.operations.hold_document import hold_document
from gongliao.inventory.permissions import REVERSE
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.kernel.values import Money
from gongliao.ledger.public import GoodsLine, PostedLine, Voucher, post_goods, reverse_goods
from gongliao.platform.public import (
    Actor,
    Draft,
    Event,
    Insert,
    RequestIdReused,
    Row,
    StaleVersion,
    Where,
    already_recorded,
    announce,
    change_state,
    document_types,
    fetch,
    fingerprint,
    link_documents,
    lock_request_id,
    pipeline,
    require,
    require_state,
    save_draft,
    take_number,
    write_journal,
)
from gongliao.projects.public import nodes_by_id, require_node_takes

HEAD_COLUMNS = (
    "id",
    "tenant_id",
    "number",
    "state",
    "version",
    "company_id",
    "business_date",
    "posting_date",
    "remark",
    "fingerprint",
    "created_by_id",
    "created_at",
    "reverses_id",
)
LINE_COLUMNS = (
    "id",
    "tenant_id",
    "document_id",
    "line_no",
    "quantity",
    "entered_quantity",
    "unit",
    "remark",
    "item_id",
    "bin_id",
    "batch_id",
    "owner_id",
    "project_id",
    "node_id",
    "category_id",
    "amount",
)

Endpoint = tuple[str, UUID]


class GoodsRequest(Protocol):
    """What every request for a goods document holds."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def company_id(self) -> UUID: ...
    @property
    def business_date(self) -> date: ...
    @property
    def remark(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line as it goes to the books, with the columns of its table."""

    goods: GoodsLine
    bin_id: UUID
    owner_id: UUID | None
    remark: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """Return the line's columns but for the ids of its document and tenant."""
        goods, cost = self.goods, self.goods.cost
        return {
            "id": goods.line_id,
            "quantity": goods.quantity,
            "entered_quantity": goods.entered_quantity,
            "unit": goods.entered_unit,
            "remark": self.remark,
            "item_id": goods.item.id,
            "bin_id": self.bin_id,
            "batch_id": goods.batch_id if goods.batch_id != NO_ID else None,
            "owner_id": self.owner_id,
            "project_id": cost.project_id if cost else self.owner_id,
            "node_id": cost.node_id if cost else None,
            "category_id": cost.category_id if cost else None,
            **self.extra,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked request: what it writes, where it acts, what it comes from."""

    head: Mapping[str, Any]
    lines: Sequence[PlannedLine]
    places: Sequence[Where]
    before: Sequence[Endpoint] = ()
    facts: Any = None


R = TypeVar("R", bound=GoodsRequest)


@dataclass(frozen=True)
class ReversalRequest:
    """Undo a posted document by a mirror of it."""

    id: UUID
    reason: str


class GoodsKind(ABC, Generic[R]):
    """How one kind of goods document differs from the others."""

    model: ClassVar[type[GoodsDocument]]
    line_model: ClassVar[type[GoodsDocumentLine]]
    grant: ClassVar[str]
    head_extra: ClassVar[tuple[str, ...]]
    line_extra: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        table, line_table = cls.model._meta.db_table, cls.line_model._meta.db_table
        cls.heads = Insert(table, (*HEAD_COLUMNS, "warehouse_id", *cls.head_extra))
        cls.lines = Insert(line_table, (*LINE_COLUMNS, *cls.line_extra))

    heads: ClassVar[Insert]
    lines: ClassVar[Insert]

    @abstractmethod
    def plan(self, *, actor: Actor, request: R, at: datetime, posting: bool) -> Plan:
        """Check the request and say what it means; ``posting`` also makes what only a posted document makes."""

    @abstractmethod
    def request_of(self, document: Any) -> R:
        """Return the request that a draft stands for."""

    @abstractmethod
    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        """Return what is announced."""

    def tell_below(
        self, *, actor: Actor, voucher: Voucher, plan: Plan, posted: Sequence[PostedLine], at: datetime
    ) -> None:
        """Tell modules below what they keep of this document."""

    def lock_below(self, lines: Sequence[Any]) -> None:
        """Lock what modules below keep of a document that is to be reversed, in the order in which posting locks it."""

    def tell_below_of_reversal(
        self, *, actor: Actor, original: Any, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
    ) -> None:
        """Take back what modules below were told."""


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

    plan = kind.plan(actor=actor, request=request, at=at, posting=False)
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

    lock_request_id(request.id)
    # Looked up under the lock: a retry that raced us waits above, then finds our document here.
    if _recorded(kind, request.id, digest):
        return request.id

    plan = kind.plan(actor=actor, request=request, at=at, posting=True)
    require(actor, kind.grant, *plan.places)
    voucher = Voucher(kind.model.document_type, request.id, request.company_id, request.business_date)
    posted = post_goods(actor=actor, voucher=voucher, lines=[line.goods for line in plan.lines], at=at)
    kind.tell_below(actor=actor, voucher=voucher, plan=plan, posted=posted, at=at)

    number = take_number(prefix=kind.model.number_prefix, on=request.business_date)
    with pipeline():
        _write_head(kind, actor, voucher, plan.head, number, digest, request.remark, at)
        _write_lines(kind, actor, voucher, plan, posted)
        _tell(kind, actor, voucher, plan, posted, number, "recorded", at)
    return request.id


def post(kind: GoodsKind[R], *, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft; a posted document answers the same.

    Raises: MissingGrant, DocumentNotFound, WrongState, then what the kind's plan and the ledger refuse.
    """
    require(actor, kind.grant)

    document = hold_document(kind.model, actor=actor, document_id=document_id)
    if document.state == "posted":
        return document_id
    require_state(document, "draft")

    request = kind.request_of(document)
    plan = kind.plan(actor=actor, request=request, at=at, posting=True)
    require(actor, kind.grant, *plan.places)
    voucher = Voucher(kind.model.document_type, document_id, document.company_id, document.business_date)
    posted = post_goods(actor=actor, voucher=voucher, lines=[line.goods for line in plan.lines], at=at)
    kind.tell_below(actor=actor, voucher=voucher, plan=plan, posted=posted, at=at)

    kind.line_model.objects.filter(document_id=document_id).delete()
    _write_lines(kind, actor, voucher, plan, posted)
    number = take_number(prefix=kind.model.number_prefix, on=document.business_date)
    change_state(
        document,
        "posted",
        actor=actor,
        action="posted",
        at=at,
        number=number,
        posting_date=document.business_date,
    )
    _tell(kind, actor, voucher, plan, posted, number, None, at)
    return document_id


def reverse(kind: GoodsKind[R], *, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo a posted document by its mirror, which carries the same date and values. Returns the mirror's id.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, AlreadyReversed, ReversalNotReversible, WrongState,
        NodeClosed, LaterDocumentsDepend, LaterMovesDepend.
    Source: requirements 1.2, 4.13; design.md 4.
    """
    require(actor, REVERSE)

    lock_request_id(request.id)
    document = hold_document(kind.model, actor=actor, document_id=document_id)
    lines = list(kind.line_model.objects.filter(document_id=document_id).order_by("line_no"))
    require(actor, REVERSE, *_places_of(document, lines))
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
    voucher = Voucher(kind.model.document_type, request.id, document.company_id, document.business_date)
    posted = reverse_goods(actor=actor, original_id=document_id, voucher=voucher, line_ids=line_ids, at=at)
    kind.tell_below_of_reversal(actor=actor, original=document, voucher=voucher, line_ids=line_ids, at=at)

    number = take_number(prefix=kind.model.number_prefix, on=document.business_date)
    head = {name: getattr(document, name) for name in ("warehouse_id", *kind.head_extra)}
    _write_head(kind, actor, voucher, head, number, fingerprint(request), request.reason, at, reverses_id=document_id)
    kind.lines.run([_mirrored_line(kind, actor, line, line_ids[line.id], request.id) for line in lines])
    change_state(
        document, "reversed", actor=actor, action="reversed", at=at, because=request.reason, version=document.version
    )
    link_documents(actor=actor, links=[((kind.model.document_type, document_id), (voucher.type, voucher.id))])
    write_journal(
        actor=actor, document_type=voucher.type, document_id=voucher.id, action="recorded", at=at, remark=request.reason
    )
    amount = Money(-sum((line.value for line in posted), Money(0)))  # type: ignore[arg-type]
    plan = Plan(head=head, lines=(), places=(), facts=lines)
    announce(kind.event(voucher=voucher, number=number, amount=amount, at=at, plan=plan))
    return request.id


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
    require(actor, kind.grant, *_places_of(found, lines))
    return None


def _recorded(kind: GoodsKind[Any], document_id: UUID, digest: str) -> bool:
    document = already_recorded(kind.model, document_id=document_id, digest=digest)
    if document is not None and document.state == "draft":
        raise RequestIdReused(id=document_id)
    return document is not None


def _places_of(document: GoodsDocument, lines: Sequence[GoodsDocumentLine]) -> list[Where]:
    projects = {line.project_id for line in lines}
    return [Where(document.company_id, project_id, document.warehouse_id) for project_id in projects]


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


def _write_head(
    kind: GoodsKind[Any],
    actor: Actor,
    voucher: Voucher,
    head: Mapping[str, Any],
    number: str,
    digest: str,
    remark: str,
    at: datetime,
    reverses_id: UUID | None = None,
) -> None:
    row: Row = (
        voucher.id,
        actor.tenant_id,
        number,
        "posted",
        1,
        voucher.company_id,
        voucher.business_date,
        voucher.business_date,
        remark,
        digest,
        actor.person_id,
        at,
        reverses_id,
        *(head[name] for name in ("warehouse_id", *kind.head_extra)),
    )
    kind.heads.run([row])


def _write_lines(
    kind: GoodsKind[Any], actor: Actor, voucher: Voucher, plan: Plan, posted: Sequence[PostedLine]
) -> None:
    rows: list[Row] = []
    for number, (line, done) in enumerate(zip(plan.lines, posted, strict=True), start=1):
        columns = {
            **line.columns(),
            "tenant_id": actor.tenant_id,
            "document_id": voucher.id,
            "line_no": number,
            "amount": done.value,
        }
        rows.append(tuple(columns[name] for name in kind.lines.columns))
    kind.lines.run(rows)


def _mirrored_line(
    kind: GoodsKind[Any], actor: Actor, line: GoodsDocumentLine, line_id: UUID, document_id: UUID
) -> Row:
    columns = {name: getattr(line, name) for name in kind.lines.columns}
    columns.update(id=line_id, document_id=document_id)
    return tuple(columns[name] for name in kind.lines.columns)


def _tell(
    kind: GoodsKind[Any],
    actor: Actor,
    voucher: Voucher,
    plan: Plan,
    posted: Sequence[PostedLine],
    number: str,
    action: str | None,
    at: datetime,
) -> None:
    here = (voucher.type, voucher.id)
    link_documents(actor=actor, links=[(before, here) for before in plan.before])
    if action:
        write_journal(actor=actor, document_type=voucher.type, document_id=voucher.id, action=action, at=at)
    amount = Money(sum((line.value for line in posted), Money(0)))  # type: ignore[arg-type]
    announce(kind.event(voucher=voucher, number=number, amount=amount, at=at, plan=plan))
