"""A tenant in which every kind of record exists, and the ids by which requests can name them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from gongliao.catalog.public import (
    BinRequest,
    CategoryRequest,
    Conversion,
    ItemRequest,
    ZoneRequest,
    save_bin,
    save_category,
    save_item,
    save_zone,
)
from gongliao.costing.public import (
    AllowRequest,
    CostNoteLineRequest,
    CostNoteRequest,
    CostNoteStep,
    MethodChangeLineRequest,
    MethodChangeRequest,
    ValueNoteLineRequest,
    ValueNoteRequest,
    allow_quantity,
    post_method_change,
    post_value_note,
    record_cost_note,
    save_cost_note,
    save_method_change,
    save_value_note,
)
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
    ScrapLine,
    ScrapRequest,
    SupplierReturnLineRequest,
    SupplierReturnRequest,
    TransferLine,
    TransferRequest,
)
from gongliao.kernel.clock import utc_now
from gongliao.kernel.ids import new_id
from gongliao.ledger.operations.begin_closing import begin_closing
from gongliao.ledger.operations.close_period import close_period
from gongliao.platform.files import AttachRequest, attach
from gongliao.platform.public import Actor, fetch, tenant_transaction
from gongliao.procurement.public import (
    OrderLineRequest,
    OrderStep,
    SaveOrderRequest,
    approve_order,
    save_order,
    submit_order,
)
from gongliao.projects.public import MemberRequest, NodeRequest, add_member, save_node
from tests.invariants.shop import Shop, open_shop
from tests.support.agreement import propose

# The tables whose rows a name in a request may mean; the first word of the path says which for a plain ``id``.
NAMED = {
    "company_id": ["platform_company"],
    "warehouse_id": ["catalog_warehouse"],
    "target_warehouse_id": ["catalog_warehouse"],
    "bin_id": ["catalog_bin"],
    "target_bin_id": ["catalog_bin"],
    "item_id": ["catalog_item"],
    "supplier_id": ["catalog_party"],
    "party_id": ["catalog_party"],
    "project_id": ["projects_project"],
    "owner_id": ["projects_project"],
    "target_owner_id": ["projects_project"],
    "node_id": ["projects_wbsnode"],
    "zone_id": ["catalog_zone"],
    "member_id": ["platform_roleassignment"],
    "assignment_id": ["platform_roleassignment"],
    "parent_id": ["projects_wbsnode", "projects_costcategory"],
    "category_id": ["projects_costcategory"],
    "batch_id": ["ledger_batch"],
    "order_line_id": ["procurement_purchaseorderline"],
    "receipt_id": ["inventory_goodsreceipt"],
    "receipt_line_id": ["inventory_goodsreceiptline"],
    "issue_line_id": ["inventory_goodsissueline"],
    "requisition_id": ["inventory_materialrequisition"],
    "requisition_line_id": ["inventory_materialrequisitionline"],
    "person_id": ["platform_person"],
    "manager_id": ["platform_person"],
    "holder_id": ["catalog_party"],
    "holder_supplier_id": ["catalog_party"],
    "estimate_id": ["ledger_monthestimate"],
    "subject_id": ["inventory_goodsissue", "procurement_purchaseorder"],
}
OF_PATH = {
    "companies": ["platform_company"],
    "people": ["platform_person"],
    "documents": ["inventory_goodsissue", "inventory_goodsreceipt", "procurement_purchaseorder"],
    "items": ["catalog_item"],
    "item-categories": ["catalog_itemcategory"],
    "attachments": ["platform_attachment"],
    "units": ["catalog_unit"],
    "parties": ["catalog_party"],
    "warehouses": ["catalog_warehouse"],
    "batches": ["ledger_batch"],
    "stock": ["ledger_stockmove"],
    "purchase-orders": ["procurement_purchaseorder"],
    "cost-notes": ["costing_costnote"],
    "holders": ["catalog_party"],
    "month-estimates": ["ledger_monthestimate"],
    "value-notes": ["costing_valuenote"],
    "method-changes": ["costing_methodchange"],
    "goods-issues": ["inventory_goodsissue"],
    "goods-receipts": ["inventory_goodsreceipt"],
    "material-requisitions": ["inventory_materialrequisition"],
    "material-returns": ["inventory_materialreturn"],
    "supplier-returns": ["inventory_supplierreturn"],
    "stock-transfers": ["inventory_stocktransfer"],
    "stock-scraps": ["inventory_stockscrap"],
    "stock-counts": ["inventory_stockcount"],
    "opening-balances": ["inventory_openingbalance"],
}


# Tables whose rows are everybody's in a tenant, wherever they work.
EVERYBODYS = {
    "platform_company",
    "platform_person",
    "catalog_item",
    "catalog_itemcategory",
    "catalog_unit",
    "catalog_party",
    "projects_costcategory",
    "ledger_batch",
    "costing_methodchange",
    "ledger_monthestimate",
}

Ids = dict[str, list[str]]


@dataclass(frozen=True)
class Populated:
    """The tenant's administrator, and ids by table."""

    admin: Actor
    ids: Ids

    def meant_by(self, name: str, path: str) -> list[str]:
        """Return the ids that a parameter or field of this name can mean in a request to this path."""
        return meant_by(self.ids, name, path)


def meant_by(ids: Ids, name: str, path: str) -> list[str]:
    """Return the ids that a parameter or field of this name can mean in a request to this path."""
    tables = OF_PATH.get(path.split("/")[3], []) if name == "id" else NAMED.get(name, [])
    return [id_ for table in tables for id_ in ids[table]]


def populate() -> Populated:
    """Return a fresh tenant with master data and documents of every kind, posted ones and drafts."""
    shop = open_shop()
    _clerk(shop).write_place()
    _clerk(shop).write_company()
    return Populated(shop.admin, _ids(shop))


@dataclass(frozen=True)
class Place:
    """A project and a warehouse, and the records that belong to them or to the whole tenant, by table.

    ``own`` are those of them that belong to nowhere else.
    """

    project_id: str
    node_id: str
    warehouse_id: str
    ids: Ids
    own: frozenset[str]


@dataclass(frozen=True)
class TwoPlaces:
    """A tenant that does the same in two places."""

    shop: Shop
    here: Place
    there: Place


def populate_two_places() -> TwoPlaces:
    """Return a fresh tenant with documents of every kind in each of two projects and warehouses."""
    shop = open_shop()
    there = replace(shop, projects=shop.projects[::-1], nodes=shop.nodes[::-1], warehouses=shop.warehouses[::-1])
    _clerk(shop).write_company()
    steps = [_ids(shop)]
    for each in (shop, there):
        _clerk(each).write_place()
        steps.append(_ids(shop))
    return TwoPlaces(shop, _place(shop, *steps[0:2], steps[2]), _place(there, *steps[1:3], steps[2]))


def _place(shop: Shop, before: Ids, after: Ids, at_last: Ids) -> Place:
    """Return a place: what was written there, and what is everybody's."""
    with tenant_transaction(shop.world.tenant.id):
        named = [
            *fetch("SELECT id FROM projects_wbsnode WHERE project_id = %s", (shop.projects[0],)),
            *fetch("SELECT id FROM catalog_bin WHERE warehouse_id = %s", (shop.warehouses[0],)),
        ]
    own = {str(shop.projects[0]), str(shop.warehouses[0]), *(str(id_) for (id_,) in named)}
    ids: Ids = {}
    for table, found in after.items():
        if table in EVERYBODYS:
            ids[table] = at_last[table]
        else:
            ids[table] = [id_ for id_ in found if id_ in own or id_ not in before[table]]
            own |= set(ids[table])
    return Place(str(shop.projects[0]), str(shop.nodes[0]), str(shop.warehouses[0]), ids, frozenset(own))


def _clerk(shop: Shop) -> "_Clerk":
    # Yesterday, which is no future day in any time zone.
    at = utc_now()
    return _Clerk(shop, at.date() - timedelta(days=1), at)


def _ids(shop: Shop) -> Ids:
    """Return what is there by table, but for the administrator: requests must not change who sends them."""
    tables = {table for named in (NAMED, OF_PATH) for found in named.values() for table in found}
    admin = shop.admin.person_id
    with tenant_transaction(shop.world.tenant.id):
        return {
            table: [str(id_) for (id_,) in fetch(f"SELECT id FROM {table}") if id_ != admin]  # type: ignore[arg-type]
            for table in sorted(tables)
        }


@dataclass(frozen=True)
class _Clerk:
    """Writes one of each."""

    shop: Shop
    on: date
    at: Any

    def write_place(self) -> None:
        """Write what belongs to a project and a warehouse."""
        steel, paint = self._order_line("STEEL"), self._order_line("PAINT")
        self._order(steel, paint)
        self._draft_order()
        lines = (
            ReceiptLine(new_id(), steel.id, Decimal(60), "kg"),
            ReceiptLine(new_id(), paint.id, Decimal(50), "kg", batch_no="L1"),
        )
        receipt = self._request(ReceiptRequest, lines, supplier_id=self.shop.suppliers[0])
        self._both(inventory.receive_goods, inventory.save_goods_receipt, receipt)
        line = replace(lines[0], id=new_id(), quantity=Decimal(3))
        alone = self._request(ReceiptRequest, (line,), supplier_id=self.shop.suppliers[0])
        inventory.receive_goods(actor=self.shop.admin, request=alone, at=self.at)
        requisition = self._requisition()
        issued = IssueLine(
            new_id(),
            self.shop.items["STEEL"],
            Decimal(10),
            "kg",
            self.shop.nodes[0],
            self.shop.material,
            requisition_line_id=requisition.lines[0].id,
        )
        issue = self._request(IssueRequest, (issued,), requisition_id=requisition.id)
        self._both(inventory.issue_material, inventory.save_goods_issue, issue)
        straight = IssueLine(
            new_id(),
            self.shop.items["STEEL"],
            Decimal(2),
            "kg",
            self.shop.nodes[0],
            self.shop.material,
            order_line_id=steel.id,
        )
        delivered = self._request(IssueRequest, (straight,), supplier_id=self.shop.suppliers[0])
        self._both(inventory.issue_material, inventory.save_goods_issue, delivered)
        back = self._request(ReturnRequest, (ReturnLine(new_id(), issued.id, Decimal(1), "kg"),))
        self._both(inventory.return_material, inventory.save_material_return, back)
        moved = TransferLine(new_id(), self.shop.items["STEEL"], Decimal(5), "kg")
        transfer = self._request(TransferRequest, (moved,), target_warehouse_id=self.shop.warehouses[1])
        self._both(inventory.transfer_stock, inventory.save_stock_transfer, transfer)
        lent = replace(moved, id=new_id(), owner_id=self.shop.projects[0], target_owner_id=self.shop.projects[1])
        asked = self._request(TransferRequest, (lent,), target_warehouse_id=self.shop.warehouses[1])
        propose(actor=self.shop.boss, request=asked, at=self.at)
        broken = ScrapLine(new_id(), self.shop.items["STEEL"], Decimal(1), "kg")
        scrap = self._request(ScrapRequest, (broken,), reason="damaged")
        self._both(inventory.scrap_stock, inventory.save_stock_scrap, scrap)
        counted = CountLine(new_id(), self.shop.items["STEEL"], Decimal(3), "kg", reason="measuring")
        count = self._request(CountRequest, (counted,))
        self._both(inventory.count_stock, inventory.save_stock_count, count)
        there = OpeningLine(new_id(), self.shop.items["STEEL"], Decimal(7), "kg", Decimal("30.00"))
        opening = self._request(OpeningRequest, (there,))
        self._both(inventory.open_stock, inventory.save_opening_balance, opening)
        wrong = SupplierReturnLineRequest(new_id(), lines[0].id, Decimal(2), "kg", replacement=True)
        sent_back = self._request(
            SupplierReturnRequest, (wrong,), supplier_id=self.shop.suppliers[0], reason="wrong_item"
        )
        self._both(inventory.return_to_supplier, inventory.save_supplier_return, sent_back)
        self._for_project()
        self._beside(issue.id)
        self._employers_goods()
        self._consignment()
        self._cost_note()
        self._value_note(ValueNoteLineRequest(new_id(), receipt.id, lines[0].id))
        held = BinRequest(new_id(), self.shop.warehouses[0], "H1", holder_kind="subcontractor")
        save_bin(actor=self.shop.admin, request=replace(held, holder_supplier_id=self.shop.suppliers[1]))

    def write_company(self) -> None:
        """Write what is there once in a company."""
        save_category(actor=self.shop.admin, request=CategoryRequest(new_id(), "METAL", "金属"))
        self._agree()
        self._bars()
        self._method_change()
        self._close_month()

    def _for_project(self) -> None:
        """Order for the project's work: approved, submitted, and a draft by another."""
        for by, steps in (
            (self.shop.admin, (submit_order, approve_order)),
            (self.shop.boss, (submit_order,)),
            (self.shop.boss, ()),
        ):
            line = replace(
                self._order_line("STEEL"),
                project_id=self.shop.projects[0],
                node_id=self.shop.nodes[0],
                category_id=self.shop.material,
            )
            request = replace(self._order_request(line), supplier_id=self.shop.suppliers[0])
            save_order(actor=by, request=request, at=self.at)
            for step, actor in zip(steps, (by, self.shop.boss), strict=False):
                step(actor=actor, request=OrderStep(request.id), at=self.at)

    def _bars(self) -> None:
        conversions = (Conversion("roll", Decimal("23.7")), Conversion("roll", Decimal("23.5"), self.on))
        bars = ItemRequest(new_id(), "BARS", "BARS", "kg", conversions=conversions, second_unit="roll")
        save_item(actor=self.shop.admin, request=replace(bars, weight_tolerance=Decimal("0.5")))
        line = OpeningLine(new_id(), bars.id, Decimal(2351), "kg", Decimal("9404.00"), second_quantity=Decimal(100))
        self._both(inventory.open_stock, inventory.save_opening_balance, self._request(OpeningRequest, (line,)))

    def _employers_goods(self) -> None:
        project, steel = self.shop.projects[0], self.shop.items["STEEL"]
        his = ReceiptLine(new_id(), None, Decimal(60), "kg", item_id=steel, owner_id=project)
        receipt = self._request(ReceiptRequest, (his,), supplier_id=None, ownership="owner_supplied")
        self._both(inventory.receive_goods, inventory.save_goods_receipt, receipt)
        allowed = AllowRequest(new_id(), project, steel, Decimal(50), self.on, "合同")
        allow_quantity(actor=self.shop.admin, request=allowed, at=self.at)
        drawn = IssueLine(new_id(), steel, Decimal(55), "kg", self.shop.nodes[0], self.shop.material, owner_id=project)
        issue = self._request(IssueRequest, (replace(drawn, ownership="owner_supplied"),))
        inventory.issue_material(actor=self.shop.admin, request=issue, at=self.at)
        charged = CostNoteLineRequest(new_id(), project, self.shop.nodes[0], self.shop.freight)
        charged = replace(charged, item_id=steel, quantity=Decimal(2), price=Decimal(5))
        note = CostNoteRequest(new_id(), self.shop.world.company_id, self.on, (charged,), kind="over_use")
        self._both(record_cost_note, save_cost_note, note)

    def _beside(self, issue_id: UUID) -> None:
        """Add what hangs on the place and its documents: a zone, a spare node, a member, a file."""
        admin, project_id = self.shop.admin, self.shop.projects[0]
        save_zone(actor=admin, request=ZoneRequest(new_id(), self.shop.warehouses[0], "Z1", "棚"))
        save_node(actor=admin, request=NodeRequest(id=new_id(), project_id=project_id, code="SPARE", name="备用"))
        add_member(actor=admin, request=MemberRequest(new_id(), project_id, self.shop.boss.person_id, "buyer"))
        note = AttachRequest(new_id(), "goods_issue", issue_id, "note.txt", BytesIO(b"note"))
        attach(actor=admin, request=note, at=self.at)

    def _agree(self) -> None:
        supplier, steel = self.shop.suppliers[0], self.shop.items["STEEL"]
        agreed = inventory.AgreeRequest(
            new_id(), self.shop.world.company_id, supplier, steel, Decimal(6), self.on, "合同"
        )
        inventory.agree_price(actor=self.shop.admin, request=agreed, at=self.at)

    def _consignment(self) -> None:
        supplier, steel = self.shop.suppliers[0], self.shop.items["STEEL"]
        his = ReceiptLine(new_id(), None, Decimal(30), "kg", item_id=steel, price=Decimal("5.5"))
        receipt = self._request(ReceiptRequest, (his,), supplier_id=supplier, ownership="consignment")
        self._both(inventory.receive_goods, inventory.save_goods_receipt, receipt)
        drawn = IssueLine(new_id(), steel, Decimal(12), "kg", self.shop.nodes[0], self.shop.material, owner_id=supplier)
        issue = self._request(IssueRequest, (replace(drawn, ownership="consignment"),))
        self._both(inventory.issue_material, inventory.save_goods_issue, issue)
        back = SupplierReturnLineRequest(new_id(), his.id, Decimal(2), "kg")
        sent_back = self._request(
            SupplierReturnRequest, (back,), supplier_id=supplier, reason="surplus", ownership="consignment"
        )
        self._both(inventory.return_to_supplier, inventory.save_supplier_return, sent_back)

    def _order_line(self, item: str) -> OrderLineRequest:
        return OrderLineRequest(
            id=new_id(),
            item_id=self.shop.items[item],
            entered_quantity=Decimal(100),
            unit="kg",
            entered_price=Decimal("4.2"),
        )

    def _order_request(self, *lines: OrderLineRequest) -> SaveOrderRequest:
        return SaveOrderRequest(
            id=new_id(),
            company_id=self.shop.world.company_id,
            supplier_id=self.shop.suppliers[0],
            business_date=self.on,
            lines=lines,
        )

    def _order(self, *lines: OrderLineRequest) -> UUID:
        request = self._order_request(*lines)
        save_order(actor=self.shop.admin, request=request, at=self.at)
        submit_order(actor=self.shop.admin, request=OrderStep(request.id), at=self.at)
        approve_order(actor=self.shop.boss, request=OrderStep(request.id), at=self.at)
        return request.id

    def _draft_order(self) -> None:
        request = replace(self._order_request(self._order_line("STEEL")), supplier_id=self.shop.suppliers[1])
        save_order(actor=self.shop.boss, request=request, at=self.at)

    def _requisition(self) -> RequisitionRequest:
        line = RequisitionLine(
            new_id(), self.shop.items["STEEL"], Decimal(40), "kg", self.shop.nodes[0], self.shop.material
        )
        request: RequisitionRequest = self._request(RequisitionRequest, (line,), project_id=self.shop.projects[0])
        for submitted in (False, True):
            other = _anew(request)
            inventory.save_material_requisition(actor=self.shop.boss, request=other, at=self.at)
            if submitted:
                inventory.submit_material_requisition(actor=self.shop.boss, document_id=other.id, at=self.at)
        inventory.save_material_requisition(actor=self.shop.admin, request=request, at=self.at)
        inventory.submit_material_requisition(actor=self.shop.admin, document_id=request.id, at=self.at)
        inventory.approve_material_requisition(actor=self.shop.boss, document_id=request.id, at=self.at)
        return request

    def _cost_note(self) -> None:
        line = CostNoteLineRequest(
            new_id(), self.shop.projects[0], self.shop.nodes[0], self.shop.freight, Decimal("88.80")
        )
        request = CostNoteRequest(
            id=new_id(), company_id=self.shop.world.company_id, business_date=self.on, lines=(line,)
        )
        self._both(record_cost_note, save_cost_note, request)

    def _close_month(self) -> None:
        """Close the last month, in which something came that nobody has invoiced."""
        last_day = self.on.replace(day=1) - timedelta(days=1)
        steel = self._order_line("STEEL")
        self._order(steel)
        received = self._request(
            ReceiptRequest, (ReceiptLine(new_id(), steel.id, Decimal(9), "kg"),), supplier_id=self.shop.suppliers[0]
        )
        inventory.receive_goods(actor=self.shop.admin, request=replace(received, business_date=last_day), at=self.at)
        month = last_day.replace(day=1)
        self.shop.step(begin_closing, month, at=self.at)
        self.shop.step(close_period, month, at=self.at, accepted=("drafts", "without_value", "not_invoiced"))

    def _value_note(self, line: ValueNoteLineRequest) -> None:
        request = ValueNoteRequest(
            id=new_id(),
            company_id=self.shop.world.company_id,
            business_date=self.on,
            kind="landed_cost",
            lines=(line,),
            basis="value",
            charge=Decimal("12.34"),
        )
        for each in (_anew(request), request):
            save_value_note(actor=self.shop.admin, request=each, at=self.at)
        post_value_note(actor=self.shop.admin, request=CostNoteStep(request.id), at=self.at)

    def _method_change(self) -> None:
        wire = ItemRequest(new_id(), "WIRE", "WIRE", "kg")
        save_item(actor=self.shop.admin, request=wire)
        line = MethodChangeLineRequest(new_id(), wire.id, "fifo")
        request = MethodChangeRequest(new_id(), self.shop.world.company_id, self.on, (line,))
        for each in (_anew(request), request):
            save_method_change(actor=self.shop.admin, request=each, at=self.at)
        post_method_change(actor=self.shop.admin, request=CostNoteStep(request.id), at=self.at)

    def _request(self, kind: Any, lines: Any, **head: Any) -> Any:
        return kind(
            id=new_id(),
            version=0,
            company_id=self.shop.world.company_id,
            business_date=self.on,
            warehouse_id=self.shop.warehouses[0],
            lines=lines,
            **head,
        )

    def _both(self, record: Any, save: Any, request: Any) -> None:
        save(actor=self.shop.admin, request=_anew(request), at=self.at)
        record(actor=self.shop.admin, request=request, at=self.at)


def _anew(request: Any) -> Any:
    """Return the same request under other ids."""
    lines = tuple(replace(line, id=new_id()) for line in request.lines)
    return replace(request, id=new_id(), lines=lines)
