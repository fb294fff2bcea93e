"""What reports answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from gongliao.platform.public import DayIn, InstantIn, ListQuery, MoneyOut, Schema


class AsKnownQuery(Schema):
    """``known_at`` leaves out what was recorded after an instant, ``known_on`` what was after a day's end."""

    known_at: InstantIn | None = None
    known_on: DayIn | None = None


class StatementQuery(ListQuery, AsKnownQuery):
    """Filters of the project cost statement."""

    status: Literal["draft", "released", "technically_complete", "closed"] | None = None


class StatementRowOut(Schema):
    """One project of the cost statement."""

    id: UUID
    code: str
    name: str
    status: str
    ordered: MoneyOut
    received: MoneyOut
    open: MoneyOut
    stock: MoneyOut
    material: MoneyOut
    other: MoneyOut
    cost: MoneyOut


class CategoryCostOut(Schema):
    """Cost in one category."""

    category_id: UUID
    code: str
    name: str
    name_en: str
    kind: str
    amount: MoneyOut


class MonthCostOut(Schema):
    """Cost in one posting month and category."""

    month: date
    category_id: UUID
    amount: MoneyOut


class NodeCostOut(Schema):
    """Cost of one node, itself and with all below."""

    node_id: UUID
    parent_id: UUID | None
    code: str
    name: str
    depth: int
    own: MoneyOut
    total: MoneyOut


class ProjectCostOut(Schema):
    """One project's cost from every side."""

    row: StatementRowOut
    categories: list[CategoryCostOut]
    months: list[MonthCostOut]
    nodes: list[NodeCostOut]


class WaitingOut(Schema):
    """A document that waits."""

    type: str
    id: UUID
    number: str | None
    business_date: date
    state: str


class TodoOut(Schema):
    """A kind of work that waits."""

    kind: str
    count: int
    documents: list[WaitingOut]


class RecentOut(Schema):
    """Something done lately."""

    type: str
    id: UUID
    number: str | None
    action: str
    at: datetime


class HomeOut(Schema):
    """The first screen."""

    todos: list[TodoOut]
    recent: list[RecentOut]


class SearchQuery(Schema):
    """What is looked for."""

    q: Annotated[str, Field(max_length=100)] = ""


class HitOut(Schema):
    """Something found."""

    type: str
    id: UUID
    title: str
    subtitle: str


class SearchOut(Schema):
    """All that was found."""

    hits: list[HitOut]
