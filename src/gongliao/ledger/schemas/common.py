"""What rows of the books share."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import unit_price


def item_fields(item: Any) -> dict[str, Any]:
    """Return an item as every row shows it."""
    return {
        "item_id": item.id,
        "item_code": item.code,
        "item_name": item.name,
        "item_specification": item.specification,
        "base_unit": item.base_unit,
    }


def times_and_document(row: Any) -> dict[str, Any]:
    """Return when a row happened and counts, and the document that it comes from."""
    names = ("business_date", "posting_date", "recorded_at", "document_type", "document_id", "document_number")
    return {name: getattr(row, name) for name in names}


def known(id: UUID) -> UUID | None:
    """Return the id, or nothing where the books have none."""
    return None if id == NO_ID else id


def unit_cost(value: Decimal | None, quantity: Decimal | None) -> Decimal | None:
    """Return what one base unit costs, where both figures are shown."""
    return unit_price(value / quantity) if value is not None and quantity else None
