"""What callers ask of orders."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OrderLineRequest:
    """One line of an order.

    Units: ``entered_quantity`` in ``unit``, ``entered_price`` per ``unit``, percentages as 13 for 13 %. Where
    ``amount`` is given it governs. Project, node and category come together, or not at all for general stock.
    """

    id: UUID
    item_id: UUID
    entered_quantity: Decimal
    unit: str
    entered_price: Decimal | None = None
    amount: Decimal | None = None
    tax_rate: Decimal = Decimal(0)
    project_id: UUID | None = None
    node_id: UUID | None = None
    category_id: UUID | None = None
    over_tolerance_percent: Decimal = Decimal(0)
    expected_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SaveOrderRequest:
    """A draft as its editor wants it; ``version`` is the one the editor saw, 0 for a new order."""

    id: UUID
    company_id: UUID
    supplier_id: UUID
    business_date: date
    lines: tuple[OrderLineRequest, ...]
    expected_on: date | None = None
    remark: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class OrderStep:
    """A step of an order; ``version`` is the one that was looked at, where the caller wants that checked."""

    id: UUID
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RejectOrderRequest:
    """Send an order back to its author, and say why."""

    id: UUID
    reason: str
    version: int | None = None
