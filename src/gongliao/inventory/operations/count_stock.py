"""Count stock: the books are adjusted to what lies there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from gongliao.catalog.public import (
    BinFacts,
    ItemFacts,
    PartyFacts,
    ask_bins,
    ask_default_bin,
    ask_items,
    mark_items_used,
)
from gongliao.contracts.inventory import StockCounted
from gongliao.inventory.errors import CountReasonMissing
from gongliao.inventory.models import StockCount, StockCountLine
from gongliao.inventory.operations import goods_documents
from gongliao.inventory.operations.buy_consigned import of_goods, prices_needed
from gongliao.inventory.operations.count_lines import CountedLines, with_kept_prices
from gongliao.inventory.operations.count_request import CountLine, CountReason, CountRequest
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, PlannedLine, ReversalRequest
from gongliao.inventory.operations.line_facts import plan_each, store_of
from gongliao.inventory.operations.ownership import ask_consignors
from gongliao.inventory.operations.reverse_goods_document import reverse_goods_document
from gongliao.inventory.permissions import COUNT
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.ledger.public import (
    BatchFacts,
    Counted,
    Ownership,
    PostedLine,
    Voucher,
    ask_batches,
    hold_counted,
    post_count,
    take_back_count,
)
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


@in_tenant
def save_stock_count(*, actor: Actor, request: CountRequest, at: datetime) -> UUID:
    """Save a draft and return its id. Prices that the actor may not see stay as they are.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what ``count_stock``
        refuses before it posts.
    """
    document: StockCount = goods_documents.save(KIND, actor=actor, request=request, at=at)
    return document.id


@in_tenant
def count_stock(*, actor: Actor, request: CountRequest, at: datetime) -> UUID:
    """Adjust the books to what was counted, in one step. Returns the document's id.

    What the books say is all that is recorded up to the end of the business date. What was found comes in at the unit
    cost of its pool unless its price is given; what is missed goes out as an issue would. What agrees moves nothing.
    What is missed of a supplier's consignment is bought, since it was in our keeping, and is our loss.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, WarehouseNotFound, WrongCompany, NoLines; by
        line ItemNotFound, UnitUnknown, BinNotFound, WrongWarehouse, BinInactive, ProjectNotFound, ConsignorNeeded,
        PartyNotFound, ProjectOfEmployerNeeded, WrongCompany, ConsignedGoodsHaveNoPrice, EmployersGoodsHaveNoPrice,
        BatchNotFound, SerialRequired, BatchRequired, BatchNotTracked, SerialIsOnePiece, CountedTwice, MissingGrant of a
        price, ReasonNotTold, SecondQuantityNotKept; CountReasonMissing, ConsignmentPriceNeeded, NoUnitCost,
        CountedConsignment, SerialInStock, ShortOnLaterDay, CountNeedsCost,
        FigureTooLarge.
    Source: requirements 3.14; design.md 4, "Rules that decide a number".
    """
    return goods_documents.record(KIND, actor=actor, request=request, at=at)


@in_tenant
def post_stock_count(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, and what ``count_stock`` refuses.
    """
    return goods_documents.post(KIND, actor=actor, document_id=document_id, at=at)


@in_tenant
def reverse_stock_count(*, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo a count; what was found is gone again, and what was missed is back.

    Raises: as ``reverse_goods_document``.
    """
    return reverse_goods_document(KIND, actor=actor, document_id=document_id, request=request, at=at)


@in_tenant
def drop_stock_count(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    goods_documents.drop(KIND, actor=actor, document_id=document_id, version=version)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a count's plan needs to know."""

    company: Later[CompanyFacts | None]
    store: Later[BinFacts | None]
    items: Later[dict[UUID, ItemFacts]]
    bins: Later[dict[UUID, BinFacts]]
    projects: Later[dict[UUID, ProjectFacts]]
    batches: Later[dict[UUID, BatchFacts]]
    consignors: Later[dict[UUID, PartyFacts]]


class _Count(GoodsKind[CountRequest]):
    model = StockCount
    line_model = StockCountLine
    grant = COUNT
    head_extra = ()
    line_extra = ("reason", "price", "book_quantity")

    def ask(self, request: CountRequest) -> _Asked:
        return _Asked(
            company=ask_company(request.company_id),
            store=ask_default_bin(request.warehouse_id),
            items=ask_items({line.item_id for line in request.lines}, on=request.business_date),
            bins=ask_bins({line.bin_id for line in request.lines if line.bin_id}),
            projects=ask_projects({line.owner_id for line in request.lines if line.owner_id}),
            batches=ask_batches({line.batch_id for line in request.lines if line.batch_id}),
            consignors=ask_consignors(request.lines),
        )

    def plan(self, *, actor: Actor, request: CountRequest, asked: _Asked, at: datetime, posting: bool) -> Plan:
        company = asked.company.get()
        company = require_open(company, company_id=request.company_id, business_date=request.business_date, at=at)
        warehouse = store_of(asked.store.get(), request.warehouse_id, company_id=request.company_id)
        items = asked.items.get()
        if posting:
            # First, so that nobody changes an item's base unit between our reading it and our posting in it.
            mark_items_used(set(items))
            items = ask_items(set(items), on=request.business_date).get()
        known = CountedLines(
            request.company_id,
            warehouse,
            items,
            asked.bins.get(),
            asked.projects.get(),
            asked.batches.get(),
            asked.consignors.get(),
        )
        lines = plan_each(with_kept_prices(actor, request), known.plan_line)
        places = [Where(request.company_id, owner_id, warehouse.id) for owner_id in {line.project_id for line in lines}]
        return Plan(company=company, head={"warehouse_id": warehouse.id}, lines=lines, places=places)

    def move(self, *, actor: Actor, voucher: Voucher, plan: Plan, at: datetime) -> tuple[Plan, tuple[PostedLine, ...]]:
        counted = [_counted(line) for line in plan.lines]
        books = hold_counted(voucher=voucher, counted=counted)
        refuse_together([refusal for line in plan.lines if (refusal := _unexplained(line, books))])
        counted = _with_prices(counted, plan.lines, books, voucher=voucher)
        became = post_count(actor=actor, voucher=voucher, counted=counted, books=books, at=at)
        lines = [replace(line, extra={**line.extra, "book_quantity": books[line.goods.line_id]}) for line in plan.lines]
        posted = tuple(PostedLine(each.line_id, NO_ID, each.value) for each in became)
        return replace(plan, lines=lines), posted

    def worth_undone(self, lines: Sequence[StockCountLine], undone: Mapping[UUID, Sequence[PostedLine]]) -> Money:
        total = NO_MONEY
        for line in lines:
            for move in undone.get(line.id, ()):
                total = Money(total + move.found)
        return total

    def request_of(self, document: StockCount) -> CountRequest:
        lines = StockCountLine.objects.filter(document_id=document.id).order_by("line_no")
        return CountRequest(
            id=document.id,
            version=document.version,
            company_id=document.company_id,
            business_date=document.business_date,
            warehouse_id=document.warehouse_id,
            remark=document.remark,
            lines=tuple(
                CountLine(
                    id=line.id,
                    item_id=line.item_id,
                    quantity=line.entered_quantity,
                    unit=line.unit,
                    second_quantity=line.second_counted,
                    bin_id=line.bin_id,
                    batch_id=line.batch_id,
                    owner_id=line.owner_id or line.consignor_id,
                    ownership=cast(Ownership, line.ownership),
                    reason=cast(CountReason, line.reason),
                    price=line.price,
                    remark=line.remark,
                )
                for line in lines
            ),
        )

    def tell_below_of_reversal(
        self, *, actor: Actor, original: Any, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
    ) -> None:
        take_back_count(actor=actor, original_id=original.id, voucher=voucher, line_ids=line_ids, at=at)

    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        return StockCounted(document_id=voucher.id, number=number, company_id=voucher.company_id, amount=amount, at=at)


def _counted(line: PlannedLine) -> Counted:
    goods = line.goods
    return Counted(
        line_id=goods.line_id,
        line_no=goods.line_no,
        item=goods.item,
        bin_id=line.bin_id,
        quantity=goods.quantity,
        batch_id=goods.batch_id,
        owner_id=line.owner_id,
        ownership=goods.ownership,
        price=line.extra["price"] if goods.ownership == "own" else Decimal(0),
    )


def _with_prices(
    counted: Sequence[Counted], lines: Sequence[PlannedLine], books: Mapping[UUID, Quantity], *, voucher: Voucher
) -> list[Counted]:
    """Return the lines with what the supplier's goods are bought for that are missed: they were used, or lost by us.

    Raises: ConsignmentPriceNeeded of all lines together.
    """
    missed = [
        line
        for line in lines
        if line.goods.ownership == "consignment" and line.goods.quantity < books[line.goods.line_id]
    ]
    if not missed:
        return list(counted)
    prices = prices_needed(missed, company_id=voucher.company_id, on=voucher.business_date)
    agreed = {line.goods.line_id: prices[of_goods(line)] for line in missed}
    return [replace(each, agreed=agreed.get(each.line_id)) for each in counted]


def _unexplained(line: PlannedLine, books: Mapping[UUID, Quantity]) -> Refusal | None:
    counted, book = line.goods.quantity, books[line.goods.line_id]
    if counted == book or line.extra["reason"]:
        return None
    return CountReasonMissing(item=line.goods.item.code, counted=counted, book=Decimal(book), line=line.goods.line_no)


KIND = _Count()
