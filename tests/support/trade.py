"""A small trade in a world of its own: a company with stores, items, a supplier and two projects at work."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from gongliao.catalog.public import (
    BinRequest,
    Conversion,
    ItemRequest,
    PartyRequest,
    UnitRequest,
    WarehouseRequest,
    default_bins,
    save_bin,
    save_item,
    save_party,
    save_unit,
    save_warehouse,
)
from gongliao.costing.models import CostNote
from gongliao.costing.public import CostNoteLineRequest, CostNoteRequest, record_cost_note
from gongliao.inventory import public as inventory
from gongliao.inventory.public import (
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
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.ledger.public import Ownership, verify
from gongliao.platform.public import Actor, fetch, tenant_transaction
from gongliao.procurement.public import (
    OrderLineRequest,
    OrderStep,
    SaveOrderRequest,
    approve_order,
    save_order,
    submit_order,
)
from gongliao.projects.public import (
    FirstNode,
    NodeRequest,
    ProjectRequest,
    install_default_categories,
    release_project,
    save_node,
    save_project,
)
from tests.support.agreement import transfer_agreed
from tests.support.world import NOW, TODAY, World, make_world

D = Decimal


@dataclass(frozen=True)
class Store:
    """A warehouse, its default bin and a yard."""

    id: UUID
    bin_id: UUID
    yard_id: UUID


@dataclass(frozen=True)
class Works:
    """A released project with two nodes that take cost."""

    id: UUID
    node_id: UUID
    other_node_id: UUID


@dataclass
class Trade:
    """Everything that goods documents need, and short words for them.

    Steel is counted in kg, a tonne being 1,000; paint comes in batches. Unless said otherwise goods are steel, bought
    for the first project, kept in the first store's default bin and used for the project's first node.
    """

    world: World
    boss: Actor
    buyer: Actor
    keeper: Actor
    manager: Actor
    supplier_id: UUID
    employer_id: UUID
    store: Store
    far_store: Store
    steel_id: UUID
    paint_id: UUID
    works: Works
    other_works: Works
    category_id: UUID

    # Orders and requisitions

    def order_line(self, quantity: str = "10", price: str = "4.00", **changes: Any) -> OrderLineRequest:
        """Return a line of steel for the first project."""
        line = OrderLineRequest(
            id=new_id(),
            item_id=self.steel_id,
            entered_quantity=D(quantity),
            unit="kg",
            entered_price=D(price),
            project_id=self.works.id,
            node_id=self.works.node_id,
            category_id=self.category_id,
        )
        return replace(line, **changes)

    def stock_line(self, quantity: str = "10", price: str = "4.00", **changes: Any) -> OrderLineRequest:
        """Return a line of steel for general stock."""
        return self.order_line(quantity, price, project_id=None, node_id=None, category_id=None, **changes)

    def order(self, *lines: OrderLineRequest, approved: bool = True, **changes: Any) -> UUID:
        """Save an order, approved by somebody else unless it is to stay a draft, and return its id."""
        request = SaveOrderRequest(
            id=new_id(),
            company_id=self.world.company_id,
            supplier_id=self.supplier_id,
            business_date=date(2026, 6, 1),
            lines=lines or (self.order_line(),),
        )
        order = save_order(actor=self.buyer, request=replace(request, **changes), at=NOW)
        if approved:
            submit_order(actor=self.buyer, request=OrderStep(order.id), at=NOW)
            approve_order(actor=self.manager, request=OrderStep(order.id), at=NOW)
        return order.id

    def ordered(self, quantity: str = "10", price: str = "4.00", **changes: Any) -> UUID:
        """Return the id of an approved order line."""
        line = self.order_line(quantity, price, **changes)
        self.order(line)
        return line.id

    def requisition_request(self, *lines: RequisitionLine, **changes: Any) -> RequisitionRequest:
        """Return a request for 10 kg of steel for the first node, or for these lines."""
        asked = RequisitionLine(new_id(), self.steel_id, D(10), "kg", self.works.node_id, self.category_id)
        request = RequisitionRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            project_id=self.works.id,
            warehouse_id=self.store.id,
            lines=lines or (asked,),
        )
        return replace(request, **changes)

    def requisition(self, *lines: RequisitionLine, approved: bool = True, **changes: Any) -> UUID:
        """Save a requisition, approved by somebody else unless it is to stay a draft, and return its id."""
        request = self.requisition_request(*lines, **changes)
        inventory.save_material_requisition(actor=self.boss, request=request, at=NOW)
        if approved:
            inventory.submit_material_requisition(actor=self.boss, document_id=request.id, at=NOW)
            inventory.approve_material_requisition(actor=self.manager, document_id=request.id, at=NOW)
        return request.id

    # Goods documents: a request each, and the deed

    def receipt_line(self, order_line_id: UUID, quantity: str = "10", **changes: Any) -> ReceiptLine:
        """Return a line in kg."""
        return replace(ReceiptLine(new_id(), order_line_id, D(quantity), "kg"), **changes)

    def receipt(self, *lines: ReceiptLine, **changes: Any) -> ReceiptRequest:
        """Return a receipt of today into the first store."""
        request = ReceiptRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            warehouse_id=self.store.id,
            supplier_id=self.supplier_id,
            lines=lines,
        )
        return replace(request, **changes)

    def receive(self, order_line_id: UUID, quantity: str = "10", **changes: Any) -> UUID:
        """Receive on one order line and return the receipt's id."""
        request = self.receipt(self.receipt_line(order_line_id, quantity), **changes)
        return inventory.receive_goods(actor=self.keeper, request=request, at=NOW)

    def supply_line(self, quantity: str = "10", **changes: Any) -> ReceiptLine:
        """Return a line of the employer's steel for the first project, in kg."""
        line = ReceiptLine(new_id(), None, D(quantity), "kg", item_id=self.steel_id, owner_id=self.works.id)
        return replace(line, **changes)

    def supply_request(self, *lines: ReceiptLine, **changes: Any) -> ReceiptRequest:
        """Return a receipt of today of what the employer supplied, into the first store."""
        request = self.receipt(*(lines or (self.supply_line(),)), supplier_id=None, ownership="owner_supplied")
        return replace(request, **changes)

    def supply(self, quantity: str = "10", *, on: date = TODAY, **line: Any) -> UUID:
        """Receive what the employer supplied and return the receipt's id."""
        request = self.supply_request(self.supply_line(quantity, **line), business_date=on)
        return inventory.receive_goods(actor=self.keeper, request=request, at=NOW)

    def consign_line(self, quantity: str = "10", **changes: Any) -> ReceiptLine:
        """Return a line of steel that the supplier consigns, in kg, at 5.00 for one."""
        line = ReceiptLine(new_id(), None, D(quantity), "kg", item_id=self.steel_id, price=D("5.00"))
        return replace(line, **changes)

    def consign_request(self, *lines: ReceiptLine, **changes: Any) -> ReceiptRequest:
        """Return a receipt of today of what the supplier consigned, into the first store."""
        request = self.receipt(*(lines or (self.consign_line(),)), ownership="consignment")
        return replace(request, **changes)

    def consign(
        self, quantity: str = "10", price: str | None = "5.00", *, on: date = TODAY, by: UUID | None = None, **line: Any
    ) -> UUID:
        """Receive what a supplier consigned, at a price or at that agreed on before; returns the receipt's id."""
        of_line = self.consign_line(quantity, price=D(price) if price else None, **line)
        request = self.consign_request(of_line, business_date=on, supplier_id=by or self.supplier_id)
        return inventory.receive_goods(actor=self.boss, request=request, at=NOW)

    def buy(self, quantity: str = "10", price: str = "4.00", *, on: date = TODAY, **line: Any) -> UUID:
        """Order and receive at once; returns the receipt's id."""
        return self.receive(self.ordered(quantity, price, **line), quantity, business_date=on)

    def issue_line(self, quantity: str = "10", **changes: Any) -> IssueLine:
        """Return a line of the first project's steel to its first node."""
        line = IssueLine(
            id=new_id(),
            item_id=self.steel_id,
            quantity=D(quantity),
            unit="kg",
            node_id=self.works.node_id,
            category_id=self.category_id,
            owner_id=self.works.id,
        )
        return replace(line, **changes)

    def issue_request(self, *lines: IssueLine, **changes: Any) -> IssueRequest:
        """Return an issue of today from the first store."""
        request = IssueRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            warehouse_id=self.store.id,
            lines=lines or (self.issue_line(),),
        )
        return replace(request, **changes)

    def issue(self, quantity: str = "10", *, on: date = TODAY, **line: Any) -> UUID:
        """Issue one line and return the issue's id."""
        request = self.issue_request(self.issue_line(quantity, **line), business_date=on)
        return inventory.issue_material(actor=self.keeper, request=request, at=NOW)

    def spend(self, amount: str, *, on: date = TODAY) -> CostNote:
        """Record a cost of labour for the first node and return the note."""
        [(labour,)] = self.rows("SELECT id FROM projects_costcategory WHERE tenant_id = %s AND code = 'LAB'")
        line = CostNoteLineRequest(
            id=new_id(), project_id=self.works.id, node_id=self.works.node_id, category_id=labour, amount=D(amount)
        )
        request = CostNoteRequest(id=new_id(), company_id=self.world.company_id, business_date=on, lines=(line,))
        return record_cost_note(actor=self.boss, request=request, at=NOW)

    def direct_line(self, order_line_id: UUID, quantity: str = "10", **changes: Any) -> IssueLine:
        """Return a line of steel that comes from an order line straight to the first node."""
        return self.issue_line(quantity, **{"owner_id": None, "order_line_id": order_line_id, **changes})

    def deliver(self, order_line_id: UUID, quantity: str = "10", *, on: date = TODAY, **line: Any) -> UUID:
        """Bring goods of an order line straight to the first node and return the issue's id."""
        of_line = self.direct_line(order_line_id, quantity, **line)
        request = self.issue_request(of_line, business_date=on, supplier_id=self.supplier_id)
        return inventory.issue_material(actor=self.keeper, request=request, at=NOW)

    def return_request(self, *lines: ReturnLine, **changes: Any) -> ReturnRequest:
        """Return a return of today into the first store."""
        request = ReturnRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            warehouse_id=self.store.id,
            lines=lines,
        )
        return replace(request, **changes)

    def return_(self, issue_id: UUID, quantity: str = "10", **changes: Any) -> UUID:
        """Return a quantity of the first line of an issue; returns the return's id."""
        line = ReturnLine(new_id(), self.lines_of("goodsissue", issue_id)[0], D(quantity), "kg")
        request = self.return_request(line, **changes)
        return inventory.return_material(actor=self.keeper, request=request, at=NOW)

    def send_back_line(self, receipt_line_id: UUID, quantity: str = "10", **changes: Any) -> SupplierReturnLineRequest:
        """Return a line in kg."""
        return replace(SupplierReturnLineRequest(new_id(), receipt_line_id, D(quantity), "kg"), **changes)

    def send_back_request(self, *lines: SupplierReturnLineRequest, **changes: Any) -> SupplierReturnRequest:
        """Return a return of today from the first store to the supplier, of goods that are no good."""
        request = SupplierReturnRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            warehouse_id=self.store.id,
            supplier_id=self.supplier_id,
            reason="quality",
            lines=lines,
        )
        return replace(request, **changes)

    def send_back(
        self, receipt_id: UUID, quantity: str = "10", *, on: date = TODAY, ownership: Ownership = "own", **line: Any
    ) -> UUID:
        """Send a quantity of the first line of a receipt back, the employer's to him; returns the return's id."""
        sent = self.send_back_line(self.lines_of("goodsreceipt", receipt_id)[0], quantity, **line)
        supplier_id = None if ownership == "owner_supplied" else self.supplier_id
        request = self.send_back_request(sent, business_date=on, ownership=ownership, supplier_id=supplier_id)
        return inventory.return_to_supplier(actor=self.keeper, request=request, at=NOW)

    def transfer_line(self, quantity: str = "10", **changes: Any) -> TransferLine:
        """Return a line of the first project's steel between default bins."""
        line = TransferLine(new_id(), self.steel_id, D(quantity), "kg", owner_id=self.works.id)
        return replace(line, **changes)

    def transfer_request(self, *lines: TransferLine, **changes: Any) -> TransferRequest:
        """Return a transfer of today from the first store to the far one."""
        request = TransferRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            warehouse_id=self.store.id,
            target_warehouse_id=self.far_store.id,
            lines=lines or (self.transfer_line(),),
        )
        return replace(request, **changes)

    def transfer(self, quantity: str = "10", **line: Any) -> UUID:
        """Transfer one line to the far store, agreed to where it has to be, and return the transfer's id."""
        return self.transfer_agreed(self.transfer_request(self.transfer_line(quantity, **line)))

    def transfer_agreed(self, request: TransferRequest, *, at: datetime = NOW) -> UUID:
        """Post a transfer; where stock of projects changes hands their manager agrees to it before."""
        return transfer_agreed(actor=self.keeper, agrees=self.manager, request=request, at=at)

    def scrap_line(self, quantity: str = "10", **changes: Any) -> ScrapLine:
        """Return a line of the first project's steel."""
        return replace(ScrapLine(new_id(), self.steel_id, D(quantity), "kg", owner_id=self.works.id), **changes)

    def scrap_request(self, *lines: ScrapLine, **changes: Any) -> ScrapRequest:
        """Return a scrap of today of what is damaged in the first store."""
        request = ScrapRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            warehouse_id=self.store.id,
            reason="damaged",
            lines=lines or (self.scrap_line(),),
        )
        return replace(request, **changes)

    def scrap(self, quantity: str = "10", *, on: date = TODAY, **line: Any) -> UUID:
        """Scrap one line and return the scrap's id."""
        request = self.scrap_request(self.scrap_line(quantity, **line), business_date=on)
        return inventory.scrap_stock(actor=self.keeper, request=request, at=NOW)

    def count_line(self, counted: str = "10", **changes: Any) -> CountLine:
        """Return a line of the first project's steel."""
        line = CountLine(new_id(), self.steel_id, D(counted), "kg", owner_id=self.works.id, reason="measuring")
        return replace(line, **changes)

    def count_request(self, *lines: CountLine, **changes: Any) -> CountRequest:
        """Return a count of today in the first store."""
        request = CountRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            warehouse_id=self.store.id,
            lines=lines or (self.count_line(),),
        )
        return replace(request, **changes)

    def count_stock(self, counted: str = "10", *, on: date = TODAY, **line: Any) -> UUID:
        """Count one line and return the count's id; a price is given by who may see cost."""
        request = self.count_request(self.count_line(counted, **line), business_date=on)
        actor = self.boss if request.lines[0].price is not None else self.keeper
        return inventory.count_stock(actor=actor, request=request, at=NOW)

    def opening_line(self, quantity: str = "10", worth: str = "40.00", **changes: Any) -> OpeningLine:
        """Return a line of the first project's steel."""
        line = OpeningLine(new_id(), self.steel_id, D(quantity), "kg", D(worth), owner_id=self.works.id)
        return replace(line, **changes)

    def opening_request(self, *lines: OpeningLine, **changes: Any) -> OpeningRequest:
        """Return an opening balance of today in the first store."""
        request = OpeningRequest(
            id=new_id(),
            version=0,
            company_id=self.world.company_id,
            business_date=TODAY,
            warehouse_id=self.store.id,
            lines=lines or (self.opening_line(),),
        )
        return replace(request, **changes)

    def open(self, quantity: str = "10", worth: str = "40.00", *, on: date = TODAY, **line: Any) -> UUID:
        """Open with one line and return the document's id."""
        request = self.opening_request(self.opening_line(quantity, worth, **line), business_date=on)
        return inventory.open_stock(actor=self.boss, request=request, at=NOW)

    def reverse(self, document: str, document_id: UUID, *, at: datetime = NOW, **changes: Any) -> UUID:
        """Reverse a goods document, such as ``goods_receipt``, and return the mirror's id."""
        deed: Callable[..., UUID] = getattr(inventory, f"reverse_{document}")
        request = replace(ReversalRequest(id=new_id(), reason="录错了"), **changes)
        return deed(actor=self.keeper, document_id=document_id, request=request, at=at)

    # What the books say

    def stock(
        self,
        item_id: UUID | None = None,
        *,
        bin_id: UUID | None = None,
        owner: UUID | None = None,
        ownership: str = "own",
    ) -> str:
        """Return what lies in a bin, the first store's default bin unless said otherwise, as ``"10 kg 40.00"``.

        It is the first project's stock, else that of ``owner``; ``GENERAL`` is stock of no project. It is our property
        unless ``ownership`` says otherwise.
        """
        sums = self.rows(
            "SELECT coalesce(sum(b.quantity), 0), coalesce(sum(b.value), 0) FROM ledger_stockbalance b"
            " JOIN ledger_stockpool p ON p.tenant_id = b.tenant_id AND p.id = b.pool_id"
            " WHERE b.tenant_id = %s AND p.item_id = %s AND b.bin_id = %s AND p.owner_id = %s"
            " AND p.ownership = %s",
            item_id or self.steel_id,
            bin_id or self.store.bin_id,
            owner or self.works.id,
            ownership,
        )
        return figures(*sums[0])

    def pool(self, item_id: UUID | None = None, *, owner: UUID | None = None, ownership: str = "own") -> str:
        """Return all of an item that a project owns, wherever it lies."""
        [row] = self.rows(
            "SELECT coalesce(sum(quantity), 0), coalesce(sum(value), 0) FROM ledger_stockpool"
            " WHERE tenant_id = %s AND item_id = %s AND owner_id = %s AND ownership = %s",
            item_id or self.steel_id,
            owner or self.works.id,
            ownership,
        )
        return figures(*row)

    def cost(self, node_id: UUID | None = None) -> Decimal:
        """Return what a node bears."""
        [(amount,)] = self.rows(
            "SELECT coalesce(sum(amount), 0.00) FROM ledger_costentry WHERE tenant_id = %s AND node_id = %s",
            node_id or self.works.node_id,
        )
        return D(amount)

    def committed(self) -> Decimal:
        """Return what all orders still bind."""
        [(amount,)] = self.rows("SELECT coalesce(sum(amount), 0.00) FROM ledger_commitmententry WHERE tenant_id = %s")
        return D(amount)

    def values_of(self, document_id: UUID) -> list[Decimal]:
        """Return the values of a document's moves, in order."""
        rows = self.rows(
            "SELECT value FROM ledger_stockmove WHERE tenant_id = %s AND document_id = %s ORDER BY seq", document_id
        )
        return [value for (value,) in rows]

    def lines_of(self, table: str, document_id: UUID) -> list[UUID]:
        """Return the ids of a goods document's lines, in order; ``table`` such as ``goodsissue``."""
        statement = f"SELECT id FROM inventory_{table}line WHERE tenant_id = %s AND document_id = %s ORDER BY line_no"
        return [id_ for (id_,) in self.rows(statement, document_id)]

    def head(self, table: str, document_id: UUID) -> tuple[str | None, str, int]:
        """Return number, state and version of a document."""
        statement = f"SELECT number, state, version FROM inventory_{table} WHERE tenant_id = %s AND id = %s"
        [row] = self.rows(statement, document_id)
        return row[0], row[1], row[2]

    def count(self, table: str) -> int:
        """Return how many rows of a table the tenant has."""
        [(number,)] = self.rows(f"SELECT count(*) FROM {table} WHERE tenant_id = %s")
        return int(number)

    def rows(self, statement: str, *parameters: Any) -> list[Any]:
        """Return the rows of a query whose first parameter is the tenant."""
        tenant_id = self.world.tenant.id
        with tenant_transaction(tenant_id):
            return fetch(statement, (tenant_id, *parameters))

    def require_sound_books(self) -> None:
        """Fail unless every check of the books holds."""
        broken = [c for c in verify(tenant_ids=[self.world.tenant.id]).checks if c.broken]
        assert not broken, broken


def figures(quantity: Decimal, value: Decimal) -> str:
    """Return a quantity and its value as people write them."""
    return f"{format(quantity.normalize(), 'f')} kg {value:.2f}"


def make_trade() -> Trade:
    """Return a fresh tenant, ready to trade."""
    world = make_world()
    boss = world.person("administrator", name="管理员")
    for code, zh, en in (("kg", "千克", "kilogram"), ("t", "吨", "tonne")):
        save_unit(actor=boss, request=UnitRequest(id=new_id(), code=code, name_zh=zh, name_en=en))
    categories = install_default_categories(actor=boss)
    employer_id = make_employer(boss, "E1")
    return Trade(
        world=world,
        boss=boss,
        buyer=world.person("buyer", name="采购员"),
        keeper=world.person("storekeeper", name="库管员"),
        manager=world.person("project_manager", name="项目经理"),
        supplier_id=make_supplier(boss, "S1"),
        employer_id=employer_id,
        store=make_store(world, boss, "W1"),
        far_store=make_store(world, boss, "W2"),
        steel_id=make_item(boss, "STEEL"),
        paint_id=make_item(boss, "PAINT", tracking="batch"),
        works=make_works(world, boss, "P1", customer_id=employer_id),
        other_works=make_works(world, boss, "P2", customer_id=employer_id),
        category_id=categories["MAT"].id,
    )


def make_supplier(boss: Actor, code: str) -> UUID:
    """Return a new supplier."""
    request = PartyRequest(id=new_id(), code=code, name=f"供应商 {code}", is_supplier=True)
    return save_party(actor=boss, request=request).id


def make_employer(boss: Actor, code: str) -> UUID:
    """Return a new customer."""
    request = PartyRequest(id=new_id(), code=code, name=f"建设单位 {code}", is_customer=True)
    return save_party(actor=boss, request=request).id


def make_item(boss: Actor, code: str, **changes: Any) -> UUID:
    """Return a new item in kg and t."""
    request = ItemRequest(
        id=new_id(), code=code, name=f"物料 {code}", base_unit="kg", conversions=(Conversion("t", D(1000)),)
    )
    return save_item(actor=boss, request=replace(request, **changes)).id


def make_store(world: World, boss: Actor, code: str, *, company_id: UUID | None = None) -> Store:
    """Return a new warehouse with a yard beside its default bin."""
    request = WarehouseRequest(id=new_id(), code=code, name=f"仓库 {code}", company_id=company_id or world.company_id)
    warehouse = save_warehouse(actor=boss, request=request)
    yard = save_bin(actor=boss, request=BinRequest(id=new_id(), warehouse_id=warehouse.id, code="YARD", name="堆场"))
    with tenant_transaction(world.tenant.id):
        default = default_bins({warehouse.id})[warehouse.id]
    return Store(warehouse.id, default.id, yard.id)


def make_bin(trade: Trade, code: str) -> UUID:
    """Return one more bin of the first store."""
    request = BinRequest(id=new_id(), warehouse_id=trade.store.id, code=code, name=code)
    return save_bin(actor=trade.boss, request=request).id


def make_works(
    world: World,
    boss: Actor,
    code: str,
    *,
    company_id: UUID | None = None,
    released: bool = True,
    customer_id: UUID | None = None,
) -> Works:
    """Return a new project with the nodes A and B, released unless it is to stay a draft."""
    first = FirstNode(id=new_id(), code="A", name="主体结构")
    request = ProjectRequest(
        id=new_id(),
        code=code,
        name=f"项目 {code}",
        company_id=company_id or world.company_id,
        manager_id=boss.person_id,
        customer_id=customer_id,
        first_node=first,
    )
    project = save_project(actor=boss, request=request, at=NOW)
    second = save_node(actor=boss, request=NodeRequest(id=new_id(), project_id=project.id, code="B", name="装修"))
    if released:
        release_project(actor=boss, project_id=project.id, at=NOW)
    return Works(project.id, first.id, second.id)


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run the deeds in threads with connections of their own; return what each returned or raised, in order."""
    results: list[Any] = [None] * len(deeds)
    gate = threading.Barrier(len(deeds))

    def run(at: int, deed: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=20)
            results[at] = deed()
        except Exception as error:
            results[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(at, deed)) for at, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


GENERAL = NO_ID
