"""What was booked as cost without goods. Fields may be added, never changed."""

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
