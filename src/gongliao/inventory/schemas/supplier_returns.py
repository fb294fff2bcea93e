"""Returns to suppliers over HTTP."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from gongliao.inventory.models import GoodsReceiptLine, SupplierReturn, SupplierReturnLine
from gongliao.inventory.operations.supplier_return_request import (
    SupplierReturnLineRequest,
    SupplierReturnReason,
    SupplierReturnRequest,
)
from gongliao.inventory.queries.receipt_lines import ReceiptLineFilter, what_went_back
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
from gongliao.platform.public import Actor, ListQuery, MoneyOut, QuantityOut, Version


class SupplierReturnQuery(GoodsQuery):
    """Filters of returns to suppliers; ``q`` finds by number, remark and supplier."""

    supplier_id: UUID | None = None
    ownership: LineOwnership | None = None


class GoodsReceiptLineQuery(ListQuery):
    """Filters of receipt lines; ``q`` finds by receipt, delivery note, item and batch."""

    returnable: bool = False
    ownership: LineOwnership = "own"
    supplier_id: UUID | None = None
    project_id: UUID | None = None
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    company_id: UUID | None = None
    receipt_id: UUID | None = None

    def as_filter(self) -> ReceiptLineFilter:
        """Return what the query takes."""
        return ReceiptLineFilter(**{name: getattr(self, name) for name in ReceiptLineFilter.__dataclass_fields__})


class SupplierReturnLineIn(GoodsLineIn):
    """Goods back of one receipt line; bin and owner left out are those that the receipt brought them to.

    ``from_general`` names general stock; ``replacement`` opens the order line for other goods in their place.
    """

    receipt_line_id: UUID
    owner_id: UUID | None = None
    from_general: bool = False
    replacement: bool = False


class _SupplierReturnIn(GoodsIn):
    ownership: LineOwnership = "own"
    supplier_id: UUID | None = None
    reason: SupplierReturnReason
    lines: Annotated[list[SupplierReturnLineIn], Lines]

    def request(self, id: UUID, version: int) -> SupplierReturnRequest:
        """Return what the operations take."""
        lines = tuple(SupplierReturnLineRequest(**line.fields()) for line in self.lines)
        return SupplierReturnRequest(id=id, version=version, lines=lines, **self.fields())


class SupplierReturnDraftIn(_SupplierReturnIn):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new return."""

    version: Version

    def as_request(self, id: UUID) -> SupplierReturnRequest:
        """Return what the operation takes."""
        return self.request(id, self.version)


class SupplierReturnIn(_SupplierReturnIn):
    """Goods to be sent back at once, under the caller's id."""

    id: UUID

    def as_request(self) -> SupplierReturnRequest:
        """Return what the operation takes."""
        return self.request(self.id, 0)


class SupplierReturnRow(GoodsRow):
    """A return in the list; ``amount`` is what the supplier owes for it.

    What goes back to the employer 甲供材退还 has no supplier; neither that nor a consignment is owed for.
    """

    ownership: LineOwnership
    supplier_id: UUID | None
    supplier_code: str | None
    supplier_name: str | None
    reason: SupplierReturnReason


class SupplierReturnLineOut(GoodsLineOut):
    """A line with the receipt line that it sends back, of which ``returnable_quantity`` can still go back.

    Of a consignment or the employer's goods that is no more than what lies of them where the caller sees it.

    ``amount`` is what the supplier owes, ``stock_amount`` what the goods cost in stock; ``variance`` is by how much
    more that is.
    """

    receipt_line_id: UUID
    receipt_id: UUID
    receipt_number: str | None
    receipt_line_no: int
    received_quantity: QuantityOut
    returned_quantity: QuantityOut
    returnable_quantity: QuantityOut
    replacement: bool
    stock_amount: MoneyOut | None
    variance: MoneyOut | None


class SupplierReturnOut(SupplierReturnRow, GoodsOut):
    """A return with its lines."""

    lines: list[SupplierReturnLineOut]


class PickedReceiptLine(GoodsLineOut):
    """A line beside its receipt, as a return picks it; of what is not ours no more can go back than lies there."""

    receipt_id: UUID
    receipt_number: str
    business_date: date
    company_id: UUID
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    supplier_id: UUID | None
    supplier_code: str | None
    supplier_name: str | None
    order_id: UUID | None
    order_number: str | None
    returned_quantity: QuantityOut
    returnable_quantity: QuantityOut


# Of a receipt line: what went back, and what still can.
WentBack = tuple[Decimal, Decimal]

LINE_NAMED = ("receipt_line__document",)


def supplier_return_row(row: Any) -> SupplierReturnRow:
    """Present a return of a list."""
    return SupplierReturnRow(**_head(row))


def supplier_return_out(document: SupplierReturn, actor: Actor) -> SupplierReturnOut:
    """Present one return."""
    lines = list(document.lines.all())
    back = what_went_back(actor=actor, receipt_line_ids={line.receipt_line_id for line in lines})
    shown = [_line(line, document, actor, back[line.receipt_line_id]) for line in lines]
    return SupplierReturnOut(**_head(document), **correction_of(document), lines=shown)


def picked_receipt_line(row: Any, actor: Actor) -> PickedReceiptLine:
    """Present a line of a list, as ``queries.receipt_lines`` reads it."""
    line: GoodsReceiptLine = row
    ordered: Any = line.order_line
    document, order = line.document, ordered.document if ordered else None
    return PickedReceiptLine(
        **line_fields(line, document, actor),
        **named(document, "warehouse"),
        **named(document, "supplier"),
        receipt_id=document.id,
        receipt_number=document.number or "",
        business_date=document.business_date,
        company_id=document.company_id,
        order_id=order.id if order else None,
        order_number=order.number if order else None,
        returned_quantity=row.returned_quantity,
        returnable_quantity=row.returnable_quantity,
    )


def _head(document: SupplierReturn) -> dict[str, Any]:
    return {
        **head_fields(document),
        **named(document, "supplier"),
        "reason": document.reason,
        "ownership": document.ownership,
    }


def _line(line: SupplierReturnLine, document: SupplierReturn, actor: Actor, back: WentBack) -> SupplierReturnLineOut:
    received, (returned, returnable) = line.receipt_line, back
    described = line_fields(line, document, actor)
    sign = -1 if document.reverses_id else 1
    stock = None if described["amount"] is None or line.stock_amount is None else sign * line.stock_amount
    fields = {
        **described,
        "receipt_line_id": received.id,
        "receipt_id": received.document_id,
        "receipt_number": received.document.number,
        "receipt_line_no": received.line_no,
        "received_quantity": received.quantity,
        "returned_quantity": returned,
        "returnable_quantity": returnable,
        "replacement": line.replacement,
        "stock_amount": stock,
        "variance": None if stock is None else stock - described["amount"],
    }
    return SupplierReturnLineOut(**fields)
