"""Pure rules of the goods documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.values import Money, Quantity, share


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
class ReceivedGoods:
    """A receipt line, how much of it was sent back, and what of that opened its order line again.

    Units: ``amount`` is what the goods were received at, which is what the order line was relieved by.
    """

    quantity: Quantity
    amount: Money
    sent_back: Quantity
    replaced: Quantity
    reopened: Money

    @property
    def open(self) -> Quantity:
        """Return what can still go back."""
        return Quantity(self.quantity - self.sent_back)

    def reopens(self, quantity: Quantity) -> Money:
        """Return what the order line binds again for a replacement; all that are replaced are the whole to the cent."""
        left = Quantity(self.quantity - self.replaced)
        return share(of=Money(self.amount - self.reopened), part=quantity, whole=left)

    def after(self, quantity: Quantity, *, reopened: Money | None) -> "ReceivedGoods":
        """Return the line as it is after more went back, to be replaced where its order line is opened for it."""
        sent_back = Quantity(self.sent_back + quantity)
        if reopened is None:
            return replace(self, sent_back=sent_back)
        replaced = Quantity(self.replaced + quantity)
        return replace(self, sent_back=sent_back, replaced=replaced, reopened=Money(self.reopened + reopened))


@dataclass(frozen=True, slots=True)
class Expiring:
    """What lies of a batch that may be used."""

    batch_id: UUID
    number: str
    expires: date
    on_hand: Decimal


def asked_to_agree(owners: Iterable[tuple[UUID | None, UUID | None]]) -> frozenset[UUID]:
    """Return the projects whose yes a transfer needs: those whose stock it gives away or adds to.

    Shape: one pair a line, whose goods they were and whose they become; none is general stock, or a supplier's
        consignment.
    Source: requirements 4.11; ADR-0028.
    """
    return frozenset(project for pair in owners if pair[0] != pair[1] for project in pair if project is not None)


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
