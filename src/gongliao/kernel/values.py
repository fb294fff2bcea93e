"""Exact numbers: money, quantity and unit price.

They are distinct names over ``Decimal`` so that the type checker keeps them apart while arithmetic costs nothing.
Money has two places, quantity and unit price have six; all round half up (design.md 3.4, 4).
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NewType

Money = NewType("Money", Decimal)
Quantity = NewType("Quantity", Decimal)
UnitPrice = NewType("UnitPrice", Decimal)

CENT = Decimal("0.01")
MICRO = Decimal("0.000001")

NO_MONEY = Money(Decimal("0.00"))
NO_QUANTITY = Quantity(Decimal("0.000000"))

# numeric(18,2) and numeric(18,6): what the columns hold.
MONEY_LIMIT = Decimal("10000000000000000")
QUANTITY_LIMIT = Decimal("1000000000000")


class Labelled(str):
    """A name with the kind of thing that it names, which sentences tell before it; it is equal to the name alone.

    The catalogue has the words under ``label.<label>``.
    """

    label: str

    def __new__(cls, name: str, label: str) -> "Labelled":
        """Return the name with its label."""
        made = super().__new__(cls, name)
        made.label = label
        return made


# Python's 28 digits would round a product of the largest money and quantity before it is divided.
_EXACT = Context(prec=60)


def money(value: Decimal) -> Money:
    """Return the value rounded half up to cents."""
    return Money(value.quantize(CENT, ROUND_HALF_UP))


def quantity(value: Decimal) -> Quantity:
    """Return the value rounded half up to six places."""
    return Quantity(value.quantize(MICRO, ROUND_HALF_UP))


def unit_price(value: Decimal) -> UnitPrice:
    """Return the value rounded half up to six places."""
    return UnitPrice(value.quantize(MICRO, ROUND_HALF_UP))


def share(*, of: Money, part: Quantity, whole: Quantity) -> Money:
    """Return the money that ``part`` of ``whole`` carries; the last part takes all that is left.

    Raises: AssertionError when the part exceeds the whole or the whole is not positive.
    Source: design.md 4, "Money is cents".
    """
    assert 0 <= part <= whole and whole > 0, (part, whole)
    if part == whole:
        return of
    return money(_EXACT.divide(_EXACT.multiply(of, part), whole))
