"""What is asked of an issue."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Goods to one node. Without ``bin_id`` they leave the default bin; ``owner_id`` is empty for general stock.

    ``batch_reason`` says why they are of this batch, though one that lies there expires earlier.
    """

    id: UUID
    item_id: UUID
    quantity: Decimal
    unit: str
    node_id: UUID
    category_id: UUID
    bin_id: UUID | None = None
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    requisition_line_id: UUID | None = None
    remark: str = ""
    batch_reason: str = ""


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """Draw material for a project's work, against a requisition or without one."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    lines: tuple[IssueLine, ...]
    requisition_id: UUID | None = None
    recipient: str = ""
    remark: str = ""
