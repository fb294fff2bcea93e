"""Material returns over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from gongliao.inventory.models import MaterialReturn, MaterialReturnLine
from gongliao.inventory.operations.return_material import ReturnLine, ReturnRequest
from gongliao.inventory.queries.issue_lines import returned_quantities
from gongliao.inventory.schemas.common import (
    GoodsIn,
    GoodsLineIn,
    GoodsLineOut,
    GoodsOut,
    GoodsQuery,
    GoodsRow,
    Lines,
    correction_of,
    head_fields,
    line_fields,
)
from gongliao.platform.public import Actor, QuantityOut, Version


class MaterialReturnQuery(GoodsQuery):
    """Filters of returns; ``notional`` leaves those on paper, or the others."""

    notional: bool | None = None


class MaterialReturnLineIn(GoodsLineIn):
    """Goods back from one issue line."""

    issue_line_id: UUID


class _ReturnIn(GoodsIn):
    notional: bool = False
    lines: Annotated[list[MaterialReturnLineIn], Lines]

    def request(self, id: UUID, version: int) -> ReturnRequest:
        """Return what the operations take."""
        lines = tuple(ReturnLine(**line.fields()) for line in self.lines)
        return ReturnRequest(id=id, version=version, lines=lines, **self.fields())


class MaterialReturnDraftIn(_ReturnIn):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new return."""

    version: Version

    def as_request(self, id: UUID) -> ReturnRequest:
        """Return what the operation takes."""
        return self.request(id, self.version)


class MaterialReturnIn(_ReturnIn):
    """A return to be recorded and posted at once, under the caller's id."""

    id: UUID

    def as_request(self) -> ReturnRequest:
        """Return what the operation takes."""
        return self.request(self.id, 0)


class MaterialReturnRow(GoodsRow):
    """A return in the list; a notional one is on paper only, and issued again the day after."""

    notional: bool


class MaterialReturnLineOut(GoodsLineOut):
    """A line with the issue line that it comes from, of which ``returnable_quantity`` can still come back."""

    issue_line_id: UUID
    issue_id: UUID
    issue_number: str | None
    issue_line_no: int
    issued_quantity: QuantityOut
    returned_quantity: QuantityOut
    returnable_quantity: QuantityOut


class MaterialReturnOut(MaterialReturnRow, GoodsOut):
    """A return with its lines."""

    lines: list[MaterialReturnLineOut]


LINE_NAMED = ("issue_line__document",)


def return_row(row: Any) -> MaterialReturnRow:
    """Present a return of a list."""
    return MaterialReturnRow(**_head(row))


def return_out(document: MaterialReturn, actor: Actor) -> MaterialReturnOut:
    """Present one return."""
    lines = list(document.lines.all())
    back = returned_quantities({line.issue_line_id for line in lines})
    shown = [_line(line, document, actor, back[line.issue_line_id]) for line in lines]
    return MaterialReturnOut(**_head(document), **correction_of(document), lines=shown)


def _head(document: Any) -> dict[str, Any]:
    return {**head_fields(document), "notional": document.notional}


def _line(line: MaterialReturnLine, document: MaterialReturn, actor: Actor, back: Any) -> MaterialReturnLineOut:
    issued = line.issue_line
    fields = {
        **line_fields(line, document, actor),
        "issue_line_id": issued.id,
        "issue_id": issued.document_id,
        "issue_number": issued.document.number,
        "issue_line_no": issued.line_no,
        "issued_quantity": issued.quantity,
        "returned_quantity": back,
        "returnable_quantity": issued.quantity - back if issued.document.state == "posted" else 0,
    }
    return MaterialReturnLineOut(**fields)
