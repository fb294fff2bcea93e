"""Stock transfers over HTTP."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from gongliao.inventory.models import StockTransfer, StockTransferLine
from gongliao.inventory.operations.agree_transfer import AgreeTransferRequest, DeclineTransferRequest
from gongliao.inventory.operations.transfer_request import TransferLine, TransferRequest
from gongliao.inventory.queries.agreements import Side
from gongliao.inventory.schemas.common import (
    GoodsIn,
    GoodsLineIn,
    GoodsLineOut,
    GoodsOut,
    GoodsQuery,
    GoodsRow,
    LineOwnership,
    Lines,
    correction_of,
    head_fields,
    line_fields,
    named,
)
from gongliao.platform.public import Actor, Schema, Version

TransferState = Literal["draft", "proposed", "agreed", "posted", "reversed"]


class TransferQuery(GoodsQuery):
    """Filters of transfers; a warehouse or project finds those out of it and into it."""

    state: TransferState | None = None  # type: ignore[assignment]


class AgreementIn(Schema):
    """The version of the transfer that was looked at; a yes holds for it alone."""

    version: Version

    def as_request(self, id: UUID) -> AgreeTransferRequest:
        """Return what the operation takes."""
        return AgreeTransferRequest(id, self.version)


class DeclineIn(Schema):
    """The version of the transfer that was looked at, and why it is not agreed to."""

    version: Version
    reason: Annotated[str, Field(min_length=1, max_length=500)]

    def as_request(self, id: UUID) -> DeclineTransferRequest:
        """Return what the operation takes."""
        return DeclineTransferRequest(id, self.version, self.reason)


class StockTransferLineIn(GoodsLineIn):
    """Goods from ``bin_id`` to ``target_bin_id``; a bin left out is its warehouse's default bin.

    They stay their owner's unless ``target_owner_id`` names another project, or they go ``to_general`` stock.
    """

    item_id: UUID
    target_bin_id: UUID | None = None
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    ownership: LineOwnership = "own"
    target_owner_id: UUID | None = None
    to_general: bool = False


class _TransferIn(GoodsIn):
    target_warehouse_id: UUID
    lines: Annotated[list[StockTransferLineIn], Lines]

    def request(self, id: UUID, version: int) -> TransferRequest:
        """Return what the operations take."""
        lines = tuple(TransferLine(**line.fields()) for line in self.lines)
        return TransferRequest(id=id, version=version, lines=lines, **self.fields())


class StockTransferDraftIn(_TransferIn):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new transfer."""

    version: Version

    def as_request(self, id: UUID) -> TransferRequest:
        """Return what the operation takes."""
        return self.request(id, self.version)


class StockTransferIn(_TransferIn):
    """A transfer to be recorded and posted at once, under the caller's id."""

    id: UUID

    def as_request(self) -> TransferRequest:
        """Return what the operation takes."""
        return self.request(self.id, 0)


class StockTransferRow(GoodsRow):
    """A transfer in the list."""

    state: TransferState  # type: ignore[assignment]
    target_warehouse_id: UUID
    target_warehouse_code: str
    target_warehouse_name: str


class StockTransferLineOut(GoodsLineOut):
    """A line."""

    target_bin_id: UUID
    target_bin_code: str
    target_owner_id: UUID | None
    target_owner_code: str | None
    target_owner_name: str | None
    to_general: bool


class TransferSideOut(Schema):
    """A project whose stock a transfer changes, and who said yes for it, if anybody has.

    ``answers`` tells whether the reader can say yes or no for it now.
    """

    project_id: UUID
    project_code: str
    project_name: str
    agreed_by_name: str | None
    agreed_at: datetime | None
    answers: bool


class StockTransferOut(StockTransferRow, GoodsOut):
    """A transfer with its lines, the projects whose yes it needs, and why it was last declined."""

    declined_reason: str
    sides: list[TransferSideOut]
    lines: list[StockTransferLineOut]


LINE_NAMED = ("target_bin", "target_owner")


def transfer_row(row: Any) -> StockTransferRow:
    """Present a transfer of a list."""
    return StockTransferRow(**_head(row))


def transfer_out(document: StockTransfer, sides: list[Side], actor: Actor) -> StockTransferOut:
    """Present one transfer."""
    return StockTransferOut(
        **_head(document),
        **correction_of(document),
        declined_reason=document.declined_reason,
        sides=[TransferSideOut(**asdict(side)) for side in sides],
        lines=[_line(line, document, actor) for line in document.lines.all()],
    )


def _head(document: StockTransfer) -> dict[str, Any]:
    return {**head_fields(document), **named(document, "target_warehouse")}


def _line(line: StockTransferLine, document: StockTransfer, actor: Actor) -> StockTransferLineOut:
    owner = line.target_owner
    target: dict[str, Any] = {
        "target_bin_id": line.target_bin_id,
        "target_bin_code": line.target_bin.code,
        "target_owner_id": line.target_owner_id,
        "target_owner_code": owner.code if owner else None,
        "target_owner_name": owner.name if owner else None,
        "to_general": line.to_general,
    }
    return StockTransferLineOut(**line_fields(line, document, actor), **target)
