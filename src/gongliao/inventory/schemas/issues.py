"""Goods issues over HTTP."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from gongliao.inventory.models import GoodsIssue, GoodsIssueLine
from gongliao.inventory.operations.issue_request import IssueLine, IssueRequest
from gongliao.inventory.queries.issue_lines import IssueLineFilter, returned_quantities
from gongliao.inventory.schemas.common import (
    GoodsIn,
    GoodsLineIn,
    GoodsLineOut,
    GoodsOut,
    GoodsQuery,
    GoodsRow,
    LineOwnership,
    Lines,
    at_least_nothing,
    correction_of,
    head_fields,
    line_fields,
    named,
)
from gongliao.platform.public import Actor, DayIn, ListQuery, QuantityOut, Version


class GoodsIssueQuery(GoodsQuery):
    """Filters of issues; ``q`` finds by number, remark and recipient.

    ``batch_reason`` leaves those that took a batch though another one expired earlier, ``straight`` those whose goods
    came straight from a supplier, or the others.
    """

    requisition_id: UUID | None = None
    batch_reason: bool = False
    supplier_id: UUID | None = None
    straight: bool | None = None


class IssueLineQuery(ListQuery):
    """Filters of issue lines; ``q`` finds by issue, recipient, item and node."""

    returnable: bool = False
    project_id: UUID | None = None
    node_id: UUID | None = None
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    company_id: UUID | None = None
    issue_id: UUID | None = None

    def as_filter(self) -> IssueLineFilter:
        """Return what the query takes."""
        return IssueLineFilter(**{name: getattr(self, name) for name in IssueLineFilter.__dataclass_fields__})


class GoodsIssueLineIn(GoodsLineIn):
    """Goods to one node; ``owner_id`` is the project whose stock they are, empty for general stock.

    ``batch_reason`` is needed where stock that expires earlier is left. Of goods straight from a supplier a line names
    the order line, and the batch by ``batch_no`` where the item is tracked so; ``from_line_id`` is the issue line of
    other work that goods are taken over from.
    """

    item_id: UUID
    node_id: UUID
    category_id: UUID
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    ownership: LineOwnership = "own"
    requisition_line_id: UUID | None = None
    batch_reason: Annotated[str, Field(max_length=200)] = ""
    order_line_id: UUID | None = None
    batch_no: Annotated[str, Field(max_length=50)] = ""
    production_date: DayIn | None = None
    expiry_date: DayIn | None = None
    from_line_id: UUID | None = None

    def fields(self) -> dict[str, Any]:
        """Return the line by the names that operations use; blanks alone are no reason."""
        return {**super().fields(), "batch_reason": self.batch_reason.strip()}


class _IssueIn(GoodsIn):
    requisition_id: UUID | None = None
    recipient: Annotated[str, Field(max_length=100)] = ""
    supplier_id: UUID | None = None
    delivery_note: Annotated[str, Field(max_length=50)] = ""
    lines: Annotated[list[GoodsIssueLineIn], Lines]

    def request(self, id: UUID, version: int) -> IssueRequest:
        """Return what the operations take."""
        lines = tuple(IssueLine(**line.fields()) for line in self.lines)
        return IssueRequest(id=id, version=version, lines=lines, **self.fields())


class GoodsIssueDraftIn(_IssueIn):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new issue."""

    version: Version

    def as_request(self, id: UUID) -> IssueRequest:
        """Return what the operation takes."""
        return self.request(id, self.version)


class GoodsIssueIn(_IssueIn):
    """An issue to be recorded and posted at once, under the caller's id."""

    id: UUID

    def as_request(self) -> IssueRequest:
        """Return what the operation takes."""
        return self.request(self.id, 0)


class GoodsIssueRow(GoodsRow):
    """An issue in the list; with a supplier its goods came straight from there."""

    requisition_id: UUID | None
    requisition_number: str | None
    recipient: str
    supplier_id: UUID | None
    supplier_code: str | None
    supplier_name: str | None
    delivery_note: str


class _IssueLineOut(GoodsLineOut):
    requisition_line_id: UUID | None
    order_line_id: UUID | None
    order_id: UUID | None
    order_number: str | None
    batch_reason: str
    production_date: date | None
    expiry_date: date | None
    from_line_id: UUID | None
    from_issue_id: UUID | None
    from_issue_number: str | None
    from_line_no: int | None
    from_node_code: str | None
    from_node_name: str | None
    returned_quantity: QuantityOut
    returnable_quantity: QuantityOut


class GoodsIssueLineOut(_IssueLineOut):
    """A line; ``returnable_quantity`` of it can still come back.

    Straight from a supplier ``open_quantity`` of its order line has not come yet; from other work ``left_quantity`` of
    what that drew can still be taken over.
    """

    open_quantity: QuantityOut | None
    left_quantity: QuantityOut | None


class GoodsIssueOut(GoodsIssueRow, GoodsOut):
    """An issue with its lines."""

    lines: list[GoodsIssueLineOut]


class PickedIssueLine(_IssueLineOut):
    """A line beside its issue, as a return picks it."""

    issue_id: UUID
    issue_number: str
    business_date: date
    company_id: UUID
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    recipient: str


LINE_NAMED = ("order_line__document", "from_line__document", "from_line__node")


def issue_row(row: Any) -> GoodsIssueRow:
    """Present an issue of a list."""
    return GoodsIssueRow(**_head(row))


def issue_out(document: GoodsIssue, actor: Actor) -> GoodsIssueOut:
    """Present one issue."""
    lines = list(document.lines.all())
    back = returned_quantities({id for line in lines for id in (line.id, line.from_line_id) if id})
    standing = document.state == "posted" and document.reverses_id is None
    shown = [
        GoodsIssueLineOut(
            **_line(line, document, actor, back=back[line.id], standing=standing),
            open_quantity=_open_of(line.order_line),
            left_quantity=_left_of(line.from_line, back),
        )
        for line in lines
    ]
    return GoodsIssueOut(**_head(document), **correction_of(document), lines=shown)


def _open_of(ordered: Any) -> Decimal | None:
    return at_least_nothing(ordered.quantity - ordered.received_quantity) if ordered else None


def _left_of(drawn: Any, back: Mapping[UUID, Decimal]) -> Decimal | None:
    if drawn is None:
        return None
    return drawn.quantity - back[drawn.id] if drawn.document.state == "posted" else Decimal(0)


def picked_issue_line(row: Any, actor: Actor) -> PickedIssueLine:
    """Present a line of a list, as ``queries.issue_lines`` reads it."""
    line: GoodsIssueLine = row
    document = line.document
    return PickedIssueLine(
        **_line(line, document, actor, back=row.returned_quantity, standing=True),
        **named(document, "warehouse"),
        issue_id=document.id,
        issue_number=document.number or "",
        business_date=document.business_date,
        company_id=document.company_id,
        recipient=document.recipient,
    )


def _head(document: GoodsIssue) -> dict[str, Any]:
    asked = document.requisition
    return {
        **head_fields(document),
        "requisition_id": document.requisition_id,
        "requisition_number": asked.number if asked else None,
        "recipient": document.recipient,
        **named(document, "supplier"),
        "delivery_note": document.delivery_note,
    }


def _line(line: GoodsIssueLine, document: GoodsIssue, actor: Actor, *, back: Any, standing: bool) -> dict[str, Any]:
    fields = line_fields(line, document, actor)
    ordered: Any = line.order_line
    drawn: Any = line.from_line
    return {
        **fields,
        "batch_no": fields["batch_no"] or line.batch_no or None,
        "requisition_line_id": line.requisition_line_id,
        "order_line_id": line.order_line_id,
        "order_id": ordered.document_id if ordered else None,
        "order_number": ordered.document.number if ordered else None,
        "production_date": line.production_date,
        "expiry_date": line.expiry_date,
        "from_line_id": line.from_line_id,
        "from_issue_id": drawn.document_id if drawn else None,
        "from_issue_number": drawn.document.number if drawn else None,
        "from_line_no": drawn.line_no if drawn else None,
        "from_node_code": drawn.node.code if drawn else None,
        "from_node_name": drawn.node.name if drawn else None,
        "batch_reason": line.batch_reason,
        "returned_quantity": back,
        "returnable_quantity": line.quantity - back if standing else 0,
    }
