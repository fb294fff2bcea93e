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


@dataclass(eq=False)
class ReceiptOfOtherOwnership(RuleBroken):
    """The receipt brought goods of another property than the document sends back."""

    code = "inventory.receipt_of_other_ownership"
    receipt: str
    line: int | None = None
    field: str | None = "receipt_line_id"


@dataclass(eq=False)
class ReturnSupplierNeeded(RuleBroken):
    """What a supplier brought goes back to him, and the document does not say who he is."""

    code = "inventory.return_supplier_needed"
    field: str | None = "supplier_id"


@dataclass(eq=False)
class EmployersGoodsGoToHim(RuleBroken):
    """The employer's goods go back to him, so the document names no supplier."""

    code = "inventory.employers_goods_go_to_him"
    field: str | None = "supplier_id"


@dataclass(eq=False)
class ReplacementNotOrdered(RuleBroken):
    """A replacement is expected for goods that nobody ordered."""

    code = "inventory.replacement_not_ordered"
    line: int | None = None
    field: str | None = "replacement"
