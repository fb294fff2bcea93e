"""The catalogue's door."""

from gongliao.catalog.errors import (
    BinInactive,
    BinNotFound,
    ItemInactive,
    ItemNotFound,
    PartyInactive,
    PartyNotFound,
    PiecesNotWhole,
    QuantityTooLarge,
    QuantityVanishes,
    UnitUnknown,
    WarehouseNotFound,
)
from gongliao.catalog.errors.units import SecondQuantityNotKept, SecondQuantityRequired
from gongliao.catalog.operations.mark_items_used import mark_items_used
from gongliao.catalog.operations.save_bin import BinRequest, save_bin
from gongliao.catalog.operations.save_category import CategoryRequest, save_category
from gongliao.catalog.operations.save_item import Conversion, ItemRequest, save_item
from gongliao.catalog.operations.save_party import Contact, PartyRequest, save_party
from gongliao.catalog.operations.save_unit import UnitRequest, save_unit
from gongliao.catalog.operations.save_warehouse import WarehouseRequest, save_warehouse
from gongliao.catalog.operations.save_zone import ZoneRequest, save_zone
from gongliao.catalog.queries.facts import (
    ask_bins,
    ask_default_bin,
    ask_items,
    ask_parties,
    default_bins,
    items_by_id,
    parties_by_id,
)
from gongliao.catalog.queries.holders import contents_above, holder_keys
from gongliao.catalog.queries.records import search_items, search_parties
from gongliao.catalog.rules.facts import ALWAYS, BinFacts, ItemFacts, PartyFacts, Tracking, ValuationMethod
from gongliao.catalog.rules.holders import HolderKind, Lying
from gongliao.catalog.rules.second import SecondQuantity, second_counted, second_derived, second_quantity
from gongliao.catalog.rules.units import require_unit, to_base

__all__ = [
    "ALWAYS",
    "BinFacts",
    "BinInactive",
    "BinNotFound",
    "BinRequest",
    "CategoryRequest",
    "Contact",
    "Conversion",
    "HolderKind",
    "ItemFacts",
    "ItemInactive",
    "ItemNotFound",
    "ItemRequest",
    "Lying",
    "PartyFacts",
    "PartyInactive",
    "PartyNotFound",
    "PartyRequest",
    "PiecesNotWhole",
    "QuantityTooLarge",
    "QuantityVanishes",
    "SecondQuantity",
    "SecondQuantityNotKept",
    "SecondQuantityRequired",
    "Tracking",
    "UnitRequest",
    "UnitUnknown",
    "ValuationMethod",
    "WarehouseNotFound",
    "WarehouseRequest",
    "ZoneRequest",
    "ask_bins",
    "ask_default_bin",
    "ask_items",
    "ask_parties",
    "contents_above",
    "default_bins",
    "holder_keys",
    "items_by_id",
    "mark_items_used",
    "parties_by_id",
    "require_unit",
    "save_bin",
    "save_category",
    "save_item",
    "save_party",
    "save_unit",
    "save_warehouse",
    "save_zone",
    "search_items",
    "search_parties",
    "second_counted",
    "second_derived",
    "second_quantity",
    "to_base",
]
