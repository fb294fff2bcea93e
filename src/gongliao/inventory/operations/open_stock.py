"""Open stock: what lay there before the books were kept here, and what it was worth."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import (
    BinFacts,
    ItemFacts,
    ask_bins,
    ask_default_bin,
    ask_items,
    mark_items_used,
    second_counted,
    to_base,
)
from gongliao.contracts.inventory import StockOpened
from gongliao.inventory.models import OpeningBalance, OpeningBalanceLine
from gongliao.inventory.operations import goods_documents
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, PlannedLine, ReversalRequest
from gongliao.inventory.operations.line_facts import (
    bin_of,
    item_of,
    plan_each,
    project_of,
    require_batch_named,
    store_of,
)
from gongliao.inventory.operations.receipt_batches import with_batches
from gongliao.inventory.operations.reverse_goods_document import reverse_goods_document
from gongliao.inventory.permissions import OPEN
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import Money
from gongliao.ledger.public import GoodsLine, Place, Voucher, at_bin
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


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """Goods in one bin and what all of them are worth; the batch is named where the item is tracked by batch.

    A bin left out is the warehouse's default bin. Without an owner they are general stock.
    """

    id: UUID
    item_id: UUID
    quantity: Decimal
    unit: str
    worth: Decimal
    bin_id: UUID | None = None
    owner_id: UUID | None = None
    batch_no: str = ""
    production_date: date | None = None
    expiry_date: date | None = None
    remark: str = ""
    second_quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OpeningRequest:
    """Take over the stock of a warehouse."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    lines: tuple[OpeningLine, ...]
    remark: str = ""


@in_tenant
def save_opening_balance(*, actor: Actor, request: OpeningRequest, at: datetime) -> UUID:
    """Save a draft and return its id.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what ``open_stock``
        refuses before it posts.
    """
    document: OpeningBalance = goods_documents.save(KIND, actor=actor, request=request, at=at)
    return document.id


@in_tenant
def open_stock(*, actor: Actor, request: OpeningRequest, at: datetime) -> UUID:
    """Take goods over in one step at what they are said to be worth. Returns the document's id.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, WarehouseNotFound, WrongCompany, NoLines; by
        line ItemNotFound, ItemInactive, UnitUnknown, BinNotFound, WrongWarehouse, BinInactive, ProjectNotFound,
        SerialRequired, BatchRequired, BatchNotTracked, SecondQuantityNotKept,
        SecondQuantityRequired; BatchDiffers, SerialIsOnePiece, SerialInStock, FigureTooLarge.
    Source: requirements 12; issue of the ledger, "opening balance".
    """
    return goods_documents.record(KIND, actor=actor, request=request, at=at)


@in_tenant
def post_opening_balance(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, and what ``open_stock`` refuses.
    """
    return goods_documents.post(KIND, actor=actor, document_id=document_id, at=at)


@in_tenant
def reverse_opening_balance(*, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo an opening balance while nothing stands on its goods.

    Raises: as ``reverse_goods_document``.
    """
    return reverse_goods_document(KIND, actor=actor, document_id=document_id, request=request, at=at)


@in_tenant
def drop_opening_balance(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    goods_documents.drop(KIND, actor=actor, document_id=document_id, version=version)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an opening balance's plan needs to know."""

    company: Later[CompanyFacts | None]
    store: Later[BinFacts | None]
    items: Later[dict[UUID, ItemFacts]]
    bins: Later[dict[UUID, BinFacts]]
    projects: Later[dict[UUID, ProjectFacts]]


class _Opening(GoodsKind[OpeningRequest]):
    model = OpeningBalance
    line_model = OpeningBalanceLine
    grant = OPEN
    head_extra = ()
    line_extra = ("worth", "batch_no", "production_date", "expiry_date")

    def ask(self, request: OpeningRequest) -> _Asked:
        return _Asked(
            company=ask_company(request.company_id),
            store=ask_default_bin(request.warehouse_id),
            items=ask_items({line.item_id for line in request.lines}, on=request.business_date),
            bins=ask_bins({line.bin_id for line in request.lines if line.bin_id}),
            projects=ask_projects({line.owner_id for line in request.lines if line.owner_id}),
        )

    def plan(self, *, actor: Actor, request: OpeningRequest, asked: _Asked, at: datetime, posting: bool) -> Plan:
        company = asked.company.get()
        company = require_open(company, company_id=request.company_id, business_date=request.business_date, at=at)
        warehouse = store_of(asked.store.get(), request.warehouse_id, company_id=request.company_id)
        items, bins, projects = asked.items.get(), asked.bins.get(), asked.projects.get()
        if posting:
            # First, so that nobody changes an item's base unit between our reading it and our posting in it.
            mark_items_used(set(items))
            items = ask_items(set(items), on=request.business_date).get()

        def plan_line(number: int, line: OpeningLine) -> PlannedLine:
            item = item_of(items, line.item_id, entering=True)
            quantity = to_base(item, line.quantity, line.unit)
            bin_id = bin_of(bins, line.bin_id, warehouse=warehouse, field="bin_id")
            owner_id = project_of(projects, line.owner_id)
            require_batch_named(item, line.batch_no)
            goods = GoodsLine(
                line_id=line.id,
                line_no=number,
                item=item,
                source=Place("opening", NO_ID),
                target=at_bin(bin_id, owner_id=owner_id),
                quantity=quantity,
                entered_quantity=line.quantity,
                entered_unit=line.unit,
                second=second_counted(item, entered=line.quantity, unit=line.unit, told=line.second_quantity),
                value=Money(line.worth),
            )
            extra = {name: getattr(line, name) for name in self.line_extra}
            return PlannedLine(goods, bin_id=bin_id, owner_id=owner_id, remark=line.remark, extra=extra)

        lines = plan_each(request.lines, plan_line)
        if posting:
            lines = with_batches(lines)
        places = [Where(request.company_id, owner_id, warehouse.id) for owner_id in {line.owner_id for line in lines}]
        return Plan(company=company, head={"warehouse_id": warehouse.id}, lines=lines, places=places)

    def request_of(self, document: OpeningBalance) -> OpeningRequest:
        lines = OpeningBalanceLine.objects.filter(document_id=document.id).order_by("line_no")
        return OpeningRequest(
            id=document.id,
            version=document.version,
            company_id=document.company_id,
            business_date=document.business_date,
            warehouse_id=document.warehouse_id,
            remark=document.remark,
            lines=tuple(
                OpeningLine(
                    id=line.id,
                    item_id=line.item_id,
                    quantity=line.entered_quantity,
                    unit=line.unit,
                    second_quantity=line.second_counted,
                    bin_id=line.bin_id,
                    owner_id=line.owner_id,
                    worth=line.worth,
                    batch_no=line.batch_no,
                    production_date=line.production_date,
                    expiry_date=line.expiry_date,
                    remark=line.remark,
                )
                for line in lines
            ),
        )

    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        return StockOpened(document_id=voucher.id, number=number, company_id=voucher.company_id, amount=amount, at=at)


KIND = _Opening()
