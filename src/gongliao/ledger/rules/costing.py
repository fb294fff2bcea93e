"""What goods cost that leave a pool: the moving average of all that lies in it, or what the oldest of it cost.

Numbers are whole micro-units and cents. What leaves takes its rounded part; the last goods take all that is left, so
that nothing keeps value without goods. Source: design.md 4, "Valuation".
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from gongliao.kernel.values import Money, Quantity


def in_micro(quantity: Quantity) -> int:
    """Return a quantity in whole micro-units."""
    return int(quantity.scaleb(6))


def in_cents(value: Money) -> int:
    """Return money in whole cents."""
    return int(value.scaleb(2))


def of_micro(micro: int) -> Quantity:
    """Return micro-units as a quantity."""
    return Quantity(Decimal(micro).scaleb(-6))


def of_cents(cents: int) -> Money:
    """Return cents as money."""
    return Money(Decimal(cents).scaleb(-2))


def half_up(numerator: int, denominator: int) -> int:
    """Return the quotient of numbers that are not negative, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


class Costing(Protocol):
    """The goods of one pool and what they cost."""

    quantity: int
    value: int

    def arrive(self, quantity: int, value: int) -> None:
        """Take goods in."""

    def worth(self, quantity: int) -> int:
        """Return what goods would carry that left now, of which there are as many."""

    def leave(self, quantity: int) -> int:
        """Take goods out, of which there are as many, and return what they carry."""


def at_unit_cost(pool: Costing, quantity: int) -> int:
    """Return what goods are worth that are found, at what those in the pool cost one with another.

    Shape: there are some in the pool, which may be fewer.
    """
    assert pool.quantity > 0, "an empty pool tells no unit cost"
    return half_up(pool.value * quantity, pool.quantity)


@dataclass(slots=True)
class MovingAverage:
    """Goods that all cost the same."""

    quantity: int = 0
    value: int = 0

    def arrive(self, quantity: int, value: int) -> None:
        """Take goods in."""
        self.quantity += quantity
        self.value += value

    def worth(self, quantity: int) -> int:
        """Return their part of the pool."""
        assert 0 < quantity <= self.quantity, (quantity, self.quantity)
        return self.value if quantity == self.quantity else half_up(self.value * quantity, self.quantity)

    def leave(self, quantity: int) -> int:
        """Take goods out and return their part of the pool."""
        taken = self.worth(quantity)
        self.quantity -= quantity
        self.value -= taken
        return taken


class FirstInFirstOut:
    """Goods in layers, each with what it cost; the oldest leave first."""

    def __init__(self, layers: Iterable[tuple[int, int]] = ()) -> None:
        """Take layers of quantity and value, the oldest first."""
        self._layers = deque(layers)
        self.quantity = sum(quantity for quantity, _ in self._layers)
        self.value = sum(value for _, value in self._layers)

    def arrive(self, quantity: int, value: int) -> None:
        """Lay goods on top."""
        self._layers.append((quantity, value))
        self.quantity += quantity
        self.value += value

    def worth(self, quantity: int) -> int:
        """Return what the oldest goods cost."""
        assert 0 < quantity <= self.quantity, (quantity, self.quantity)
        worth = 0
        for held, value in self._layers:
            part = min(quantity, held)
            worth += value if part == held else half_up(value * part, held)
            quantity -= part
            if not quantity:
                break
        return worth

    def leave(self, quantity: int) -> int:
        """Take the oldest goods out and return what they cost."""
        taken = self.worth(quantity)
        self.quantity -= quantity
        self.value -= taken
        while quantity:
            held, value = self._layers.popleft()
            part = min(quantity, held)
            if part < held:
                self._layers.appendleft((held - part, value - half_up(value * part, held)))
            quantity -= part
        return taken


def layers_of(arrivals: Iterable[tuple[int, int]], *, quantity: int, value: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the layers that a quantity lies in, the oldest first, and whether the arrivals cover it.

    The oldest may be what is left of an arrival: it is worth what the younger ones leave of the value.

    Shape: ``arrivals`` as quantity and value, the youngest first.
    """
    layers: list[tuple[int, int]] = []
    for arrived, worth in arrivals:
        if not quantity:
            break
        part = min(arrived, quantity)
        layers.append((part, value if part == quantity else worth))
        quantity -= part
        value -= layers[-1][1]
    return layers[::-1], not quantity


@dataclass(slots=True)
class Source:
    """A move that others carry the unit cost of, such as an issue of which goods come back.

    What each part carries depends on how much went before it, so that all parts together are the whole to the cent.
    """

    quantity: int
    value: int
    taken: int = 0

    def take(self, quantity: int) -> int:
        """Return what the next part carries."""
        before = half_up(self.value * self.taken, self.quantity)
        self.taken += quantity
        return half_up(self.value * self.taken, self.quantity) - before
