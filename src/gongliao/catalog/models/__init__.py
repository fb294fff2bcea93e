"""Tables of the catalogue: what is traded, with whom, and where it lies."""

from gongliao.catalog.models.items import Item, ItemBarcode, ItemCategory, ItemConversion, Unit
from gongliao.catalog.models.parties import Party
from gongliao.catalog.models.warehouses import Bin, Warehouse, Zone

__all__ = [
    "Bin",
    "Item",
    "ItemBarcode",
    "ItemCategory",
    "ItemConversion",
    "Party",
    "Unit",
    "Warehouse",
    "Zone",
]
