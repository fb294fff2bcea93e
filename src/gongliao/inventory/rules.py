"""Pure rules of the goods documents."""

from dataclasses import dataclass

from gongliao.kernel.values import Quantity


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue line, and how much of it has come back so far."""

    quantity: Quantity
    returned: Quantity

    @property
    def open(self) -> Quantity:
        """Return what can still come back."""
        return Quantity(self.quantity - self.returned)

    def after(self, quantity: Quantity) -> "Issued":
        """Return the line as it is after one more return."""
        return Issued(self.quantity, Quantity(self.returned + quantity))
