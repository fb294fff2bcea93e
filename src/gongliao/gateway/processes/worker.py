"""The worker process: jobs from the queue and, beside them, the relay of events."""

import asyncio
import logging
import sys
import threading

import django
from django.db import close_old_connections

from gongliao.gateway.processes.parent import end_with_parent

logger = logging.getLogger(__name__)

RELAY_PAUSE_SECONDS = 0.5
RELAY_PAUSE_AFTER_FAILURE_SECONDS = 5
JOBS_AT_ONCE = 2
GRACE_SECONDS = 20


def main() -> None:
    """Work until told to stop."""
    django.setup()
    if "--with-parent" in sys.argv:
        end_with_parent()
    run_worker()


def run_worker() -> None:
    """Run jobs and deliver events until SIGINT or SIGTERM; what has begun is finished first."""
    stopping = threading.Event()
    relay = threading.Thread(target=_relay_events, args=(stopping,), name="relay")
    relay.start()
    try:
        asyncio.run(_run_jobs())
    finally:
        stopping.set()
        relay.join()


async def _run_jobs() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(
                concurrency=JOBS_AT_ONCE, shutdown_graceful_timeout=GRACE_SECONDS, install_signal_handlers=True
            )


def _relay_events(stopping: threading.Event) -> None:
    from gongliao.gateway.wiring import SUBSCRIBERS
    from gongliao.kernel.clock import utc_now
    from gongliao.platform.relay import deliver_waiting

    pause = 0.0
    while not stopping.wait(pause):
        pause = RELAY_PAUSE_SECONDS
        try:
            while deliver_waiting(subscribers=SUBSCRIBERS, at=utc_now()) and not stopping.is_set():
                continue
        except Exception:
            # Nothing is lost: whatever was not delivered still waits in its table.
            logger.exception("the relay failed and goes on shortly")
            pause = RELAY_PAUSE_AFTER_FAILURE_SECONDS
        finally:
            close_old_connections()


if __name__ == "__main__":
    main()
