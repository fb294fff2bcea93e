"""Issue material from a warehouse to a project's work."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongliao.catalog.public import (
    to_base,
)
from gongliao.contracts.inventory import MaterialIssued
from gongliao.inventory.models import GoodsIssue, GoodsIssueLine
from gongliao.inventory.operations import deliver_directly, goods_documents, requisition_progress
from gongliao.inventory.operations.buy_consigned import with_purchases
from gongliao.inventory.operations.first_expired import require_first_expired
from gongliao.inventory.operations.goods_kind import GoodsKind, Plan, PlannedLine, ReversalRequest
from gongliao.inventory.operations.issue_facts import IssueFacts, ask_facts, hold_facts
from gongliao.inventory.operations.issue_origins import origin_of
from gongliao.inventory.operations.issue_request import IssueLine, IssueRequest, request_of_issue
from gongliao.inventory.operations.line_facts import (
    batch_of,
    bin_of,
    cost_object_of,
    item_of,
    plan_each,
    require_issuable,
    second_of,
    store_of,
)
from gongliao.inventory.operations.ownership import drawn_from
from gongliao.inventory.operations.reverse_goods_document import reverse_goods_document
from gongliao.inventory.permissions import ISSUE
from gongliao.kernel.values import Money
from gongliao.ledger.public import (
    GoodsLine,
    PostedLine,
    Voucher,
    at_bin,
    at_node,
)
from gongliao.platform.public import (
    Actor,
    Event,
    Where,
    in_tenant,
    require_open,
)
from gongliao.procurement.public import lock_order_lines


@in_tenant
def save_goods_issue(*, actor: Actor, request: IssueRequest, at: datetime) -> UUID:
    """Save a draft issue and return its id.

    Raises: MissingGrant, DocumentNotFound, RequestIdReused, WrongState, StaleVersion, then what ``issue_material``
        refuses before it posts.
    """
    document: GoodsIssue = goods_documents.save(KIND, actor=actor, request=request, at=at)
    return document.id


@in_tenant
def issue_material(*, actor: Actor, request: IssueRequest, at: datetime) -> UUID:
    """Issue material to WBS nodes in one step and return the issue's id.

    With a supplier the goods come straight from the truck 直入直出: they are received and issued at once, at the price
    of their order, and no stock is touched. Where the lines name issue lines, other work gives back what it drew, and
    the goods are charged here at what they were there 转用.

    What a supplier consigned 寄售 is bought by being issued, at the price agreed on for the day.

    Asking twice with the same request issues once and returns the same id.

    Units: each line's quantity in its own unit; the books keep it in the base unit.
    Raises: MissingGrant, RequestIdReused, CompanyNotFound, DateOutOfRange, WarehouseNotFound, WrongCompany, NoLines,
        RequisitionNotFound, RequisitionNotApproved; by line ItemNotFound, UnitUnknown, BinNotFound, WrongWarehouse,
        BinInactive, NodeNotFound, NodeNotChargeable, NodeNotReleased, NodeTechnicallyComplete, NodeClosed,
        WrongCompany, CategoryNotFound, CategoryInactive, ConsignorNeeded, PartyNotFound, ProjectOfEmployerNeeded,
        EmployersGoodsElsewhere, StockOfOtherProject, BatchNotFound, BatchNotReleased, BatchExpired,
        BatchExpiresTooSoon, RequisitionLineNotFound, WrongItem, WrongNode, MoreThanRequisitioned,
        SecondQuantityNotKept; ConsignmentPriceNeeded; EarlierBatchFirst; SerialRequired, SerialIsOnePiece,
        BatchRequired, BatchNotTracked, ShortOnLaterDay, InsufficientStock. Straight from a supplier also PartyNotFound;
        by line OrderLineNeeded, SupplierNeeded, OrderLineNotFound, WrongSupplier, BatchByNumber, TwoOrigins,
        OrderNotOpen, OverReceipt, SecondQuantityRequired; BatchDiffers. From other work by line IssueLineNeeded,
        IssueLineNotFound, SameWork, ReturnedBeforeIssued, MoreThanIssued.
    Source: requirements 4.6, 4.11, 4.12; design.md 4.
    """
    return goods_documents.record(KIND, actor=actor, request=request, at=at)


@in_tenant
def post_goods_issue(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Post a draft issue.

    Raises: MissingGrant, DocumentNotFound, WrongState, and what ``issue_material`` refuses.
    """
    return goods_documents.post(KIND, actor=actor, document_id=document_id, at=at)


@in_tenant
def reverse_goods_issue(*, actor: Actor, document_id: UUID, request: ReversalRequest, at: datetime) -> UUID:
    """Undo an issue; its goods come back at what they left with.

    Raises: as ``reverse_goods_document``.
    """
    return reverse_goods_document(KIND, actor=actor, document_id=document_id, request=request, at=at)


@in_tenant
def drop_goods_issue(*, actor: Actor, document_id: UUID, version: int) -> None:
    """Delete a draft issue.

    Raises: MissingGrant, DocumentNotFound, WrongState, StaleVersion.
    """
    goods_documents.drop(KIND, actor=actor, document_id=document_id, version=version)


class _Issue(GoodsKind[IssueRequest]):
    model = GoodsIssue
    line_model = GoodsIssueLine
    grant = ISSUE
    head_extra = ("requisition_id", "recipient", "supplier_id", "delivery_note")
    line_extra = ("requisition_line_id", "batch_reason", *deliver_directly.COLUMNS, "from_line_id")

    def ask(self, request: IssueRequest) -> IssueFacts:
        return ask_facts(request)

    def ask_to_post(self, request: IssueRequest) -> IssueFacts:
        return hold_facts(request)

    def plan(self, *, actor: Actor, request: IssueRequest, asked: IssueFacts, at: datetime, posting: bool) -> Plan:
        company, company_id = asked.company.get(), request.company_id
        company = require_open(company, company_id=company_id, business_date=request.business_date, at=at)
        warehouse = store_of(asked.store.get(), request.warehouse_id, company_id=company_id)
        requisitioned = requisition_progress.open_lines(asked.requisition)
        items, nodes, categories = asked.items.get(), asked.nodes.get(), asked.categories.get()
        bins, batches, consignors = asked.bins.get(), asked.batches.get(), asked.consignors.get()
        left = {line_id: line.open for line_id, line in requisitioned.items()}
        origin = origin_of(request, parties=asked.parties.get(), posting=posting)

        def plan_line(number: int, line: IssueLine) -> PlannedLine:
            item = item_of(items, line.item_id)
            quantity = to_base(item, line.quantity, line.unit)
            bin_id = bin_of(bins, line.bin_id, warehouse=warehouse, field="bin_id")
            cost = cost_object_of(
                nodes,
                categories,
                node_id=line.node_id,
                category_id=line.category_id,
                company_id=request.company_id,
                purpose="issue",
            )
            owner_id, ownership = drawn_from(line, nodes[line.node_id], item=item, consignors=consignors)
            batch_id = batch_of(batches, line.batch_id, item)
            if posting and line.batch_id:
                require_issuable(batches[line.batch_id], request.business_date, nodes[line.node_id])
            requisition_progress.take(
                requisitioned, left, line.requisition_line_id, item=item, node=nodes[line.node_id], quantity=quantity
            )
            goods = GoodsLine(
                line_id=line.id,
                line_no=number,
                item=item,
                source=at_bin(bin_id, owner_id=owner_id),
                target=at_node(cost.node_id),
                quantity=quantity,
                entered_quantity=line.quantity,
                entered_unit=line.unit,
                second=second_of(item, line, quantity),
                batch_id=batch_id,
                ownership=ownership,
                cost=cost,
            )
            extra = {
                "requisition_line_id": line.requisition_line_id,
                "batch_reason": line.batch_reason,
                **deliver_directly.columns_of(line),
                "from_line_id": line.from_line_id,
            }
            planned = PlannedLine(goods, bin_id=bin_id, owner_id=owner_id, remark=line.remark, extra=extra)
            return origin.take(planned, line, nodes[line.node_id]) if origin else planned

        lines = plan_each(request.lines, plan_line)
        on = request.business_date
        if posting:
            bought = with_purchases(lines, company_id=company_id, on=on)
            lines = list(origin.finish(bought, nodes=nodes, on=on)) if origin else bought
        require_first_expired(lines, batches=batches, stock=asked.expiring.get(), nodes=nodes, on=on)
        head = {"warehouse_id": warehouse.id, **{name: getattr(request, name) for name in self.head_extra}}
        projects = {line.goods.cost.project_id for line in lines if line.goods.cost}
        places = [Where(company_id, project_id, warehouse.id) for project_id in projects]
        before = [("material_requisition", request.requisition_id)] if request.requisition_id else []
        if origin:
            origin.allow(actor, places, warehouse.id)
            before += origin.documents() if posting else []
        return Plan(company=company, head=head, lines=lines, places=places, before=before, facts=origin)

    def request_of(self, document: GoodsIssue) -> IssueRequest:
        return request_of_issue(document)

    def move(self, *, actor: Actor, voucher: Voucher, plan: Plan, at: datetime) -> tuple[Plan, tuple[PostedLine, ...]]:
        if plan.facts is None:
            return super().move(actor=actor, voucher=voucher, plan=plan, at=at)
        return plan, plan.facts.move(actor=actor, voucher=voucher, plan=plan, at=at)

    def tell_below(
        self, *, actor: Actor, voucher: Voucher, plan: Plan, posted: Sequence[PostedLine], at: datetime
    ) -> None:
        requisition_progress.add(
            (line.extra["requisition_line_id"], line.goods.quantity)
            for line in plan.lines
            if line.extra["requisition_line_id"]
        )
        deliver_directly.tell_orders(actor=actor, voucher=voucher, plan=plan, posted=posted, at=at)

    def lock_below(self, lines: Sequence[GoodsIssueLine]) -> None:
        if ordered := {line.order_line_id for line in lines if line.order_line_id}:
            lock_order_lines(ordered)

    def tell_below_of_reversal(
        self, *, actor: Actor, original: Any, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
    ) -> None:
        lines = GoodsIssueLine.objects.filter(document_id=original.id, requisition_line__isnull=False)
        requisition_progress.add((line.requisition_line_id, -line.quantity) for line in lines)
        if original.supplier_id:
            deliver_directly.tell_orders_of_reversal(actor=actor, original=original, voucher=voucher, at=at)

    def event(self, *, voucher: Voucher, number: str, amount: Money, at: datetime, plan: Plan) -> Event:
        return MaterialIssued(
            document_id=voucher.id, number=number, company_id=voucher.company_id, amount=amount, at=at
        )


KIND = _Issue()
