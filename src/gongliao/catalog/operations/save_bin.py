"""Save a bin of a warehouse."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from gongliao.catalog.errors import BinNotFound, CodeTaken, DefaultBinStays, PartyNotFound, ZoneNotFound
from gongliao.catalog.errors.holders import BinHolderStays
from gongliao.catalog.models import Bin, Party, Zone
from gongliao.catalog.operations.save_record import Content, filled, findable, save_record
from gongliao.catalog.permissions import managed_warehouse
from gongliao.catalog.queries.holders import contents_of
from gongliao.catalog.rules.holders import Holder, HolderKind, holder_id, holder_of
from gongliao.catalog.rules.names import tidy
from gongliao.platform.public import Actor, hold_books_alone, in_tenant


@dataclass(frozen=True)
class BinRequest:
    """A bin as its editor wants it; ``version`` is the one they saw, 0 for a new bin.

    ``holder_kind`` says who holds the goods in it: our own store, a crew by its name, or a subcontractor.
    """

    id: UUID
    warehouse_id: UUID
    code: str
    name: str = ""
    zone_id: UUID | None = None
    remark: str = ""
    active: bool = True
    version: int = 0
    holder_kind: HolderKind = ""
    holder_name: str = ""
    holder_supplier_id: UUID | None = None


@in_tenant
def save_bin(*, actor: Actor, request: BinRequest) -> Bin:
    """Create or change a bin. Its holder changes while nothing lies in it, because goods change hands by a transfer.

    Raises: MissingGrant, WarehouseNotFound, BlankText, HolderUnnamed, PartyNotFound, BinNotFound, RequestIdReused,
        StaleVersion, ZoneNotFound, DefaultBinStays, BinHolderStays, CodeTaken.
    Source: ADR-0021.
    """
    warehouse = managed_warehouse(actor, request.warehouse_id)
    code, name = filled(request.code, field="code"), tidy(request.name)
    holder = _holder(request)
    _hold_where_it_changes(request.id, holder, company_id=warehouse.company_id)
    missing = BinNotFound(id=request.id, field=None)

    def check(found: Bin | None) -> None:
        if found is not None and found.warehouse_id != request.warehouse_id:
            raise missing
        zone_id = request.zone_id
        if zone_id and not Zone.objects.filter(id=zone_id, warehouse_id=request.warehouse_id).exists():
            raise ZoneNotFound(id=zone_id)
        if found is not None and found.is_default and not request.active:
            raise DefaultBinStays(bin=found.code)
        if found is not None and _holder_of(found) != holder and (lying := contents_of(found.id)):
            first = lying[0]
            raise BinHolderStays(found.code, first.item, first.quantity, first.unit, len(lying))

    columns = {
        "warehouse_id": request.warehouse_id,
        "zone_id": request.zone_id,
        "code": code,
        "name": name,
        "remark": tidy(request.remark),
        "active": request.active,
        "holder_kind": holder.kind,
        "holder_name": holder.name,
        "holder_supplier_id": holder.supplier_id,
        "holder_id": holder_id(holder, tenant_id=actor.tenant_id),
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


def _holder(request: BinRequest) -> Holder:
    holder = holder_of(kind=request.holder_kind, name=tidy(request.holder_name), supplier_id=request.holder_supplier_id)
    suppliers = Party.objects.filter(id=holder.supplier_id, is_supplier=True)
    if holder.supplier_id and not suppliers.exists():
        raise PartyNotFound(id=holder.supplier_id, field="holder_supplier_id")
    return holder


def _holder_of(bin: Bin) -> Holder:
    return Holder(cast(HolderKind, bin.holder_kind), bin.holder_name, bin.holder_supplier_id)


def _hold_where_it_changes(bin_id: UUID, holder: Holder, *, company_id: UUID) -> None:
    """Let nobody post while the holder changes: what somebody brings in meanwhile would not be seen lying there.

    Before the bin is locked, which whoever posts there may wait for; a holder that changes in between has raised the
    version, which is refused.
    """
    found = Bin.objects.filter(id=bin_id).first()
    if found is not None and _holder_of(found) != holder:
        hold_books_alone(company_id)
