"""Receive a supplier's goods against order lines, what he consigns, or what the employer supplied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from gongliao.catalog.public import (
    BinFacts,
    PartyFacts,
    PartyNotFound,
    ask_bins,
    ask_default_bin,
    ask_items,
    ask_parties,
    mark_items_used,
    second_counted,
    to_base,
)
from gongliao.contracts.inventory import GoodsReceived
from gongliao.inventory.errors import WrongCompany, WrongItem, WrongSupplier
from gongliao.inventory.errors.consignment import PriceOnlyOfConsignment
from gongliao.inventory.errors.ownership import ReceiptOrderLineNeeded, ReceiptSupplierNeeded
from gongliao.inventory.models import GoodsReceipt, GoodsReceiptLine
from gongliao.inventory.operations import goods_documents
from gongliao.inventory.operations.goods_kind import Endpoint, GoodsKind, Plan, PlannedLine, ReversalRequest
from gongliao.inventory.operations.line_facts import Store, bin_of, item_of, plan_each, require_batch_named, store_of
from gongliao.inventory.operations.receipt_batches import with_batches
from gongliao.inventory.operations.receipt_request import ReceiptLine, ReceiptRequest, request_of_receipt
from gongliao.inventory.operations.receive_consigned import agree_received, plan_consigned
from gongliao.inventory.operations.receive_from_employer import plan_supplied
from gongliao.inventory.operations.reverse_goods_document import reverse_goods_document
from gongliao.inventory.permissions import RECEIVE
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.public import (
    GoodsLine,
    Place,
    PostedLine,
    Voucher,
    at_bin,
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
from gongliao.procurement.public import (
    OrderLineFacts,
    OrderLineNotFound,
    ReceivedLine,
    lock_order_lines,
    receipt_value,
    record_receipt,
    require_receivable,
)
from gongliao.projects.public import ProjectFacts, ask_nodes, ask_projects, require_node_takes


@in_tenant
def save_goods_receipt(*, actor: Actor, request: ReceiptRequest, at: datetime) -> UUID:
    """Save a draft receipt and return its id.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what ``receive_goods``
        refuses before it posts.
    """
    document: GoodsReceipt = goods_documents.save(KIND, actor=actor, request=request, at=at)
    return document.id


@in_tenant
def receive_goods(*, actor: Actor, request: ReceiptRequest, at: datetime) -> UUID:
    """Receive goods into a warehouse in one step and return the receipt's id.

    Goods ordered for a project become that project's stock; they come in at the order's price (暂估). What the employer
    supplies is stock of the project that a line names, and has no price. What a supplier consigns 寄售 stays his, and
    says at what price it is bought once it is used.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, WarehouseNotFound, WrongCompany,
        ReceiptSupplierNeeded, PartyNotFound, NoLines; by line ReceiptOrderLineNeeded, OrderLineNotFound, WrongCompany,
        WrongSupplier, WrongItem, UnitUnknown, BinNotFound, WrongWarehouse, BinInactive, NodeNotReleased, NodeClosed,
        OrderNotOpen, OverReceipt, SerialRequired, BatchRequired, BatchNotTracked, SecondQuantityNotKept,
        SecondQuantityRequired; BatchDiffers, SerialIsOnePiece, SerialInStock, ShortOnLaterDay, FigureTooLarge. Of what
        the employer supplied EmployersGoodsNotBought, and by line what ``EmployersLines`` refuses. Of a consignment
        NotASupplier, MissingGrant of a price, by line what ``ConsignedLines`` refuses, and ConsignmentPriceNeeded.
    Source: requirements 2.10, 3.12; design.md 4.
    """
    return goods_documents.record(KIND, actor=actor, request=request, at=at)


@in_tenant
def post_goods_receipt(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft receipt.

    Raises: MissingGrant, DocumentNotFound, WrongState, and what ``receive_goods`` refuses.
    """
    return goods_documents.post(KIND, actor=actor, document_id=document_id, at=at)


@in_tenant
def reverse_goods_receipt(*, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo a receipt while its goods still lie untouched; the order is open for them again.

    Raises: as ``reverse_goods_document``.
    """
    return reverse_goods_document(KIND, actor=actor, document_id=document_id, request=request, at=at)


@in_tenant
def drop_goods_receipt(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft receipt.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    goods_documents.drop(KIND, actor=actor, document_id=document_id, version=version)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a receipt's plan needs to know."""

    company: Later[CompanyFacts | None]
    store: Later[BinFacts | None]
    parties: Later[dict[UUID, PartyFacts]]
    bins: Later[dict[UUID, BinFacts]]
    projects: Later[dict[UUID, ProjectFacts]]


class _Receipt(GoodsKind[ReceiptRequest]):
    model = GoodsReceipt
    line_model = GoodsReceiptLine
    grant = RECEIVE
    head_extra = ("supplier_id", "delivery_note", "ownership")
    line_extra = ("order_line_id", "batch_no", "production_date", "expiry_date", "price")

    def ask(self, request: ReceiptRequest) -> _Asked:
        return _Asked(
            company=ask_company(request.company_id),
            store=ask_default_bin(request.warehouse_id),
            parties=ask_parties({request.supplier_id} if request.supplier_id else ()),
            bins=ask_bins({line.bin_id for line in request.lines if line.bin_id}),
            projects=ask_projects({line.owner_id for line in request.lines if line.owner_id}),
        )

    def plan(self, *, actor: Actor, request: ReceiptRequest, asked: _Asked, at: datetime, posting: bool) -> Plan:
        company = asked.company.get()
        company = require_open(company, company_id=request.company_id, business_date=request.business_date, at=at)
        warehouse = store_of(asked.store.get(), request.warehouse_id, company_id=request.company_id)
        if request.ownership == "owner_supplied":
            projects = asked.projects.get()
            lines = plan_supplied(request, warehouse, bins=asked.bins.get(), projects=projects, posting=posting)
            return _plan(request, company, warehouse, lines)
        supplier = _supplier_of(request, asked.parties.get())
        if request.ownership == "consignment":
            lines = plan_consigned(actor, request, warehouse, supplier, bins=asked.bins.get(), posting=posting)
            return _plan(request, company, warehouse, lines)
        supplier_id = supplier.id
        ordered = lock_order_lines({line.order_line_id for line in request.lines if line.order_line_id})
        item_ids = {line.item_id for line in ordered.values()}
        if posting:
            # First, so that nobody changes an item's base unit between our reading it and our posting in it.
            mark_items_used(item_ids)
        asked_items = ask_items(item_ids, on=request.business_date)
        asked_nodes = ask_nodes({line.node_id for line in ordered.values() if line.node_id})
        items, nodes, bins = asked_items.get(), asked_nodes.get(), asked.bins.get()
        running = dict(ordered)

        def plan_line(number: int, line: ReceiptLine) -> PlannedLine:
            if line.order_line_id is None:
                raise ReceiptOrderLineNeeded()
            if line.price is not None:
                raise PriceOnlyOfConsignment()
            order_line = running.get(line.order_line_id)
            if order_line is None:
                raise OrderLineNotFound(id=line.order_line_id)
            _check_order(order_line, request)
            item = item_of(items, order_line.item_id)
            if line.item_id not in (None, item.id):
                raise WrongItem(item=item.code)
            quantity = to_base(item, line.quantity, line.unit)
            bin_id = bin_of(bins, line.bin_id, warehouse=warehouse, field="bin_id")
            if order_line.node_id:
                require_node_takes(nodes[order_line.node_id], "receipt")
            require_receivable(order_line, quantity, number)
            require_batch_named(item, line.batch_no)
            value = receipt_value(order_line, quantity)
            # Two lines of one receipt may share an order line: the second continues where the first ended.
            running[line.order_line_id] = replace(
                order_line,
                received_quantity=Quantity(order_line.received_quantity + quantity),
                received_value=Money(order_line.received_value + value),
            )
            goods = GoodsLine(
                line_id=line.id,
                line_no=number,
                item=item,
                source=Place("supplier", supplier_id),
                target=at_bin(bin_id, owner_id=order_line.project_id),
                quantity=quantity,
                entered_quantity=line.quantity,
                entered_unit=line.unit,
                second=second_counted(item, entered=line.quantity, unit=line.unit, told=line.second_quantity),
                value=value,
            )
            return PlannedLine(
                goods, bin_id=bin_id, owner_id=order_line.project_id, remark=line.remark, extra=_extra(line, order_line)
            )

        lines = plan_each(request.lines, plan_line)
        if posting:
            lines = with_batches(lines, supplier_id=request.supplier_id)
        orders = {line.order_id for line in ordered.values()}
        before = [("purchase_order", order_id) for order_id in orders] if posting else []
        return _plan(request, company, warehouse, lines, before=before)

    def request_of(self, document: GoodsReceipt) -> ReceiptRequest:
        return request_of_receipt(document)

    def tell_below(
        self, *, actor: Actor, voucher: Voucher, plan: Plan, posted: Sequence[PostedLine], at: datetime
    ) -> None:
        received = [
            ReceivedLine(line.extra["order_line_id"], line.goods.quantity, done.value)
            for line, done in zip(plan.lines, posted, strict=True)
            if line.extra["order_line_id"]
        ]
        if received:
            record_receipt(actor=actor, voucher=voucher, received=received, at=at)
        if plan.head["ownership"] == "consignment":
            agree_received(actor=actor, voucher=voucher, lines=plan.lines, at=at)

    def lock_below(self, lines: Sequence[GoodsReceiptLine]) -> None:
        lock_order_lines({line.order_line_id for line in lines if line.order_line_id})

    def tell_below_of_reversal(
        self, *, actor: Actor, original: Any, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
    ) -> None:
        lines = list(GoodsReceiptLine.objects.filter(document_id=original.id, order_line__isnull=False))
        taken_back = [ReceivedLine(line.order_line_id, Quantity(-line.quantity), Money(-line.amount)) for line in lines]
        if taken_back:
            record_receipt(actor=actor, voucher=voucher, received=taken_back, at=at)

    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        return GoodsReceived(document_id=voucher.id, number=number, company_id=voucher.company_id, amount=amount, at=at)


def _plan(
    request: ReceiptRequest,
    company: CompanyFacts,
    warehouse: Store,
    lines: Sequence[PlannedLine],
    *,
    before: Sequence[Endpoint] = (),
) -> Plan:
    head = {"warehouse_id": warehouse.id, **{name: getattr(request, name) for name in KIND.head_extra}}
    projects = {line.project_id for line in lines}
    places = [Where(request.company_id, project_id, warehouse.id) for project_id in projects]
    return Plan(company=company, head=head, lines=lines, places=places, before=before)


def _supplier_of(request: ReceiptRequest, parties: Mapping[UUID, PartyFacts]) -> PartyFacts:
    """Return who delivers; raises ReceiptSupplierNeeded, PartyNotFound."""
    if request.supplier_id is None:
        raise ReceiptSupplierNeeded()
    if request.supplier_id not in parties:
        raise PartyNotFound(id=request.supplier_id, field="supplier_id")
    return parties[request.supplier_id]


def _check_order(order_line: OrderLineFacts, request: ReceiptRequest) -> None:
    if order_line.company_id != request.company_id:
        raise WrongCompany(field="order_line_id")
    if order_line.supplier_id != request.supplier_id:
        raise WrongSupplier(order=order_line.order_number or "")


def _extra(line: ReceiptLine, order_line: OrderLineFacts) -> dict[str, Any]:
    return {
        "order_line_id": line.order_line_id,
        "batch_no": line.batch_no,
        "production_date": line.production_date,
        "expiry_date": line.expiry_date,
        "price": None,
        "project_id": order_line.project_id,
        "node_id": order_line.node_id,
        "category_id": order_line.category_id,
    }


KIND = _Receipt()
