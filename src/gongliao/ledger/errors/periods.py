"""What is refused because of a month, of how far back a day lies, or of an instant that has not come."""

import datetime
from dataclasses import dataclass

from gongliao.kernel.errors import NotFound, RuleBroken


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
