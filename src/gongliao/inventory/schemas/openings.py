"""Opening balances over HTTP."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from gongliao.inventory.models import OpeningBalance, OpeningBalanceLine
from gongliao.inventory.operations.open_stock import OpeningLine, OpeningRequest
from gongliao.inventory.permissions import SEE_COST
from gongliao.inventory.schemas.common import (
    GoodsIn,
    GoodsLineIn,
    GoodsLineOut,
    GoodsOut,
    GoodsRow,
    Lines,
    correction_of,
    head_fields,
    line_fields,
)
from gongliao.platform.public import Actor, DayIn, MoneyIn, MoneyOut, Version, Where


class OpeningBalanceLineIn(GoodsLineIn):
    """Goods in one bin and what all of them are worth; the batch is named where the item is tracked by batch."""

    item_id: UUID
    worth: MoneyIn
    owner_id: UUID | None = None
    batch_no: Annotated[str, Field(max_length=50)] = ""
    production_date: DayIn | None = None
    expiry_date: DayIn | None = None


class _OpeningIn(GoodsIn):
    lines: Annotated[list[OpeningBalanceLineIn], Lines]

    def request(self, id: UUID, version: int) -> OpeningRequest:
        """Return what the operations take."""
        lines = tuple(OpeningLine(**line.fields()) for line in self.lines)
        return OpeningRequest(id=id, version=version, lines=lines, **self.fields())


class OpeningBalanceDraftIn(_OpeningIn):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new one."""

    version: Version

    def as_request(self, id: UUID) -> OpeningRequest:
        """Return what the operation takes."""
        return self.request(id, self.version)


class OpeningBalanceIn(_OpeningIn):
    """Stock to be taken over at once, under the caller's id."""

    id: UUID

    def as_request(self) -> OpeningRequest:
        """Return what the operation takes."""
        return self.request(self.id, 0)


class OpeningBalanceRow(GoodsRow):
    """An opening balance in the list."""


class OpeningBalanceLineOut(GoodsLineOut):
    """A line; ``worth`` is what was entered, null where the reader may not see it."""

    worth: MoneyOut | None
    production_date: date | None
    expiry_date: date | None


class OpeningBalanceOut(OpeningBalanceRow, GoodsOut):
    """An opening balance with its lines."""

    lines: list[OpeningBalanceLineOut]


def opening_row(row: Any) -> OpeningBalanceRow:
    """Present an opening balance of a list."""
    return OpeningBalanceRow(**head_fields(row))


def opening_out(document: OpeningBalance, actor: Actor) -> OpeningBalanceOut:
    """Present one opening balance."""
    return OpeningBalanceOut(
        **head_fields(document),
        **correction_of(document),
        lines=[_line(line, document, actor) for line in document.lines.all()],
    )


def _line(line: OpeningBalanceLine, document: OpeningBalance, actor: Actor) -> OpeningBalanceLineOut:
    fields = line_fields(line, document, actor)
    seen = actor.reach(SEE_COST).covers(Where(document.company_id, line.project_id, document.warehouse_id))
    own: dict[str, Any] = {
        # Until it is posted, the batch is only a name.
        "batch_no": fields["batch_no"] or line.batch_no or None,
        "worth": (-line.worth if document.reverses_id else line.worth) if seen else None,
        "production_date": line.production_date,
        "expiry_date": line.expiry_date,
    }
    return OpeningBalanceLineOut(**fields | own)
