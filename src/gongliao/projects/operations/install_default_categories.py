"""Give a tenant the usual cost categories."""

from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor, Where, in_tenant, lock_request_id, require
from gongliao.projects.models import CostCategory
from gongliao.projects.permissions import MANAGE
from gongliao.projects.rules.facts import Kind

FREIGHT = "OTH-FRT"

# Code, Chinese name, English name, kind, code of the parent; parents first.
DEFAULTS: tuple[tuple[str, str, str, Kind, str | None], ...] = (
    ("LAB", "人工费", "Labour", Kind.LABOUR, None),
    ("MAT", "材料费", "Material", Kind.MATERIAL, None),
    ("MAC", "机械费", "Machine", Kind.MACHINE, None),
    ("SUB", "分包费", "Subcontract", Kind.SUBCONTRACT, None),
    ("OTH", "其他直接费", "Other direct cost", Kind.OTHER_DIRECT, None),
    (FREIGHT, "运费", "Freight", Kind.OTHER_DIRECT, "OTH"),
    ("IND", "间接费", "Indirect cost", Kind.INDIRECT, None),
)


@in_tenant
def install_default_categories(*, actor: Actor) -> dict[str, CostCategory]:
    """Make the usual categories that are not there yet and return them all by code; safe to repeat.

    Raises: MissingGrant.
    Source: requirement 5.2; glossary, 人材机.
    """
    require(actor, MANAGE, Where())
    lock_request_id(actor.tenant_id)
    codes = [code for code, *_ in DEFAULTS]
    found: dict[str, CostCategory] = {each.code: each for each in CostCategory.objects.filter(code__in=codes)}
    for code, name, name_en, kind, parent in DEFAULTS:
        if code not in found:
            parent_id: UUID | None = found[parent].id if parent else None
            found[code] = CostCategory.objects.create(
                id=new_id(), code=code, name=name, name_en=name_en, kind=kind, parent_id=parent_id
            )
    return found
