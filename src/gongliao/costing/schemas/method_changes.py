"""Changes of method over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from gongliao.costing.models import MethodChange, MethodChangeLine
from gongliao.costing.operations.requests import MethodChangeLineRequest, MethodChangeRequest
from gongliao.costing.queries.method_changes import MethodChangeFilter
from gongliao.ledger.public import Method
from gongliao.platform.public import LINES_MAX, DayIn, ListQuery, MoneyOut, QuantityOut, Remark, Schema, Version

MethodChangeState = Literal["draft", "posted", "reversed"]


class MethodChangeQuery(ListQuery):
    """Filters of the list; ``q`` finds by number, remark and item."""

    state: MethodChangeState | None = None
    item_id: UUID | None = None
    company_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> MethodChangeFilter:
        """Return what the query takes."""
        return MethodChangeFilter(**{name: getattr(self, name) for name in MethodChangeFilter.__dataclass_fields__})


class MethodChangeLineIn(Schema):
    """An item, and how it is to be valued."""

    id: UUID
    item_id: UUID
    method: Method


class MethodChangeIn(Schema):
    """A draft as its editor wants it, from ``business_date`` on; ``version`` is the one seen, 0 for a new one."""

    company_id: UUID
    business_date: DayIn
    remark: Remark = ""
    lines: Annotated[list[MethodChangeLineIn], Field(max_length=LINES_MAX)]
    version: Version

    def as_request(self, id: UUID) -> MethodChangeRequest:
        """Return what the operation takes."""
        lines = tuple(MethodChangeLineRequest(**line.model_dump()) for line in self.lines)
        return MethodChangeRequest(id=id, lines=lines, **self.model_dump(exclude={"lines"}))


class MethodChangeRow(Schema):
    """A change in the list."""

    id: UUID
    number: str | None
    state: MethodChangeState
    version: int
    company_id: UUID
    business_date: date
    remark: str
    created_by: UUID
    created_by_name: str
    created_at: datetime
    reverses_id: UUID | None


class MethodChangeLineOut(Schema):
    """A line; once posted, how the item was valued until then, and what lay there at the end of the day before."""

    id: UUID
    line_no: int
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    base_unit: str
    method: Method
    before: Method | None
    quantity: QuantityOut | None
    value: MoneyOut | None


class MethodChangeOut(MethodChangeRow):
    """A change with its lines."""

    reversed_by_id: UUID | None
    lines: list[MethodChangeLineOut]


def method_change_row(change: MethodChange) -> MethodChangeRow:
    """Present a change of a list."""
    return MethodChangeRow(**_head(change))


def method_change_out(change: MethodChange) -> MethodChangeOut:
    """Present one change, as ``method_change_of`` reads it."""
    reversals = list(change.reversed_by.all())
    return MethodChangeOut(
        **_head(change),
        reversed_by_id=reversals[0].id if reversals else None,
        lines=[_line(line, posted=change.state != "draft") for line in change.lines.all()],
    )


def _head(change: MethodChange) -> dict[str, Any]:
    own = ("id", "number", "state", "version", "company_id", "business_date", "remark", "created_at", "reverses_id")
    return {name: getattr(change, name) for name in own} | {
        "created_by": change.created_by_id,
        "created_by_name": change.created_by.name,
    }


def _line(line: MethodChangeLine, *, posted: bool) -> MethodChangeLineOut:
    return MethodChangeLineOut(
        id=line.id,
        line_no=line.line_no,
        item_id=line.item_id,
        item_code=line.item.code,
        item_name=line.item.name,
        item_specification=line.item.specification,
        base_unit=line.item.base_unit,
        method=line.method,
        before=line.before if posted else None,
        quantity=line.quantity if posted else None,
        value=line.value if posted else None,
    )
