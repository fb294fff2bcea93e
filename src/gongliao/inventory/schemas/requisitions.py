"""Material requisitions over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from gongliao.inventory.models import MaterialRequisition, MaterialRequisitionLine
from gongliao.inventory.operations.save_material_requisition import RequisitionLine, RequisitionRequest
from gongliao.inventory.queries.requisitions import RequisitionFilter
from gongliao.inventory.schemas.common import LineRemark, Lines, UnitCode, item_fields, named
from gongliao.platform.public import DayIn, ListQuery, QuantityIn, QuantityOut, Remark, Schema, Version

RequisitionState = Literal["draft", "submitted", "approved", "closed"]
Issued = Literal["none", "partly", "fully"]


class RequisitionQuery(ListQuery):
    """Filters of requisitions; ``open`` leaves those of which something is still to be issued."""

    open: bool = False
    state: RequisitionState | None = None
    company_id: UUID | None = None
    warehouse_id: UUID | None = None
    project_id: UUID | None = None
    item_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> RequisitionFilter:
        """Return what the query takes."""
        return RequisitionFilter(**{name: getattr(self, name) for name in RequisitionFilter.__dataclass_fields__})


class MaterialRequisitionLineIn(Schema):
    """Material for one node."""

    id: UUID
    item_id: UUID
    entered_quantity: QuantityIn
    unit: UnitCode
    node_id: UUID
    category_id: UUID
    remark: LineRemark = ""

    def as_line(self) -> RequisitionLine:
        """Return what the operation takes."""
        fields = self.model_dump()
        return RequisitionLine(quantity=fields.pop("entered_quantity"), **fields)


class MaterialRequisitionIn(Schema):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new requisition."""

    version: Version
    company_id: UUID
    business_date: DayIn
    project_id: UUID
    warehouse_id: UUID
    use_place: Annotated[str, Field(max_length=200)] = ""
    needed_on: DayIn | None = None
    remark: Remark = ""
    lines: Annotated[list[MaterialRequisitionLineIn], Lines]

    def as_request(self, id: UUID) -> RequisitionRequest:
        """Return what the operation takes."""
        lines = tuple(line.as_line() for line in self.lines)
        return RequisitionRequest(id=id, lines=lines, **self.model_dump(exclude={"lines"}))


class RejectionIn(Schema):
    """Why a requisition goes back to its author."""

    reason: Annotated[str, Field(min_length=1, max_length=500)]


class MaterialRequisitionRow(Schema):
    """A requisition in the list."""

    id: UUID
    number: str | None
    state: RequisitionState
    version: int
    company_id: UUID
    business_date: date
    project_id: UUID
    project_code: str
    project_name: str
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    use_place: str
    needed_on: date | None
    lines_count: int
    issued: Issued
    remark: str
    created_by: UUID
    created_by_name: str
    created_at: datetime


class MaterialRequisitionLineOut(Schema):
    """A line; ``open_quantity`` of it is still to be issued."""

    id: UUID
    line_no: int
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    item_tracking: str
    base_unit: str
    second_unit: str
    quantity: QuantityOut
    entered_quantity: QuantityOut
    unit: str
    node_id: UUID
    node_code: str
    node_name: str
    category_id: UUID
    category_code: str
    category_name: str
    issued_quantity: QuantityOut
    open_quantity: QuantityOut
    remark: str


class MaterialRequisitionOut(MaterialRequisitionRow):
    """A requisition with its lines and its way so far."""

    rejected_reason: str
    submitted_by: UUID | None
    submitted_by_name: str | None
    submitted_at: datetime | None
    approved_by: UUID | None
    approved_by_name: str | None
    approved_at: datetime | None
    lines: list[MaterialRequisitionLineOut]


def requisition_row(row: Any) -> MaterialRequisitionRow:
    """Present a requisition of a list, as ``queries.requisitions`` reads it."""
    return MaterialRequisitionRow(**_head(row))


def requisition_out(document: MaterialRequisition) -> MaterialRequisitionOut:
    """Present one requisition."""
    submitter, approver = document.submitted_by, document.approved_by
    return MaterialRequisitionOut(
        **_head(document),
        rejected_reason=document.rejected_reason,
        submitted_by=document.submitted_by_id,
        submitted_by_name=submitter.name if submitter else None,
        submitted_at=document.submitted_at,
        approved_by=document.approved_by_id,
        approved_by_name=approver.name if approver else None,
        approved_at=document.approved_at,
        lines=[_line(line) for line in document.lines.all()],
    )


def _head(row: Any) -> dict[str, Any]:
    document: MaterialRequisition = row
    plain = ("id", "number", "state", "version", "company_id", "business_date", "use_place", "needed_on", "remark")
    issued = "none" if not row.lines_begun else "fully" if row.lines_issued == row.lines_count else "partly"
    return {
        **{name: getattr(document, name) for name in plain},
        **named(document, "project"),
        **named(document, "warehouse"),
        "lines_count": row.lines_count,
        "issued": issued,
        "created_by": document.created_by_id,
        "created_by_name": document.created_by.name,
        "created_at": document.created_at,
    }


def _line(line: MaterialRequisitionLine) -> MaterialRequisitionLineOut:
    plain = ("id", "line_no", "quantity", "entered_quantity", "unit", "issued_quantity", "remark")
    return MaterialRequisitionLineOut(
        **{name: getattr(line, name) for name in plain},
        **item_fields(line.item),
        **named(line, "node"),
        **named(line, "category"),
        open_quantity=line.quantity - line.issued_quantity,
    )
