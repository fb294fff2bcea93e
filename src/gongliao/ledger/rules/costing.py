"""What goods cost that leave a pool: the moving average of all that lies in it.

Numbers are whole micro-units and cents. What leaves takes its rounded part; the last goods take all that is left, so
that nothing keeps value without goods. Source: design.md 4, "Valuation".
"""

from dataclasses import dataclass


def half_up(numerator: int, denominator: int) -> int:
    """Return the quotient of numbers that are not negative, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


@dataclass(slots=True)
class MovingAverage:
    """The goods of one pool, which all cost the same."""

    quantity: int = 0
    value: int = 0

    def arrive(self, quantity: int, value: int) -> None:
        """Take goods in."""
        self.quantity += quantity
        self.value += value

    def leave(self, quantity: int) -> int:
        """Take goods out and return what they carry.

        Raises: AssertionError where there are not as many.
        """
        assert 0 < quantity <= self.quantity, (quantity, self.quantity)
        taken = self.value if quantity == self.quantity else half_up(self.value * quantity, self.quantity)
        self.quantity -= quantity
        self.value -= taken
        return taken


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
