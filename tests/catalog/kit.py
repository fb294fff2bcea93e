"""Short ways to master data in tests."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from gongliao.catalog.models import Item, Warehouse
from gongliao.catalog.operations.save_item import Conversion, ItemRequest, save_item
from gongliao.catalog.operations.save_unit import UnitRequest, save_unit
from gongliao.catalog.operations.save_warehouse import WarehouseRequest, save_warehouse
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor
from tests.support.world import World, make_world

CREDIT_CODE = "91110000600037341L"


def stocked_world() -> tuple[World, Actor]:
    """Return a tenant with units kg, t and 箱, and its buyer."""
    world = make_world()
    buyer = world.person("buyer", name="采购员")
    for code, zh, en in (("kg", "千克", "kilogram"), ("t", "吨", "tonne"), ("箱", "箱", "box")):
        save_unit(actor=buyer, request=UnitRequest(id=new_id(), code=code, name_zh=zh, name_en=en))
    return world, buyer


def pipe(**changes: Any) -> ItemRequest:
    """Return a request for a stainless steel pipe."""
    request = ItemRequest(
        id=new_id(),
        code="P-001",
        name="不锈钢管",
        specification="DN100×4.0",
        brand="宝钢",
        base_unit="kg",
        conversions=(Conversion("t", Decimal(1000)), Conversion("箱", Decimal("12.5"))),
        barcodes=("6901234567892",),
    )
    return replace(request, **changes)


def saved_pipe(actor: Actor, **changes: Any) -> Item:
    """Return the pipe, saved."""
    return save_item(actor=actor, request=pipe(**changes))


def central_store(world: World, **changes: Any) -> WarehouseRequest:
    """Return a request for a central warehouse."""
    request = WarehouseRequest(id=new_id(), code="W1", name="中心仓库", company_id=world.company_id)
    return replace(request, **changes)


def saved_store(world: World, actor: Actor, **changes: Any) -> Warehouse:
    """Return the central warehouse, saved."""
    return save_warehouse(actor=actor, request=central_store(world, **changes))
