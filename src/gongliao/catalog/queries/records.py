"""Lists of master data and single records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from gongliao.catalog.models import Bin, Item, ItemCategory, Party, Unit, Warehouse, Zone
from gongliao.catalog.models.record import Record
from gongliao.catalog.permissions import READ
from gongliao.catalog.queries.search import best, matching
from gongliao.catalog.rules import tree
from gongliao.kernel.errors import NotFound
from gongliao.platform.public import Actor, require

R = TypeVar("R", bound=Record)

PartyRole = Literal["supplier", "customer"]


@dataclass(frozen=True)
class CategoryPlace:
    """Where a category stands: the top level is 1; ``path`` names those above it and itself."""

    level: int
    path: str


def items(*, actor: Actor, q: str = "", category_id: UUID | None = None) -> QuerySet[Item]:
    """Return items, of a category with all below it where one is named, with what their rows show."""
    require(actor, READ)
    found = _whole_items()
    if category_id is not None:
        parents = dict(ItemCategory.objects.values_list("id", "parent_id"))
        found = found.filter(category_id__in=tree.branch(parents, category_id))
    return matching(found, q)


def search_items(*, actor: Actor, q: str, limit: int = 20) -> list[Item]:
    """Return the items in use that fit best."""
    require(actor, READ)
    return best(_whole_items(), q, limit=limit)


def search_parties(*, actor: Actor, q: str, limit: int = 20) -> list[Party]:
    """Return the suppliers and customers in use that fit best."""
    require(actor, READ)
    return best(Party.objects.all(), q, limit=limit)


def categories(*, actor: Actor, q: str = "") -> QuerySet[ItemCategory]:
    """Return the branches of the item tree."""
    require(actor, READ)
    return matching(ItemCategory.objects.all(), q)


def category_places() -> Mapping[UUID, CategoryPlace]:
    """Return where each category stands in the tree."""
    rows = {id: (name, parent) for id, name, parent in ItemCategory.objects.values_list("id", "name", "parent_id")}
    parents = {id: parent for id, (_, parent) in rows.items()}
    places: dict[UUID, CategoryPlace] = {}
    for id in rows:
        names = [rows[each][0] for each in tree.way_up(parents, id)]
        places[id] = CategoryPlace(level=len(names), path=" / ".join(reversed(names)))
    return places


def units(*, actor: Actor, q: str = "") -> QuerySet[Unit]:
    """Return units of measure."""
    require(actor, READ)
    return matching(Unit.objects.all(), q)


def parties(*, actor: Actor, q: str = "", role: PartyRole | None = None) -> QuerySet[Party]:
    """Return suppliers and customers, or one kind of them."""
    require(actor, READ)
    found: QuerySet[Party] = Party.objects.all()
    if role is not None:
        found = found.filter(**{f"is_{role}": True})
    return matching(found, q)


def warehouses(*, actor: Actor, q: str = "") -> QuerySet[Warehouse]:
    """Return warehouses."""
    require(actor, READ)
    return matching(Warehouse.objects.select_related("company"), q)


def zones(*, actor: Actor, warehouse_id: UUID, q: str = "") -> QuerySet[Zone]:
    """Return the zones of a warehouse."""
    require(actor, READ)
    return matching(Zone.objects.filter(warehouse_id=warehouse_id), q)


def bins(*, actor: Actor, warehouse_id: UUID, q: str = "") -> QuerySet[Bin]:
    """Return the bins of a warehouse."""
    require(actor, READ)
    return matching(Bin.objects.select_related("zone", "holder_supplier").filter(warehouse_id=warehouse_id), q)


def one_of(records: QuerySet[R], id: UUID, *, missing: NotFound) -> R:
    """Return one record.

    Raises: NotFound as given.
    """
    found = records.filter(id=id).first()
    if found is None:
        raise missing
    return found


def _whole_items() -> QuerySet[Item]:
    found: QuerySet[Item] = Item.objects.select_related("category").prefetch_related("conversions", "barcodes")
    return found
