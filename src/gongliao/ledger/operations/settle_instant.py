"""Settle the instant of knowledge that a question names, if it names one."""

from datetime import date, datetime
from uuid import UUID

from gongliao.ledger.operations.know_until import know_until
from gongliao.ledger.queries.on_day import day_and_instant
from gongliao.platform.public import Actor


def settle_instant(
    *, actor: Actor, company_id: UUID, known_at: datetime | None, known_on: date | None, at: datetime
) -> datetime | None:
    """Return the instant as of which the company's books are asked about, once no more can become known as of then.

    A day ends where the company works; none is returned where the question is about now.

    Raises: CompanyNotFound, KnownInFuture.
    """
    if known_at is None and known_on is None:
        return None
    _, instant = day_and_instant(company_id=company_id, day=None, known_at=known_at, known_on=known_on, at=at)
    assert instant is not None
    know_until(actor=actor, company_id=company_id, known_at=instant, at=at)
    return instant
