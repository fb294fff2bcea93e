"""Cost notes over HTTP."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator
from pydantic_core import PydanticCustomError

from gongliao.costing.models import CostNote, CostNoteLine
from gongliao.costing.operations.requests import (
    CostNoteLineRequest,
    CostNoteRequest,
    CostNoteStep,
    ReverseCostNoteRequest,
)
from gongliao.costing.permissions import shows_cost
from gongliao.costing.queries.cost_notes import NoteFilter
from gongliao.costing.rules import NoteKind
from gongliao.platform.public import (
    LINES_MAX,
    Actor,
    DayIn,
    ListQuery,
    MoneyOut,
    PriceIn,
    PriceOut,
    QuantityIn,
    QuantityOut,
    Remark,
    Schema,
    Version,
)

CostNoteState = Literal["draft", "posted", "reversed"]
CostIn = Annotated[
    Decimal,
    Field(gt=0, max_digits=18, decimal_places=2),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$", "examples": ["1234.50"]}),
]


class CostNoteQuery(ListQuery):
    """Filters of the list; ``q`` finds by number, remark and description."""

    kind: NoteKind | None = None
    state: CostNoteState | None = None
    project_id: UUID | None = None
    category_id: UUID | None = None
    company_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> NoteFilter:
        """Return what the query takes."""
        return NoteFilter(**{name: getattr(self, name) for name in NoteFilter.__dataclass_fields__})


class CostNoteLineIn(Schema):
    """One cost of one piece of work, net of deductible tax.

    A line of a charge says item, quantity in the item's base unit and price of one instead of the amount.
    """

    id: UUID
    project_id: UUID
    node_id: UUID
    category_id: UUID
    item_id: UUID | None = None
    amount: Annotated[CostIn | None, Field(validate_default=True)] = None
    quantity: QuantityIn | None = None
    price: PriceIn | None = None
    description: Annotated[str, Field(max_length=200)] = ""
    party_id: UUID | None = None

    @field_validator("amount")
    @classmethod
    def costs_something(cls, amount: Decimal | None, said: ValidationInfo) -> Decimal | None:
        """Refuse a line that says neither an amount nor what is charged."""
        if amount is None and said.data.get("item_id") is None:
            raise PydanticCustomError("amount_missing", "a line says an amount, or what is charged")
        return amount


class CostNoteContent(Schema):
    """What a note says; an ``over_use`` note charges for the employer's goods 超耗扣款."""

    kind: NoteKind = "cost"
    company_id: UUID
    business_date: DayIn
    remark: Remark = ""
    lines: Annotated[list[CostNoteLineIn], Field(max_length=LINES_MAX)]


class CostNoteIn(CostNoteContent):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new note."""

    version: Version

    def as_request(self, id: UUID) -> CostNoteRequest:
        """Return what the operation takes."""
        return _request(self, id, self.version)


class CostNoteRecordIn(CostNoteContent):
    """A note to record and post in one step."""

    id: UUID

    def as_request(self) -> CostNoteRequest:
        """Return what the operation takes."""
        return _request(self, self.id, 0)


class CostNoteStepIn(Schema):
    """A step; with ``version`` it is refused if the note is no longer the one that was looked at."""

    version: Version | None = None

    def as_request(self, id: UUID) -> CostNoteStep:
        """Return what the operation takes."""
        return CostNoteStep(id=id, version=self.version)


class ReverseCostNoteIn(Schema):
    """The id that the mirror note gets, and why."""

    id: UUID
    reason: Annotated[str, Field(min_length=1, max_length=500)]

    def as_request(self, original_id: UUID) -> ReverseCostNoteRequest:
        """Return what the operation takes."""
        return ReverseCostNoteRequest(id=self.id, original_id=original_id, reason=self.reason)


class CostNoteRow(Schema):
    """A note in the list. The amount is null where a part of it lies on projects that the reader does not see."""

    id: UUID
    kind: NoteKind
    number: str | None
    state: CostNoteState
    version: int
    company_id: UUID
    business_date: date
    amount: MoneyOut | None
    remark: str
    created_by: UUID
    created_by_name: str
    created_at: datetime
    reverses_id: UUID | None


class CostNoteLineOut(Schema):
    """A line of a project that the reader sees."""

    id: UUID
    line_no: int
    project_id: UUID
    project_code: str
    project_name: str
    node_id: UUID
    node_code: str
    node_name: str
    category_id: UUID
    category_code: str
    category_name: str
    party_id: UUID | None
    party_code: str | None
    party_name: str | None
    item_id: UUID | None
    item_code: str | None
    item_name: str | None
    base_unit: str | None
    quantity: QuantityOut | None
    price: PriceOut | None
    amount: MoneyOut
    description: str


class CostNoteOut(CostNoteRow):
    """A note with its lines."""

    reversed_by_id: UUID | None
    lines: list[CostNoteLineOut]


def cost_note_row(note: CostNote) -> CostNoteRow:
    """Present a note of a list, as ``queries.notes`` reads it."""
    return CostNoteRow(**_head(note, note.shown_amount))  # type: ignore[attr-defined]


def cost_note_out(note: CostNote, actor: Actor) -> CostNoteOut:
    """Present one note, as ``note_of`` reads it, with the lines of the projects that the actor sees."""
    lines = list(note.lines.all())
    seen = [line for line in lines if shows_cost(actor, note.company_id, line.project_id)]
    reversals = list(note.reversed_by.all())
    return CostNoteOut(
        **_head(note, note.amount if len(seen) == len(lines) else None),
        reversed_by_id=reversals[0].id if reversals else None,
        lines=[_line(line) for line in seen],
    )


def _request(content: CostNoteContent, id: UUID, version: int) -> CostNoteRequest:
    return CostNoteRequest(
        id=id,
        company_id=content.company_id,
        business_date=content.business_date,
        lines=tuple(CostNoteLineRequest(**line.model_dump()) for line in content.lines),
        kind=content.kind,
        remark=content.remark,
        version=version,
    )


def _head(note: CostNote, amount: Decimal | None) -> dict[str, Any]:
    return {
        "id": note.id,
        "kind": note.kind,
        "number": note.number,
        "state": note.state,
        "version": note.version,
        "company_id": note.company_id,
        "business_date": note.business_date,
        "amount": amount,
        "remark": note.remark,
        "created_by": note.created_by_id,
        "created_by_name": note.created_by.name,
        "created_at": note.created_at,
        "reverses_id": note.reverses_id,
    }


def _line(line: CostNoteLine) -> CostNoteLineOut:
    return CostNoteLineOut(
        id=line.id,
        line_no=line.line_no,
        project_id=line.project_id,
        project_code=line.project.code,
        project_name=line.project.name,
        node_id=line.node_id,
        node_code=line.node.code,
        node_name=line.node.name,
        category_id=line.category_id,
        category_code=line.category.code,
        category_name=line.category.name,
        party_id=line.party_id,
        party_code=line.party.code if line.party else None,
        party_name=line.party.name if line.party else None,
        item_id=line.item_id,
        item_code=line.item.code if line.item else None,
        item_name=line.item.name if line.item else None,
        base_unit=line.item.base_unit if line.item else None,
        quantity=line.quantity,
        price=line.price,
        amount=line.amount,
        description=line.description,
    )
