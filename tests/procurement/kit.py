"""Short ways to orders in tests: one company, two projects, a supplier and two items."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongliao.catalog.public import (
    Conversion,
    ItemRequest,
    PartyRequest,
    UnitRequest,
    save_item,
    save_party,
    save_unit,
)
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor, fetch, tenant_transaction
from gongliao.procurement.models import PurchaseOrder
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
    ProjectRequest,
    install_default_categories,
    release_project,
    save_project,
)
from tests.support.world import NOW, TODAY, World, make_world


@dataclass
class Work:
    """A released project with one node that takes costs."""

    project_id: UUID
    node_id: UUID


@dataclass
class Scene:
    """A tenant in which orders can be placed."""

    world: World
    admin: Actor
    buyer: Actor
    manager: Actor
    supplier_id: UUID
    steel_id: UUID
    cement_id: UUID
    tower: Work
    bridge: Work
    categories: dict[str, UUID]

    def line(self, **changes: Any) -> OrderLineRequest:
        """Return 100 kg of steel at 4.20 for the tower."""
        line = OrderLineRequest(
            id=new_id(),
            item_id=self.steel_id,
            entered_quantity=Decimal(100),
            unit="kg",
            entered_price=Decimal("4.20"),
            tax_rate=Decimal(13),
            project_id=self.tower.project_id,
            node_id=self.tower.node_id,
            category_id=self.categories["MAT"],
        )
        return replace(line, **changes)

    def stock_line(self, **changes: Any) -> OrderLineRequest:
        """Return the same line for general stock."""
        return self.line(project_id=None, node_id=None, category_id=None, **changes)

    def request(self, *lines: OrderLineRequest, **changes: Any) -> SaveOrderRequest:
        """Return an order of these lines, or of one."""
        request = SaveOrderRequest(
            id=new_id(),
            company_id=self.world.company_id,
            supplier_id=self.supplier_id,
            business_date=TODAY,
            lines=lines or (self.line(),),
        )
        return replace(request, **changes)

    def draft(self, *lines: OrderLineRequest, **changes: Any) -> PurchaseOrder:
        """Return a saved draft."""
        return save_order(actor=self.buyer, request=self.request(*lines, **changes), at=NOW)

    def submitted(self, *lines: OrderLineRequest, **changes: Any) -> PurchaseOrder:
        """Return a submitted order."""
        return submit_order(actor=self.buyer, request=OrderStep(self.draft(*lines, **changes).id), at=NOW)

    def approved(self, *lines: OrderLineRequest, **changes: Any) -> PurchaseOrder:
        """Return an approved order."""
        order = self.submitted(*lines, **changes)
        return approve_order(actor=self.manager, request=OrderStep(order.id), at=NOW)

    def commitments(self, order_id: UUID) -> list[tuple[str, Decimal, Decimal]]:
        """Return kind, quantity and amount of all that was bound and freed for an order, in order."""
        with tenant_transaction(self.world.tenant.id):
            return fetch(
                "SELECT kind, quantity, amount FROM ledger_commitmententry WHERE tenant_id = %s AND order_line_id IN"
                " (SELECT id FROM procurement_purchaseorderline WHERE document_id = %s) ORDER BY seq",
                (self.world.tenant.id, order_id),
            )

    def open_commitment(self, order_id: UUID) -> tuple[Decimal, Decimal]:
        """Return what is still bound for an order: quantity and amount."""
        entries = self.commitments(order_id)
        return sum((e[1] for e in entries), Decimal(0)), sum((e[2] for e in entries), Decimal(0))


def make_scene() -> Scene:
    """Return a fresh tenant with master data and people."""
    world = make_world()
    admin = world.person("administrator", name="管理员")
    for code in ("kg", "t", "袋"):
        save_unit(actor=admin, request=UnitRequest(id=new_id(), code=code, name_zh=code, name_en=code))
    supplier = save_party(actor=admin, request=PartyRequest(id=new_id(), code="S1", name="宝钢供应", is_supplier=True))
    steel = ItemRequest(
        id=new_id(), code="STEEL", name="钢筋", base_unit="kg", conversions=(Conversion("t", Decimal(1000)),)
    )
    cement = ItemRequest(
        id=new_id(), code="CEMENT", name="水泥", base_unit="kg", conversions=(Conversion("袋", Decimal(50)),)
    )
    categories = install_default_categories(actor=admin)
    return Scene(
        world=world,
        admin=admin,
        buyer=world.person("buyer", name="采购员"),
        manager=world.person("project_manager", name="项目经理"),
        supplier_id=supplier.id,
        steel_id=save_item(actor=admin, request=steel).id,
        cement_id=save_item(actor=admin, request=cement).id,
        tower=make_work(world, admin, "TOWER"),
        bridge=make_work(world, admin, "BRIDGE"),
        categories={code: each.id for code, each in categories.items()},
    )


def make_work(world: World, admin: Actor, code: str, *, company_id: UUID | None = None, release: bool = True) -> Work:
    """Return a project with one node."""
    node_id = new_id()
    request = ProjectRequest(
        id=new_id(),
        code=code,
        name=f"项目 {code}",
        company_id=company_id or world.company_id,
        manager_id=admin.person_id,
        first_node=FirstNode(id=node_id, code=f"{code}-1", name="主体工程"),
    )
    project = save_project(actor=admin, request=request, at=NOW)
    if release:
        release_project(actor=admin, project_id=project.id, at=NOW)
    return Work(project.id, node_id)


LATER = NOW + timedelta(days=3)
