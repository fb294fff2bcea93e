"""Save a zone of a warehouse."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.catalog.errors import CodeTaken, ZoneNotFound
from gongliao.catalog.models import Zone
from gongliao.catalog.operations.save_record import Content, filled, findable, save_record
from gongliao.catalog.permissions import managed_warehouse
from gongliao.catalog.rules.names import tidy
from gongliao.platform.public import Actor, in_tenant


@dataclass(frozen=True)
class ZoneRequest:
    """A zone as its editor wants it; ``version`` is the one they saw, 0 for a new zone."""

    id: UUID
    warehouse_id: UUID
    code: str
    name: str
    remark: str = ""
    active: bool = True
    version: int = 0


@in_tenant
def save_zone(*, actor: Actor, request: ZoneRequest) -> Zone:
    """Create or change a zone.

    Raises: MissingGrant, WarehouseNotFound, BlankText, ZoneNotFound, RequestIdReused, StaleVersion, CodeTaken.
    """
    managed_warehouse(actor, request.warehouse_id)
    code, name = filled(request.code, field="code"), filled(request.name, field="name")
    missing = ZoneNotFound(id=request.id, field=None)

    def check(found: Zone | None) -> None:
        if found is not None and found.warehouse_id != request.warehouse_id:
            raise missing

    columns = {
        "warehouse_id": request.warehouse_id,
        "code": code,
        "name": name,
        "remark": tidy(request.remark),
        "active": request.active,
        **findable(keys=[code], name=name, words=[]),
    }
    return save_record(
        Zone,
        id=request.id,
        version=request.version,
        content=Content(columns),
        missing=missing,
        check=check,
        taken={"zone_code_once": CodeTaken(taken=code)}.get,
    )
