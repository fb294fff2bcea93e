"""Housekeeping: what is kept for a while and then goes."""

import logging
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import connection
from procrastinate.contrib.django import app

from gongliao.kernel.clock import utc_now
from gongliao.platform.database.partitions import gather_statistics, rows_waiting, try_to_make_months
from gongliao.platform.models import IdempotencyRecord, Tenant
from gongliao.platform.tenancy.context import tenant_transaction

logger = logging.getLogger(__name__)

IDEMPOTENCY_KEPT = timedelta(days=7)


@app.periodic(cron="41 19 * * *")
@app.task(name="platform.tidy_up", queueing_lock="platform.tidy_up")
def tidy_up(timestamp: int) -> None:
    """Drop ended sessions, expired counters and answers that nobody will ask for again."""
    now = utc_now()
    Session.objects.filter(expire_date__lt=now).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_cache WHERE expires < %s", [now])
    for tenant_id in Tenant.objects.values_list("id", flat=True).iterator():
        with tenant_transaction(tenant_id):
            IdempotencyRecord.objects.filter(recorded_at__lt=now - IDEMPOTENCY_KEPT).delete()


@app.periodic(cron="11 20 * * *")
@app.task(name="platform.drop_old_jobs", queueing_lock="platform.drop_old_jobs", pass_context=True)
async def drop_old_jobs(context: object, timestamp: int) -> None:
    """Forget jobs that ended three days ago; failed ones stay for a month."""
    await app.job_manager.delete_old_jobs(nb_hours=72, include_failed=False, include_cancelled=True)
    await app.job_manager.delete_old_jobs(nb_hours=30 * 24, include_failed=True)


@app.periodic(cron="29 * * * *")
@app.task(name="platform.make_months", queueing_lock="platform.make_months", pass_context=False)
def make_months_due(timestamp: int) -> None:
    """Add parts to the books for months that come near, or that somebody posted to before they had one."""
    try_to_make_months()
    if waiting := rows_waiting():
        logger.warning("%s rows of the books lie with the rest instead of in their month", waiting)


@app.periodic(cron="53 19 * * *")
@app.task(name="platform.gather_statistics", queueing_lock="platform.gather_statistics", pass_context=False)
def gather_statistics_nightly(timestamp: int) -> None:
    """Tell the planner every night what the books hold."""
    gather_statistics()
