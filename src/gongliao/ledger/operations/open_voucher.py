"""The document of a posting, with the days and instants at which its entries count."""

from datetime import date, datetime, timedelta
from uuid import UUID

from gongliao.kernel.clock import local_date
from gongliao.ledger.errors.periods import BackdatedTooFar, PeriodClosing
from gongliao.ledger.operations.goods import Voucher
from gongliao.ledger.permissions import BACKDATE, CLOSE
from gongliao.platform.public import GRANTS_BY_ROLE, Actor, CompanyFacts, Where


def open_voucher(
    *,
    actor: Actor,
    type: str,
    id: UUID,
    company: CompanyFacts,
    business_date: date,
    at: datetime,
    backdates: bool = True,
) -> Voucher:
    """Return a document as the cause of entries, with the day that they are posted on.

    What happened in a closed month is posted on the first open day. While a month is being closed, only those who may
    close post into it. ``backdates`` is false where the date is not the actor's to choose, as in a reversal.

    Raises: BackdatedTooFar, PeriodClosing. The caller holds the company's books and asked for the company after.
    Source: design.md 3.3, 4, "Period"; requirements 3.4.
    """
    if backdates and (first := _first_day(actor, company, at)) and business_date < first:
        raise BackdatedTooFar(date=business_date, earliest=first)
    closing, closes = company.closing_through, actor.reach(CLOSE).covers(Where(company.id))
    if closing and not closes and business_date <= closing:
        raise PeriodClosing(month=closing.strftime("%Y-%m"))
    open_from = closing + timedelta(days=1) if closing and not closes else company.first_open_day
    return Voucher(type, id, company.id, business_date, open_from, company.known_through, company.methods_changed)


def later_voucher(*, type: str, id: UUID, company: CompanyFacts, business_date: date) -> Voucher:
    """Return a document as the cause of entries that move no goods; a month that is being closed is past for them."""
    through = company.closing_through
    open_from = through + timedelta(days=1) if through else company.first_open_day
    return Voucher(type, id, company.id, business_date, open_from, company.known_through)


def _first_day(actor: Actor, company: CompanyFacts, at: datetime) -> date | None:
    """Return the first day that the actor may date a posting on; none where there is no limit.

    The role with the widest window counts; without the grant it is today.
    """
    today = local_date(at, company.time_zone)
    held = {each.role for each in actor.assignments if BACKDATE in GRANTS_BY_ROLE.get(each.role, frozenset())}
    if not held:
        return today
    windows = [(company.windows or {}).get(role) for role in sorted(held)]
    if None in windows:
        return None
    return today - timedelta(days=max(each for each in windows if each is not None))
