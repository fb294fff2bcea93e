"""What every note is asked before it is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from gongliao.catalog.public import ItemFacts, ItemNotFound, PartyFacts, PartyNotFound, items_by_id, parties_by_id
from gongliao.costing.errors import (
    ChargeMissing,
    LineIdTwice,
    NodeOfOtherProject,
    NotACharge,
    NoteEmpty,
    ProjectOfOtherCompany,
)
from gongliao.costing.operations.requests import CostNoteLineRequest, CostNoteRequest
from gongliao.costing.rules import charged_amount, require_cost_amount, require_not_material, total_amount
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.values import Money, quantity
from gongliao.platform.public import fingerprint, open_company
from gongliao.projects.public import (
    CategoryFacts,
    CategoryNotFound,
    NodeFacts,
    NodeNotFound,
    categories_by_id,
    nodes_by_id,
    require_category_takes,
    require_node_takes,
)


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A note whose every name is there and fits; ``head`` and ``lines`` map column names to values."""

    digest: str
    head: Mapping[str, Any]
    lines: Sequence[Mapping[str, Any]]


class NamesWork(Protocol):
    """A line, asked for or kept, that names node and category."""

    @property
    def node_id(self) -> UUID: ...
    @property
    def category_id(self) -> UUID: ...


def digest_of(request: CostNoteRequest) -> str:
    """Return the digest by which the same content is known again, whatever version its editor saw."""
    return fingerprint(replace(request, version=0))


def check_note(request: CostNoteRequest, *, at: datetime) -> CheckedNote:
    """Return the note's columns, if all that it names is there and fits together.

    Raises: CompanyNotFound, DateOutOfRange, then by line LineIdTwice, NotACharge, ChargeMissing, ItemNotFound,
        FigureTooLarge, AmountNotPositive, NodeNotFound, NodeOfOtherProject, ProjectOfOtherCompany, CategoryNotFound,
        MaterialCategory, PartyNotFound; then FigureTooLarge of the whole.
    """
    open_company(company_id=request.company_id, business_date=request.business_date, at=at)
    known = _known(request)
    seen: set[UUID] = set()
    lines: list[dict[str, Any]] = []

    def check(line: CostNoteLineRequest, line_no: int) -> None:
        if line.id in seen:
            raise LineIdTwice(id=line.id, line=line_no)
        seen.add(line.id)
        lines.append(_columns(line, line_no, known, request))

    _each_line(request.lines, check)
    head = {
        "company_id": request.company_id,
        "kind": request.kind,
        "business_date": request.business_date,
        "remark": request.remark,
        "amount": total_amount(line["amount"] for line in lines),
    }
    return CheckedNote(digest=digest_of(request), head=head, lines=lines)


def refuse_unpostable(lines: Sequence[NamesWork]) -> None:
    """Refuse lines that can't be booked as the work stands now; all faults together.

    Raises: NoteEmpty, then by line CategoryInactive, NodeNotChargeable, NodeNotReleased, NodeClosed.
    Source: requirements 1.1, 1.2.
    """
    if not lines:
        raise NoteEmpty()
    categories = categories_by_id({line.category_id for line in lines})

    def check(line: NamesWork, line_no: int) -> None:
        require_category_takes(categories[line.category_id], line=line_no)
        require_node_takes(nodes[line.node_id], "cost", line=line_no)

    nodes = nodes_by_id({line.node_id for line in lines})
    _each_line(lines, check)


@dataclass(frozen=True, slots=True)
class _Known:
    nodes: Mapping[UUID, NodeFacts]
    categories: Mapping[UUID, CategoryFacts]
    parties: Mapping[UUID, PartyFacts]
    items: Mapping[UUID, ItemFacts]


def _known(request: CostNoteRequest) -> _Known:
    lines = request.lines
    party_ids = {line.party_id for line in lines if line.party_id}
    item_ids = {line.item_id for line in lines if line.item_id}
    return _Known(
        nodes=nodes_by_id({line.node_id for line in lines}),
        categories=categories_by_id({line.category_id for line in lines}),
        parties=parties_by_id(party_ids) if party_ids else {},
        items=items_by_id(item_ids, on=request.business_date) if item_ids else {},
    )


def _each_line(lines: Sequence[Any], check: Callable[[Any, int], None]) -> None:
    refusals: list[Refusal] = []
    for line_no, line in enumerate(lines, start=1):
        try:
            check(line, line_no)
        except Refusal as refusal:
            refusals.append(refusal)
    refuse_together(refusals)


def _columns(line: CostNoteLineRequest, line_no: int, known: _Known, request: CostNoteRequest) -> dict[str, Any]:
    amount, charge = _charged(line, line_no, known) if request.kind == "over_use" else _said(line, line_no)
    node = known.nodes.get(line.node_id)
    if node is None:
        raise NodeNotFound(id=line.node_id, line=line_no)
    if node.project_id != line.project_id:
        raise NodeOfOtherProject(node=node.code, line=line_no)
    if node.company_id != request.company_id:
        raise ProjectOfOtherCompany(project=node.project_code, line=line_no)
    category = known.categories.get(line.category_id)
    if category is None:
        raise CategoryNotFound(id=line.category_id, line=line_no)
    require_not_material(kind=category.kind, category=category.code, line=line_no)
    if line.party_id and line.party_id not in known.parties:
        raise PartyNotFound(id=line.party_id, line=line_no)
    return {
        "id": line.id,
        "project_id": line.project_id,
        "node_id": line.node_id,
        "category_id": line.category_id,
        "party_id": line.party_id,
        "amount": amount,
        "description": line.description,
        **charge,
    }


def _said(line: CostNoteLineRequest, line_no: int) -> tuple[Money, dict[str, Any]]:
    """Return what a line says that it costs.

    Raises: NotACharge, ChargeMissing, FigureTooLarge, AmountNotPositive.
    """
    if line.item_id is not None or line.quantity is not None or line.price is not None:
        raise NotACharge(line=line_no)
    if line.amount is None:
        raise ChargeMissing(field="amount", line=line_no)
    amount = require_cost_amount(line.amount, line=line_no)
    return amount, {"item_id": None, "quantity": None, "price": None}


def _charged(line: CostNoteLineRequest, line_no: int, known: _Known) -> tuple[Money, dict[str, Any]]:
    """Return what is charged for a quantity of an item at a price.

    Raises: ChargeMissing, ItemNotFound, FigureTooLarge, AmountNotPositive.
    """
    if line.item_id is None:
        raise ChargeMissing(field="item_id", line=line_no)
    if not line.quantity:
        raise ChargeMissing(field="quantity", line=line_no)
    if not line.price:
        raise ChargeMissing(field="price", line=line_no)
    if line.item_id not in known.items:
        raise ItemNotFound(id=line.item_id, line=line_no)
    amount = charged_amount(quantity=line.quantity, price=line.price, line=line_no)
    return amount, {"item_id": line.item_id, "quantity": quantity(line.quantity), "price": line.price}
