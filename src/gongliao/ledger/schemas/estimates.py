"""Month-end estimates over HTTP."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from gongliao.ledger.models import MonthEstimate
from gongliao.platform.public import ListQuery, MoneyOut, QuantityOut, Schema


class EstimateOut(Schema):
    """What a month estimated as payable when it was closed.

    ``reverses_id`` names the estimate that this one takes back, ``reversed_by_id`` the one that took this one back.
    """

    id: UUID
    number: str
    state: Literal["posted", "reversed"]
    company_id: UUID
    month: date
    closing: int
    business_date: date
    amount: MoneyOut
    created_at: datetime
    created_by_name: str
    reverses_id: UUID | None
    reverses_number: str | None
    reversed_by_id: UUID | None
    reversed_by_number: str | None


class EstimateQuery(ListQuery):
    """The estimate whose suppliers are asked for."""

    estimate_id: UUID


class EstimateLineQuery(EstimateQuery):
    """The receipt lines of an estimate, all of them or those of one supplier."""

    supplier_id: UUID | None = None


class SupplierEstimateOut(Schema):
    """What was estimated to be owed to a supplier, and for how many receipt lines."""

    id: UUID
    supplier_code: str
    supplier_name: str
    receipt_lines: int
    amount: MoneyOut


class EstimateLineOut(Schema):
    """What of a receipt line was not invoiced."""

    id: UUID
    line_no: int
    document_type: str
    document_id: UUID
    document_number: str
    supplier_id: UUID
    supplier_code: str
    supplier_name: str
    item_id: UUID
    item_code: str
    item_name: str
    quantity: QuantityOut
    unit: str
    amount: MoneyOut


def estimate_out(estimate: MonthEstimate) -> EstimateOut:
    """Present an estimate."""
    original: Any = estimate.reverses
    mirror: Any = next(iter(estimate.reversed_by.all()), None)
    own = ("id", "number", "state", "company_id", "closing", "business_date", "amount", "created_at", "reverses_id")
    return EstimateOut.model_construct(
        **{name: getattr(estimate, name) for name in own},
        month=estimate.period.month,
        created_by_name=estimate.created_by.name,
        reverses_number=original and original.number,
        reversed_by_id=mirror and mirror.id,
        reversed_by_number=mirror and mirror.number,
    )


def estimate_line_out(row: Any) -> EstimateLineOut:
    """Present a receipt line of an estimate."""
    same = [name for name in EstimateLineOut.model_fields if name not in ("document_type", "document_id")]
    return EstimateLineOut.model_construct(
        **{name: getattr(row, name) for name in same},
        document_type=row.receipt_type,
        document_id=row.receipt_id,
    )
