"""From the unit on the delivery note to the unit in the books."""

from decimal import Decimal

from gongliao.catalog.errors import PiecesNotWhole, QuantityTooLarge, QuantityVanishes, UnitUnknown
from gongliao.catalog.rules.facts import ItemFacts
from gongliao.kernel.values import QUANTITY_LIMIT, Quantity, quantity


def to_base(item: ItemFacts, entered: Decimal, unit: str, *, line: int | None = None) -> Quantity:
    """Return the entered quantity in the item's base unit.

    Units: ``entered`` in ``unit``, positive; the result in base units, rounded half up to six places.
    Raises: UnitUnknown, QuantityTooLarge, QuantityVanishes, PiecesNotWhole.
    Source: design.md 3.4.
    """
    require_unit(item, unit, line=line)
    base = entered * item.factors[unit]
    if base >= QUANTITY_LIMIT:
        raise QuantityTooLarge(entered=entered, unit=unit, base_unit=item.base_unit, line=line)
    rounded = quantity(base)
    if rounded <= 0:
        raise QuantityVanishes(entered=entered, unit=unit, base_unit=item.base_unit, line=line)
    if item.tracking == "serial" and rounded % 1:
        raise PiecesNotWhole(item=item.code, quantity=rounded, base_unit=item.base_unit, line=line)
    return rounded


def require_unit(item: ItemFacts, unit: str, *, line: int | None = None) -> None:
    """Refuse a unit that the item is not measured in.

    Raises: UnitUnknown.
    """
    if unit not in item.factors:
        raise UnitUnknown(unit=unit, item=item.code, units=tuple(item.factors), line=line)
