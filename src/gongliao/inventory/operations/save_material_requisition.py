"""Save a draft requisition: what a site asks for its work."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongliao.catalog.public import ask_default_bin, items_by_id, to_base
from gongliao.inventory.errors import WrongProject
from gongliao.inventory.models import MaterialRequisition, MaterialRequisitionLine
from gongliao.inventory.operations.hold_document import hold_document
from gongliao.inventory.operations.line_facts import cost_object_of, item_of, plan_each, store_of
from gongliao.inventory.permissions import REQUISITION
from gongliao.platform.public import (
    Actor,
    Draft,
    Where,
    drop_draft,
    fingerprint,
    in_tenant,
    lock_request_id,
    open_company,
    require,
    save_draft,
)
from gongliao.projects.public import ProjectNotFound, categories_by_id, nodes_by_id, projects_by_id


@dataclass(frozen=True, slots=True)
class RequisitionLine:
    """Material for one node."""

    id: UUID
    item_id: UUID
    quantity: Decimal
    unit: str
    node_id: UUID
    category_id: UUID
    remark: str = ""


@dataclass(frozen=True, slots=True)
class RequisitionRequest:
    """Ask a warehouse for material for a project."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    project_id: UUID
    warehouse_id: UUID
    lines: tuple[RequisitionLine, ...]
    use_place: str = ""
    needed_on: date | None = None
    remark: str = ""


@in_tenant
def save_material_requisition(*, actor: Actor, request: RequisitionRequest, at: datetime) -> UUID:
    """Save a draft requisition and return its id. The same content sent again changes nothing.

    Raises: MissingGrant, ProjectNotFound, DocumentNotFound, CompanyNotFound, DateOutOfRange, WarehouseNotFound,
        WrongCompany, NoLines; by line ItemNotFound, ItemInactive, UnitUnknown, NodeNotFound, NodeNotChargeable,
        NodeNotReleased, NodeTechnicallyComplete, NodeClosed, CategoryNotFound, CategoryInactive, WrongProject;
        RequestIdReused, WrongState, StaleVersion.
    Source: requirements 4.1.
    """
    require(actor, REQUISITION)
    if request.project_id not in projects_by_id({request.project_id}):
        raise ProjectNotFound(id=request.project_id, field="project_id")
    require(actor, REQUISITION, Where(request.company_id, request.project_id, request.warehouse_id))
    lock_request_id(request.id)
    if request.version:
        # Who replaces a draft answers for what it held before as well.
        held = hold_document(MaterialRequisition, actor=actor, document_id=request.id)
        require(actor, REQUISITION, Where(held.company_id, held.project_id, held.warehouse_id))
    open_company(company_id=request.company_id, business_date=request.business_date, at=at)
    default = ask_default_bin(request.warehouse_id).get()
    warehouse = store_of(default, request.warehouse_id, company_id=request.company_id)
    draft = Draft(
        id=request.id,
        version=request.version,
        digest=fingerprint(replace(request, version=0)),
        head={
            "company_id": request.company_id,
            "business_date": request.business_date,
            "project_id": request.project_id,
            "warehouse_id": warehouse.id,
            "use_place": request.use_place,
            "needed_on": request.needed_on,
            "remark": request.remark,
        },
        lines=_lines(request),
    )
    saved = save_draft(actor=actor, model=MaterialRequisition, line_model=MaterialRequisitionLine, draft=draft, at=at)
    return saved.id


@in_tenant
def drop_material_requisition(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft requisition.

    Raises: MissingGrant, DocumentNotFound, MissingGrant where it acts, WrongState, StaleVersion.
    """
    require(actor, REQUISITION)
    held = hold_document(MaterialRequisition, actor=actor, document_id=document_id)
    require(actor, REQUISITION, Where(held.company_id, held.project_id, held.warehouse_id))
    drop_draft(actor=actor, model=MaterialRequisition, document_id=document_id, version=version)


def _lines(request: RequisitionRequest) -> list[dict[str, Any]]:
    items = items_by_id({line.item_id for line in request.lines}, on=request.business_date)
    nodes = nodes_by_id({line.node_id for line in request.lines})
    categories = categories_by_id({line.category_id for line in request.lines})

    def plan_line(number: int, line: RequisitionLine) -> dict[str, Any]:
        item = item_of(items, line.item_id, entering=True)
        quantity = to_base(item, line.quantity, line.unit)
        cost = cost_object_of(
            nodes,
            categories,
            node_id=line.node_id,
            category_id=line.category_id,
            company_id=request.company_id,
            purpose="requisition",
        )
        if cost.project_id != request.project_id:
            raise WrongProject(node=nodes[line.node_id].code)
        return {
            "id": line.id,
            "item_id": item.id,
            "quantity": quantity,
            "entered_quantity": line.quantity,
            "unit": line.unit,
            "node_id": line.node_id,
            "category_id": line.category_id,
            "remark": line.remark,
        }

    return plan_each(request.lines, plan_line)
