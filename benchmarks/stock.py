"""A company with stock to issue from: 5,000 items in one warehouse, and projects that draw them."""

from datetime import UTC, date, datetime
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
from gongliao.inventory.public import ReceiptLine, ReceiptRequest, receive_goods
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
PROJECTS = 40
LINES_A_RECEIPT = 1000
IN_STOCK = Decimal(100_000_000)


def fill_warehouse() -> Stock:
    """Make a tenant and take the goods in, through the same operations as everybody."""
    at = datetime.now(UTC)  # noqa: TID251  a benchmark lives now
    today = at.date()
    tenant = Tenant.objects.create(name="benchmark")
    with tenant_transaction(tenant.id):
        company = Company.objects.create(code="C1", name="Benchmark", books_open_on=date(today.year, 1, 1))
    admin, boss = _person(tenant, USER_NAME), _person(tenant, "boss")
    save_unit(actor=admin, request=UnitRequest(id=new_id(), code="kg", name_zh="千克", name_en="kilogram"))
    warehouse_id, supplier_id = new_id(), new_id()
    warehouse = WarehouseRequest(id=warehouse_id, code="W1", name="Benchmark", company_id=company.id)
    save_warehouse(actor=admin, request=warehouse)
    save_party(actor=admin, request=PartyRequest(id=supplier_id, code="S1", name="Supplier", is_supplier=True))
    node_ids = tuple(_project(admin, company.id, number, at) for number in range(PROJECTS))
    category_id = install_default_categories(actor=admin)["MAT"].id
    item_ids = _items(tenant.id)
    for first in range(0, ITEMS, LINES_A_RECEIPT):
        part = item_ids[first : first + LINES_A_RECEIPT]
        lines = tuple(
            OrderLineRequest(
                id=new_id(),
                item_id=item_id,
                entered_quantity=IN_STOCK,
                unit="kg",
                entered_price=Decimal(number * 7919 % 10000 + 1) / 100,
            )
            for number, item_id in enumerate(part, start=first)
        )
        order = SaveOrderRequest(
            id=new_id(), company_id=company.id, supplier_id=supplier_id, business_date=today, lines=lines
        )
        save_order(actor=admin, request=order, at=at)
        submit_order(actor=admin, request=OrderStep(order.id), at=at)
        approve_order(actor=boss, request=OrderStep(order.id), at=at)
        receipt = ReceiptRequest(
            id=new_id(),
            version=0,
            company_id=company.id,
            business_date=today,
            warehouse_id=warehouse_id,
            supplier_id=supplier_id,
            lines=tuple(ReceiptLine(new_id(), line.id, IN_STOCK, "kg") for line in lines),
        )
        receive_goods(actor=admin, request=receipt, at=at)
    return Stock(
        tenant_id=tenant.id,
        company_id=company.id,
        warehouse_id=warehouse_id,
        category_id=category_id,
        item_ids=item_ids,
        node_ids=node_ids,
        today=today,
    )


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
