"""How much there is in an item's second unit, beside the base unit that counts (ADR-0018)."""

from dataclasses import dataclass
from decimal import Context, Decimal

from gongliao.catalog.errors.units import SecondQuantityNotKept, SecondQuantityRequired
from gongliao.catalog.rules.facts import ItemFacts
from gongliao.kernel.values import QUANTITY_LIMIT, Quantity, quantity

# As many digits as any quantity divided by any factor has before its seventh place.
_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class SecondQuantity:
    """A quantity in an item's second unit; ``derived`` where nobody counted it and the conversion says it.

    Units: ``factor`` is base units per one, as it was in force on the document's business date.
    """

    quantity: Quantity
    factor: Decimal
    derived: bool

    @property
    def theoretical(self) -> Quantity:
        """Return what the counted pieces should weigh 理计, in base units."""
        return quantity(self.quantity * self.factor)


def second_counted(item: ItemFacts, *, entered: Decimal, unit: str, told: Decimal | None) -> SecondQuantity | None:
    """Return how much comes in, in the item's second unit, as somebody counted it; none where it has no second unit.

    What is entered in the second unit is counted by that, unless told otherwise.

    Raises: SecondQuantityNotKept, SecondQuantityRequired.
    """
    counted = _counted(item, entered=entered, unit=unit, told=told)
    if counted is None and item.second_unit:
        raise SecondQuantityRequired(item=item.code, unit=item.second_unit)
    return counted


def second_quantity(
    item: ItemFacts, *, base: Decimal, entered: Decimal, unit: str, told: Decimal | None
) -> SecondQuantity | None:
    """Return how much moves in the item's second unit: as it was counted, or else worked out from the base quantity.

    Units: ``base`` in base units, not negative; the result in the second unit, rounded half up to six places.
    Raises: SecondQuantityNotKept.
    """
    return _counted(item, entered=entered, unit=unit, told=told) or second_derived(item, base)


def second_derived(item: ItemFacts, base: Decimal) -> SecondQuantity | None:
    """Return what the base quantity comes to in the item's second unit, where it has one.

    None also where six places show nothing of it or can't hold it: it only informs, so it stops nobody.
    """
    if not item.second_unit:
        return None
    factor = item.factors[item.second_unit]
    exact = _EXACT.divide(base, factor)
    if exact >= QUANTITY_LIMIT or (worked_out := quantity(exact)) <= 0:
        return None
    return SecondQuantity(worked_out, factor, derived=True)


def _counted(item: ItemFacts, *, entered: Decimal, unit: str, told: Decimal | None) -> SecondQuantity | None:
    if not item.second_unit:
        if told is not None:
            raise SecondQuantityNotKept(item=item.code)
        return None
    counted = entered if told is None and unit == item.second_unit else told
    # A count may find nothing, of which there are no pieces.
    if not counted:
        return None
    return SecondQuantity(Quantity(counted), item.factors[item.second_unit], derived=False)
