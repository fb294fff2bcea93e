"""Scrap stock: what is broken, spoilt or gone."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, cast
from uuid import UUID

from gongliao.catalog.public import BinFacts, ItemFacts, PartyFacts, ask_bins, ask_default_bin, ask_items, to_base
from gongliao.contracts.inventory import StockScrapped
from gongliao.inventory.errors import ReasonNotTold
from gongliao.inventory.models import StockScrap, StockScrapLine
from gongliao.inventory.operations import goods_documents
from gongliao.inventory.operations.buy_consigned import with_purchases
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, PlannedLine, ReversalRequest
from gongliao.inventory.operations.line_facts import (
    batch_of,
    bin_of,
    item_of,
    plan_each,
    second_of,
    store_of,
)
from gongliao.inventory.operations.ownership import ask_consignors, owner_of
from gongliao.inventory.operations.reverse_goods_document import reverse_goods_document
from gongliao.inventory.permissions import SCRAP
from gongliao.kernel.values import Money
from gongliao.ledger.public import NOWHERE, BatchFacts, GoodsLine, Ownership, Voucher, ask_batches, at_bin
from gongliao.platform.public import (
    Actor,
    CompanyFacts,
    Event,
    Later,
    Where,
    ask_company,
    in_tenant,
    require_open,
)
from gongliao.projects.public import ProjectFacts, ask_projects

ScrapReason = Literal["damaged", "expired", "lost", "obsolete", "other"]


@dataclass(frozen=True, slots=True)
class ScrapLine:
    """Goods of one bin, batch, owner and ownership; a bin left out is the warehouse's default bin."""

    id: UUID
    item_id: UUID
    quantity: Decimal
    unit: str
    bin_id: UUID | None = None
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    remark: str = ""
    second_quantity: Decimal | None = None
    ownership: Ownership = "own"


@dataclass(frozen=True, slots=True)
class ScrapRequest:
    """Write goods off; a reason of ``other`` is told in the remark."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    reason: ScrapReason
    lines: tuple[ScrapLine, ...]
    remark: str = ""


@in_tenant
def save_stock_scrap(*, actor: Actor, request: ScrapRequest, at: datetime) -> UUID:
    """Save a draft and return its id.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what ``scrap_stock``
        refuses before it posts.
    """
    document: StockScrap = goods_documents.save(KIND, actor=actor, request=request, at=at)
    return document.id


@in_tenant
def scrap_stock(*, actor: Actor, request: ScrapRequest, at: datetime) -> UUID:
    """Write goods off in one step, at what their pool says they are worth. Returns the document's id.

    What a supplier consigned is lost in our keeping, so it is bought and the loss is ours.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, WarehouseNotFound, WrongCompany,
        ReasonNotTold, NoLines; by line ItemNotFound, UnitUnknown, BinNotFound, WrongWarehouse, BinInactive,
        ProjectNotFound, ConsignorNeeded, PartyNotFound, ProjectOfEmployerNeeded, BatchNotFound, SecondQuantityNotKept;
        ConsignmentPriceNeeded; BatchRequired, BatchNotTracked,
        InsufficientStock, ShortOnLaterDay.
    Source: design.md 4, "bin → loss (scrap, shortage)".
    """
    return goods_documents.record(KIND, actor=actor, request=request, at=at)


@in_tenant
def post_stock_scrap(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, and what ``scrap_stock`` refuses.
    """
    return goods_documents.post(KIND, actor=actor, document_id=document_id, at=at)


@in_tenant
def reverse_stock_scrap(*, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo a scrap; its goods are back at what they left with.

    Raises: as ``reverse_goods_document``.
    """
    return reverse_goods_document(KIND, actor=actor, document_id=document_id, request=request, at=at)


@in_tenant
def drop_stock_scrap(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    goods_documents.drop(KIND, actor=actor, document_id=document_id, version=version)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a scrap's plan needs to know."""

    company: Later[CompanyFacts | None]
    store: Later[BinFacts | None]
    items: Later[dict[UUID, ItemFacts]]
    bins: Later[dict[UUID, BinFacts]]
    projects: Later[dict[UUID, ProjectFacts]]
    batches: Later[dict[UUID, BatchFacts]]
    consignors: Later[dict[UUID, PartyFacts]]


class _Scrap(GoodsKind[ScrapRequest]):
    model = StockScrap
    line_model = StockScrapLine
    grant = SCRAP
    head_extra = ("reason",)
    line_extra = ()

    def ask(self, request: ScrapRequest) -> _Asked:
        return _Asked(
            company=ask_company(request.company_id),
            store=ask_default_bin(request.warehouse_id),
            items=ask_items({line.item_id for line in request.lines}, on=request.business_date),
            bins=ask_bins({line.bin_id for line in request.lines if line.bin_id}),
            projects=ask_projects({line.owner_id for line in request.lines if line.owner_id}),
            batches=ask_batches({line.batch_id for line in request.lines if line.batch_id}),
            consignors=ask_consignors(request.lines),
        )

    def plan(self, *, actor: Actor, request: ScrapRequest, asked: _Asked, at: datetime, posting: bool) -> Plan:
        company = asked.company.get()
        company = require_open(company, company_id=request.company_id, business_date=request.business_date, at=at)
        warehouse = store_of(asked.store.get(), request.warehouse_id, company_id=request.company_id)
        if request.reason == "other" and not request.remark.strip():
            raise ReasonNotTold()
        items, bins = asked.items.get(), asked.bins.get()
        projects, batches, consignors = asked.projects.get(), asked.batches.get(), asked.consignors.get()

        def plan_line(number: int, line: ScrapLine) -> PlannedLine:
            item = item_of(items, line.item_id)
            quantity = to_base(item, line.quantity, line.unit)
            bin_id = bin_of(bins, line.bin_id, warehouse=warehouse, field="bin_id")
            owner_id, ownership = owner_of(line, projects, consignors)
            goods = GoodsLine(
                line_id=line.id,
                line_no=number,
                item=item,
                source=at_bin(bin_id, owner_id=owner_id),
                target=NOWHERE,
                quantity=quantity,
                entered_quantity=line.quantity,
                entered_unit=line.unit,
                second=second_of(item, line, quantity),
                batch_id=batch_of(batches, line.batch_id, item),
                ownership=ownership,
            )
            return PlannedLine(goods, bin_id=bin_id, owner_id=owner_id, remark=line.remark)

        lines = plan_each(request.lines, plan_line)
        if posting:
            lines = with_purchases(lines, company_id=request.company_id, on=request.business_date)
        head = {"warehouse_id": warehouse.id, "reason": request.reason}
        places = [Where(request.company_id, owner_id, warehouse.id) for owner_id in {line.project_id for line in lines}]
        return Plan(company=company, head=head, lines=lines, places=places)

    def request_of(self, document: StockScrap) -> ScrapRequest:
        lines = StockScrapLine.objects.filter(document_id=document.id).order_by("line_no")
        return ScrapRequest(
            id=document.id,
            version=document.version,
            company_id=document.company_id,
            business_date=document.business_date,
            warehouse_id=document.warehouse_id,
            reason=cast(ScrapReason, document.reason),
            remark=document.remark,
            lines=tuple(
                ScrapLine(
                    id=line.id,
                    item_id=line.item_id,
                    quantity=line.entered_quantity,
                    unit=line.unit,
                    second_quantity=line.second_counted,
                    bin_id=line.bin_id,
                    batch_id=line.batch_id,
                    owner_id=line.owner_id or line.consignor_id,
                    ownership=cast(Ownership, line.ownership),
                    remark=line.remark,
                )
                for line in lines
            ),
        )

    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        return StockScrapped(document_id=voucher.id, number=number, company_id=voucher.company_id, amount=amount, at=at)


KIND = _Scrap()
