"""What goods documents have in common over HTTP.

Amounts and unit costs are null where the reader may not see them, and before a document is posted. A reversal shows its
quantities and amounts with a minus 红字, so that totals over a list are what the books hold.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from gongliao.inventory.models.goods import GoodsDocumentLine
from gongliao.inventory.operations.goods_kind import ReversalRequest
from gongliao.inventory.permissions import SEE_COST
from gongliao.inventory.queries.goods import GoodsFilter
from gongliao.kernel.values import unit_price
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
    Where,
)

GoodsState = Literal["draft", "posted", "reversed"]
UnitCode = Annotated[str, Field(min_length=1, max_length=20)]
LineOwnership = Literal["own", "owner_supplied", "consignment"]
# Without tax, of one base unit of what a supplier consigned.
AgreedPriceIn = Annotated[PriceIn, Field(gt=0)]
LineRemark = Annotated[str, Field(max_length=200)]
Lines = Field(max_length=LINES_MAX)


class GoodsQuery(ListQuery):
    """Filters of a list of goods documents; ``q`` finds by number, remark and what else the kind is known by."""

    state: GoodsState | None = None
    company_id: UUID | None = None
    warehouse_id: UUID | None = None
    project_id: UUID | None = None
    item_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> GoodsFilter:
        """Return what the query takes."""
        asked = {name: getattr(self, name) for name in GoodsFilter.__dataclass_fields__ if hasattr(self, name)}
        return GoodsFilter(**asked)


class GoodsLineIn(Schema):
    """What every line's body holds; a bin left out is the warehouse's default bin.

    ``second_quantity`` is how much it is in the item's second unit, which what comes from outside must tell; elsewhere
    it is worked out from the quantity where it is left out.
    """

    id: UUID
    entered_quantity: QuantityIn
    unit: UnitCode
    second_quantity: QuantityIn | None = None
    bin_id: UUID | None = None
    remark: LineRemark = ""

    def fields(self) -> dict[str, Any]:
        """Return the line by the names that operations use."""
        fields = self.model_dump()
        return {"quantity": fields.pop("entered_quantity"), **fields}


class GoodsIn(Schema):
    """What every goods document's body holds."""

    company_id: UUID
    business_date: DayIn
    warehouse_id: UUID
    remark: Remark = ""

    def fields(self) -> dict[str, Any]:
        """Return the head by the names that operations use, without its lines."""
        return self.model_dump(exclude={"lines", "id", "version"})


class ReversalIn(Schema):
    """The id of the reversing document, made by the caller, and why it is needed."""

    id: UUID
    reason: Annotated[str, Field(min_length=1, max_length=500)]

    def as_request(self) -> ReversalRequest:
        """Return what the operations take."""
        return ReversalRequest(id=self.id, reason=self.reason)


class GoodsRow(Schema):
    """A goods document in a list; ``projects`` names the codes of the projects that its lines are for."""

    id: UUID
    number: str | None
    state: GoodsState
    version: int
    company_id: UUID
    business_date: date
    posting_date: date | None
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    projects: str
    lines_count: int
    amount: MoneyOut | None
    remark: str
    created_by: UUID
    created_by_name: str
    created_at: datetime
    reverses_id: UUID | None
    reverses_number: str | None
    reversed_by_id: UUID | None
    reversed_by_number: str | None


class GoodsLineOut(Schema):
    """A line: goods at a bin, of one owner (a project, or none for general stock), and what bears them.

    ``ownership`` says whose property it is: ours, the employer's 甲供材, or a supplier's consignment 寄售, whose owner
    he is. ``second_quantity`` is how much it is in the item's second unit; ``second_derived`` says that nobody counted
    it.
    """

    id: UUID
    line_no: int
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    item_tracking: str
    base_unit: str
    quantity: QuantityOut
    entered_quantity: QuantityOut
    unit: str
    second_unit: str
    second_quantity: QuantityOut | None
    second_derived: bool
    bin_id: UUID
    bin_code: str
    batch_id: UUID | None
    batch_no: str | None
    owner_id: UUID | None
    owner_code: str | None
    owner_name: str | None
    ownership: LineOwnership
    project_id: UUID | None
    project_code: str | None
    project_name: str | None
    node_id: UUID | None
    node_code: str | None
    node_name: str | None
    category_id: UUID | None
    category_code: str | None
    category_name: str | None
    unit_cost: PriceOut | None
    amount: MoneyOut | None
    remark: str


class GoodsOut(GoodsRow):
    """One goods document; ``correction`` is by how much more than ``amount`` its goods turned out to be worth."""

    correction: MoneyOut | None


def head_fields(document: Any) -> dict[str, Any]:
    """Return what the head of every kind shows, of a document as ``queries.goods`` reads it."""
    return {
        "id": document.id,
        "number": document.number,
        "state": document.state,
        "version": document.version,
        "company_id": document.company_id,
        "business_date": document.business_date,
        "posting_date": document.posting_date,
        **named(document, "warehouse"),
        "projects": ", ".join(sorted({*document.project_codes, *getattr(document, "taking_codes", ())})),
        "lines_count": document.lines_count,
        "amount": document.shown_amount,
        "remark": document.remark,
        "created_by": document.created_by_id,
        "created_by_name": document.created_by.name,
        "created_at": document.created_at,
        "reverses_id": document.reverses_id,
        "reverses_number": document.reverses_number,
        "reversed_by_id": document.reversed_by_id,
        "reversed_by_number": document.reversed_by_number,
    }


def correction_of(document: Any) -> dict[str, Any]:
    """Return what one document shows beside its head."""
    return {"correction": document.correction}


def line_fields(line: GoodsDocumentLine, document: Any, actor: Actor) -> dict[str, Any]:
    """Return what a line of every kind shows."""
    sign = -1 if document.reverses_id else 1
    place = Where(document.company_id, line.project_id, document.warehouse_id)
    amount = line.amount if actor.reach(SEE_COST).covers(place) else None
    return {
        "id": line.id,
        "line_no": line.line_no,
        **item_fields(line.item),
        "quantity": sign * line.quantity,
        "entered_quantity": sign * line.entered_quantity,
        "unit": line.unit,
        "second_quantity": None if line.second_quantity is None else sign * line.second_quantity,
        "second_derived": line.second_derived,
        "bin_id": line.bin_id,
        "bin_code": line.bin.code,
        "batch_id": line.batch_id,
        "batch_no": line.batch.number if line.batch else None,
        **_owner(line),
        "ownership": line.ownership,
        **named(line, "project"),
        **named(line, "node"),
        **named(line, "category"),
        "unit_cost": None if amount is None or not line.quantity else unit_price(amount / line.quantity),
        "amount": None if amount is None else sign * amount,
        "remark": line.remark,
    }


def _owner(line: GoodsDocumentLine) -> dict[str, Any]:
    if line.ownership != "consignment":
        return named(line, "owner")
    found: Any = line.consignor
    return {"owner_id": line.consignor_id, "owner_code": found.code, "owner_name": found.name}


def item_fields(item: Any) -> dict[str, Any]:
    """Return an item as every line shows it."""
    return {
        "item_id": item.id,
        "item_code": item.code,
        "item_name": item.name,
        "item_specification": item.specification,
        "item_tracking": item.tracking,
        "base_unit": item.base_unit,
        "second_unit": item.second_unit,
    }


def named(row: Any, relation: str) -> dict[str, Any]:
    """Return id, code and name of what a row refers to."""
    found = getattr(row, relation)
    return {
        f"{relation}_id": getattr(row, f"{relation}_id"),
        f"{relation}_code": found.code if found else None,
        f"{relation}_name": found.name if found else None,
    }


def at_least_nothing(quantity: Decimal) -> Decimal:
    """Return the quantity, or nothing where there is less than nothing left."""
    return max(quantity, Decimal(0))
