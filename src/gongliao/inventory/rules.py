"""Pure rules of the goods documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

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


@dataclass(frozen=True, slots=True)
class Expiring:
    """What lies of a batch that may be used."""

    batch_id: UUID
    number: str
    expires: date
    on_hand: Decimal


def earlier_left(
    stock: Iterable[Expiring], *, expires: date | None, taken: Mapping[UUID, Decimal], keeps_until: date
) -> tuple[Expiring, Decimal] | None:
    """Return what expires first before a batch that is taken, and how much of it the document leaves; or nothing.

    Shape: what does not keep until the day that the work demands is passed over; a batch that never expires goes after
        all that do; those of one day go in any order.
    Source: requirements 3.7.
    """
    for each in sorted(stock, key=lambda each: (each.expires, each.number, each.batch_id)):
        left = each.on_hand - taken.get(each.batch_id, Decimal(0))
        if left > 0 and each.expires >= keeps_until and (expires is None or each.expires < expires):
            return each, left
    return None
