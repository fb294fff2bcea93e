"""What a return to a supplier is asked with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

SupplierReturnReason = Literal["quality", "wrong_item", "surplus", "other"]


@dataclass(frozen=True, slots=True)
class SupplierReturnLineRequest:
    """Goods back of one receipt line.

    They lie where the receipt brought them and belong to whom it brought them, unless a bin or an owner is named;
    ``from_general`` names general stock. A ``replacement`` is to be delivered for them on the same order line.
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
    """Send goods back to their supplier; a reason of ``other`` is told in the remark."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    supplier_id: UUID
    reason: SupplierReturnReason
    lines: tuple[SupplierReturnLineRequest, ...]
    remark: str = ""
