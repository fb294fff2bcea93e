"""What was booked as cost without goods, or as cost of goods after they came. Fields may be added, never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class CostRecorded:
    """A cost note was posted; ``amount`` is negative, and ``reverses_id`` named, where it takes another one back."""

    kind: ClassVar[str] = "costing.cost_recorded.1"

    document_id: UUID
    at: datetime
    company_id: UUID
    number: str
    business_date: date
    amount: Decimal
    project_ids: tuple[UUID, ...]
    person_id: UUID
    reverses_id: UUID | None = None


@dataclass(frozen=True)
class ReceiptsRevalued:
    """Goods of receipts turned out to cost ``amount`` more, or less; ``reverses_id`` is what is taken back by it."""

    kind: ClassVar[str] = "costing.receipts_revalued.1"

    document_id: UUID
    at: datetime
    company_id: UUID
    number: str
    business_date: date
    cause: str
    amount: Decimal
    receipt_ids: tuple[UUID, ...]
    person_id: UUID
    reverses_id: UUID | None = None
