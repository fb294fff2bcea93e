"""What the ledger refuses."""

import datetime
from dataclasses import dataclass
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
class SerialsNotAvailable(RuleBroken):
    """The item is tracked by serial number, which the ledger does not post yet."""

    code = "ledger.serials_not_available"
    item: str
    line: int | None = None
    field: str | None = "item_id"


@dataclass(eq=False)
class BatchRequired(RuleBroken):
    """The item is tracked by batch and the line names none."""

    code = "ledger.batch_required"
    item: str
    line: int | None = None
    field: str | None = "batch_id"


@dataclass(eq=False)
class BatchNotTracked(RuleBroken):
    """The line names a batch of an item that has none."""

    code = "ledger.batch_not_tracked"
    item: str
    line: int | None = None
    field: str | None = "batch_id"


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


@dataclass(eq=False)
class BackdatedTooFar(RuleBroken):
    """The day lies further back than the actor's roles may date what they post."""

    code = "ledger.backdated_too_far"
    date: datetime.date
    earliest: datetime.date
    field: str | None = "business_date"


@dataclass(eq=False)
class PeriodClosing(RuleBroken):
    """The month is being closed; only those who close it post into it."""

    code = "ledger.period_closing"
    month: str
    field: str | None = "business_date"


@dataclass(eq=False)
class PeriodNotFound(NotFound):
    """The company has no such month: it lies before its books opened, or has not begun."""

    code = "ledger.period_not_found"
    month: str


@dataclass(eq=False)
class PeriodWrongState(RuleBroken):
    """The month is not in the state that this step begins with."""

    code = "ledger.period_wrong_state"
    month: str
    state: str


@dataclass(eq=False)
class PeriodOutOfOrder(RuleBroken):
    """Months are closed one after the other, and opened again from the last one back."""

    code = "ledger.period_out_of_order"
    month: str
    due: str


@dataclass(eq=False)
class PeriodNotOver(RuleBroken):
    """The month has days left."""

    code = "ledger.period_not_over"
    month: str
    last_day: datetime.date


@dataclass(eq=False)
class PeriodNotChecked(RuleBroken):
    """Points of the checklist are open that must be put right or accepted first."""

    code = "ledger.period_not_checked"
    month: str
    checks: tuple[str, ...]
    count: int


@dataclass(eq=False)
class PeriodReasonMissing(RuleBroken):
    """Who opens a closed month again says why."""

    code = "ledger.period_reason_missing"
    field: str | None = "reason"


@dataclass(eq=False)
class KnownInFuture(RuleBroken):
    """Nobody knows yet what will be known then."""

    code = "ledger.known_in_future"
    at: datetime.datetime | datetime.date
    field: str | None = "known_at"
