"""What returns to suppliers refuse."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.errors import NotFound, RuleBroken


@dataclass(eq=False)
class ReceiptLineNotFound(NotFound):
    """No such posted receipt line."""

    code = "inventory.receipt_line_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "receipt_line_id"


@dataclass(eq=False)
class ReceiptOfOtherSupplier(RuleBroken):
    """The goods came from another supplier than the one that they are sent back to."""

    code = "inventory.receipt_of_other_supplier"
    receipt: str
    line: int | None = None
    field: str | None = "receipt_line_id"


@dataclass(eq=False)
class ReturnedBeforeReceived(RuleBroken):
    """The goods would go back on a day before they came."""

    code = "inventory.returned_before_received"
    date: datetime.date
    received: datetime.date
    line: int | None = None
    field: str | None = "business_date"


@dataclass(eq=False)
class MoreThanReceived(RuleBroken):
    """More goes back than was received and not yet sent back."""

    code = "inventory.more_than_received"
    asked: Decimal
    open: Decimal
    line: int | None = None
    field: str | None = "quantity"
