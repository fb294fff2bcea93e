"""What is refused because of the other units of an item: their conversions, and its second unit."""

from dataclasses import dataclass

from gongliao.kernel.errors import RuleBroken


@dataclass(eq=False)
class SecondQuantityNotKept(RuleBroken):
    """The item is counted in its base unit alone."""

    code = "catalog.second_quantity_not_kept"
    item: str
    line: int | None = None
    field: str | None = "second_quantity"


@dataclass(eq=False)
class SecondQuantityRequired(RuleBroken):
    """What comes in is counted in the item's second unit too."""

    code = "catalog.second_quantity_required"
    item: str
    unit: str
    line: int | None = None
    field: str | None = "second_quantity"


@dataclass(eq=False)
class ConversionTwice(RuleBroken):
    """One unit has two factors."""

    code = "catalog.conversion_twice"
    unit: str
    field: str | None = "conversions"


@dataclass(eq=False)
class ConversionOfBaseUnit(RuleBroken):
    """The base unit is one of itself and takes no factor."""

    code = "catalog.conversion_of_base_unit"
    unit: str
    field: str | None = "conversions"


@dataclass(eq=False)
class ConversionInUse(RuleBroken):
    """Stock of the item has moved, and documents were reckoned by this conversion; another may count from a day on."""

    code = "catalog.conversion_in_use"
    item: str
    unit: str
    field: str | None = "conversions"


@dataclass(eq=False)
class SecondUnitWithoutConversion(RuleBroken):
    """The second unit needs a conversion that counts from the beginning."""

    code = "catalog.second_unit_without_conversion"
    unit: str
    field: str | None = "second_unit"
