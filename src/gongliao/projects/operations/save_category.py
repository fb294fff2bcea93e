"""Save a cost category."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from gongliao.platform.public import Actor, RequestIdReused, StaleVersion, Where, in_tenant, lock_request_id, require
from gongliao.projects.errors.records import (
    CategoryKindDiffers,
    CategoryKindFixed,
    CategoryNotFound,
    CategoryUnderItself,
    CodeTaken,
)
from gongliao.projects.models import CostCategory
from gongliao.projects.permissions import MANAGE
from gongliao.projects.rules.facts import Kind

FIELDS = ("code", "name", "name_en", "kind", "parent_id", "active")


@dataclass(frozen=True)
class CategoryRequest:
    """A cost category as it shall be; ``version`` is the one that the editor saw, 0 for a new one."""

    id: UUID
    code: str
    name: str
    kind: Kind
    name_en: str = ""
    parent_id: UUID | None = None
    active: bool = True
    version: int = 0


@in_tenant
def save_category(*, actor: Actor, request: CategoryRequest) -> CostCategory:
    """Create or change a cost category; the same content again changes nothing.

    Raises: MissingGrant, CategoryNotFound, RequestIdReused, StaleVersion, CategoryKindFixed, CategoryUnderItself,
        CategoryKindDiffers, CodeTaken.
    Source: requirement 5.2.
    """
    # Categories are shared by all companies, so only a grant over the whole tenant will do.
    require(actor, MANAGE, Where())
    # One at a time over the tenant: two moves, each sound by itself, could close a circle together.
    lock_request_id(actor.tenant_id)
    found: CostCategory | None = CostCategory.objects.select_related("parent").filter(id=request.id).first()
    if found is not None and all(getattr(found, name) == getattr(request, name) for name in FIELDS):
        return found
    if found is None and request.version:
        raise CategoryNotFound(id=request.id, field=None)
    if found is not None:
        _require_may_change(found, request)
    _require_fits_parent(request)
    return _write(found or CostCategory(id=request.id, version=0), request)


def _require_may_change(found: CostCategory, request: CategoryRequest) -> None:
    if request.version == 0:
        raise RequestIdReused(id=request.id)
    if found.version != request.version:
        raise StaleVersion(seen=request.version, current=found.version)
    if found.kind != request.kind:
        raise CategoryKindFixed(category=found.code)


def _require_fits_parent(request: CategoryRequest) -> None:
    if request.parent_id is None:
        return
    parents = {each.id: each for each in CostCategory.objects.all()}
    parent = parents.get(request.parent_id)
    if parent is None:
        raise CategoryNotFound(id=request.parent_id, field="parent_id")
    above: CostCategory | None = parent
    while above is not None:
        if above.id == request.id:
            raise CategoryUnderItself(category=request.code)
        above = parents.get(above.parent_id)
    if parent.kind != request.kind:
        raise CategoryKindDiffers(category=request.code, parent=parent.code)


def _write(category: CostCategory, request: CategoryRequest) -> CostCategory:
    for name in FIELDS:
        setattr(category, name, getattr(request, name))
    category.version += 1
    try:
        with transaction.atomic():
            category.save(force_insert=category.version == 1, force_update=category.version > 1)
    except IntegrityError as error:
        if "cost_category_code_once" in str(error):
            raise CodeTaken(taken=request.code) from error
        raise
    return category
