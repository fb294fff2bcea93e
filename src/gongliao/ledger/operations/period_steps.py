"""What every step of a period has in common: hold the company's books alone, check the turn, write what was done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from gongliao.kernel.clock import local_date
from gongliao.ledger.errors.periods import PeriodNotFound, PeriodOutOfOrder
from gongliao.ledger.models import Period, PeriodStep
from gongliao.ledger.rules.periods import State, Step, last_day_of, month_of, require_step, require_turn
from gongliao.platform.public import (
    Actor,
    Books,
    CompanyFacts,
    CompanyNotFound,
    RequestIdReused,
    StaleVersion,
    Where,
    ask_company,
    fingerprint,
    hold_books_alone,
    lock_request_id,
    require,
)


@dataclass(frozen=True)
class PeriodStepRequest:
    """A step of a company's month; ``version`` is the period's that was looked at, 0 for one nobody has touched.

    ``accepted`` names the points of the checklist that may stand when it is closed; ``reason`` says why it is opened
    again.
    """

    id: UUID
    company_id: UUID
    month: date
    version: int
    accepted: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeldPeriod:
    """A month whose company's books nobody else posts to, closes or opens, and the state that the step leads to."""

    period: Period
    company: CompanyFacts
    books: Books
    after: State


def hold_period(
    *, actor: Actor, grant: str, request: PeriodStepRequest, step: Step, at: datetime
) -> HeldPeriod | Period:
    """Return the month of a step, held, or as it is where this very step was done before.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, PeriodNotFound, StaleVersion, PeriodWrongState,
        PeriodOutOfOrder, PeriodNotOver.
    """
    require(actor, grant, Where(request.company_id))
    lock_request_id(request.id)
    if (earlier := PeriodStep.objects.select_related("period").filter(id=request.id).first()) is not None:
        period = cast(Period, earlier.period)
        if (earlier.step, earlier.fingerprint) != (step, fingerprint(request)):
            raise RequestIdReused(id=request.id)
        return period

    hold_books_alone(request.company_id)
    company = ask_company(request.company_id).get()
    if company is None:
        raise CompanyNotFound(id=request.company_id)
    today = local_date(at, company.time_zone)
    if not month_of(company.books_open_on) <= request.month <= today or request.month.day != 1:
        raise PeriodNotFound(month=request.month.strftime("%Y-%m"))
    period = Period.objects.filter(company_id=company.id, month=request.month).first() or Period(
        company_id=company.id, month=request.month, version=0
    )
    if request.version != period.version:
        raise StaleVersion(seen=request.version, current=period.version)
    after = require_step(step, cast(State, period.state), month=request.month)
    if step == "reopen" and company.closing_through:
        month = request.month.strftime("%Y-%m")
        raise PeriodOutOfOrder(month=month, due=company.closing_through.strftime("%Y-%m"))
    require_turn(step, month=request.month, first_open=company.first_open_day, today=today)
    books, _ = Books.objects.get_or_create(company_id=company.id)
    return HeldPeriod(period, company, books, after)


def take_step(held: HeldPeriod, *, actor: Actor, request: PeriodStepRequest, step: Step, at: datetime) -> Period:
    """Write the period as it is after the step, how far the books are closed now, and who did it."""
    period, books = held.period, held.books
    last_before = request.month - timedelta(days=1)
    period.state, period.version = held.after, period.version + 1
    period.save()
    books.closing_through = last_day_of(request.month) if held.after == "closing" else None
    if held.after == "closed":
        books.closed_through = last_day_of(request.month)
    elif step == "reopen":
        books.closed_through = last_before if last_before >= held.company.books_open_on else None
    books.save()
    PeriodStep.objects.create(
        id=request.id,
        period=period,
        step=step,
        reason=request.reason.strip(),
        closing=period.closing,
        fingerprint=fingerprint(request),
        person_id=actor.person_id,
        at=at,
    )
    return period
