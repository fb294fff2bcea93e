"""Scrap over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from gongliao.inventory.models import StockScrap
from gongliao.inventory.operations.scrap_stock import ScrapLine, ScrapReason, ScrapRequest
from gongliao.inventory.schemas.common import (
    GoodsIn,
    GoodsLineIn,
    GoodsLineOut,
    GoodsOut,
    GoodsRow,
    LineOwnership,
    Lines,
    correction_of,
    head_fields,
    line_fields,
)
from gongliao.platform.public import Actor, Version


class StockScrapLineIn(GoodsLineIn):
    """Goods of one bin, batch and owner."""

    item_id: UUID
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    ownership: LineOwnership = "own"


class _ScrapIn(GoodsIn):
    reason: ScrapReason
    lines: Annotated[list[StockScrapLineIn], Lines]

    def request(self, id: UUID, version: int) -> ScrapRequest:
        """Return what the operations take."""
        lines = tuple(ScrapLine(**line.fields()) for line in self.lines)
        return ScrapRequest(id=id, version=version, lines=lines, **self.fields())


class StockScrapDraftIn(_ScrapIn):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new one."""

    version: Version

    def as_request(self, id: UUID) -> ScrapRequest:
        """Return what the operation takes."""
        return self.request(id, self.version)


class StockScrapIn(_ScrapIn):
    """Goods to be written off at once, under the caller's id."""

    id: UUID

    def as_request(self) -> ScrapRequest:
        """Return what the operation takes."""
        return self.request(self.id, 0)


class StockScrapRow(GoodsRow):
    """A scrap in the list."""

    reason: ScrapReason


class StockScrapOut(StockScrapRow, GoodsOut):
    """A scrap with its lines."""

    lines: list[GoodsLineOut]


def scrap_row(row: Any) -> StockScrapRow:
    """Present a scrap of a list."""
    return StockScrapRow(**head_fields(row), reason=row.reason)


def scrap_out(document: StockScrap, actor: Actor) -> StockScrapOut:
    """Present one scrap."""
    return StockScrapOut(
        **head_fields(document),
        **correction_of(document),
        reason=document.reason,
        lines=[GoodsLineOut(**line_fields(line, document, actor)) for line in document.lines.all()],
    )
