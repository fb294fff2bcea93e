"""What a goods receipt is asked with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """Goods of one order line; the batch is named where the item is tracked by batch."""

    id: UUID
    order_line_id: UUID
    quantity: Decimal
    unit: str
    bin_id: UUID | None = None
    batch_no: str = ""
    production_date: date | None = None
    expiry_date: date | None = None
    remark: str = ""
    second_quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReceiptRequest:
    """Take in what a supplier delivered."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    supplier_id: UUID
    lines: tuple[ReceiptLine, ...]
    delivery_note: str = ""
    remark: str = ""
