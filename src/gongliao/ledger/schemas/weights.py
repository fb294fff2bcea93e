"""What was weighed beside what the counted pieces should weigh, over HTTP."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from gongliao.ledger.models import StockMove
from gongliao.ledger.schemas.common import item_fields, times_and_document
from gongliao.platform.public import QuantityOut, Schema


class WeightDifferenceOut(Schema):
    """One line whose pieces were counted: ``pieces`` in the second unit, each ``factor`` base units by theory.

    ``difference`` is the weighed quantity less the theoretical; ``percent`` of the theoretical one, null where that is
    nothing. ``beyond_tolerance`` says that it is more than the item's ``tolerance`` in per cent, where it has one.
    """

    id: UUID
    business_date: date
    posting_date: date
    recorded_at: datetime
    document_type: str
    document_id: UUID
    document_number: str
    document_line_id: UUID
    company_id: UUID
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    base_unit: str
    batch_no: str | None
    from_place: str
    to_place: str
    pieces: QuantityOut
    second_unit: str
    factor: QuantityOut
    theoretical: QuantityOut
    weighed: QuantityOut
    difference: QuantityOut
    percent: QuantityOut | None
    tolerance: QuantityOut | None
    beyond_tolerance: bool


def weight_difference_out(row: Any) -> WeightDifferenceOut:
    """Present a difference, as ``queries.second_quantities`` reads it."""
    move: StockMove = row
    assert move.second_quantity is not None and move.second_factor is not None, "only counted pieces are compared"
    return WeightDifferenceOut(
        id=move.id,
        document_line_id=move.document_line_id,
        company_id=move.company_id,
        **times_and_document(row),
        **item_fields(move.item),
        batch_no=row.batch_no,
        from_place=_spoken(row, "source"),
        to_place=_spoken(row, "target"),
        pieces=move.second_quantity,
        second_unit=move.item.second_unit,
        factor=move.second_factor,
        theoretical=row.theoretical,
        weighed=move.quantity,
        difference=row.difference,
        percent=row.percent,
        tolerance=move.item.weight_tolerance,
        beyond_tolerance=row.beyond_tolerance,
    )


def _spoken(row: Any, end: str) -> str:
    return " ".join(part for part in (getattr(row, f"{end}_name"), getattr(row, f"{end}_code")) if part)
