"""Save the draft of an order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from gongliao.catalog.public import ItemFacts, ItemNotFound, PartyNotFound, items_by_id, parties_by_id, to_base
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.platform.public import (
    Actor,
    Draft,
    fingerprint,
    in_tenant,
    lock_request_id,
    open_company,
    require,
    save_draft,
)
from gongliao.procurement.errors import CostObjectIncomplete, LineIdTwice, NodeOfOtherProject, ProjectOfOtherCompany
from gongliao.procurement.models import PurchaseOrder, PurchaseOrderLine
from gongliao.procurement.operations.hold_order import hold_order
from gongliao.procurement.operations.requests import OrderLineRequest, SaveOrderRequest
from gongliao.procurement.permissions import ORDER, places_of
from gongliao.procurement.rules import price_line, total_amount
from gongliao.projects.public import (
    CategoryFacts,
    CategoryNotFound,
    NodeFacts,
    NodeNotFound,
    categories_by_id,
    nodes_by_id,
)


@in_tenant
def save_order(*, actor: Actor, request: SaveOrderRequest, at: datetime) -> PurchaseOrder:
    """Create or replace the draft of an order.

    What it names must be there and fit together; whether it may be ordered is asked when it is submitted.

    Raises: MissingGrant, DocumentNotFound, CompanyNotFound, DateOutOfRange, PartyNotFound, then by line LineIdTwice,
        ItemNotFound, UnitUnknown, QuantityTooLarge, QuantityVanishes, PiecesNotWhole, PriceMissing,
        FigureTooLarge,
        CostObjectIncomplete, NodeNotFound, NodeOfOtherProject, ProjectOfOtherCompany, CategoryNotFound; then
        FigureTooLarge of the whole, RequestIdReused, WrongState, StaleVersion.
    """
    require(actor, ORDER, *places_of(request.company_id, (line.project_id for line in request.lines)))
    lock_request_id(request.id)
    if request.version:
        # Who replaces a draft answers for what it held before as well.
        hold_order(actor=actor, grant=ORDER, order_id=request.id)
    draft = _checked(request, at)
    return save_draft(actor=actor, model=PurchaseOrder, line_model=PurchaseOrderLine, draft=draft, at=at)


@dataclass(frozen=True, slots=True)
class _Known:
    """The master data that the lines name."""

    items: Mapping[UUID, ItemFacts]
    nodes: Mapping[UUID, NodeFacts]
    categories: Mapping[UUID, CategoryFacts]


def _checked(request: SaveOrderRequest, at: datetime) -> Draft:
    company = open_company(company_id=request.company_id, business_date=request.business_date, at=at)
    if request.supplier_id not in parties_by_id([request.supplier_id]):
        raise PartyNotFound(id=request.supplier_id, field="supplier_id")
    lines = _checked_lines(request)
    head = {
        "company_id": request.company_id,
        "business_date": request.business_date,
        "supplier_id": request.supplier_id,
        "currency": company.currency,
        "expected_on": request.expected_on,
        "remark": request.remark,
        "amount": total_amount(line["amount"] for line in lines),
        "tax_amount": total_amount(line["tax_amount"] for line in lines),
    }
    # The version is left out, so that the same content is known again whatever its editor last saw.
    digest = fingerprint(replace(request, version=0))
    return Draft(id=request.id, version=request.version, digest=digest, head=head, lines=lines)


def _checked_lines(request: SaveOrderRequest) -> list[dict[str, Any]]:
    known = _Known(
        items=items_by_id({line.item_id for line in request.lines}, on=request.business_date),
        nodes=nodes_by_id(_given(line.node_id for line in request.lines)),
        categories=categories_by_id(_given(line.category_id for line in request.lines)),
    )
    seen: set[UUID] = set()
    lines: list[dict[str, Any]] = []
    refusals: list[Refusal] = []
    for line_no, line in enumerate(request.lines, start=1):
        try:
            if line.id in seen:
                raise LineIdTwice(id=line.id, line=line_no)
            seen.add(line.id)
            lines.append(_columns(line, line_no, known, request.company_id))
        except Refusal as refusal:
            refusals.append(refusal)
    refuse_together(refusals)
    return lines


def _columns(line: OrderLineRequest, line_no: int, known: _Known, company_id: UUID) -> dict[str, Any]:
    item = known.items.get(line.item_id)
    if item is None:
        raise ItemNotFound(id=line.item_id, line=line_no)
    quantity = to_base(item, line.entered_quantity, line.unit, line=line_no)
    priced = price_line(
        line_no=line_no,
        quantity=quantity,
        entered_quantity=line.entered_quantity,
        entered_price=line.entered_price,
        amount=line.amount,
        tax_rate=line.tax_rate,
    )
    _require_cost_object(line, line_no, known, company_id)
    return {
        "id": line.id,
        "item_id": line.item_id,
        "quantity": quantity,
        "entered_quantity": line.entered_quantity,
        "unit": line.unit,
        "remark": line.remark,
        "entered_price": priced.entered_price,
        "unit_price": priced.unit_price,
        "amount": priced.amount,
        "tax_rate": line.tax_rate,
        "tax_amount": priced.tax_amount,
        "project_id": line.project_id,
        "node_id": line.node_id,
        "category_id": line.category_id,
        "over_tolerance_percent": line.over_tolerance_percent,
        "expected_on": line.expected_on,
    }


def _require_cost_object(line: OrderLineRequest, line_no: int, known: _Known, company_id: UUID) -> None:
    given = [each is not None for each in (line.project_id, line.node_id, line.category_id)]
    if not any(given):
        return
    if line.project_id is None or line.node_id is None or line.category_id is None:
        missing = ("project_id", "node_id", "category_id")[given.index(False)]
        raise CostObjectIncomplete(line=line_no, field=missing)
    node = known.nodes.get(line.node_id)
    if node is None:
        raise NodeNotFound(id=line.node_id, line=line_no)
    if node.project_id != line.project_id:
        raise NodeOfOtherProject(node=node.code, line=line_no)
    if node.company_id != company_id:
        raise ProjectOfOtherCompany(project=node.project_code, line=line_no)
    if line.category_id not in known.categories:
        raise CategoryNotFound(id=line.category_id, line=line_no)


def _given(ids: Iterable[UUID | None]) -> set[UUID]:
    return {each for each in ids if each is not None}
