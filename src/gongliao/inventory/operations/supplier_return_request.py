"""What a return to whoever brought goods is asked with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from gongliao.ledger.public import Ownership

SupplierReturnReason = Literal["quality", "wrong_item", "surplus", "other"]


@dataclass(frozen=True, slots=True)
class SupplierReturnLineRequest:
    """Goods back of one receipt line.

    They lie where the receipt brought them and belong to whom it brought them, unless a bin or an owner is named;
    ``from_general`` names general stock. A ``replacement`` is to be delivered for them on the same order line. What is
    not ours stays whose it is.
    """

    id: UUID
    receipt_line_id: UUID
    quantity: Decimal
    unit: str
    bin_id: UUID | None = None
    owner_id: UUID | None = None
    from_general: bool = False
    replacement: bool = False
    remark: str = ""
    second_quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SupplierReturnRequest:
    """Send goods back to their supplier; a reason of ``other`` is told in the remark.

    ``ownership`` is what they are: bought of him, his consignment, or the employer's, which go back to him and name no
    supplier.
    """

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    supplier_id: UUID | None
    reason: SupplierReturnReason
    lines: tuple[SupplierReturnLineRequest, ...]
    remark: str = ""
    ownership: Ownership = "own"
