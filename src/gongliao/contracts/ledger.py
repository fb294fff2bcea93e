"""What became of a company's months, and of batches. Fields may be added, never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class PeriodClosed:
    """A month was closed, for the ``closing``-th time."""

    kind: ClassVar[str] = "ledger.period_closed.1"

    document_id: UUID
    at: datetime
    company_id: UUID
    month: date
    closing: int
    person_id: UUID


@dataclass(frozen=True)
class PeriodReopened:
    """A closed month takes postings again."""

    kind: ClassVar[str] = "ledger.period_reopened.1"

    document_id: UUID
    at: datetime
    company_id: UUID
    month: date
    reason: str
    person_id: UUID


@dataclass(frozen=True)
class BatchStatusChanged:
    """A batch may be used from now on, or no longer; ``document_id`` is the batch's."""

    kind: ClassVar[str] = "ledger.batch_status_changed.1"

    document_id: UUID
    at: datetime
    item_id: UUID
    number: str
    before: str
    status: str
    reason: str
    person_id: UUID
