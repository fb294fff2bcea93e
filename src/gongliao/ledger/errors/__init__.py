"""What the ledger refuses. Beside it: ``periods``, because of a month, and ``counts``, because of a count."""

import datetime
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.errors import NotFound, RuleBroken


@dataclass(eq=False)
class InsufficientStock(RuleBroken):
    """More is asked than lies there."""

    code = "ledger.insufficient_stock"
    item: str
    asked: Decimal
    available: Decimal
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class ShortOnLaterDay(RuleBroken):
    """The goods were needed later: from that day on, a place would hold less than nothing."""

    code = "ledger.short_on_later_day"
    item: str
    place: str
    date: datetime.date
    missing: Decimal
    document: str
    line: int | None = None
    field: str | None = "business_date"


@dataclass(eq=False)
class NoUnitCost(RuleBroken):
    """Nothing lies there whose cost the goods that were found could take: their price must be told."""

    code = "ledger.no_unit_cost"
    item: str
    line: int | None = None
    field: str | None = "price"


@dataclass(eq=False)
class TrackedOtherwise(RuleBroken):
    """What a line names is not how its item is tracked."""

    item: str
    line: int | None = None
    field: str | None = "batch_id"


class BatchRequired(TrackedOtherwise):
    """The item is tracked by batch and the line names none."""

    code = "ledger.batch_required"


class BatchNotTracked(TrackedOtherwise):
    """The line names a batch of an item that has none."""

    code = "ledger.batch_not_tracked"


class SerialRequired(TrackedOtherwise):
    """The item is tracked by serial number and the line names none."""

    code = "ledger.serial_required"


@dataclass(eq=False)
class SerialIsOnePiece(RuleBroken):
    """A serial number stands on one piece, and the line moves more or less than that."""

    code = "ledger.serial_is_one_piece"
    item: str
    quantity: Decimal
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class SerialInStock(RuleBroken):
    """The serial number would come in while its piece lies in stock, or would lie there when it came in later."""

    code = "ledger.serial_in_stock"
    item: str
    serial: str
    place: str
    date: datetime.date
    line: int | None = None
    field: str | None = "batch_no"


@dataclass(eq=False)
class BatchNotFound(NotFound):
    """No such batch of this item."""

    code = "ledger.batch_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "batch_id"


@dataclass(eq=False)
class BatchDiffers(RuleBroken):
    """The batch is known with another expiry or production date."""

    code = "ledger.batch_differs"
    number: str
    known: datetime.date | None
    given: datetime.date | None
    line: int | None = None
    field: str | None = "batch_no"


@dataclass(eq=False)
class BatchStatusStays(RuleBroken):
    """A batch does not go from its status to that one."""

    code = "ledger.batch_status_stays"
    batch: str
    state: str
    wanted: str
    field: str | None = "status"


class BatchReasonMissing(RuleBroken):
    """A batch's status is changed for a reason."""

    code = "ledger.batch_reason_missing"
    field = "reason"


@dataclass(eq=False)
class MethodChangedSince(RuleBroken):
    """The item is valued otherwise since a day: goods that moved before are booked while that is taken back."""

    code = "ledger.method_changed_since"
    item: str
    since: date
    line: int | None = None
    field: str | None = "business_date"


@dataclass(eq=False)
class MethodIsTheSame(RuleBroken):
    """The item is valued by this method already."""

    code = "ledger.method_is_the_same"
    item: str
    method: str
    line: int | None = None
    field: str | None = "method"


@dataclass(eq=False)
class MethodNeedsBatch(RuleBroken):
    """Without batches no batch can be valued by itself."""

    code = "ledger.method_needs_batch"
    item: str
    line: int | None = None
    field: str | None = "method"


@dataclass(eq=False)
class MovedSince(RuleBroken):
    """Goods of the item moved on the day or later, valued by the old method."""

    code = "ledger.moved_since"
    item: str
    last: date
    earliest: date
    line: int | None = None
    field: str | None = "business_date"


@dataclass(eq=False)
class LaterMovesDepend(RuleBroken):
    """Later documents stand on this one; reverse them first."""

    code = "ledger.later_moves_depend"
    item: str
    documents: tuple[str, ...]


@dataclass(eq=False)
class StockMoveNotFound(NotFound):
    """The stock ledger has no such move, or not within the reader's reach."""

    code = "ledger.stock_move_not_found"
    id: UUID


@dataclass(eq=False)
class ReceiptLineNotFound(NotFound):
    """No such line of goods that a supplier delivered to this company, and that are ours."""

    code = "ledger.receipt_line_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "receipt_line_id"


@dataclass(eq=False)
class ReceiptNotInForce(RuleBroken):
    """The receipt was reversed: there are no goods to value."""

    code = "ledger.receipt_not_in_force"
    number: str
    line: int | None = None
    field: str | None = "receipt_line_id"


@dataclass(eq=False)
class ValueBelowNothing(RuleBroken):
    """The goods would be worth less than nothing."""

    code = "ledger.value_below_nothing"
    item: str
    value: Decimal
    change: Decimal
    line: int | None = None
    field: str | None = "amount"


@dataclass(eq=False)
class FigureTooLarge(RuleBroken):
    """A result would not fit the books."""

    code = "ledger.figure_too_large"
    figure: Decimal
    limit: Decimal
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class AccountNotFound(NotFound):
    """The company's chart has no such account in use."""

    code = "ledger.account_not_found"
    account: str
    field: str | None = "account"


@dataclass(eq=False)
class AccountInUse(RuleBroken):
    """Postings go to the account, by a rule or by the standard chart."""

    code = "ledger.account_in_use"
    account: str
    purpose: str
    line: int | None = None
    field: str | None = "active"


@dataclass(eq=False)
class AccountTwice(RuleBroken):
    """The list names an account twice."""

    code = "ledger.account_twice"
    account: str
    line: int | None = None
    field: str | None = "code"


@dataclass(eq=False)
class RuleCategoryNotFound(NotFound):
    """No such category of the kind that the purpose asks for: of items, or of cost."""

    code = "ledger.rule_category_not_found"
    id: UUID
    field: str | None = "category_id"
