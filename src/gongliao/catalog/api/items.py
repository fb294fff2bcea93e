"""Items, their categories and units."""

from typing import Any
from uuid import UUID

from ninja import Query

from gongliao.catalog.api.common import SORTS, records_answer, router
from gongliao.catalog.errors import ItemCategoryNotFound, ItemNotFound, UnitNotFound
from gongliao.catalog.models import Item, ItemCategory, Unit
from gongliao.catalog.operations.save_category import save_category
from gongliao.catalog.operations.save_item import save_item
from gongliao.catalog.operations.save_unit import save_unit
from gongliao.catalog.permissions import MANAGE, READ
from gongliao.catalog.queries import records
from gongliao.catalog.queries.history import HistoryEntry, history_of
from gongliao.catalog.schemas.common import HistoryEntryOut, RecordQuery
from gongliao.catalog.schemas.items import (
    ItemCategoryIn,
    ItemCategoryOut,
    ItemIn,
    ItemOut,
    ItemQuery,
    PickedItem,
    PickerQuery,
    UnitIn,
    UnitOut,
    category_out,
    item_out,
    picked_item,
    unit_out,
)
from gongliao.platform.public import ListSpec, Page, Request, Scope

ITEMS = ListSpec(
    name="items",
    sort={**SORTS, "specification": "specification", "brand": "brand", "base_unit": "base_unit"},
    default_sort="code",
    columns=(
        "code",
        "name",
        "specification",
        "brand",
        "category_name",
        "base_unit",
        "tracking",
        "valuation_method",
        "weight",
        "volume",
        "inspects_on_receipt",
        "second_unit",
        "weight_tolerance",
        "remark",
        "active",
    ),
)
CATEGORIES = ListSpec(
    name="item_categories", sort=SORTS, default_sort="code", columns=("code", "name", "path", "remark", "active")
)
UNITS = ListSpec(
    name="units", sort=SORTS, default_sort="code", columns=("code", "name_zh", "name_en", "remark", "active")
)


@router.get("/items", grant=READ, scope=Scope.TENANT, response=Page[ItemOut])
def list_items(request: Request, query: Query[ItemQuery]) -> Any:
    """List items; ``q`` finds by code, name, specification, brand, pinyin, initials or barcode, words in any order."""
    found = records.items(actor=request.actor, q=query.q, category_id=query.category_id)
    return records_answer(request, found, query, ITEMS, present=item_out, only=("tracking",))


@router.get("/item-picker", grant=READ, scope=Scope.TENANT, response=list[PickedItem])
def pick_items(request: Request, query: Query[PickerQuery]) -> list[PickedItem]:
    """Return the items in use that fit best, with the units that a quantity may be entered in."""
    return [picked_item(item) for item in records.search_items(actor=request.actor, q=query.q, limit=query.limit)]


@router.get("/items/{id}", grant=READ, scope=Scope.TENANT, response=ItemOut)
def get_item(request: Request, id: UUID) -> ItemOut:
    """Return an item."""
    return item_out(records.one_of(records.items(actor=request.actor), id, missing=ItemNotFound(id=id, field=None)))


@router.put("/items/{id}", grant=MANAGE, scope=Scope.TENANT, response=ItemOut)
def put_item(request: Request, id: UUID, body: ItemIn) -> ItemOut:
    """Create an item under the caller's id, or change it."""
    return item_out(save_item(actor=request.actor, request=body.as_request(id)))


@router.get("/items/{id}/history", grant=READ, scope=Scope.TENANT, response=list[HistoryEntryOut])
def get_item_history(request: Request, id: UUID) -> list[HistoryEntry]:
    """Return who changed what of an item, oldest first."""
    return history_of(actor=request.actor, model=Item, id=id, missing=ItemNotFound(id=id, field=None))


@router.get("/item-categories", grant=READ, scope=Scope.TENANT, response=Page[ItemCategoryOut])
def list_categories(request: Request, query: Query[RecordQuery]) -> Any:
    """List the branches of the item tree, flat: each names its parent, its level and the way to it."""
    found, places = records.categories(actor=request.actor, q=query.q), records.category_places()
    return records_answer(request, found, query, CATEGORIES, present=lambda row: category_out(row, places[row.id]))


@router.get("/item-categories/{id}", grant=READ, scope=Scope.TENANT, response=ItemCategoryOut)
def get_category(request: Request, id: UUID) -> ItemCategoryOut:
    """Return a category."""
    missing = ItemCategoryNotFound(id=id, field=None)
    found = records.one_of(records.categories(actor=request.actor), id, missing=missing)
    return category_out(found, records.category_places()[id])


@router.put("/item-categories/{id}", grant=MANAGE, scope=Scope.TENANT, response=ItemCategoryOut)
def put_category(request: Request, id: UUID, body: ItemCategoryIn) -> ItemCategoryOut:
    """Create a category under the caller's id, change or move it."""
    saved = save_category(actor=request.actor, request=body.as_request(id))
    return category_out(saved, records.category_places()[id])


@router.get("/item-categories/{id}/history", grant=READ, scope=Scope.TENANT, response=list[HistoryEntryOut])
def get_category_history(request: Request, id: UUID) -> list[HistoryEntry]:
    """Return who changed what of a category, oldest first."""
    missing = ItemCategoryNotFound(id=id, field=None)
    return history_of(actor=request.actor, model=ItemCategory, id=id, missing=missing)


@router.get("/units", grant=READ, scope=Scope.TENANT, response=Page[UnitOut])
def list_units(request: Request, query: Query[RecordQuery]) -> Any:
    """List units of measure."""
    found, language = records.units(actor=request.actor, q=query.q), request.actor.language
    return records_answer(request, found, query, UNITS, present=lambda unit: unit_out(unit, language=language))


@router.get("/units/{id}", grant=READ, scope=Scope.TENANT, response=UnitOut)
def get_unit(request: Request, id: UUID) -> UnitOut:
    """Return a unit."""
    found = records.one_of(records.units(actor=request.actor), id, missing=UnitNotFound(id=id))
    return unit_out(found, language=request.actor.language)


@router.put("/units/{id}", grant=MANAGE, scope=Scope.TENANT, response=UnitOut)
def put_unit(request: Request, id: UUID, body: UnitIn) -> UnitOut:
    """Create a unit under the caller's id, or change its names; its code stays."""
    saved = save_unit(actor=request.actor, request=body.as_request(id))
    return unit_out(saved, language=request.actor.language)


@router.get("/units/{id}/history", grant=READ, scope=Scope.TENANT, response=list[HistoryEntryOut])
def get_unit_history(request: Request, id: UUID) -> list[HistoryEntry]:
    """Return who changed what of a unit, oldest first."""
    return history_of(actor=request.actor, model=Unit, id=id, missing=UnitNotFound(id=id))
