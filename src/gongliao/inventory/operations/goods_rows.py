"""Writing a goods document's rows, and telling of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan
from gongliao.kernel.values import Money
from gongliao.ledger.public import PostedLine, Voucher
from gongliao.platform.public import Actor, Row, Where, announce, link_documents, write_journal


def places_of(document: GoodsDocument, lines: Sequence[GoodsDocumentLine]) -> list[Where]:
    """Return where a document and its lines act."""
    projects = {project_id for line in lines for project_id in line.project_ids()}
    return [Where(document.company_id, project_id, document.warehouse_id) for project_id in projects]


def write_head(
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
    """Write the head of a posted document."""
    row: Row = (
        voucher.id,
        actor.tenant_id,
        number,
        "posted",
        1,
        voucher.company_id,
        voucher.business_date,
        voucher.posting_date,
        remark,
        digest,
        actor.person_id,
        at,
        reverses_id,
        *(head[name] for name in ("warehouse_id", *kind.head_extra)),
    )
    kind.heads.run([row])


def write_lines(kind: GoodsKind[Any], actor: Actor, voucher: Voucher, plan: Plan, posted: Sequence[PostedLine]) -> None:
    """Write the lines of a document with the values that posting gave them."""
    rows: list[Row] = []
    in_order = itemgetter(*kind.lines.columns)
    for number, (line, done) in enumerate(zip(plan.lines, posted, strict=True), start=1):
        columns = {
            **line.columns(),
            "tenant_id": actor.tenant_id,
            "document_id": voucher.id,
            "line_no": number,
            "amount": done.value,
        }
        rows.append(in_order(columns))
    kind.lines.run(rows)


def mirrored_line(kind: GoodsKind[Any], actor: Actor, line: GoodsDocumentLine, line_id: UUID, document_id: UUID) -> Row:
    """Return the row of a reversing document's line."""
    columns = {name: getattr(line, name) for name in kind.lines.columns}
    columns.update(id=line_id, document_id=document_id)
    return tuple(columns[name] for name in kind.lines.columns)


def tell(
    kind: GoodsKind[Any],
    actor: Actor,
    voucher: Voucher,
    plan: Plan,
    posted: Sequence[PostedLine],
    number: str,
    action: str | None,
    at: datetime,
) -> None:
    """Draw the flow, note who did it where ``action`` says what, and announce it."""
    here = (voucher.type, voucher.id)
    link_documents(actor=actor, links=[(before, here) for before in plan.before])
    if action:
        write_journal(actor=actor, document_type=voucher.type, document_id=voucher.id, action=action, at=at)
    amount = Money(sum((line.value for line in posted), Money(0)))  # type: ignore[arg-type]
    announce(kind.event(voucher=voucher, number=number, amount=amount, at=at, plan=plan))
