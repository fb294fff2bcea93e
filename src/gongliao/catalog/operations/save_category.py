"""Save a branch of the item tree."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.catalog.errors import CategoryCycle, CodeTaken, ItemCategoryNotFound
from gongliao.catalog.models import ItemCategory
from gongliao.catalog.operations.save_record import Content, filled, findable, save_record
from gongliao.catalog.permissions import MANAGE, SHARED
from gongliao.catalog.rules import tree
from gongliao.catalog.rules.names import tidy
from gongliao.platform.public import Actor, current_tenant_id, execute, in_tenant, require


@dataclass(frozen=True)
class CategoryRequest:
    """A category as its editor wants it; ``version`` is the one they saw, 0 for a new category."""

    id: UUID
    code: str
    name: str
    parent_id: UUID | None = None
    remark: str = ""
    active: bool = True
    version: int = 0


@in_tenant
def save_category(*, actor: Actor, request: CategoryRequest) -> ItemCategory:
    """Create, change or move a category; what hangs under it moves along.

    Raises: MissingGrant, BlankText, ItemCategoryNotFound, RequestIdReused, StaleVersion, CategoryCycle, CodeTaken.
    """
    require(actor, MANAGE, SHARED)
    code, name = filled(request.code, field="code"), filled(request.name, field="name")
    _lock_tree()

    def check(_: ItemCategory | None) -> None:
        if request.parent_id is not None:
            _refuse_wrong_parent(request.id, request.parent_id)

    columns = {
        "code": code,
        "name": name,
        "parent_id": request.parent_id,
        "remark": tidy(request.remark),
        "active": request.active,
        **findable(keys=[code], name=name, words=[]),
    }
    return save_record(
        ItemCategory,
        id=request.id,
        version=request.version,
        content=Content(columns),
        missing=ItemCategoryNotFound(id=request.id, field=None),
        check=check,
        taken={"item_category_code_once": CodeTaken(taken=code)}.get,
    )


def _lock_tree() -> None:
    """Wait for other movers: two moves, each right alone, could close a circle together."""
    execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", (f"item tree {current_tenant_id()}",))


def _refuse_wrong_parent(category_id: UUID, parent_id: UUID) -> None:
    parent = ItemCategory.objects.filter(id=parent_id).first()
    if parent is None and parent_id != category_id:
        raise ItemCategoryNotFound(id=parent_id, field="parent_id")
    parents = dict(ItemCategory.objects.values_list("id", "parent_id"))
    if parent is None or tree.would_hang_on_itself(parents, category=category_id, parent=parent_id):
        raise CategoryCycle(parent=parent.code if parent else "")
