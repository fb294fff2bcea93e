"""Goods that go straight from the truck to the work 直入直出: received and issued by one document, stored nowhere.

Each line moves from the supplier to the site and from there to its node, so that the books show both, and what the
goods turn out to cost later follows them. Source: requirements 4.12; ADR-0016.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gongliao.catalog.public import PartyFacts, PartyNotFound, SecondQuantityRequired, mark_items_used
from gongliao.inventory.errors import StockOfOtherProject, WrongCompany, WrongItem, WrongSupplier
from gongliao.inventory.errors.consignment import ConsignedGoodsNotOrdered
from gongliao.inventory.errors.deliveries import BatchByNumber, OrderLineNeeded, SupplierNeeded, TwoOrigins
from gongliao.inventory.errors.ownership import EmployersGoodsNotBought
from gongliao.inventory.models import GoodsIssue, GoodsIssueLine
from gongliao.inventory.operations import receipt_batches
from gongliao.inventory.operations.goods_kind import Endpoint, Plan, PlannedLine
from gongliao.inventory.operations.issue_request import IssueLine, IssueRequest
from gongliao.inventory.operations.line_facts import require_batch_named, require_issuable
from gongliao.inventory.permissions import RECEIVE
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.public import GoodsLine, Place, PostedLine, Voucher, ask_batches, on_site, post_goods
from gongliao.platform.public import Actor, Where, require
from gongliao.procurement.public import (
    OrderLineFacts,
    OrderLineNotFound,
    ReceivedLine,
    lock_order_lines,
    receipt_value,
    record_receipt,
    require_receivable,
)
from gongliao.projects.public import NodeFacts

COLUMNS = ("order_line_id", "batch_no", "production_date", "expiry_date")


@dataclass(slots=True)
class Straight:
    """A supplier's delivery to the work while it is planned; ``ordered`` are its order lines as they are by then."""

    request: IssueRequest
    ordered: dict[UUID, OrderLineFacts]

    def take(self, planned: PlannedLine, line: IssueLine, node: NodeFacts) -> PlannedLine:
        """Return a line that comes from its order instead of the store.

        Raises: ConsignedGoodsNotOrdered, EmployersGoodsNotBought, OrderLineNeeded, OrderLineNotFound, WrongCompany,
            WrongSupplier, WrongItem, StockOfOtherProject, BatchByNumber, TwoOrigins, OrderNotOpen, OverReceipt,
            SerialRequired, BatchRequired, BatchNotTracked, SecondQuantityRequired.
        """
        if line.ownership == "consignment":
            raise ConsignedGoodsNotOrdered(field="ownership")
        if line.ownership != "own":
            raise EmployersGoodsNotBought(field="ownership")
        if line.order_line_id is None:
            raise OrderLineNeeded()
        if line.batch_id is not None:
            raise BatchByNumber()
        if line.from_line_id is not None:
            raise TwoOrigins()
        order_line = self.ordered.get(line.order_line_id)
        if order_line is None:
            raise OrderLineNotFound(id=line.order_line_id)
        goods = planned.goods
        self._check(order_line, goods, node)
        require_receivable(order_line, goods.quantity, goods.line_no)
        require_batch_named(goods.item, line.batch_no)
        # They come from outside, where whoever unloads them counts them.
        if goods.item.second_unit and (goods.second is None or goods.second.derived):
            raise SecondQuantityRequired(item=goods.item.code, unit=goods.item.second_unit)
        value = receipt_value(order_line, goods.quantity)
        # Two lines may share an order line: the second continues where the first ended.
        self.ordered[line.order_line_id] = replace(
            order_line,
            received_quantity=Quantity(order_line.received_quantity + goods.quantity),
            received_value=Money(order_line.received_value + value),
        )
        # What comes back of them is stock of whom they were bought for.
        owner_id = order_line.project_id
        return replace(planned, goods=replace(goods, source=on_site(planned.bin_id), value=value), owner_id=owner_id)

    def finish(self, lines: Sequence[PlannedLine], *, nodes: Mapping[UUID, NodeFacts], on: date) -> list[PlannedLine]:
        """Return the lines with their batches made or found, all of which may be used.

        Raises: BatchDiffers; of all lines together BatchNotReleased, BatchExpired, BatchExpiresTooSoon.
        """
        named = receipt_batches.with_batches(lines, supplier_id=self.request.supplier_id)
        batches = ask_batches({line.goods.batch_id for line in named if line.extra["batch_no"]}).get()
        refused: list[Refusal] = []
        for line in named:
            if (batch := batches.get(line.goods.batch_id)) is None or line.goods.cost is None:
                continue
            try:
                require_issuable(batch, on, nodes[line.goods.cost.node_id])
            except Refusal as refusal:
                refusal.line = line.goods.line_no
                refused.append(refusal)
        refuse_together(refused)
        return named

    def allow(self, actor: Actor, places: Sequence[Where], warehouse_id: UUID) -> None:
        """Refuse unless the actor may also receive.

        Raises: MissingGrant.
        """
        require(actor, RECEIVE, *places)

    def documents(self) -> list[Endpoint]:
        """Return the orders that the goods come from."""
        return [("purchase_order", id_) for id_ in sorted({line.order_id for line in self.ordered.values()})]

    def move(self, *, actor: Actor, voucher: Voucher, plan: Plan, at: datetime) -> tuple[PostedLine, ...]:
        """Bring each line's goods to the site and from there to its node; return what the second way came to.

        Raises: as ``post_goods``.
        """
        supplier = Place("supplier", plan.head["supplier_id"])
        legs: list[GoodsLine] = []
        for line in plan.lines:
            arrival = replace(line.goods, source=supplier, target=line.goods.source, cost=None, move_id=new_id())
            legs += (arrival, replace(line.goods, follows=(arrival.move_id, voucher.business_date)))
        return post_goods(actor=actor, voucher=voucher, lines=legs, at=at)[1::2]

    def _check(self, order_line: OrderLineFacts, goods: GoodsLine, node: NodeFacts) -> None:
        if order_line.company_id != self.request.company_id:
            raise WrongCompany(field="order_line_id")
        if order_line.supplier_id != self.request.supplier_id:
            raise WrongSupplier(order=order_line.order_number or "")
        if order_line.item_id != goods.item.id:
            raise WrongItem(item=goods.item.code)
        if order_line.project_id not in (None, node.project_id):
            raise StockOfOtherProject(project=node.project_code, field="node_id")


def begin(request: IssueRequest, *, parties: Mapping[UUID, PartyFacts], posting: bool) -> Straight | None:
    """Return the delivery, with its order lines locked, where the request names a supplier.

    Raises: SupplierNeeded of all lines together; PartyNotFound.
    """
    if request.supplier_id is None:
        told = [n for n, line in enumerate(request.lines, start=1) if line.order_line_id or line.batch_no]
        refuse_together([SupplierNeeded(line=number) for number in told])
        return None
    if request.supplier_id not in parties:
        raise PartyNotFound(id=request.supplier_id, field="supplier_id")
    ordered = lock_order_lines({line.order_line_id for line in request.lines if line.order_line_id})
    if posting:
        mark_items_used({line.item_id for line in ordered.values()})
    return Straight(request, dict(ordered))


def columns_of(line: IssueLine) -> dict[str, Any]:
    """Return what a line keeps of its delivery."""
    return {name: getattr(line, name) for name in COLUMNS}


def tell_orders(*, actor: Actor, voucher: Voucher, plan: Plan, posted: Sequence[PostedLine], at: datetime) -> None:
    """Tell the orders what came straight to the work."""
    received = [
        ReceivedLine(line.extra["order_line_id"], line.goods.quantity, done.value)
        for line, done in zip(plan.lines, posted, strict=True)
        if line.extra["order_line_id"]
    ]
    if received:
        record_receipt(actor=actor, voucher=voucher, received=received, at=at)


def tell_orders_of_reversal(*, actor: Actor, original: GoodsIssue, voucher: Voucher, at: datetime) -> None:
    """Take back what the orders were told."""
    lines = GoodsIssueLine.objects.filter(document_id=original.id)
    taken_back = [ReceivedLine(line.order_line_id, Quantity(-line.quantity), Money(-line.amount)) for line in lines]
    record_receipt(actor=actor, voucher=voucher, received=taken_back, at=at)
