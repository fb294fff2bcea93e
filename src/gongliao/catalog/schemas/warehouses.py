"""Warehouses, zones and bins over HTTP."""

from typing import Annotated, Literal, cast
from uuid import UUID

from pydantic import Field

from gongliao.catalog.models import Bin, Warehouse, Zone
from gongliao.catalog.operations.save_bin import BinRequest
from gongliao.catalog.operations.save_warehouse import WarehouseRequest
from gongliao.catalog.operations.save_zone import ZoneRequest
from gongliao.catalog.rules.holders import HolderKind
from gongliao.catalog.schemas.common import Address, RecordIn, RecordOut, RecordQuery
from gongliao.platform.public import ListQuery, Name, Schema

Kind = Literal["central", "site"]


class WarehouseQuery(RecordQuery):
    """Filters of the warehouse list."""

    company_id: UUID | None = None
    kind: Kind | None = None


class BinQuery(RecordQuery):
    """Filters of the list of a warehouse's bins."""

    zone_id: UUID | None = None
    holder_id: UUID | None = None


class HolderQuery(ListQuery):
    """Who holds goods of ours."""


class WarehouseIn(RecordIn):
    """A warehouse as its editor wants it."""

    name: Name
    kind: Kind = "central"
    company_id: UUID
    address: Address = ""

    def as_request(self, id: UUID) -> WarehouseRequest:
        """Return what the operation takes."""
        return WarehouseRequest(id=id, **self.model_dump())


class WarehouseOut(RecordOut):
    """A warehouse."""

    name: str
    kind: Kind
    company_id: UUID
    company_name: str
    address: str


class ZoneIn(RecordIn):
    """A zone as its editor wants it."""

    name: Name

    def as_request(self, id: UUID, *, warehouse_id: UUID) -> ZoneRequest:
        """Return what the operation takes."""
        return ZoneRequest(id=id, warehouse_id=warehouse_id, **self.model_dump())


class ZoneOut(RecordOut):
    """A zone."""

    warehouse_id: UUID
    name: str


class BinIn(RecordIn):
    """A bin as its editor wants it.

    ``holder_kind`` says who holds the goods in it: our own store where it is empty, a crew by its ``holder_name``, or a
    subcontractor, ``holder_supplier_id``. It changes while nothing lies in the bin.
    """

    name: Annotated[str, Field(max_length=200)] = ""
    zone_id: UUID | None = None
    holder_kind: HolderKind = ""
    holder_name: Annotated[str, Field(max_length=100)] = ""
    holder_supplier_id: UUID | None = None

    def as_request(self, id: UUID, *, warehouse_id: UUID) -> BinRequest:
        """Return what the operation takes."""
        return BinRequest(id=id, warehouse_id=warehouse_id, **self.model_dump())


class BinOut(RecordOut):
    """A bin; the default one is where goods lie that nobody put elsewhere."""

    warehouse_id: UUID
    zone_id: UUID | None
    zone_code: str | None
    name: str
    is_default: bool
    holder_kind: HolderKind
    holder_name: str
    holder_supplier_id: UUID | None
    holder_supplier_code: str | None
    holder_supplier_name: str | None


class HolderOut(Schema):
    """A crew or a subcontractor that holds goods of ours, and in how many bins."""

    id: UUID
    kind: HolderKind
    code: str
    name: str
    bins: int


def warehouse_out(warehouse: Warehouse) -> WarehouseOut:
    """Present a warehouse."""
    return WarehouseOut(
        id=warehouse.id,
        version=warehouse.version,
        code=warehouse.code,
        name=warehouse.name,
        kind=cast(Kind, warehouse.kind),
        company_id=warehouse.company_id,
        company_name=warehouse.company.name,
        address=warehouse.address,
        remark=warehouse.remark,
        active=warehouse.active,
    )


def zone_out(zone: Zone) -> ZoneOut:
    """Present a zone."""
    return ZoneOut(
        id=zone.id,
        version=zone.version,
        warehouse_id=zone.warehouse_id,
        code=zone.code,
        name=zone.name,
        remark=zone.remark,
        active=zone.active,
    )


def bin_out(bin: Bin) -> BinOut:
    """Present a bin."""
    return BinOut(
        id=bin.id,
        version=bin.version,
        warehouse_id=bin.warehouse_id,
        zone_id=bin.zone_id,
        zone_code=bin.zone.code if bin.zone else None,
        code=bin.code,
        name=bin.name,
        is_default=bin.is_default,
        holder_kind=cast(HolderKind, bin.holder_kind),
        holder_name=bin.holder_name,
        holder_supplier_id=bin.holder_supplier_id,
        holder_supplier_code=bin.holder_supplier.code if bin.holder_supplier else None,
        holder_supplier_name=bin.holder_supplier.name if bin.holder_supplier else None,
        remark=bin.remark,
        active=bin.active,
    )
