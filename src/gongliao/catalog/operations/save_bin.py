"""Save a bin of a warehouse."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.catalog.errors import BinNotFound, CodeTaken, DefaultBinStays, ZoneNotFound
from gongliao.catalog.models import Bin, Zone
from gongliao.catalog.operations.save_record import Content, filled, findable, save_record
from gongliao.catalog.permissions import managed_warehouse
from gongliao.catalog.rules.names import tidy
from gongliao.platform.public import Actor, in_tenant


@dataclass(frozen=True)
class BinRequest:
    """A bin as its editor wants it; ``version`` is the one they saw, 0 for a new bin."""

    id: UUID
    warehouse_id: UUID
    code: str
    name: str = ""
    zone_id: UUID | None = None
    remark: str = ""
    active: bool = True
    version: int = 0


@in_tenant
def save_bin(*, actor: Actor, request: BinRequest) -> Bin:
    """Create or change a bin.

    Raises: MissingGrant, WarehouseNotFound, BlankText, BinNotFound, RequestIdReused, StaleVersion, ZoneNotFound,
        DefaultBinStays, CodeTaken.
    """
    managed_warehouse(actor, request.warehouse_id)
    code, name = filled(request.code, field="code"), tidy(request.name)
    missing = BinNotFound(id=request.id, field=None)

    def check(found: Bin | None) -> None:
        if found is not None and found.warehouse_id != request.warehouse_id:
            raise missing
        zone_id = request.zone_id
        if zone_id and not Zone.objects.filter(id=zone_id, warehouse_id=request.warehouse_id).exists():
            raise ZoneNotFound(id=zone_id)
        if found is not None and found.is_default and not request.active:
            raise DefaultBinStays(bin=found.code)

    columns = {
        "warehouse_id": request.warehouse_id,
        "zone_id": request.zone_id,
        "code": code,
        "name": name,
        "remark": tidy(request.remark),
        "active": request.active,
        **findable(keys=[code], name=name, words=[]),
    }
    return save_record(
        Bin,
        id=request.id,
        version=request.version,
        content=Content(columns),
        missing=missing,
        check=check,
        taken={"bin_code_once": CodeTaken(taken=code)}.get,
    )
