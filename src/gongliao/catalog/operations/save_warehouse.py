"""Save a warehouse."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from gongliao.catalog.errors import CodeTaken, WarehouseCompanyFixed, WarehouseNotFound
from gongliao.catalog.models import Bin, Warehouse
from gongliao.catalog.operations.save_record import Content, filled, findable, save_record
from gongliao.catalog.permissions import MANAGE
from gongliao.catalog.rules.names import tidy
from gongliao.platform.public import Actor, Company, CompanyNotFound, Where, in_tenant, require

DEFAULT_BIN_CODE = "00"
DEFAULT_BIN_NAMES = {"zh": "默认库位", "en": "Default bin"}


@dataclass(frozen=True)
class WarehouseRequest:
    """A warehouse as its editor wants it; ``version`` is the one they saw, 0 for a new warehouse."""

    id: UUID
    code: str
    name: str
    company_id: UUID
    kind: Literal["central", "site"] = "central"
    address: str = ""
    remark: str = ""
    active: bool = True
    version: int = 0


@in_tenant
def save_warehouse(*, actor: Actor, request: WarehouseRequest) -> Warehouse:
    """Create or change a warehouse; a new one gets its default bin with it.

    Raises: MissingGrant, BlankText, WarehouseNotFound, RequestIdReused, StaleVersion, CompanyNotFound,
        WarehouseCompanyFixed, CodeTaken.
    """
    require(actor, MANAGE, Where(company_id=request.company_id, warehouse_id=request.id))
    code, name = filled(request.code, field="code"), filled(request.name, field="name")

    def check(found: Warehouse | None) -> None:
        if not Company.objects.filter(id=request.company_id).exists():
            raise CompanyNotFound(id=request.company_id)
        if found is not None and found.company_id != request.company_id:
            raise WarehouseCompanyFixed()

    columns = {
        "code": code,
        "name": name,
        "kind": request.kind,
        "company_id": request.company_id,
        "address": tidy(request.address),
        "remark": tidy(request.remark),
        "active": request.active,
        **findable(keys=[code], name=name, words=[]),
    }
    saved = save_record(
        Warehouse,
        id=request.id,
        version=request.version,
        content=Content(columns),
        missing=WarehouseNotFound(id=request.id, field=None),
        check=check,
        taken={"warehouse_code_once": CodeTaken(taken=code)}.get,
    )
    _give_default_bin(saved, language=actor.language)
    return saved


def _give_default_bin(warehouse: Warehouse, *, language: str) -> None:
    if not warehouse.bins.filter(is_default=True).exists():
        name = DEFAULT_BIN_NAMES[language]
        Bin.objects.create(
            warehouse=warehouse,
            code=DEFAULT_BIN_CODE,
            name=name,
            is_default=True,
            **findable(keys=[DEFAULT_BIN_CODE], name=name, words=[]),
        )
