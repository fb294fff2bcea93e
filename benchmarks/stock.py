"""A company with stock to issue from: 5,000 items in one warehouse, and projects that draw them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from benchmarks.clients import PASSWORD, USER_NAME, Stock
from gongliao.catalog.models import Item
from gongliao.catalog.public import (
    PartyRequest,
    UnitRequest,
    WarehouseRequest,
    mark_items_used,
    save_party,
    save_unit,
    save_warehouse,
)
from gongliao.inventory.public import (
    IssueLine,
    IssueRequest,
    ReceiptLine,
    ReceiptRequest,
    issue_material,
    receive_goods,
)
from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company, Person, RoleAssignment, Tenant, User
from gongliao.platform.public import Actor, actor_of_user, tenant_transaction
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

ITEMS = 5000
PROJECTS = 50
BOSS = "boss"
LINES_A_RECEIPT = 1000
IN_STOCK = Decimal(100_000_000)


def fill_warehouse(*, days_ago: int = 0) -> Stock:
    """Make a tenant and take the goods in, today or some days ago, through the same operations as everybody."""
    at = datetime.now(UTC)  # noqa: TID251  a benchmark lives now
    today = at.date()
    tenant = Tenant.objects.create(name="benchmark")
    with tenant_transaction(tenant.id):
        company = Company.objects.create(code="C1", name="Benchmark", books_open_on=date(today.year - 4, 1, 1))
    admin, _ = _person(tenant, USER_NAME), _person(tenant, BOSS)
    save_unit(actor=admin, request=UnitRequest(id=new_id(), code="kg", name_zh="千克", name_en="kilogram"))
    warehouse_id, supplier_id = new_id(), new_id()
    warehouse = WarehouseRequest(id=warehouse_id, code="W1", name="Benchmark", company_id=company.id)
    save_warehouse(actor=admin, request=warehouse)
    save_party(actor=admin, request=PartyRequest(id=supplier_id, code="S1", name="Supplier", is_supplier=True))
    node_ids = tuple(_project(admin, company.id, number, at) for number in range(PROJECTS))
    category_id = install_default_categories(actor=admin)["MAT"].id
    item_ids = _items(tenant.id)
    stock = Stock(
        tenant_id=tenant.id,
        company_id=company.id,
        warehouse_id=warehouse_id,
        supplier_id=supplier_id,
        category_id=category_id,
        item_ids=item_ids,
        node_ids=node_ids,
        today=today,
    )
    for first in range(0, ITEMS, LINES_A_RECEIPT):
        part = enumerate(item_ids[first : first + LINES_A_RECEIPT], start=first)
        goods = [(item_id, IN_STOCK, Decimal(number * 7919 % 10000 + 1) / 100) for number, item_id in part]
        receive(stock, goods, actor=admin, on=today - timedelta(days=days_ago))
    return stock


def receive(stock: Stock, goods: Sequence[tuple[UUID, Decimal, Decimal]], *, actor: Actor, on: date) -> None:
    """Order items at their prices, have the order approved and receive them whole, as of a day."""
    at = datetime.now(UTC)  # noqa: TID251
    lines = tuple(
        OrderLineRequest(id=new_id(), item_id=item_id, entered_quantity=quantity, unit="kg", entered_price=price)
        for item_id, quantity, price in goods
    )
    order = SaveOrderRequest(
        id=new_id(), company_id=stock.company_id, supplier_id=stock.supplier_id, business_date=on, lines=lines
    )
    save_order(actor=actor, request=order, at=at)
    submit_order(actor=actor, request=OrderStep(order.id), at=at)
    approve_order(actor=actor_of_user(User.objects.get(username=BOSS)), request=OrderStep(order.id), at=at)
    receipt = ReceiptRequest(
        id=new_id(),
        version=0,
        company_id=stock.company_id,
        business_date=on,
        warehouse_id=stock.warehouse_id,
        supplier_id=stock.supplier_id,
        lines=tuple(ReceiptLine(new_id(), line.id, line.entered_quantity, "kg") for line in lines),
    )
    receive_goods(actor=actor, request=receipt, at=at)


def issue_one(stock: Stock, item_id: UUID) -> UUID:
    """Issue two lines of an item through the product and return the document."""
    node_id, category_id = stock.node_ids[0], stock.category_id
    request = IssueRequest(
        id=new_id(),
        version=0,
        company_id=stock.company_id,
        business_date=stock.today,
        warehouse_id=stock.warehouse_id,
        lines=tuple(IssueLine(new_id(), item_id, Decimal(1), "kg", node_id, category_id) for _ in range(2)),
    )
    return issue_material(actor=storekeeper(), request=request, at=datetime.now(UTC))  # noqa: TID251


def storekeeper() -> Actor:
    """Return who issues."""
    return actor_of_user(User.objects.get(username=USER_NAME))


def _person(tenant: Tenant, name: str) -> Actor:
    user = User(username=name, tenant=tenant)
    user.set_password(PASSWORD)
    user.save()
    with tenant_transaction(tenant.id):
        person = Person.objects.create(user=user, name=name)
        RoleAssignment.objects.create(person=person, role="administrator")
    return actor_of_user(user)


def _project(admin: Actor, company_id: UUID, number: int, at: datetime) -> UUID:
    node_id = new_id()
    request = ProjectRequest(
        id=new_id(),
        code=f"P{number:03d}",
        name=f"Project {number}",
        company_id=company_id,
        manager_id=admin.person_id,
        first_node=FirstNode(id=node_id, code="1", name="Work"),
    )
    project = save_project(actor=admin, request=request, at=at)
    release_project(actor=admin, project_id=project.id, at=at)
    return node_id


def _items(tenant_id: UUID) -> tuple[UUID, ...]:
    with tenant_transaction(tenant_id):
        items = [
            Item(code=f"M{number:05d}", name=f"Material {number}", base_unit="kg", search_text=f"m{number:05d}")
            for number in range(ITEMS)
        ]
        Item.objects.bulk_create(items, batch_size=1000)
        mark_items_used({item.id for item in items})
    return tuple(item.id for item in items)
