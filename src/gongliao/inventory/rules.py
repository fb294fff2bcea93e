"""Pure rules of the goods documents."""

from dataclasses import dataclass

from gongliao.kernel.values import Money, Quantity, share


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue line, and what of it has come back so far."""

    quantity: Quantity
    amount: Money
    returned_quantity: Quantity
    returned_amount: Money

    @property
    def open(self) -> Quantity:
        """Return what can still come back."""
        return Quantity(self.quantity - self.returned_quantity)

    def after(self, quantity: Quantity, amount: Money) -> "Issued":
        """Return the line as it is after one more return."""
        return Issued(
            self.quantity,
            self.amount,
            Quantity(self.returned_quantity + quantity),
            Money(self.returned_amount + amount),
        )


def return_value(issued: Issued, quantity: Quantity) -> Money:
    """Return what goods are worth that come back from an issue line: its unit cost, the last taking all that is left.

    Raises: AssertionError when more comes back than is open.
    Source: design.md 4, "A return from a node comes back at the unit cost of the issue line that it names".
    """
    if quantity == issued.open:
        return Money(issued.amount - issued.returned_amount)
    left = Money(issued.amount - issued.returned_amount)
    return min(left, share(of=issued.amount, part=quantity, whole=issued.quantity))
