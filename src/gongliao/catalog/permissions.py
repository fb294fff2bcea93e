"""Grants of the catalogue, and whose warehouses a person may change."""

from uuid import UUID

from gongliao.catalog.errors import WarehouseNotFound
from gongliao.catalog.models import Warehouse
from gongliao.platform.public import Actor, Where, require

READ = "catalog.read"
MANAGE = "catalog.manage"

# What all companies share is changed by those who hold the grant everywhere, not over one company or project.
SHARED = Where()


def managed_warehouse(actor: Actor, warehouse_id: UUID) -> Warehouse:
    """Return a warehouse that the actor may change.

    Raises: MissingGrant, WarehouseNotFound.
    """
    require(actor, MANAGE)
    found: Warehouse | None = Warehouse.objects.filter(id=warehouse_id).first()
    if found is None:
        raise WarehouseNotFound(id=warehouse_id)
    require(actor, MANAGE, Where(company_id=found.company_id, warehouse_id=found.id))
    return found
