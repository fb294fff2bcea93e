"""Items, their categories and units over HTTP."""

from datetime import date
from decimal import Decimal
from typing import Annotated, cast
from uuid import UUID

from pydantic import Field

from gongliao.catalog.models import Item, ItemCategory, Unit
from gongliao.catalog.operations.save_category import CategoryRequest
from gongliao.catalog.operations.save_item import Conversion, ItemRequest
from gongliao.catalog.operations.save_unit import UnitRequest
from gongliao.catalog.queries.records import CategoryPlace
from gongliao.catalog.rules.facts import ALWAYS, Tracking, ValuationMethod
from gongliao.catalog.schemas.common import RecordIn, RecordOut, RecordQuery
from gongliao.platform.public import DayIn, FactorIn, Name, PercentIn, QuantityIn, QuantityOut, Schema

PercentOut = QuantityOut
UnitCode = Annotated[str, Field(min_length=1, max_length=20)]
UnitName = Annotated[str, Field(min_length=1, max_length=50)]
Barcode = Annotated[str, Field(min_length=1, max_length=50)]


class ItemQuery(RecordQuery):
    """Filters of the item list; a category includes all below it."""

    category_id: UUID | None = None
    tracking: Tracking | None = None


class PickerQuery(Schema):
    """What an item picker asks."""

    q: Annotated[str, Field(max_length=100)] = ""
    limit: Annotated[int, Field(ge=1, le=50)] = 20


class ConversionIn(Schema):
    """``factor`` base units are one ``unit``, from ``valid_from`` on or, where that is left out, always."""

    unit: UnitCode
    factor: FactorIn
    valid_from: DayIn | None = None


class ConversionOut(Schema):
    """``factor`` base units are one ``unit``, from ``valid_from`` on or, where that is null, always."""

    unit: str
    factor: QuantityOut
    valid_from: date | None


class ItemIn(RecordIn):
    """An item as its editor wants it; ``weight`` in kg and ``volume`` in m³ are those of one base unit.

    ``second_unit`` is one of its conversions' in which its goods are counted too; ``weight_tolerance`` is by how many
    per cent what was weighed may differ from what the count should weigh.
    """

    name: Name
    specification: Annotated[str, Field(max_length=200)] = ""
    brand: Annotated[str, Field(max_length=100)] = ""
    category_id: UUID | None = None
    base_unit: UnitCode
    conversions: list[ConversionIn] = Field(default_factory=list, max_length=100)
    tracking: Tracking = "none"
    valuation_method: ValuationMethod = "moving_average"
    barcodes: list[Barcode] = Field(default_factory=list, max_length=20)
    weight: QuantityIn | None = None
    volume: QuantityIn | None = None
    inspects_on_receipt: bool = False
    second_unit: Annotated[str, Field(max_length=20)] = ""
    weight_tolerance: PercentIn | None = None

    def as_request(self, id: UUID) -> ItemRequest:
        """Return what the operation takes."""
        conversions = tuple(Conversion(each.unit, each.factor, each.valid_from or ALWAYS) for each in self.conversions)
        plain = self.model_dump(exclude={"conversions", "barcodes"})
        return ItemRequest(id=id, conversions=conversions, barcodes=tuple(self.barcodes), **plain)


class ItemOut(RecordOut):
    """An item; ``in_use`` says that base unit, tracking, valuation method, second unit and conversions stand."""

    name: str
    specification: str
    brand: str
    category_id: UUID | None
    category_name: str | None
    base_unit: str
    conversions: list[ConversionOut]
    tracking: Tracking
    valuation_method: ValuationMethod
    barcodes: list[str]
    weight: QuantityOut | None
    volume: QuantityOut | None
    inspects_on_receipt: bool
    second_unit: str
    weight_tolerance: PercentOut | None
    in_use: bool


class PickedItem(Schema):
    """An item as a picker offers it, with the units in which a quantity may be entered.

    Of one unit's conversions that with the latest ``valid_from`` up to a document's day is in force; they come in the
    order of those days.
    """

    id: UUID
    code: str
    name: str
    specification: str
    brand: str
    base_unit: str
    units: list[ConversionOut]
    second_unit: str
    tracking: Tracking


class ItemCategoryIn(RecordIn):
    """A category as its editor wants it."""

    name: Name
    parent_id: UUID | None = None

    def as_request(self, id: UUID) -> CategoryRequest:
        """Return what the operation takes."""
        return CategoryRequest(id=id, **self.model_dump())


class ItemCategoryOut(RecordOut):
    """A category and where it stands: the top level is 1, ``path`` names the way to it."""

    name: str
    parent_id: UUID | None
    level: int
    path: str


class UnitIn(RecordIn):
    """A unit as its editor wants it."""

    code: UnitCode
    name_zh: UnitName
    name_en: UnitName

    def as_request(self, id: UUID) -> UnitRequest:
        """Return what the operation takes."""
        return UnitRequest(id=id, **self.model_dump())


class UnitOut(RecordOut):
    """A unit; ``name`` is that of the caller's language."""

    name: str
    name_zh: str
    name_en: str


def item_out(item: Item) -> ItemOut:
    """Present an item."""
    return ItemOut(
        id=item.id,
        version=item.version,
        code=item.code,
        name=item.name,
        specification=item.specification,
        brand=item.brand,
        category_id=item.category_id,
        category_name=item.category.name if item.category else None,
        base_unit=item.base_unit,
        conversions=_conversions(item),
        tracking=cast(Tracking, item.tracking),
        valuation_method=cast(ValuationMethod, item.valuation_method),
        barcodes=sorted(each.barcode for each in item.barcodes.all()),
        weight=item.weight,
        volume=item.volume,
        inspects_on_receipt=item.inspects_on_receipt,
        second_unit=item.second_unit,
        weight_tolerance=item.weight_tolerance,
        remark=item.remark,
        active=item.active,
        in_use=item.in_use,
    )


def picked_item(item: Item) -> PickedItem:
    """Present an item to a picker."""
    base = ConversionOut(unit=item.base_unit, factor=Decimal(1), valid_from=None)
    return PickedItem(
        id=item.id,
        code=item.code,
        name=item.name,
        specification=item.specification,
        brand=item.brand,
        base_unit=item.base_unit,
        units=[base, *_conversions(item)],
        second_unit=item.second_unit,
        tracking=cast(Tracking, item.tracking),
    )


def category_out(category: ItemCategory, place: CategoryPlace) -> ItemCategoryOut:
    """Present a category."""
    return ItemCategoryOut(
        id=category.id,
        version=category.version,
        code=category.code,
        name=category.name,
        parent_id=category.parent_id,
        level=place.level,
        path=place.path,
        remark=category.remark,
        active=category.active,
    )


def unit_out(unit: Unit, *, language: str) -> UnitOut:
    """Present a unit."""
    return UnitOut(
        id=unit.id,
        version=unit.version,
        code=unit.code,
        name=unit.name_en if language == "en" else unit.name_zh,
        name_zh=unit.name_zh,
        name_en=unit.name_en,
        remark=unit.remark,
        active=unit.active,
    )


def _conversions(item: Item) -> list[ConversionOut]:
    rows = sorted(item.conversions.all(), key=lambda each: each.valid_from)
    first = {each.unit: each.factor for each in reversed(rows)}
    rows.sort(key=lambda each: (first[each.unit], each.unit))
    return [
        ConversionOut(
            unit=each.unit, factor=each.factor, valid_from=None if each.valid_from == ALWAYS else each.valid_from
        )
        for each in rows
    ]
