"""Jobs that need more than one module."""

import logging
from uuid import UUID

from procrastinate.contrib.django import app

from gongliao.platform.models import Tenant
from gongliao.platform.relay import signal_forgotten

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


@app.periodic(cron="17 18 * * *")
@app.task(name="gateway.verify_books", queueing_lock="gateway.verify_books")
def verify_books(timestamp: int) -> None:
    """Recompute all books every night (02:17 in China) and shout where they disagree (design.md 5)."""
    from gongliao.ledger.public import verify

    for check in verify(tenant_ids=_tenants()).checks:
        if check.broken:
            logger.critical(
                "books of %s: %s broken %s times: %s", check.tenant_id, check.check, check.broken, check.first
            )


def _tenants() -> list[UUID]:
    return list(Tenant.objects.filter(suspended=False).values_list("id", flat=True))
