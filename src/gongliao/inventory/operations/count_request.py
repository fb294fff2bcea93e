"""What is asked of a count."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from gongliao.ledger.public import Ownership

CountReason = Literal[
    "", "unrecorded", "misrecorded", "measuring", "natural_loss", "damaged", "lost", "wrong_place", "other"
]


@dataclass(frozen=True, slots=True)
class CountLine:
    """How much lies in a bin, of one batch, owner and ownership, which may be nothing.

    A bin left out is the default bin. ``reason`` says why the books say something else; ``price`` is that of one base
    unit that was found, where it does not cost what the others there do.
    """

    id: UUID
    item_id: UUID
    quantity: Decimal
    unit: str
    bin_id: UUID | None = None
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    reason: CountReason = ""
    price: Decimal | None = None
    remark: str = ""
    second_quantity: Decimal | None = None
    ownership: Ownership = "own"


@dataclass(frozen=True, slots=True)
class CountRequest:
    """Adjust the books of a warehouse to what was counted at the end of a day."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    lines: tuple[CountLine, ...]
    remark: str = ""
