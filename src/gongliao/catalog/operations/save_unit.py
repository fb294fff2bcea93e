"""Save a unit of measure."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.catalog.errors import CodeTaken, UnitCodeFixed, UnitNotFound
from gongliao.catalog.models import Unit
from gongliao.catalog.operations.save_record import Content, filled, findable, save_record
from gongliao.catalog.permissions import MANAGE, SHARED
from gongliao.catalog.rules.names import tidy
from gongliao.platform.public import Actor, in_tenant, require


@dataclass(frozen=True)
class UnitRequest:
    """A unit as its editor wants it; ``version`` is the one they saw, 0 for a new unit."""

    id: UUID
    code: str
    name_zh: str
    name_en: str
    remark: str = ""
    active: bool = True
    version: int = 0


@in_tenant
def save_unit(*, actor: Actor, request: UnitRequest) -> Unit:
    """Create or change a unit.

    Raises: MissingGrant, BlankText, UnitNotFound, RequestIdReused, StaleVersion, UnitCodeFixed, CodeTaken.
    """
    require(actor, MANAGE, SHARED)
    code, name_zh = filled(request.code, field="code"), filled(request.name_zh, field="name_zh")
    name_en = filled(request.name_en, field="name_en")

    def check(found: Unit | None) -> None:
        if found is not None and found.code != code:
            raise UnitCodeFixed(unit=found.code)

    columns = {
        "code": code,
        "name_zh": name_zh,
        "name_en": name_en,
        "remark": tidy(request.remark),
        "active": request.active,
        **findable(keys=[code], name=name_zh, words=[name_en]),
    }
    return save_record(
        Unit,
        id=request.id,
        version=request.version,
        content=Content(columns),
        missing=UnitNotFound(id=request.id),
        check=check,
        taken={"unit_code_once": CodeTaken(taken=code)}.get,
    )
