"""Warehouses, their zones and bins."""

from typing import Any
from uuid import UUID

from ninja import Query

from gongliao.catalog.api.common import SORTS, records_answer, router
from gongliao.catalog.errors import BinNotFound, WarehouseNotFound, ZoneNotFound
from gongliao.catalog.errors.holders import HolderNotFound
from gongliao.catalog.models import Bin, Warehouse, Zone
from gongliao.catalog.operations.save_bin import save_bin
from gongliao.catalog.operations.save_warehouse import save_warehouse
from gongliao.catalog.operations.save_zone import save_zone
from gongliao.catalog.permissions import MANAGE, READ
from gongliao.catalog.queries import records
from gongliao.catalog.queries.history import HistoryEntry, history_of
from gongliao.catalog.queries.holders import holder_by_id, holders
from gongliao.catalog.schemas.common import HistoryEntryOut, RecordQuery
from gongliao.catalog.schemas.warehouses import (
    BinIn,
    BinOut,
    BinQuery,
    HolderOut,
    HolderQuery,
    WarehouseIn,
    WarehouseOut,
    WarehouseQuery,
    ZoneIn,
    ZoneOut,
    bin_out,
    warehouse_out,
    zone_out,
)
from gongliao.platform.public import ListSpec, Page, Request, RowsSpec, Scope, rows_answer

WAREHOUSES = ListSpec(
    name="warehouses",
    sort={**SORTS, "kind": "kind", "company_name": "company__name"},
    default_sort="code",
    columns=("code", "name", "kind", "company_name", "address", "remark", "active"),
)
ZONES = ListSpec(name="zones", sort=SORTS, default_sort="code", columns=("code", "name", "remark", "active"))
BINS = ListSpec(
    name="bins",
    sort=SORTS,
    default_sort="code",
    columns=(
        "code",
        "name",
        "zone_code",
        "is_default",
        "holder_name",
        "holder_supplier_code",
        "holder_supplier_name",
        "remark",
        "active",
    ),
)

HOLDERS = RowsSpec(
    name="holders",
    sort=("kind", "name", "bins"),
    default_sort="kind",
    columns=("kind", "code", "name", "bins"),
    totals=(),
)


@router.get("/warehouses", grant=READ, scope=Scope.TENANT, response=Page[WarehouseOut])
def list_warehouses(request: Request, query: Query[WarehouseQuery]) -> Any:
    """List warehouses."""
    found = records.warehouses(actor=request.actor, q=query.q)
    return records_answer(request, found, query, WAREHOUSES, present=warehouse_out, only=("company_id", "kind"))


@router.get("/warehouses/{id}", grant=READ, scope=Scope.TENANT, response=WarehouseOut)
def get_warehouse(request: Request, id: UUID) -> WarehouseOut:
    """Return a warehouse."""
    missing = WarehouseNotFound(id=id, field=None)
    return warehouse_out(records.one_of(records.warehouses(actor=request.actor), id, missing=missing))


@router.put("/warehouses/{id}", grant=MANAGE, scope=Scope.WAREHOUSE, response=WarehouseOut)
def put_warehouse(request: Request, id: UUID, body: WarehouseIn) -> WarehouseOut:
    """Create a warehouse under the caller's id, with its default bin, or change it."""
    return warehouse_out(save_warehouse(actor=request.actor, request=body.as_request(id)))


@router.get("/warehouses/{id}/history", grant=READ, scope=Scope.TENANT, response=list[HistoryEntryOut])
def get_warehouse_history(request: Request, id: UUID) -> list[HistoryEntry]:
    """Return who changed what of a warehouse, oldest first."""
    missing = WarehouseNotFound(id=id, field=None)
    return history_of(actor=request.actor, model=Warehouse, id=id, missing=missing)


@router.get("/warehouses/{id}/zones", grant=READ, scope=Scope.TENANT, response=Page[ZoneOut])
def list_zones(request: Request, id: UUID, query: Query[RecordQuery]) -> Any:
    """List the zones of a warehouse."""
    found = records.zones(actor=request.actor, warehouse_id=id, q=query.q)
    return records_answer(request, found, query, ZONES, present=zone_out)


@router.put("/warehouses/{id}/zones/{zone_id}", grant=MANAGE, scope=Scope.WAREHOUSE, response=ZoneOut)
def put_zone(request: Request, id: UUID, zone_id: UUID, body: ZoneIn) -> ZoneOut:
    """Create a zone under the caller's id, or change it."""
    return zone_out(save_zone(actor=request.actor, request=body.as_request(zone_id, warehouse_id=id)))


@router.get("/warehouses/{id}/zones/{zone_id}/history", grant=READ, scope=Scope.TENANT, response=list[HistoryEntryOut])
def get_zone_history(request: Request, id: UUID, zone_id: UUID) -> list[HistoryEntry]:
    """Return who changed what of a zone, oldest first."""
    missing = ZoneNotFound(id=zone_id, field=None)
    records.one_of(records.zones(actor=request.actor, warehouse_id=id), zone_id, missing=missing)
    return history_of(actor=request.actor, model=Zone, id=zone_id, missing=missing)


@router.get("/warehouses/{id}/bins", grant=READ, scope=Scope.TENANT, response=Page[BinOut])
def list_bins(request: Request, id: UUID, query: Query[BinQuery]) -> Any:
    """List the bins of a warehouse."""
    found = records.bins(actor=request.actor, warehouse_id=id, q=query.q)
    return records_answer(request, found, query, BINS, present=bin_out, only=("zone_id", "holder_id"))


@router.get("/warehouses/{id}/bins/{bin_id}", grant=READ, scope=Scope.TENANT, response=BinOut)
def get_bin(request: Request, id: UUID, bin_id: UUID) -> BinOut:
    """Return a bin."""
    missing = BinNotFound(id=bin_id, field=None)
    return bin_out(records.one_of(records.bins(actor=request.actor, warehouse_id=id), bin_id, missing=missing))


@router.get("/holders", grant=READ, scope=Scope.TENANT, response=Page[HolderOut])
def list_holders(request: Request, query: Query[HolderQuery]) -> Any:
    """List the crews and subcontractors that hold goods of ours."""
    rows = holders(actor=request.actor, text=query.q)
    return rows_answer(rows, query, HOLDERS, schema=HolderOut, language=request.actor.language)


@router.get("/holders/{id}", grant=READ, scope=Scope.TENANT, response=HolderOut)
def get_holder(request: Request, id: UUID) -> Any:
    """Return somebody who holds goods of ours."""
    return holder_by_id(actor=request.actor, holder_id=id, missing=HolderNotFound(id=id))


@router.put("/warehouses/{id}/bins/{bin_id}", grant=MANAGE, scope=Scope.WAREHOUSE, response=BinOut)
def put_bin(request: Request, id: UUID, bin_id: UUID, body: BinIn) -> BinOut:
    """Create a bin under the caller's id, or change it."""
    return bin_out(save_bin(actor=request.actor, request=body.as_request(bin_id, warehouse_id=id)))


@router.get("/warehouses/{id}/bins/{bin_id}/history", grant=READ, scope=Scope.TENANT, response=list[HistoryEntryOut])
def get_bin_history(request: Request, id: UUID, bin_id: UUID) -> list[HistoryEntry]:
    """Return who changed what of a bin, oldest first."""
    missing = BinNotFound(id=bin_id, field=None)
    records.one_of(records.bins(actor=request.actor, warehouse_id=id), bin_id, missing=missing)
    return history_of(actor=request.actor, model=Bin, id=bin_id, missing=missing)
