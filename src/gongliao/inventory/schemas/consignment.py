"""Consigned goods over HTTP."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from gongliao.inventory.operations.agree_price import AgreeRequest
from gongliao.inventory.schemas.common import AgreedPriceIn
from gongliao.platform.public import DayIn, InstantIn, ListQuery, MoneyOut, PriceOut, QuantityOut, Schema


class ConsignedGoodsQuery(ListQuery):
    """Consigned goods of a company as of ``day``, today without one; ``q`` finds by supplier and item.

    ``known_at`` leaves out what was recorded after an instant, ``known_on`` what was recorded after a day's end where
    the company works; asked for twice, it answers the same for ever.
    """

    company_id: UUID
    day: DayIn | None = None
    known_at: InstantIn | None = None
    known_on: DayIn | None = None
    supplier_id: UUID | None = None
    item_id: UUID | None = None
    warehouse_id: UUID | None = None


class ConsignedGoodsOut(Schema):
    """What a supplier consigned of an item in a warehouse 寄售, and what became of it, in the item's base unit.

    ``moved`` is what came from other warehouses less what went to them, ``used`` what was issued, lost or taken into
    our own stock and so bought, for ``used_value``; ``price`` is that of one base unit, without tax, by the day.
    """

    id: str
    supplier_id: UUID
    supplier_code: str
    supplier_name: str
    item_id: UUID
    item_code: str
    item_name: str
    base_unit: str
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    received: QuantityOut
    moved: QuantityOut
    found: QuantityOut
    used: QuantityOut
    returned: QuantityOut
    on_hand: QuantityOut
    used_value: MoneyOut | None
    price: PriceOut | None


class ConsignmentPriceQuery(Schema):
    """Of which company, supplier and item it is asked what was agreed on."""

    company_id: UUID
    supplier_id: UUID
    item_id: UUID


class ConsignmentPriceIn(Schema):
    """What one base unit of a supplier's consigned item costs without tax from a day on, under the caller's id."""

    id: UUID
    company_id: UUID
    supplier_id: UUID
    item_id: UUID
    price: AgreedPriceIn
    valid_from: DayIn
    reason: Annotated[str, Field(max_length=200)] = ""

    def as_request(self) -> AgreeRequest:
        """Return what the operation takes."""
        return AgreeRequest(**self.model_dump())


class ConsignmentPriceOut(Schema):
    """What was agreed on; ``receipt_id`` is the receipt that said it, which is no longer ``in_force`` once reversed."""

    id: UUID
    company_id: UUID
    supplier_id: UUID
    item_id: UUID
    price: PriceOut
    valid_from: date
    reason: str
    receipt_id: UUID | None
    in_force: bool
    recorded_at: datetime
    recorded_by: UUID
    recorded_by_name: str


def price_out(row: Any) -> ConsignmentPriceOut:
    """Present what was agreed on."""
    return ConsignmentPriceOut(
        id=row.id,
        company_id=row.company_id,
        supplier_id=row.supplier_id,
        item_id=row.item_id,
        price=row.price,
        valid_from=row.valid_from,
        reason=row.reason,
        receipt_id=row.receipt_id,
        # What was just said is.
        in_force=getattr(row, "in_force", True),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by_id,
        recorded_by_name=row.recorded_by.name,
    )
