"""Random histories of orders, goods documents, cost notes, changed prices and reversals; the books must agree.

Two tenants live in each history. After every step all that both books say is compared to the cent with a reference
that shares no code with the product, and so is every refusal; at the end ``gongliao verify`` must hold. Every run plays
the same histories; ``GONGLIAO_SEED=random`` looks for new ones and prints their seed, ``GONGLIAO_DRILL=1`` plays many
more and longer ones.
"""

import os
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_UP, Decimal
from fractions import Fraction
from functools import partial
from typing import Any, ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from gongliao.costing.public import (
    CostNoteLineRequest,
    CostNoteRequest,
    CostNoteStep,
    MethodChangeLineRequest,
    MethodChangeRequest,
    ReverseCostNoteRequest,
    ValueNoteLineRequest,
    ValueNoteRequest,
    post_method_change,
    post_value_note,
    record_cost_note,
    reverse_cost_note,
    reverse_method_change,
    reverse_value_note,
    save_method_change,
    save_value_note,
)
from gongliao.inventory import public as inventory
from gongliao.inventory.public import (
    AgreeRequest,
    CountLine,
    CountRequest,
    IssueLine,
    IssueRequest,
    OpeningLine,
    OpeningRequest,
    ReceiptLine,
    ReceiptRequest,
    RequisitionLine,
    RequisitionRequest,
    ReturnLine,
    ReturnRequest,
    ReversalRequest,
    ScrapLine,
    ScrapRequest,
    SupplierReturnLineRequest,
    SupplierReturnRequest,
    TransferLine,
    TransferRequest,
)
from gongliao.kernel.errors import Refusal, SeveralRefusals
from gongliao.kernel.ids import new_id
from gongliao.ledger.operations.begin_closing import begin_closing
from gongliao.ledger.operations.close_period import close_period
from gongliao.ledger.operations.know_until import know_until
from gongliao.ledger.operations.reopen_period import reopen_period
from gongliao.ledger.public import ReceiptLineName, roll_up_costs, verify
from gongliao.ledger.rules.periods import last_day_of
from gongliao.procurement.public import (
    OrderLineRequest,
    OrderStep,
    SaveOrderRequest,
    approve_order,
    cancel_order,
    close_order,
    save_order,
    submit_order,
)
from gongliao.projects.public import close_node, complete_node, reopen_node
from tests.invariants.reference import Books, Document, Line, OrderLine, Refused, SaidLine, priced
from tests.invariants.shop import OPENED, Shop, employers, open_shop
from tests.invariants.traces import require_traces_that_add_up
from tests.support.agreement import have_agreed, transfer_agreed
from tests.support.revaluing import revalue_lines
from tests.support.seeds import seed_of_run

DRILL = bool(os.environ.get("GONGLIAO_DRILL"))
SEED = seed_of_run()
SHARES = 8 if DRILL else 4
EXAMPLES = 210 if DRILL else 19
STEPS = 80 if DRILL else 45

MICRO = Decimal("0.000001")
FIRST_DAY = OPENED + timedelta(days=10)
WORLD_KEYS = ("pools", "places", "costs", "order lines", "requisitions", "variance")


def decimals(smallest: str, largest: str, places: int) -> st.SearchStrategy[Decimal]:
    """Return exact numbers, the awkward ones more often than chance would."""
    return st.decimals(Decimal(smallest), Decimal(largest), places=places, allow_nan=False)


QUANTITIES = st.one_of(
    st.sampled_from([Decimal(n) for n in ("1", "2", "3", "7", "10", "0.5", "0.333333", "0.000001", "12.5")]),
    decimals("0.000001", "30", 6),
    st.integers(1, 20).map(Decimal),
)
# Large enough that sloppy precision would show in the cents.
HUGE = decimals("1000000", "99999999", 6)
PRICES = st.one_of(
    st.sampled_from([Decimal(n) for n in ("0", "0.000001", "0.01", "0.005", "1", "3.33", "9.999999")]),
    decimals("0", "1000", 6),
)
# What consigned goods are bought for: few prices, so that one is said again, and one that rounds badly.
AGREED = [Decimal(n) for n in ("0.000001", "0.333333", "3.33", "12", "999.999999")]
AMOUNTS = st.one_of(
    st.sampled_from([Decimal(n) for n in ("0.01", "0.1", "1", "99.99", "100")]), decimals("0", "5000", 2)
)
UNITS = st.sampled_from(["kg", "kg", "kg", "t", "roll"])
# One of each way to be valued and tracked.
GOODS = ("STEEL", "PAINT", "CABLE", "DRUM")
# Few enough that a number comes again: another delivery of a batch, or a piece that came in before.
NUMBERS = {"batch": ["L1", "L2"], "serial": ["N1", "N2", "N3", "N4", "N5"]}
SLIPS = st.sampled_from([False] * 16 + [True])
LATE = st.sampled_from([0, 0, 0, 0, 0, -1, -1, -2, -4])


@dataclass(frozen=True)
class Kind:
    """How one kind of goods document is recorded, or saved and posted, and reversed."""

    name: str
    record: Callable[..., UUID]
    save: Callable[..., UUID]
    post: Callable[..., UUID]
    reverse: Callable[..., UUID]


KINDS = {
    "receipt": Kind(
        "receipt",
        inventory.receive_goods,
        inventory.save_goods_receipt,
        inventory.post_goods_receipt,
        inventory.reverse_goods_receipt,
    ),
    "issue": Kind(
        "issue",
        inventory.issue_material,
        inventory.save_goods_issue,
        inventory.post_goods_issue,
        inventory.reverse_goods_issue,
    ),
    "return": Kind(
        "return",
        inventory.return_material,
        inventory.save_material_return,
        inventory.post_material_return,
        inventory.reverse_material_return,
    ),
    "transfer": Kind(
        "transfer",
        inventory.transfer_stock,
        inventory.save_stock_transfer,
        inventory.post_stock_transfer,
        inventory.reverse_stock_transfer,
    ),
    "send_back": Kind(
        "send_back",
        inventory.return_to_supplier,
        inventory.save_supplier_return,
        inventory.post_supplier_return,
        inventory.reverse_supplier_return,
    ),
    "scrap": Kind(
        "scrap",
        inventory.scrap_stock,
        inventory.save_stock_scrap,
        inventory.post_stock_scrap,
        inventory.reverse_stock_scrap,
    ),
    "count": Kind(
        "count",
        inventory.count_stock,
        inventory.save_stock_count,
        inventory.post_stock_count,
        inventory.reverse_stock_count,
    ),
    "opening": Kind(
        "opening",
        inventory.open_stock,
        inventory.save_opening_balance,
        inventory.post_opening_balance,
        inventory.reverse_opening_balance,
    ),
}


@dataclass(frozen=True)
class Sent:
    """A request that was carried out, ready to be sent again."""

    shop: Shop
    run: Callable[[Any], UUID]
    request: Any
    answer: UUID


class History(RuleBasedStateMachine):
    """What may happen, in any order, to ``goods``, most of it to one of ``mains``."""

    goods: ClassVar[tuple[str, ...]] = GOODS
    mains: ClassVar[tuple[str, ...]] = GOODS

    def __init__(self) -> None:
        super().__init__()
        self.shops = [open_shop(), open_shop()]
        self.today: date = FIRST_DAY
        self.sent: list[Sent] = []
        self.known: list[tuple[Shop, date, datetime, Any]] = []
        self.asked = 0
        self.suppliers: dict[UUID, UUID] = {}
        self.main = "STEEL"

    @initialize(data=st.data())
    def stock_up(self, data: st.DataObject) -> None:
        """Begin with something ordered, so that there is something to receive; most of a history is of one item."""
        self.main = data.draw(st.sampled_from(self.mains))
        for shop in self.shops:
            self._order(data, shop)

    @rule(data=st.data())
    def next_thing(self, data: st.DataObject) -> None:
        """Do one thing. One rule for all, because what moves goods must happen more often than the rest."""
        shop = self._shop(data)
        data.draw(st.sampled_from(self._possible(shop)))(data, shop)

    def _possible(self, shop: Shop) -> list[Callable[[st.DataObject, Shop], None]]:
        """Return what can be done next, each as often as it is likely; what is simplest to draw moves goods."""
        books = shop.books
        possible: list[Callable[[st.DataObject, Shop], None]] = []
        if any(pool.quantity for pool in books.pools.values()):
            possible += [self._issue] * 7 + [self._transfer] * 3 + [self._scrap] * 2 + [self._count] * 3
        if books.issue_lines():
            possible += [self._bring_back] * 5 + [self._take_over] * 2
        if books.receipt_lines():
            possible += [self._send_back] * 4
        possible += [self._give_back] * 2 * bool(self._not_ours(shop))
        if books.orders:
            possible += [self._receive] * 6 + [self._deliver] * 2
        if books.documents:
            possible += [self._reverse_goods] * 4
        if books.deliveries():
            possible += [self._revalue] + [self._say_value] * 3
        possible += [self._reverse_value] * 2 * bool(books.value_notes)
        possible += [self._pass_days] * 2 + [
            self._open_stock,
            self._supply,
            self._supply,
            self._consign,
            self._consign,
            self._consign,
            self._agree,
            self._close_month,
            self._close_month,
            self._ask_what_is_known,
            self._change_method,
        ]
        if shop.closed_through:
            possible += [self._reopen_month]
        possible += [self._order, self._requisition, self._book_cost, self._step_node, self._name_what_is_not_ours]
        if self.sent:
            possible += [self._send_again, self._send_other_body_under_same_id]
        if books.notes:
            possible += [self._reverse_cost]
        if books.method_changes:
            possible += [self._reverse_method]
        if books.requisitions:
            possible += [self._close_requisition]
        if books.orders:
            possible += [self._end_order]
        return possible

    # -- orders --------------------------------------------------------------------------------------------------

    def _order(self, data: st.DataObject, shop: Shop) -> None:
        wanted = [self._order_line(data, shop) for _ in range(data.draw(st.integers(1, 4)))]
        supplier = data.draw(st.sampled_from(shop.suppliers))
        request = SaveOrderRequest(
            id=new_id(),
            company_id=shop.world.company_id,
            supplier_id=supplier,
            business_date=self.today,
            lines=tuple(line for line, _ in wanted),
        )

        def run() -> None:
            save_order(actor=shop.admin, request=request, at=self._now())
            submit_order(actor=shop.admin, request=OrderStep(request.id), at=self._now())
            approve_order(actor=shop.boss, request=OrderStep(request.id), at=self._now())

        def expect(books: Books) -> None:
            books.approve_order(request.id, [replace(line, order=request.id) for _, line in wanted])

        if self._play(shop, run, expect):
            self.suppliers[request.id] = supplier

    def _end_order(self, data: st.DataObject, shop: Shop) -> None:
        order = data.draw(st.sampled_from([*shop.books.orders]))
        end, step = (cancel_order, Books.cancel_order) if data.draw(st.booleans()) else (close_order, Books.close_order)
        self._play(
            shop,
            lambda: end(actor=shop.admin, request=OrderStep(order), at=self._now()),
            lambda books: step(books, order),
        )

    # -- goods ---------------------------------------------------------------------------------------------------

    def _receive(self, data: st.DataObject, shop: Shop) -> None:
        orders = shop.books.orders
        standing = [id_ for id_, each in orders.items() if each.state == "approved"]
        order = data.draw(st.sampled_from([*orders] if data.draw(SLIPS) else standing or [*orders]))
        known = [
            line
            for line in shop.books.order_lines().values()
            if self.suppliers[line.order] == self.suppliers[order] and (line.order in standing or line.order == order)
        ]
        warehouse, bins = self._warehouse(data, shop)
        lines = []
        for ordered in data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=3)):
            left = _decimal(max(ordered.ordered - ordered.received, 0))
            quantity = self._pieces(data, shop, ordered.item, self._some_of(left))
            unit = "kg" if quantity <= left else self._unit(data)
            number = self._number(data, shop, ordered.item)
            line = ReceiptLine(new_id(), ordered.id, quantity, unit, self._bin(data, shop, bins), number)
            lines.append((line, ordered))
        request = ReceiptRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            supplier_id=self.suppliers[order],
            lines=tuple(line for line, _ in lines),
        )

        def line_of(line: ReceiptLine, ordered: OrderLine) -> Line:
            of_supplier = ordered.item, line.batch_no, self.suppliers[order]
            batch = shop.batches.get(of_supplier, _unborn(line.batch_no)) if line.batch_no else None
            bin_id = line.bin_id or bins[0]
            return Line(
                line.id, ordered.item, line.quantity, line.unit, bin_id, batch=batch, order_line=line.order_line_id
            )

        self._goods(data, shop, "receipt", request, Books.receive, lambda: [line_of(*each) for each in lines])

    def _issue(self, data: st.DataObject, shop: Shop) -> None:
        books = shop.books
        requisition = data.draw(st.sampled_from([None, None, *books.requisitions]))
        asked = books.requisitions[requisition].lines if requisition else {}
        warehouse, bins = self._warehouse(data, shop, stocked=True)
        lines = []
        for _ in range(data.draw(st.integers(1, 3))):
            item, owner, bin_id, batch, quantity, unit = self._taken(data, shop, bins)
            project, ownership = shop.whose(owner)
            any_work = project is None or ownership == "consignment"
            node = data.draw(st.sampled_from([n for n in shop.nodes if any_work or project == books.nodes[n].project]))
            if data.draw(SLIPS):
                node = data.draw(st.sampled_from(shop.nodes))
            fitting = [line_id for line_id, line in asked.items() if (line.item, line.node) == (item, node)]
            asked_line = data.draw(st.sampled_from([None, *fitting, *fitting]))
            if asked and data.draw(SLIPS):
                asked_line = data.draw(st.sampled_from([*asked, new_id()]))
            lines.append(
                IssueLine(
                    new_id(),
                    item,
                    quantity,
                    unit,
                    node,
                    shop.material,
                    bin_id,
                    batch,
                    project,
                    requisition_line_id=asked_line,
                    ownership=ownership,
                )
            )
        request = IssueRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            lines=tuple(lines),
            requisition_id=requisition,
        )

        def line_of(line: IssueLine) -> Line:
            return Line(
                line.id,
                line.item_id,
                line.quantity,
                line.unit,
                line.bin_id or bins[0],
                batch=line.batch_id,
                owner=_owner_of(line),
                node=line.node_id,
                category=line.category_id,
                asked_line=line.requisition_line_id,
            )

        self._goods(data, shop, "issue", request, Books.issue, lambda: [line_of(line) for line in request.lines])

    def _deliver(self, data: st.DataObject, shop: Shop) -> None:
        """Bring goods straight from the truck to the work."""
        orders = shop.books.orders
        standing = [id_ for id_, each in orders.items() if each.state == "approved"]
        order = data.draw(st.sampled_from([*orders] if data.draw(SLIPS) else standing or [*orders]))
        warehouse, bins = self._warehouse(data, shop)
        lines = []
        for ordered in data.draw(st.lists(st.sampled_from(orders[order].lines), min_size=1, max_size=2)):
            left = _decimal(max(ordered.ordered - ordered.received, 0))
            quantity = self._pieces(data, shop, ordered.item, self._some_of(left))
            unit = "kg" if quantity <= left else self._unit(data)
            of_project = [n for n in shop.nodes if ordered.owner in (None, shop.books.nodes[n].project)]
            node = data.draw(st.sampled_from(shop.nodes if data.draw(SLIPS) else of_project))
            lines.append(
                IssueLine(
                    new_id(),
                    ordered.item,
                    quantity,
                    unit,
                    node,
                    shop.material,
                    order_line_id=ordered.id,
                    batch_no=self._number(data, shop, ordered.item),
                )
            )
        request = IssueRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            lines=tuple(lines),
            supplier_id=self.suppliers[order],
        )

        def line_of(line: IssueLine) -> Line:
            of_supplier = line.item_id, line.batch_no, self.suppliers[order]
            return Line(
                line.id,
                line.item_id,
                line.quantity,
                line.unit,
                bins[0],
                batch=shop.batches.get(of_supplier, _unborn(line.batch_no)) if line.batch_no else None,
                node=line.node_id,
                category=line.category_id,
                order_line=line.order_line_id,
            )

        self._goods(data, shop, "issue", request, Books.deliver, lambda: [line_of(line) for line in request.lines])

    def _take_over(self, data: st.DataObject, shop: Shop) -> None:
        """Charge other work with what some work drew."""
        issued = shop.books.issue_lines()
        warehouse, bins = self._warehouse(data, shop)
        lines = []
        for line_id in data.draw(st.lists(st.sampled_from([*issued]), min_size=1, max_size=2)):
            drawn = issued[line_id][1]
            left = _decimal(drawn.quantity - shop.books.returned(line_id))
            quantity = self._pieces(data, shop, drawn.item, self._some_of(left))
            unit = "kg" if quantity <= left else self._unit(data)
            node = data.draw(st.sampled_from(shop.nodes))
            lines.append(IssueLine(new_id(), drawn.item, quantity, unit, node, shop.material, from_line_id=line_id))
        request = IssueRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            lines=tuple(lines),
        )

        def line_of(line: IssueLine) -> Line:
            return Line(
                line.id,
                line.item_id,
                line.quantity,
                line.unit,
                bins[0],
                node=line.node_id,
                category=line.category_id,
                issue_line=line.from_line_id,
            )

        self._goods(data, shop, "issue", request, Books.take_over, lambda: [line_of(line) for line in request.lines])

    def _bring_back(self, data: st.DataObject, shop: Shop) -> None:
        issued = shop.books.issue_lines()
        warehouse, bins = self._warehouse(data, shop)
        lines = []
        for line_id in data.draw(st.lists(st.sampled_from([*issued]), min_size=1, max_size=3)):
            left = _decimal(issued[line_id][1].quantity - shop.books.returned(line_id))
            quantity = self._pieces(data, shop, issued[line_id][1].item, self._some_of(left))
            unit = "kg" if quantity <= left else self._unit(data)
            lines.append(ReturnLine(new_id(), line_id, quantity, unit, self._bin(data, shop, bins)))
        request = ReturnRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            lines=tuple(lines),
            notional=data.draw(st.sampled_from([False, False, True])),
        )

        def line_of(line: ReturnLine) -> Line:
            item = issued[line.issue_line_id][1].item
            bin_id = line.bin_id or bins[0]
            return Line(line.id, item, line.quantity, line.unit, bin_id, issue_line=line.issue_line_id)

        self._goods(data, shop, "return", request, Books.bring_back, lambda: [line_of(line) for line in request.lines])

    def _send_back(self, data: st.DataObject, shop: Shop) -> None:
        """Send goods of receipts back, mostly out of a bin where some of them lie, at times to be replaced."""
        books = shop.books
        received = books.receipt_lines()
        suppliers = {id_: self._supplier_of(shop, line) for id_, (_, line) in received.items()}
        supplier = data.draw(st.sampled_from([*suppliers.values()]))
        known = [id_ for id_, each in suppliers.items() if each == supplier or data.draw(SLIPS)]
        warehouse = None
        lines = []
        for line_id in data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=3)):
            _, line = received[line_id]
            lying = [
                (owner, bin_id, quantity)
                for (item, owner, (bin_id, batch)), (quantity, _) in books.places().items()
                if (item, batch) == (line.item, line.batch) and quantity and shop.whose(owner)[1] == "own"
            ]
            named = lying and not data.draw(SLIPS)
            owner, bin_id, there = data.draw(st.sampled_from(lying)) if named else (line.owner, line.bin, Fraction(1))
            left = line.quantity - sum(each.quantity for each in books.sent_back(line_id))
            quantity = self._pieces(data, shop, line.item, self._some_of(_decimal(min(left, there))))
            unit = "kg" if quantity <= left else self._unit(data)
            warehouse = warehouse or books.bins[bin_id]
            sent = SupplierReturnLineRequest(new_id(), (data.draw(SLIPS) and new_id()) or line_id, quantity, unit)
            if named or data.draw(st.booleans()):
                sent = replace(sent, bin_id=bin_id, owner_id=owner, from_general=owner is None)
            lines.append((replace(sent, replacement=data.draw(st.booleans())), line_id, owner, bin_id))
        request = SupplierReturnRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse or shop.warehouses[0],
            supplier_id=supplier,
            reason="quality",
            lines=tuple(line for line, *_ in lines),
        )

        def line_of(line: SupplierReturnLineRequest, line_id: UUID, owner: UUID | None, bin_id: UUID) -> Line:
            return Line(
                line.id,
                received[line_id][1].item,
                line.quantity,
                line.unit,
                bin_id,
                owner=owner,
                receipt_line=line.receipt_line_id,
                other_supplier=suppliers[line_id] != supplier,
                replaced=line.replacement,
            )

        self._goods(data, shop, "send_back", request, Books.send_back, lambda: [line_of(*each) for each in lines])

    def _supplier_of(self, shop: Shop, line: Line) -> UUID:
        assert line.order_line is not None
        return self.suppliers[shop.books.order_lines()[line.order_line].order]

    def _transfer(self, data: st.DataObject, shop: Shop) -> None:
        warehouse, bins = self._warehouse(data, shop, stocked=True)
        target, target_bins = self._warehouse(data, shop)
        lines = []
        for _ in range(data.draw(st.integers(1, 2))):
            item, owner, bin_id, batch, quantity, unit = self._taken(data, shop, bins)
            new_owner = data.draw(st.sampled_from([owner, owner, None, *shop.projects]))
            elsewhere = [each for each in target_bins if each != (bin_id or bins[0])] or target_bins
            anywhere = data.draw(SLIPS) or new_owner != owner
            to = self._bin(data, shop, target_bins if anywhere else elsewhere)
            to_project = new_owner if new_owner != owner else None
            to_general = new_owner is None and owner is not None
            project, ownership = shop.whose(owner)
            line = TransferLine(new_id(), item, quantity, unit, bin_id, to, batch, project, to_project, to_general)
            lines.append(replace(line, ownership=ownership))
        request = TransferRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            target_warehouse_id=target,
            lines=tuple(lines),
        )

        def line_of(line: TransferLine) -> Line:
            return Line(
                line.id,
                line.item_id,
                line.quantity,
                line.unit,
                line.bin_id or bins[0],
                line.target_bin_id or target_bins[0],
                line.batch_id,
                _owner_of(line),
                None if line.to_general else _owner_of(line, line.target_owner_id),
            )

        self._goods(data, shop, "transfer", request, Books.transfer, lambda: [line_of(line) for line in request.lines])

    def _scrap(self, data: st.DataObject, shop: Shop) -> None:
        warehouse, bins = self._warehouse(data, shop, stocked=True)
        lines = []
        for _ in range(data.draw(st.integers(1, 2))):
            item, owner, bin_id, batch, quantity, unit = self._taken(data, shop, bins)
            project, ownership = shop.whose(owner)
            lines.append(ScrapLine(new_id(), item, quantity, unit, bin_id, batch, project, ownership=ownership))
        request = ScrapRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            reason="damaged",
            lines=tuple(lines),
        )

        def line_of(line: ScrapLine) -> Line:
            bin_id = line.bin_id or bins[0]
            return Line(
                line.id, line.item_id, line.quantity, line.unit, bin_id, batch=line.batch_id, owner=_owner_of(line)
            )

        self._goods(data, shop, "scrap", request, Books.scrap, lambda: [line_of(line) for line in request.lines])

    def _count(self, data: st.DataObject, shop: Shop) -> None:
        """Count some places: less or more than lies there, nothing, or just as much."""
        warehouse, bins = self._warehouse(data, shop, stocked=True)
        lines = []
        for _ in range(data.draw(st.integers(1, 3))):
            item, owner, bin_id, batch, quantity, unit = self._taken(data, shop, bins)
            place = (bin_id or bins[0], batch)
            lying, _ = shop.books.places().get((item, owner, place), (Fraction(0), 0))
            counted = data.draw(st.sampled_from([_decimal(lying), quantity, _decimal(lying) + quantity, Decimal(0)]))
            price = data.draw(st.sampled_from([None, None, None, data.draw(PRICES)]))
            reason = "" if data.draw(SLIPS) else "measuring"
            project, ownership = shop.whose(owner)
            if ownership != "own" and not data.draw(SLIPS):
                price = None
            line = CountLine(new_id(), item, counted, unit, bin_id, batch, project, reason, price)
            lines.append(replace(line, ownership=ownership))
        request = CountRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            lines=tuple(lines),
        )

        def line_of(line: CountLine) -> Line:
            return Line(
                line.id,
                line.item_id,
                line.quantity,
                line.unit,
                line.bin_id or bins[0],
                batch=line.batch_id,
                owner=_owner_of(line),
                price=line.price,
                reason=line.reason,
            )

        self._goods(data, shop, "count", request, Books.count, lambda: [line_of(line) for line in request.lines])

    def _open_stock(self, data: st.DataObject, shop: Shop) -> None:
        warehouse, bins = self._warehouse(data, shop)
        lines = []
        for _ in range(data.draw(st.integers(1, 2))):
            item = shop.items[self.main if data.draw(st.booleans()) else data.draw(st.sampled_from(self.goods))]
            number, owner = self._number(data, shop, item), data.draw(st.sampled_from([None, *shop.projects]))
            quantity = self._pieces(data, shop, item, QUANTITIES)
            bin_id, unit = self._bin(data, shop, bins), self._unit(data)
            lines.append(OpeningLine(new_id(), item, quantity, unit, data.draw(AMOUNTS), bin_id, owner, number))
        request = OpeningRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            lines=tuple(lines),
        )

        def line_of(line: OpeningLine) -> Line:
            unborn = _unborn(line.batch_no)
            batch = shop.batches.get((line.item_id, line.batch_no, None), unborn) if line.batch_no else None
            return Line(
                line.id,
                line.item_id,
                line.quantity,
                line.unit,
                line.bin_id or bins[0],
                batch=batch,
                owner=line.owner_id,
                value=int(line.worth * 100),
            )

        self._goods(data, shop, "opening", request, Books.open, lambda: [line_of(line) for line in request.lines])

    def _supply(self, data: st.DataObject, shop: Shop) -> None:
        """Receive what the employer supplies for a project."""
        warehouse, bins = self._warehouse(data, shop)
        lines = []
        for _ in range(data.draw(st.integers(1, 2))):
            item = shop.items[self.main if data.draw(st.booleans()) else data.draw(st.sampled_from(self.goods))]
            number, project = self._number(data, shop, item), data.draw(st.sampled_from(shop.projects))
            quantity, unit = self._pieces(data, shop, item, QUANTITIES), self._unit(data)
            line = ReceiptLine(new_id(), None, quantity, unit, self._bin(data, shop, bins), number)
            lines.append(replace(line, item_id=item, owner_id=project))
        request = ReceiptRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            supplier_id=None,
            lines=tuple(lines),
            ownership="owner_supplied",
        )

        def line_of(line: ReceiptLine) -> Line:
            assert line.item_id and line.owner_id
            unborn = _unborn(line.batch_no)
            batch = shop.batches.get((line.item_id, line.batch_no, None), unborn) if line.batch_no else None
            bin_id, owner = line.bin_id or bins[0], employers(line.owner_id)
            return Line(line.id, line.item_id, line.quantity, line.unit, bin_id, batch=batch, owner=owner, value=0)

        self._goods(data, shop, "receipt", request, Books.supply, lambda: [line_of(line) for line in request.lines])

    def _consign(self, data: st.DataObject, shop: Shop) -> None:
        """Receive what a supplier consigns, at a price, or at that agreed on before."""
        warehouse, bins = self._warehouse(data, shop)
        supplier = data.draw(st.sampled_from(shop.suppliers))
        lines = []
        for _ in range(data.draw(st.integers(1, 2))):
            item = shop.items[self.main if data.draw(st.booleans()) else data.draw(st.sampled_from(self.goods))]
            number, price = self._number(data, shop, item), data.draw(st.sampled_from([None, *AGREED, *AGREED]))
            quantity, unit = self._pieces(data, shop, item, QUANTITIES), self._unit(data)
            line = ReceiptLine(new_id(), None, quantity, unit, self._bin(data, shop, bins), number)
            lines.append(replace(line, item_id=item, price=price))
        request = ReceiptRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=warehouse,
            supplier_id=supplier,
            lines=tuple(lines),
            ownership="consignment",
        )

        def line_of(line: ReceiptLine) -> Line:
            assert line.item_id
            of_supplier = line.item_id, line.batch_no, supplier
            batch = shop.batches.get(of_supplier, _unborn(line.batch_no)) if line.batch_no else None
            bin_id = line.bin_id or bins[0]
            found = Line(line.id, line.item_id, line.quantity, line.unit, bin_id, batch=batch, owner=supplier, value=0)
            return replace(found, agreed=line.price)

        self._goods(data, shop, "receipt", request, Books.consign, lambda: [line_of(line) for line in request.lines])

    def _agree(self, data: st.DataObject, shop: Shop) -> None:
        """Agree on what a supplier's consigned item costs from a day on."""
        supplier, item = data.draw(st.sampled_from(shop.suppliers)), shop.items[self.main]
        since = self.today + timedelta(days=data.draw(st.integers(-4, 1)))
        price = data.draw(st.sampled_from(AGREED))
        request = AgreeRequest(new_id(), shop.world.company_id, supplier, item, price, since, "")

        def send(body: AgreeRequest) -> UUID:
            return inventory.agree_price(actor=shop.admin, request=body, at=self._now()).id

        if self._play(shop, lambda: send(request), lambda books: books.agree(supplier, item, price, since)):
            self.sent.append(Sent(shop, send, request, request.id))

    def _not_ours(self, shop: Shop) -> list[tuple[Document, Line]]:
        """Return lines of receipts that brought what is not ours."""
        receipts = [d for d in shop.books.documents.values() if d.kind == "receipt" and not d.reverses]
        return [(d, line) for d in receipts for line in d.lines if line.owner and shop.whose(line.owner)[1] != "own"]

    def _give_back(self, data: st.DataObject, shop: Shop) -> None:
        """Send back what a supplier consigned, or what the employer supplied, mostly from where it was brought."""
        books = shop.books
        receipt, received = data.draw(st.sampled_from(self._not_ours(shop)))
        alike = [line for document, line in self._not_ours(shop) if document is receipt]
        lines = []
        for line in [received, *data.draw(st.lists(st.sampled_from(alike), max_size=1))]:
            left = line.quantity - sum(each.quantity for each in books.sent_back(line.id))
            quantity = self._pieces(data, shop, line.item, self._some_of(_decimal(max(left, Fraction(0)))))
            unit = "kg" if quantity <= left else self._unit(data)
            lines.append((SupplierReturnLineRequest(new_id(), line.id, quantity, unit), line))
        whose = shop.whose(received.owner)[1]
        request = SupplierReturnRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self._date(data),
            warehouse_id=receipt.warehouse or shop.warehouses[0],
            supplier_id=receipt.supplier,
            reason="surplus",
            lines=tuple(line for line, _ in lines),
            ownership=whose,
        )

        def line_of(line: SupplierReturnLineRequest, of: Line) -> Line:
            return Line(line.id, of.item, line.quantity, line.unit, of.bin, receipt_line=of.id)

        self._goods(data, shop, "send_back", request, Books.give_back, lambda: [line_of(*each) for each in lines])

    def _reverse_goods(self, data: st.DataObject, shop: Shop) -> None:
        documents = shop.books.documents
        standing = [id_ for id_, each in documents.items() if each.state == "posted" and not each.reverses]
        if data.draw(SLIPS) or not standing:
            standing = [*documents]
        # The last ones more often: they are the ones that nothing stands on.
        self._reverse(shop, data.draw(st.sampled_from([*standing, *standing[-2:], *standing[-2:]])))

    # -- requisitions, costs, work -------------------------------------------------------------------------------

    def _requisition(self, data: st.DataObject, shop: Shop) -> None:
        project = data.draw(st.sampled_from(shop.projects))
        nodes = [node for node in shop.nodes if shop.books.nodes[node].project == project]
        lines = tuple(
            RequisitionLine(
                new_id(),
                shop.items[data.draw(st.sampled_from(self.goods))],
                data.draw(QUANTITIES),
                self._unit(data),
                data.draw(st.sampled_from(nodes)),
                shop.material,
            )
            for _ in range(data.draw(st.integers(1, 2)))
        )
        request = RequisitionRequest(
            id=new_id(),
            version=0,
            company_id=shop.world.company_id,
            business_date=self.today,
            project_id=project,
            warehouse_id=shop.warehouses[0],
            lines=lines,
        )

        def run() -> None:
            inventory.save_material_requisition(actor=shop.admin, request=request, at=self._now())
            inventory.submit_material_requisition(actor=shop.admin, document_id=request.id, at=self._now())
            inventory.approve_material_requisition(actor=shop.boss, document_id=request.id, at=self._now())

        def expect(books: Books) -> None:
            asked = [Line(each.id, each.item_id, each.quantity, each.unit, node=each.node_id) for each in lines]
            books.approve_requisition(request.id, asked)

        self._play(shop, run, expect)

    def _close_requisition(self, data: st.DataObject, shop: Shop) -> None:
        requisition = data.draw(st.sampled_from([*shop.books.requisitions]))
        self._play(
            shop,
            lambda: inventory.close_material_requisition(actor=shop.admin, document_id=requisition, at=self._now()),
            lambda books: books.close_requisition(requisition),
        )

    def _book_cost(self, data: st.DataObject, shop: Shop) -> None:
        other = self._other(shop)
        lines = []
        for _ in range(data.draw(st.integers(1, 3))):
            node = data.draw(st.sampled_from(shop.nodes))
            category = shop.material if data.draw(SLIPS) else shop.freight
            amount = data.draw(decimals("0.01", "9999.99", 2))
            lines.append(CostNoteLineRequest(new_id(), shop.books.nodes[node].project, node, category, amount))
        # An id that the other tenant has used is as good as a new one.
        ids = [each for each in other.books.documents if each not in shop.books.documents | shop.books.notes]
        note_id = data.draw(st.sampled_from(ids)) if ids and data.draw(st.booleans()) else new_id()
        request = CostNoteRequest(
            id=note_id, company_id=shop.world.company_id, business_date=self._date(data), lines=tuple(lines)
        )
        costs = [(line.node_id, line.category_id, int(line.amount * 100)) for line in lines]

        def run() -> UUID:
            return record_cost_note(actor=shop.admin, request=request, at=self._now()).id

        if self._play(shop, run, lambda books: books.note(note_id, request.business_date, self.today, costs)):
            again = lambda body: record_cost_note(actor=shop.admin, request=body, at=self._now()).id  # noqa: E731
            self.sent.append(Sent(shop, again, request, note_id))

    def _revalue(self, data: st.DataObject, shop: Shop) -> None:
        """Let lines of receipts cost otherwise, at times those of one that was reversed, or by more than they cost."""
        receipts = shop.books.deliveries()
        in_force = [each for each in receipts if each.state == "posted"]
        chosen = data.draw(st.sampled_from(receipts if data.draw(SLIPS) or not in_force else in_force))
        others = data.draw(st.lists(st.sampled_from(receipts), max_size=2))
        lines = {line.id: each for each in (chosen, *others) for line in each.bought()}
        changes = [
            (ReceiptLineName(receipt.id, line), data.draw(AMOUNTS) * data.draw(st.sampled_from([1, 1, -1])))
            for line, receipt in lines.items()
        ]
        cents = [(name.line_id, int(amount * 100)) for name, amount in changes]
        self._play(
            shop,
            lambda: revalue_lines(shop.admin, shop.world.company_id, changes, at=self._now()),
            lambda books: books.revalue(cents),
        )

    def _say_value(self, data: st.DataObject, shop: Shop) -> None:
        """Let a note say that lines of receipts cost otherwise."""
        receipts = shop.books.deliveries()
        in_force = [each for each in receipts if each.state == "posted"]
        chosen = receipts if data.draw(SLIPS) or not in_force else in_force
        lines = {
            line.id: (receipt, line)
            for receipt in data.draw(st.lists(st.sampled_from(chosen), min_size=1, max_size=2))
            for line in receipt.bought()
        }
        kind = data.draw(st.sampled_from(["landed_cost", "invoice_difference", "price_adjustment", "exchange_rate"]))
        said, asked = [], []
        for receipt, line in lines.values():
            quantity = data.draw(self._some_of(_decimal(line.quantity)))
            amount = data.draw(AMOUNTS.filter(bool)) * data.draw(st.sampled_from([1, 1, -1]))
            amount = abs(amount) if kind == "invoice_difference" else amount
            price = data.draw(PRICES)
            said.append(SaidLine(line.id, Fraction(quantity), int(amount * 100), price))
            asked.append(ValueNoteLineRequest(new_id(), receipt.id, line.id, quantity, amount, price))
        charge, basis = data.draw(AMOUNTS.filter(bool)), data.draw(st.sampled_from(["value", "quantity"]))
        request = ValueNoteRequest(
            new_id(),
            shop.world.company_id,
            self._date(data),
            kind,
            tuple(asked),
            basis=basis,
            charge=charge,
            rate_before=Decimal(7),
            rate_after=Decimal(8),
        )

        def send(body: ValueNoteRequest) -> UUID:
            save_value_note(actor=shop.admin, request=body, at=self._now())
            return post_value_note(actor=shop.admin, request=CostNoteStep(body.id), at=self._now()).id

        def expect(books: Books) -> None:
            on = request.business_date
            books.value_note(request.id, kind, on, self.today, deepcopy(said), int(charge * 100), basis)

        if self._play(shop, lambda: send(request), expect):
            self.sent.append(Sent(shop, send, request, request.id))

    def _reverse_value(self, data: st.DataObject, shop: Shop) -> None:
        note = data.draw(st.sampled_from([*shop.books.value_notes]))
        request = ReverseCostNoteRequest(id=new_id(), original_id=note, reason="wrong")

        def send(body: ReverseCostNoteRequest) -> UUID:
            return reverse_value_note(actor=shop.admin, request=body, at=self._now()).id

        if self._play(shop, lambda: send(request), lambda books: books.reverse_value_note(note, request.id)):
            self.sent.append(Sent(shop, send, request, request.id))

    def _change_method(self, data: st.DataObject, shop: Shop) -> None:
        """Value an item otherwise, mostly from tomorrow on; then it is tomorrow."""
        items = [self.main, self.main, *self.goods]
        wanted = {
            shop.items[data.draw(st.sampled_from(items))]: data.draw(
                st.sampled_from(["moving_average", "fifo", "specific_batch"])
            )
            for _ in range(data.draw(st.integers(1, 2)))
        }
        since = self.today + timedelta(days=data.draw(st.sampled_from([1, 1, 1, 0, -1, 2])))
        lines = tuple(MethodChangeLineRequest(new_id(), item, method) for item, method in wanted.items())
        request = MethodChangeRequest(new_id(), shop.world.company_id, since, lines)

        def send(body: MethodChangeRequest) -> UUID:
            save_method_change(actor=shop.admin, request=body, at=self._now())
            return post_method_change(actor=shop.admin, request=CostNoteStep(body.id), at=self._now()).id

        def expect(books: Books) -> None:
            books.change_methods(request.id, since, self.today, list(wanted.items()))

        if self._play(shop, lambda: send(request), expect):
            self.sent.append(Sent(shop, send, request, request.id))
            self.today = max(self.today, since)

    def _reverse_method(self, data: st.DataObject, shop: Shop) -> None:
        change = data.draw(st.sampled_from([*shop.books.method_changes]))
        request = ReverseCostNoteRequest(id=new_id(), original_id=change, reason="wrong")

        def send(body: ReverseCostNoteRequest) -> UUID:
            return reverse_method_change(actor=shop.admin, request=body, at=self._now()).id

        if self._play(shop, lambda: send(request), lambda books: books.reverse_method_change(change, request.id)):
            self.sent.append(Sent(shop, send, request, request.id))

    def _reverse_cost(self, data: st.DataObject, shop: Shop) -> None:
        note = data.draw(st.sampled_from([*shop.books.notes]))
        request = ReverseCostNoteRequest(id=new_id(), original_id=note, reason="wrong")

        def send(body: ReverseCostNoteRequest) -> UUID:
            return reverse_cost_note(actor=shop.admin, request=body, at=self._now()).id

        if self._play(shop, lambda: send(request), lambda books: books.reverse_note(note, request.id)):
            self.sent.append(Sent(shop, send, request, request.id))

    def _step_node(self, data: st.DataObject, shop: Shop) -> None:
        node = data.draw(st.sampled_from(shop.nodes))
        status = shop.books.nodes[node].status
        back = partial(reopen_node, reason="more work")
        steps: dict[str, list[tuple[str, Callable[..., Any]]]] = {
            "released": [("technically_complete", complete_node)],
            "technically_complete": [("closed", close_node), ("released", back), ("released", back)],
            "closed": [("technically_complete", back)],
        }
        target, step = data.draw(st.sampled_from(steps[status]))
        self._play(
            shop,
            lambda: step(actor=shop.admin, node_id=node, at=self._now()),
            lambda books: books.step_node(node, target),
        )

    def _pass_days(self, data: st.DataObject, shop: Shop) -> None:
        self.today += timedelta(days=data.draw(st.integers(1, 3)))

    # -- months and instants -------------------------------------------------------------------------------------

    def _close_month(self, data: st.DataObject, shop: Shop) -> None:
        """Close the month that is over; where that was done, let the running one end.

        What it freezes and estimates is what the reference, asked as of that day now, says; ``verify`` sees that it
        stays so. Closed again it may say something else: what came late while it was closed counts in the month after.
        """
        last_day = self.today.replace(day=1) - timedelta(days=1)
        if last_day < OPENED or last_day == shop.closed_through:
            self.today = last_day_of(self.today) + timedelta(days=data.draw(st.integers(1, 3)))
            return
        self._close(shop, last_day)

    def _close(self, shop: Shop, last_day: date) -> None:
        month = last_day.replace(day=1)
        shop.step(begin_closing, month, at=self._now())
        shop.step(close_period, month, at=self._now(), accepted=("drafts", "without_value", "not_invoiced"))
        shop.closed_through = last_day
        if month not in shop.closed_before:
            assert shop.frozen(month) == shop.expected_on(last_day)
            assert shop.estimated(last_day) == (shop.books.not_invoiced(last_day), 0)
        shop.closed_before.add(month)

    def _reopen_month(self, data: st.DataObject, shop: Shop) -> None:
        assert shop.closed_through
        month = shop.closed_through.replace(day=1)
        shop.step(reopen_period, month, at=self._now(), reason="more to post")
        assert shop.estimated(shop.closed_through) == (0, 0)
        before = month - timedelta(days=1)
        shop.closed_through = before if before >= OPENED else None

    def _ask_what_is_known(self, data: st.DataObject, shop: Shop) -> None:
        """Ask what is known now, as of a day; asked again at the end, the answer must be the same."""
        # What was posted since somebody asked the last time came after that moment.
        self.asked += 1
        day = self.today - timedelta(days=data.draw(st.integers(0, 20)))
        know_until(actor=shop.admin, company_id=shop.world.company_id, known_at=self._now(), at=self._now())
        answer = shop.stock_on(day)
        assert answer == shop.expected_on(day)[0]
        self.known.append((shop, day, self._now(), answer))
        roll_up_costs(tenant_id=shop.world.tenant.id)

    # -- what must change nothing --------------------------------------------------------------------------------

    def _send_again(self, data: st.DataObject, shop: Shop) -> None:
        sent = data.draw(st.sampled_from(self.sent))
        assert sent.run(sent.request) == sent.answer

    def _send_other_body_under_same_id(self, data: st.DataObject, shop: Shop) -> None:
        sent = data.draw(st.sampled_from(self.sent))
        name = "reason" if hasattr(sent.request, "reason") else "remark"
        self._play(
            sent.shop,
            lambda: sent.run(replace(sent.request, **{name: "another"})),
            _refusing("platform.request_id_reused"),
        )

    def _name_what_is_not_ours(self, data: st.DataObject, shop: Shop) -> None:
        run, code = data.draw(st.sampled_from(self._trespasses(shop, self._other(shop))))
        self._play(shop, run, _refusing(code))

    # -- what must hold ------------------------------------------------------------------------------------------

    @invariant()
    def books_say_what_the_reference_says(self) -> None:
        for shop in self.shops:
            assert shop.facts() == shop.expected()

    def teardown(self) -> None:
        for shop, day, known_at, answer in self.known:
            assert shop.stock_on(day, known_at=known_at) == answer
        for shop in self.shops:
            shop.require_explained()
            require_traces_that_add_up(shop)
        self.today = last_day_of(self.today) + timedelta(days=1)
        for shop in self.shops:
            self._close(shop, self.today - timedelta(days=1))
        result = verify(tenant_ids=[shop.world.tenant.id for shop in self.shops])
        assert result.holds, [check for check in result.checks if check.broken]

    # -- how -----------------------------------------------------------------------------------------------------

    def _shop(self, data: st.DataObject) -> Shop:
        return self.shops[data.draw(st.sampled_from([0, 0, 0, 1]))]

    def _other(self, shop: Shop) -> Shop:
        [other] = [each for each in self.shops if each is not shop]
        return other

    def _now(self) -> datetime:
        return datetime.combine(self.today, time(4), tzinfo=UTC) + timedelta(seconds=self.asked)

    def _date(self, data: st.DataObject) -> date:
        """Return today or a day before; at times one in the future, or before the books opened."""
        away = data.draw(st.sampled_from([1, -99])) if data.draw(SLIPS) else data.draw(LATE)
        return self.today + timedelta(days=away)

    def _unit(self, data: st.DataObject) -> str:
        return "pinch" if data.draw(SLIPS) else data.draw(UNITS)

    def _warehouse(self, data: st.DataObject, shop: Shop, *, stocked: bool = False) -> tuple[UUID, list[UUID]]:
        lying = [place[0] for (_, _, place), (quantity, _) in shop.books.places().items() if quantity]
        known = [shop.books.bins[bin_id] for bin_id in lying] if stocked else [shop.warehouses[0], *shop.warehouses]
        warehouse = data.draw(st.sampled_from(known))
        return warehouse, [each for each, of in shop.books.bins.items() if of == warehouse]

    def _bin(self, data: st.DataObject, shop: Shop, bins: list[UUID]) -> UUID | None:
        bin_id = data.draw(st.sampled_from(bins))
        return None if bin_id in shop.default_bins and data.draw(st.booleans()) else bin_id

    def _order_line(self, data: st.DataObject, shop: Shop) -> tuple[OrderLineRequest, OrderLine]:
        often = [*self.goods, *[self.main] * 2 * len(self.goods)]
        code = st.just("PUMP") if data.draw(SLIPS) else st.sampled_from(often)
        item = shop.items[data.draw(code)]
        node = data.draw(st.sampled_from([*[None] * len(shop.nodes), *shop.nodes]))
        owner = shop.books.nodes[node].project if node else None
        unit = data.draw(st.sampled_from(["kg", "kg", "t", "roll"]))
        quantity = data.draw(HUGE if data.draw(SLIPS) else QUANTITIES)
        if item == shop.items["PUMP"]:
            quantity, unit = quantity.to_integral_value(ROUND_UP), "kg"
        price, amount = (data.draw(PRICES), None) if data.draw(st.booleans()) else (None, data.draw(AMOUNTS))
        tolerance = data.draw(st.sampled_from([Decimal(0), Decimal(5), Decimal("33.33")]))
        request = OrderLineRequest(
            id=new_id(),
            item_id=item,
            entered_quantity=quantity,
            unit=unit,
            entered_price=price,
            amount=amount,
            project_id=owner,
            node_id=node,
            category_id=shop.material if node else None,
            over_tolerance_percent=tolerance,
        )
        base = shop.books.items[item].base(quantity, unit)
        cents, unit_price = priced(quantity, base, price, amount)
        expected = OrderLine(
            request.id, shop.world.company_id, item, owner, node, None, base, cents, unit_price, Fraction(tolerance)
        )
        return request, expected

    def _taken(
        self, data: st.DataObject, shop: Shop, bins: list[UUID]
    ) -> tuple[UUID, UUID | None, UUID | None, UUID | None, Decimal, str]:
        """Return goods to take: mostly some that lie there, at times more than that, or none that ever did."""
        lying = [
            (item, owner, place, quantity)
            for (item, owner, place), (quantity, _) in shop.books.places().items()
            if place[0] in bins and quantity > 0
        ]
        if lying and not data.draw(SLIPS):
            item, owner, (bin_id, batch), quantity = data.draw(st.sampled_from(lying))
            return item, owner, bin_id, batch, self._pieces(data, shop, item, self._some_of(_decimal(quantity))), "kg"
        item = data.draw(st.sampled_from([*shop.items.values()]))
        owner = data.draw(st.sampled_from([None, *shop.projects, *shop.books.employers, *shop.suppliers]))
        batch = data.draw(st.sampled_from([None, *(id_ for (of, *_), id_ in shop.batches.items() if of == item)]))
        return item, owner, self._bin(data, shop, bins), batch, data.draw(QUANTITIES), self._unit(data)

    def _number(self, data: st.DataObject, shop: Shop, item: UUID) -> str:
        """Return a batch number where the item has batches; at times none, or one where it has none."""
        batched = shop.books.items[item].tracking == "batch"
        return data.draw(st.sampled_from(NUMBERS["batch"])) if batched != data.draw(SLIPS) else ""

    def _pieces(self, data: st.DataObject, shop: Shop, item: UUID, quantity: st.SearchStrategy[Decimal]) -> Decimal:
        """Return how much of an item moves."""
        return data.draw(quantity)

    def _some_of(self, quantity: Decimal) -> st.SearchStrategy[Decimal]:
        """Return all of it, a part that comes out odd, or whatever it may be."""
        if not quantity:
            return QUANTITIES
        parts = [max((quantity / n).quantize(MICRO), MICRO) for n in (2, 3, 7)]
        return st.one_of(st.just(quantity), st.sampled_from(parts), QUANTITIES)

    def _goods(
        self,
        data: st.DataObject,
        shop: Shop,
        kind_name: str,
        request: Any,
        expect: Callable[[Books, Document, date], None],
        lines: Callable[[], list[Line]],
    ) -> None:
        """Record a document in one step or through a draft; at times take it back at once, as if it never was."""
        kind = KINDS[kind_name]
        through_draft, and_back = data.draw(st.booleans()), data.draw(SLIPS) or data.draw(SLIPS)
        before = shop.facts() if and_back else {}

        def send(body: Any) -> UUID:
            if isinstance(body, TransferRequest):
                return transfer_agreed(actor=shop.admin, agrees=shop.boss, request=body, at=self._now())
            return kind.record(actor=shop.admin, request=body, at=self._now())

        def run() -> UUID:
            if not through_draft:
                return send(request)
            kind.save(actor=shop.admin, request=request, at=self._now())
            if isinstance(request, TransferRequest):
                have_agreed(actor=shop.admin, agrees=shop.boss, request=request, at=self._now())
            return kind.post(actor=shop.admin, document_id=request.id, at=self._now())

        def document() -> Document:
            requisition = getattr(request, "requisition_id", None)
            return Document(
                kind_name,
                request.id,
                request.business_date,
                lines(),
                requisition=requisition,
                notional=getattr(request, "notional", False),
                warehouse=request.warehouse_id,
                supplier=getattr(request, "supplier_id", None),
            )

        if self._play(shop, run, lambda books: expect(books, document(), self.today)):
            self.sent.append(Sent(shop, send, request, request.id))
            if and_back:
                self._reverse(shop, request.id)
                after = shop.facts()
                assert {key: after[key] for key in WORLD_KEYS} == {key: before[key] for key in WORLD_KEYS}

    def _reverse(self, shop: Shop, document_id: UUID) -> None:
        kind = KINDS[shop.books.documents[document_id].kind]
        request = ReversalRequest(id=new_id(), reason="wrong")

        def send(body: ReversalRequest) -> UUID:
            return kind.reverse(actor=shop.admin, document_id=document_id, request=body, at=self._now())

        if self._play(shop, lambda: send(request), lambda books: books.reverse(document_id, request.id)):
            self.sent.append(Sent(shop, send, request, request.id))

    def _play(self, shop: Shop, run: Callable[[], Any], expect: Callable[[Books], None]) -> bool:
        """Do it in both; both do it, or both refuse with the same codes. Tell whether it was done."""
        expected = _codes_of(partial(expect, shop.books.copy()))
        refused = _codes_of(run)
        assert refused == expected
        if refused:
            return False
        shop.learn_batches()
        expect(shop.books)
        return True

    def _trespasses(self, shop: Shop, other: Shop) -> list[tuple[Callable[[], Any], str]]:
        """Return calls that name another tenant's rows, which are to this tenant as if they were not there."""
        line = IssueLine(new_id(), shop.items["STEEL"], Decimal(1), "kg", shop.nodes[0], shop.material, shop.bins[0])
        request = IssueRequest(new_id(), 0, shop.world.company_id, self.today, shop.warehouses[0], (line,))
        node = shop.books.nodes[shop.nodes[0]]
        calls: list[tuple[Callable[[], Any], str]] = []

        def issue(code: str, line: IssueLine = line, **head: Any) -> None:
            body = replace(request, lines=(line,), **head)
            calls.append((lambda: inventory.issue_material(actor=shop.admin, request=body, at=self._now()), code))

        issue("platform.company_not_found", company_id=other.world.company_id)
        issue("catalog.warehouse_not_found", warehouse_id=other.warehouses[0])
        issue("catalog.item_not_found", replace(line, item_id=other.items["STEEL"]))
        issue("catalog.bin_not_found", replace(line, bin_id=other.bins[0]))
        issue("projects.node_not_found", replace(line, node_id=other.nodes[0]))
        if node.status == "released":
            issue("projects.category_not_found", replace(line, category_id=other.material))
            issue("inventory.stock_of_other_project", replace(line, owner_id=other.projects[0]))
            for batch in other.batches.values():
                issue("ledger.batch_not_found", replace(line, batch_id=batch))
        for requisition in [*other.books.requisitions][-1:]:
            issue("inventory.requisition_not_found", requisition_id=requisition)
        for order_line in [*other.books.order_lines()][-1:]:
            receipt = ReceiptRequest(
                new_id(),
                0,
                shop.world.company_id,
                self.today,
                shop.warehouses[0],
                shop.suppliers[0],
                (ReceiptLine(new_id(), order_line, Decimal(1), "kg"),),
            )
            run = partial(inventory.receive_goods, actor=shop.admin, request=receipt, at=self._now())
            calls.append((run, "procurement.order_line_not_found"))
        for order in [*other.books.orders][-1:]:
            run = partial(close_order, actor=shop.admin, request=OrderStep(order), at=self._now())
            calls.append((run, "platform.document_not_found"))
        for issue_line in [*other.books.issue_lines()][-1:]:
            back = ReturnRequest(
                new_id(),
                0,
                shop.world.company_id,
                self.today,
                shop.warehouses[0],
                (ReturnLine(new_id(), issue_line, Decimal(1), "kg"),),
            )
            run = partial(inventory.return_material, actor=shop.admin, request=back, at=self._now())
            calls.append((run, "inventory.issue_line_not_found"))
        for document in [*other.books.documents.values()][-1:]:
            reversal = ReversalRequest(id=new_id(), reason="ours?")
            run = partial(
                KINDS[document.kind].reverse,
                actor=shop.admin,
                document_id=document.id,
                request=reversal,
                at=self._now(),
            )
            calls.append((run, "platform.document_not_found"))
        return calls


class HistoryOfPieces(History):
    """The same but for months and instants, most of it to goods that each have a serial number."""

    goods = (*GOODS, "PUMP")
    mains = ("PUMP",)

    def _possible(self, shop: Shop) -> list[Callable[[st.DataObject, Shop], None]]:
        others = (self._close_month, self._reopen_month, self._ask_what_is_known)
        return [deed for deed in super()._possible(shop) if deed not in others]

    def _number(self, data: st.DataObject, shop: Shop, item: UUID) -> str:
        numbers = NUMBERS.get(shop.books.items[item].tracking)
        return data.draw(st.sampled_from(numbers or NUMBERS["batch"])) if bool(numbers) != data.draw(SLIPS) else ""

    def _pieces(self, data: st.DataObject, shop: Shop, item: UUID, quantity: st.SearchStrategy[Decimal]) -> Decimal:
        """Return one piece of what has serial numbers, but for slips."""
        single = shop.books.items[item].tracking == "serial" and not data.draw(SLIPS)
        return Decimal(1) if single else data.draw(quantity)

    def _unit(self, data: st.DataObject) -> str:
        return super()._unit(data) if data.draw(SLIPS) else "kg"


def _owner_of(line: Any, project: UUID | None = None) -> UUID | None:
    """Return the owner that the reference knows of a line's goods, or of a project that they would go to."""
    project = project or line.owner_id
    return employers(project) if project and line.ownership == "owner_supplied" else project


def _refusing(code: str) -> Callable[[Books], None]:
    def refuse(_: Books) -> None:
        raise Refused(code)

    return refuse


def _codes_of(run: Callable[[], Any]) -> tuple[str, ...]:
    """Return the codes that a call is refused with; none when it is carried out."""
    try:
        run()
    except Refused as refused:
        return refused.codes
    except SeveralRefusals as several:
        return tuple(refusal.code for refusal in several.refusals)
    except Refusal as refusal:
        return (refusal.code,)
    return ()


def _unborn(number: str) -> UUID:
    """Return an id for a batch that was not made yet."""
    return uuid5(NAMESPACE_OID, number)


def _decimal(value: Any) -> Decimal:
    """Return a fraction that has six places as the decimal that it is."""
    return Decimal(int(value * 1_000_000)).scaleb(-6)


PROFILE = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,) if os.environ.get("NOSHRINK") else (Phase.generate, Phase.shrink),
)


@pytest.mark.parametrize("share", range(SHARES))
def test_any_history_ends_in_books_that_agree(share: int) -> None:
    print(f"GONGLIAO_SEED={SEED}")
    run_state_machine_as_test(seed(SEED * SHARES + share)(History), settings=PROFILE)


@pytest.mark.parametrize("share", range(SHARES // 2))
def test_any_history_of_serial_numbers_ends_in_books_that_agree(share: int) -> None:
    print(f"GONGLIAO_SEED={SEED}")
    run_state_machine_as_test(seed(SEED * SHARES + share)(HistoryOfPieces), settings=PROFILE)
