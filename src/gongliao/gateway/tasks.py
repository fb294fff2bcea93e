"""Jobs that need more than one module."""

import logging
from typing import TYPE_CHECKING
from uuid import UUID

from procrastinate.contrib.django import app

from gongliao.platform.models import Tenant
from gongliao.platform.relay import signal_forgotten

if TYPE_CHECKING:
    from gongliao.ledger.public import VerifyResult

logger = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="gateway.signal_forgotten_events", queueing_lock="gateway.signal_forgotten_events", pass_context=False)
def signal_forgotten_events(timestamp: int) -> None:
    """Bring events to the relay's notice that nobody signalled."""
    if found := signal_forgotten():
        logger.warning("%s tenants had events that wait", found)


@app.periodic(cron="* * * * *")
@app.task(name="gateway.sum_costs_up", queueing_lock="gateway.sum_costs_up")
def sum_costs_up(timestamp: int) -> None:
    """Add what projects have borne since the last minute to what they bore before."""
    from gongliao.ledger.public import roll_up_costs

    for tenant_id in _tenants():
        while roll_up_costs(tenant_id=tenant_id):
            pass


@app.periodic(cron="23 * * * *")
@app.task(name="gateway.verify_news", queueing_lock="gateway.verify_news")
def verify_what_is_new(timestamp: int) -> None:
    """Check every hour what was posted since the last check."""
    from gongliao.ledger.public import verify_news

    _shout(verify_news(tenant_ids=_tenants()))


@app.periodic(cron="17 18 * * *")
@app.task(name="gateway.verify_books", queueing_lock="gateway.verify_books")
def verify_books(timestamp: int) -> None:
    """Recompute all books every night (02:17 in China) and shout where they disagree (design.md 5)."""
    from gongliao.ledger.public import verify

    _shout(verify(tenant_ids=_tenants()))


def _shout(result: "VerifyResult") -> None:
    for check in result.checks:
        if check.broken:
            logger.critical(
                "books of %s: %s broken %s times: %s", check.tenant_id, check.check, check.broken, check.first
            )


def _tenants() -> list[UUID]:
    return list(Tenant.objects.filter(suspended=False).values_list("id", flat=True))
