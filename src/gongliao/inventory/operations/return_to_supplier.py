"""Send goods back to whoever brought them: the supplier, or the employer with what is left of his."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from gongliao.catalog.public import (
    BinFacts,
    PartyFacts,
    ask_bins,
    ask_default_bin,
    ask_items,
    ask_parties,
    to_base,
)
from gongliao.contracts.inventory import GoodsSentBack
from gongliao.inventory.errors import ReasonNotTold
from gongliao.inventory.errors.supplier_returns import (
    MoreThanReceived,
    ReturnedBeforeReceived,
)
from gongliao.inventory.models import SupplierReturn, SupplierReturnLine
from gongliao.inventory.operations import goods_documents
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, PlannedLine, ReversalRequest
from gongliao.inventory.operations.hold_received import ReceivedLineFacts, hold_received_lines
from gongliao.inventory.operations.line_facts import bin_of, item_of, plan_each, second_of, store_of
from gongliao.inventory.operations.replacements import expect_no_replacements, lock_reopened, reopen_order_lines
from gongliao.inventory.operations.return_ends import ends_of, require_receiver, source_of
from gongliao.inventory.operations.reverse_goods_document import reverse_goods_document
from gongliao.inventory.operations.supplier_return_request import (
    SupplierReturnLineRequest,
    SupplierReturnReason,
    SupplierReturnRequest,
)
from gongliao.inventory.permissions import SUPPLIER_RETURN
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import Money
from gongliao.ledger.public import GoodsLine, Ownership, PostedLine, Voucher, at_bin, send_back
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
from gongliao.procurement.public import lock_order_lines, require_order_open
from gongliao.projects.public import ProjectFacts, ask_projects


@in_tenant
def save_supplier_return(*, actor: Actor, request: SupplierReturnRequest, at: datetime) -> UUID:
    """Save a draft and return its id.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what ``return_to_supplier``
        refuses before it posts.
    """
    document: SupplierReturn = goods_documents.save(KIND, actor=actor, request=request, at=at)
    return document.id


@in_tenant
def return_to_supplier(*, actor: Actor, request: SupplierReturnRequest, at: datetime) -> UUID:
    """Send goods back in one step and return the document's id.

    They leave stock at what their pool says, and the supplier owes what the receipt line is worth by now. Goods of any
    status go back: a batch that may not be used may be returned. His consignment 寄售 and what is left of the
    employer's goods 甲供材退还 go back in quantity, and nobody owes anything.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, WarehouseNotFound, WrongCompany,
        EmployersGoodsGoToHim, ReturnSupplierNeeded, PartyNotFound, ReasonNotTold, NoLines; by line ReceiptLineNotFound,
        WrongCompany, ReceiptOfOtherOwnership, ReceiptOfOtherSupplier, ReplacementNotOrdered, EmployerNotNamed,
        UnitUnknown, BinNotFound, WrongWarehouse, BinInactive, ProjectNotFound, ReturnedBeforeReceived,
        MoreThanReceived, OrderNotOpen, SecondQuantityNotKept; InsufficientStock, ShortOnLaterDay.
    Source: design.md 4, "Rules that decide a number"; ADR-0017.
    """
    return goods_documents.record(KIND, actor=actor, request=request, at=at)


@in_tenant
def post_supplier_return(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, and what ``return_to_supplier`` refuses.
    """
    return goods_documents.post(KIND, actor=actor, document_id=document_id, at=at)


@in_tenant
def reverse_supplier_return(*, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo a return; its goods are back at what they left with, and no replacement is expected any more.

    Raises: as ``reverse_goods_document``; OverReceipt where the replacement has come.
    """
    return reverse_goods_document(KIND, actor=actor, document_id=document_id, request=request, at=at)


@in_tenant
def drop_supplier_return(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    goods_documents.drop(KIND, actor=actor, document_id=document_id, version=version)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a return's plan needs to know."""

    company: Later[CompanyFacts | None]
    store: Later[BinFacts | None]
    parties: Later[dict[UUID, PartyFacts]]
    projects: Later[dict[UUID, ProjectFacts]]


class _SupplierReturn(GoodsKind[SupplierReturnRequest]):
    model = SupplierReturn
    line_model = SupplierReturnLine
    grant = SUPPLIER_RETURN
    head_extra = ("supplier_id", "reason", "ownership")
    line_extra = ("receipt_line_id", "replacement", "stock_amount", "reopened_amount")

    def ask(self, request: SupplierReturnRequest) -> _Asked:
        return _Asked(
            company=ask_company(request.company_id),
            store=ask_default_bin(request.warehouse_id),
            parties=ask_parties({request.supplier_id} if request.supplier_id else ()),
            projects=ask_projects({line.owner_id for line in request.lines if line.owner_id}),
        )

    def plan(self, *, actor: Actor, request: SupplierReturnRequest, asked: _Asked, at: datetime, posting: bool) -> Plan:
        company = asked.company.get()
        company = require_open(company, company_id=request.company_id, business_date=request.business_date, at=at)
        warehouse = store_of(asked.store.get(), request.warehouse_id, company_id=request.company_id)
        require_receiver(request, asked.parties.get())
        if request.reason == "other" and not request.remark.strip():
            raise ReasonNotTold()
        received = hold_received_lines([line.receipt_line_id for line in request.lines])
        orders = lock_order_lines(_replaced(request, received))
        asked_items = ask_items({line.item_id for line in received.values()}, on=request.business_date)
        named = {line.bin_id for line in request.lines if line.bin_id}
        asked_bins = ask_bins(named | {line.bin_id for line in received.values()})
        items, bins, projects = asked_items.get(), asked_bins.get(), asked.projects.get()
        if request.ownership == "owner_supplied":
            projects = ask_projects({line.owner_id for line in received.values() if line.owner_id}).get()
        running = {id_: line.goods for id_, line in received.items()}

        def plan_line(number: int, line: SupplierReturnLineRequest) -> PlannedLine:
            source = source_of(line, received, request)
            item = item_of(items, source.item_id)
            quantity = to_base(item, line.quantity, line.unit)
            bin_id = bin_of(bins, line.bin_id or source.bin_id, warehouse=warehouse, field="bin_id")
            owner_id, receiver = ends_of(line, source, projects)
            if request.business_date < source.business_date:
                raise ReturnedBeforeReceived(date=request.business_date, received=source.business_date)
            so_far = running[line.receipt_line_id]
            if quantity > so_far.open:
                raise MoreThanReceived(asked=quantity, open=so_far.open)
            reopened = None
            if line.replacement and source.order_line_id:
                require_order_open(orders[source.order_line_id], number)
                reopened = so_far.reopens(quantity)
            running[line.receipt_line_id] = so_far.after(quantity, reopened=reopened)
            goods = GoodsLine(
                line_id=line.id,
                line_no=number,
                item=item,
                source=at_bin(bin_id, owner_id=owner_id),
                target=receiver,
                quantity=quantity,
                entered_quantity=line.quantity,
                entered_unit=line.unit,
                second=second_of(item, line, quantity),
                batch_id=source.batch_id or NO_ID,
                ownership=source.ownership,
                carries=(source.document_id, line.receipt_line_id) if source.ownership == "own" else None,
            )
            extra = {
                "receipt_line_id": line.receipt_line_id,
                "replacement": line.replacement,
                "stock_amount": None,
                "reopened_amount": reopened,
            }
            return PlannedLine(goods, bin_id=bin_id, owner_id=owner_id, remark=line.remark, extra=extra)

        lines = plan_each(request.lines, plan_line)
        head = {
            "warehouse_id": warehouse.id,
            "supplier_id": request.supplier_id,
            "reason": request.reason,
            "ownership": request.ownership,
        }
        places = [Where(request.company_id, owner_id, warehouse.id) for owner_id in {line.project_id for line in lines}]
        before = {("goods_receipt", source.document_id) for source in received.values()} if posting else set()
        order_lines = {id_: source.order_line_id for id_, source in received.items()}
        return Plan(
            company=company, head=head, lines=lines, places=places, before=sorted(before, key=str), facts=order_lines
        )

    def move(self, *, actor: Actor, voucher: Voucher, plan: Plan, at: datetime) -> tuple[Plan, tuple[PostedLine, ...]]:
        gone = send_back(actor=actor, voucher=voucher, lines=[line.goods for line in plan.lines], at=at)
        lines = [
            replace(line, extra={**line.extra, "stock_amount": each.stock_value})
            for line, each in zip(plan.lines, gone, strict=True)
        ]
        return replace(plan, lines=lines), tuple(PostedLine(each.line_id, each.move_id, each.owed) for each in gone)

    def tell_below(
        self, *, actor: Actor, voucher: Voucher, plan: Plan, posted: Sequence[PostedLine], at: datetime
    ) -> None:
        reopen_order_lines(actor=actor, voucher=voucher, lines=plan.lines, order_lines=plan.facts, at=at)

    def lock_below(self, lines: Sequence[SupplierReturnLine]) -> None:
        lock_reopened(lines)

    def tell_below_of_reversal(
        self, *, actor: Actor, original: Any, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
    ) -> None:
        expect_no_replacements(actor=actor, return_id=original.id, voucher=voucher, at=at)

    def request_of(self, document: SupplierReturn) -> SupplierReturnRequest:
        lines = SupplierReturnLine.objects.filter(document_id=document.id).order_by("line_no")
        return SupplierReturnRequest(
            id=document.id,
            version=document.version,
            company_id=document.company_id,
            business_date=document.business_date,
            warehouse_id=document.warehouse_id,
            supplier_id=document.supplier_id,
            reason=cast(SupplierReturnReason, document.reason),
            ownership=cast(Ownership, document.ownership),
            remark=document.remark,
            lines=tuple(
                SupplierReturnLineRequest(
                    id=line.id,
                    receipt_line_id=line.receipt_line_id,
                    quantity=line.entered_quantity,
                    unit=line.unit,
                    second_quantity=line.second_counted,
                    bin_id=line.bin_id,
                    owner_id=line.owner_id,
                    from_general=line.owner_id is None and line.ownership == "own",
                    replacement=line.replacement,
                    remark=line.remark,
                )
                for line in lines
            ),
        )

    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        return GoodsSentBack(document_id=voucher.id, number=number, company_id=voucher.company_id, amount=amount, at=at)


def _replaced(request: SupplierReturnRequest, received: Mapping[UUID, ReceivedLineFacts]) -> set[UUID]:
    """Return the order lines that are to be opened again."""
    named = {line.receipt_line_id for line in request.lines if line.replacement}
    opened = {received[id_].order_line_id for id_ in named if id_ in received}
    return {id_ for id_ in opened if id_}


KIND = _SupplierReturn()
