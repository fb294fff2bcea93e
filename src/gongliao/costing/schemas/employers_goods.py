"""The employer's goods over HTTP."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from gongliao.costing.models import AllowedQuantity
from gongliao.costing.operations.allow_quantity import AllowRequest
from gongliao.platform.public import CountedIn, DayIn, InstantIn, ListQuery, QuantityOut, Schema


class EmployersGoodsQuery(ListQuery):
    """The employer's goods of a company as of ``day``, today without one; ``q`` finds by project and item.

    ``known_at`` leaves out what was recorded after an instant, ``known_on`` what was recorded after a day's end where
    the company works; asked for twice, it answers the same for ever. ``over_used`` leaves what more was used of than
    is allowed, or the others.
    """

    company_id: UUID
    day: DayIn | None = None
    known_at: InstantIn | None = None
    known_on: DayIn | None = None
    project_id: UUID | None = None
    item_id: UUID | None = None
    over_used: bool | None = None


class EmployersGoodsOut(Schema):
    """What a project got of an item from its employer, and what became of it, in the item's base unit.

    ``used`` is issued less returned, ``lost`` what was scrapped or missed less what was found again,
    ``sent_back`` what the employer got back. ``over_used`` is
    by how much more was used or lost than is ``allowed``; both are null where nobody said what is. ``charged`` is
    what charges in force are for.
    """

    id: str
    project_id: UUID
    project_code: str
    project_name: str
    item_id: UUID
    item_code: str
    item_name: str
    base_unit: str
    received: QuantityOut
    issued: QuantityOut
    returned: QuantityOut
    lost: QuantityOut
    sent_back: QuantityOut
    on_hand: QuantityOut
    used: QuantityOut
    allowed: QuantityOut | None
    over_used: QuantityOut | None
    charged: QuantityOut


class AllowedQuery(Schema):
    """Of which project and item it is asked what is allowed."""

    project_id: UUID
    item_id: UUID


class AllowedIn(Schema):
    """What a project may use of an item from a day on, in the item's base unit, under the caller's id."""

    id: UUID
    project_id: UUID
    item_id: UUID
    quantity: CountedIn
    valid_from: DayIn
    reason: Annotated[str, Field(min_length=1, max_length=200)]

    def as_request(self) -> AllowRequest:
        """Return what the operation takes."""
        return AllowRequest(**self.model_dump())


class AllowedOut(Schema):
    """What somebody said a project may use of an item."""

    id: UUID
    project_id: UUID
    item_id: UUID
    quantity: QuantityOut
    valid_from: date
    reason: str
    recorded_at: datetime
    recorded_by: UUID
    recorded_by_name: str


def allowed_out(row: AllowedQuantity) -> AllowedOut:
    """Present what somebody said."""
    return AllowedOut(
        id=row.id,
        project_id=row.project_id,
        item_id=row.item_id,
        quantity=row.quantity,
        valid_from=row.valid_from,
        reason=row.reason,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by_id,
        recorded_by_name=row.recorded_by.name,
    )
