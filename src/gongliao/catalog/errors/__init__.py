"""What the catalogue refuses; what it refuses because of an item's other units stands in ``units``."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.errors import NotFound, RuleBroken


@dataclass(eq=False)
class ItemNotFound(NotFound):
    """No such item here."""

    code = "catalog.item_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "item_id"


@dataclass(eq=False)
class BinNotFound(NotFound):
    """No such bin here."""

    code = "catalog.bin_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "bin_id"


@dataclass(eq=False)
class PartyNotFound(NotFound):
    """No such supplier or customer here."""

    code = "catalog.party_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "party_id"


@dataclass(eq=False)
class UnitNotFound(NotFound):
    """No such unit here."""

    code = "catalog.unit_not_found"
    id: UUID


@dataclass(eq=False)
class ItemCategoryNotFound(NotFound):
    """No such branch of the item tree here."""

    code = "catalog.item_category_not_found"
    id: UUID
    field: str | None = "category_id"


@dataclass(eq=False)
class WarehouseNotFound(NotFound):
    """No such warehouse here."""

    code = "catalog.warehouse_not_found"
    id: UUID
    field: str | None = "warehouse_id"


@dataclass(eq=False)
class ZoneNotFound(NotFound):
    """No such zone in this warehouse."""

    code = "catalog.zone_not_found"
    id: UUID
    field: str | None = "zone_id"


@dataclass(eq=False)
class ItemInactive(RuleBroken):
    """The item was taken out of use."""

    code = "catalog.item_inactive"
    item: str
    line: int | None = None
    field: str | None = "item_id"


@dataclass(eq=False)
class BinInactive(RuleBroken):
    """The bin, or its warehouse, was taken out of use."""

    code = "catalog.bin_inactive"
    bin: str
    line: int | None = None
    field: str | None = "bin_id"


@dataclass(eq=False)
class PartyInactive(RuleBroken):
    """The supplier or customer was taken out of use."""

    code = "catalog.party_inactive"
    party: str
    line: int | None = None
    field: str | None = "party_id"


@dataclass(eq=False)
class UnitUnknown(RuleBroken):
    """The item is not counted in this unit: neither its base unit nor one with a conversion."""

    code = "catalog.unit_unknown"
    unit: str
    item: str
    units: tuple[str, ...]
    line: int | None = None
    field: str | None = "unit"


@dataclass(eq=False)
class QuantityVanishes(RuleBroken):
    """The quantity is positive, but nothing of it is left at six places of the base unit."""

    code = "catalog.quantity_vanishes"
    entered: Decimal
    unit: str
    base_unit: str
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class QuantityTooLarge(RuleBroken):
    """The quantity in the base unit is more than can be stored."""

    code = "catalog.quantity_too_large"
    entered: Decimal
    unit: str
    base_unit: str
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class PiecesNotWhole(RuleBroken):
    """What is tracked by serial number comes in whole pieces."""

    code = "catalog.pieces_not_whole"
    item: str
    quantity: Decimal
    base_unit: str
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class BlankText(RuleBroken):
    """A text that must say something holds nothing that can be seen."""

    code = "catalog.blank_text"
    field: str | None


@dataclass(eq=False)
class CodeTaken(RuleBroken):
    """Another record of the kind has this code."""

    code = "catalog.code_taken"
    taken: str
    field: str | None = "code"


@dataclass(eq=False)
class BarcodeTaken(RuleBroken):
    """The barcode leads to another item."""

    code = "catalog.barcode_taken"
    barcode: str
    item: str
    field: str | None = "barcodes"


@dataclass(eq=False)
class NoSuchUnit(RuleBroken):
    """No unit in use has this code."""

    code = "catalog.no_such_unit"
    unit: str
    field: str | None


@dataclass(eq=False)
class InspectsWithoutBatch(RuleBroken):
    """What is inspected when it comes in needs batches or serial numbers to be kept apart until then."""

    code = "catalog.inspects_without_batch"
    field: str | None = "inspects_on_receipt"


@dataclass(eq=False)
class OwnCostNeedsBatch(RuleBroken):
    """Cost per batch needs batches or serial numbers to be kept."""

    code = "catalog.own_cost_needs_batch"
    field: str | None = "valuation_method"


@dataclass(eq=False)
class ItemInUse(RuleBroken):
    """Stock of the item has moved, and is counted and valued by this."""

    code = "catalog.item_in_use"
    item: str
    field: str | None


@dataclass(eq=False)
class UnitCodeFixed(RuleBroken):
    """Items and documents name a unit by its code."""

    code = "catalog.unit_code_fixed"
    unit: str
    field: str | None = "code"


@dataclass(eq=False)
class CategoryCycle(RuleBroken):
    """A category would lie under itself."""

    code = "catalog.category_cycle"
    parent: str
    field: str | None = "parent_id"


@dataclass(eq=False)
class CreditCodeInvalid(RuleBroken):
    """This is no unified social credit code: wrong length, character or check digit."""

    code = "catalog.credit_code_invalid"
    credit_code: str
    field: str | None = "credit_code"


@dataclass(eq=False)
class CreditCodeTaken(RuleBroken):
    """The company is recorded already."""

    code = "catalog.credit_code_taken"
    credit_code: str
    party: str
    field: str | None = "credit_code"


@dataclass(eq=False)
class PartyWithoutRole(RuleBroken):
    """A party is a supplier, a customer or both."""

    code = "catalog.party_without_role"
    field: str | None = "is_supplier"


@dataclass(eq=False)
class WarehouseCompanyFixed(RuleBroken):
    """A warehouse stays with the company whose stock lies in it."""

    code = "catalog.warehouse_company_fixed"
    field: str | None = "company_id"


@dataclass(eq=False)
class DefaultBinStays(RuleBroken):
    """A warehouse always has its default bin."""

    code = "catalog.default_bin_stays"
    bin: str
    field: str | None = "active"
