"""What a receipt does to an order line: may it come, what is it worth, what is still bound.

An order line binds its amount when it is approved. Goods that come relieve it by what they are worth, never by more
than it bound, and the last of the ordered quantity relieves all that is left. Open commitment is therefore at any time
a function of what has been received, in whatever order receipts and their reversals came.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from gongliao.kernel.values import NO_MONEY, NO_QUANTITY, Money, Quantity, UnitPrice, money, share
from gongliao.procurement.errors import OrderNotOpen, OverReceipt

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class OrderLineFacts:
    """An order line as receipts see it.

    Units: quantities in the base unit, ``unit_price`` per base unit; ``unit`` is the unit that was entered.
    """

    id: UUID
    order_id: UUID
    order_number: str | None
    order_state: str
    company_id: UUID
    supplier_id: UUID
    line_no: int
    item_id: UUID
    unit: str
    quantity: Quantity
    received_quantity: Quantity
    received_value: Money
    amount: Money
    unit_price: UnitPrice
    project_id: UUID | None
    node_id: UUID | None
    category_id: UUID | None
    over_tolerance_percent: Decimal


class Commitment(NamedTuple):
    """A quantity and its money, bound or relieved."""

    quantity: Quantity
    amount: Money


def open_quantity(line: OrderLineFacts) -> Quantity:
    """Return how much of the ordered quantity has not come."""
    return Quantity(max(line.quantity - line.received_quantity, NO_QUANTITY))


def require_receivable(line: OrderLineFacts, quantity: Quantity, line_no: int | None) -> None:
    """Refuse a receipt on an order that is not open, or beyond the line's tolerance.

    Raises: OrderNotOpen, OverReceipt.
    Source: requirements 2.10.
    """
    require_order_open(line, line_no)
    require_within_tolerance(line, quantity, line_no)


def require_order_open(line: OrderLineFacts, line_no: int | None) -> None:
    """Refuse a line on whose order nothing more is expected.

    Raises: OrderNotOpen.
    """
    if line.order_state != "approved":
        raise OrderNotOpen(number=line.order_number, state=line.order_state, line=line_no)


def require_within_tolerance(line: OrderLineFacts, quantity: Quantity, line_no: int | None) -> None:
    """Refuse more than was ordered and the line's tolerance lets come.

    Raises: OverReceipt.
    Source: requirements 2.10.
    """
    most = line.quantity * (HUNDRED + line.over_tolerance_percent) / HUNDRED
    if line.received_quantity + quantity > most:
        raise OverReceipt(asked=quantity, open=open_quantity(line), tolerance=line.over_tolerance_percent, line=line_no)


def receipt_value(line: OrderLineFacts, quantity: Quantity) -> Money:
    """Return what goods that come in on the line are worth.

    It is the share of the line's amount that is reached with them, less what came before, so that a line received in
    full carries exactly its amount; what exceeds the ordered quantity counts at the unit price.

    Source: design.md 4, "Money is cents".
    """
    reached = _worth(line, Quantity(line.received_quantity + quantity))
    # After a reversal in the middle, rounding can leave the parts a cent above the share of the whole.
    return max(Money(reached - line.received_value), NO_MONEY)


def relieved(line: OrderLineFacts, *, quantity: Quantity, value: Money) -> Commitment:
    """Return how much of what the line bound is relieved once this quantity has come with this value in all."""
    if quantity >= line.quantity:
        return Commitment(line.quantity, line.amount)
    return Commitment(quantity, min(value, line.amount))


def still_bound(line: OrderLineFacts) -> Commitment:
    """Return what an approved line still binds.

    Source: design.md 5, invariant 10.
    """
    gone = relieved(line, quantity=line.received_quantity, value=line.received_value)
    return Commitment(Quantity(line.quantity - gone.quantity), Money(line.amount - gone.amount))


def _worth(line: OrderLineFacts, received: Quantity) -> Money:
    if received <= line.quantity:
        return share(of=line.amount, part=received, whole=line.quantity)
    return money(line.amount + (received - line.quantity) * line.unit_price)
