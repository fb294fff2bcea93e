"""Which month of a company's books can be closed or opened again, and what stands in its way.

Source: design.md 4, "Period"; requirements 3.5.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gongliao.ledger.errors.periods import PeriodNotChecked, PeriodNotOver, PeriodOutOfOrder, PeriodWrongState

State = Literal["open", "closing", "closed"]
Step = Literal["begin", "withdraw", "close", "reopen"]

# From which state a step leads, and to which.
STEPS: dict[Step, tuple[State, State]] = {
    "begin": ("open", "closing"),
    "withdraw": ("closing", "open"),
    "close": ("closing", "closed"),
    "reopen": ("closed", "open"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One point of the checklist: how many cases it has, and whether a month can be closed with them.

    Where it ``blocks``, they must be put right; else whoever closes says that they may stand.
    """

    check: str
    count: int
    blocks: bool
    examples: tuple[str, ...] = ()


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def last_day_of(day: date) -> date:
    """Return the last day of a day's month."""
    return (month_of(day) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def months_between(first: date, last: date) -> list[date]:
    """Return the months from one day's to another's, in order."""
    months, month = [], month_of(first)
    while month <= last:
        months.append(month)
        month = last_day_of(month) + timedelta(days=1)
    return months


def require_step(step: Step, state: State, *, month: date) -> State:
    """Return the state that a step leads to.

    Raises: PeriodWrongState.
    """
    before, after = STEPS[step]
    if state != before:
        raise PeriodWrongState(month=_name(month), state=state)
    return after


def require_turn(step: Step, *, month: date, first_open: date, today: date) -> None:
    """Refuse a month whose turn it is not: months close forward, when they are over, and open from the last one back.

    Months before one that is closed are closed with it.

    Raises: PeriodNotOver, PeriodOutOfOrder.
    """
    due = month_of(first_open - timedelta(days=1)) if step == "reopen" else month_of(first_open)
    if month < due or (month > due and step == "reopen"):
        raise PeriodOutOfOrder(month=_name(month), due=_name(due))
    if today <= last_day_of(month):
        raise PeriodNotOver(month=_name(month), last_day=last_day_of(month))


def require_checked(findings: Iterable[Finding], *, accepted: Iterable[str], month: date) -> None:
    """Refuse to close over findings that block, or that nobody has accepted.

    Raises: PeriodNotChecked.
    """
    allowed = set(accepted)
    open_ = [each for each in findings if each.count and (each.blocks or each.check not in allowed)]
    if open_:
        raise PeriodNotChecked(
            month=_name(month), checks=tuple(each.check for each in open_), count=sum(each.count for each in open_)
        )


def _name(month: date) -> str:
    return month.strftime("%Y-%m")
