"""Delivering events: at least once, in order per document, each subscriber in a transaction of its own (ADR-0005).

A relay claims signals, which only name tenants, on a connection of its own and keeps them locked while it delivers. If
it dies, the server releases them and the next relay goes on; what was handled already is then known and skipped.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import F
from psycopg import Connection

from gongliao.kernel.ids import NO_ID, new_id
from gongliao.platform.database.rows import execute, fetch
from gongliao.platform.models.organisation import Tenant
from gongliao.platform.models.outbox import OutboxEvent, OutboxSignal
from gongliao.platform.tenancy.context import tenant_transaction

logger = logging.getLogger(__name__)

SIGNALS_AT_ONCE = 500
EVENTS_AT_ONCE = 500
DELAY_MAX = timedelta(hours=1)
ERROR_LENGTH_MAX = 2000

CLAIM = "SELECT id, of_tenant FROM platform_outboxsignal ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED"
# New signals of a tenant can be claimed by another relay; the lock keeps one tenant with one relay all the same.
LOCK_TENANT = "SELECT pg_try_advisory_xact_lock(hashtext('gongliao relay'), hashtext(%s))"
DROP_SIGNALS = "DELETE FROM platform_outboxsignal WHERE id = ANY(%s)"
SIGNAL = "INSERT INTO platform_outboxsignal (of_tenant) VALUES (%s)"
HANDLE_ONCE = """
INSERT INTO platform_handledevent (id, tenant_id, event_id, subscriber) VALUES (%s, %s, %s, %s)
ON CONFLICT (tenant_id, event_id, subscriber) DO NOTHING RETURNING id
"""


class Handler(Protocol):
    """What a subscriber does about one event, inside the tenant's transaction; after a failure it is asked again."""

    __module__: str
    __qualname__: str

    def __call__(self, event: dict[str, Any], /, *, tenant_id: UUID, at: datetime) -> None: ...


Subscribers = Mapping[str, Sequence[Handler]]


def deliver_waiting(*, subscribers: Subscribers, at: datetime) -> int:
    """Deliver what waits, of every tenant that no other relay works for, and return how many events that were.

    A tenant with more than one round's events, or with one that failed, is signalled again behind all others, so that
    nobody's backlog keeps the rest waiting.
    """
    if not OutboxSignal.objects.exists():
        return 0
    delivered = 0
    with _claimed_signals() as claim:
        for tenant_id, signals in claim.by_tenant().items():
            done = deliver_of_tenant(tenant_id, subscribers=subscribers, at=at)
            delivered += done.delivered
            claim.settle(tenant_id, signals, again=done.waiting)
    return delivered


@dataclass(frozen=True)
class Round:
    """What one round did for a tenant, and whether something still waits."""

    delivered: int
    waiting: bool


def deliver_of_tenant(tenant_id: UUID, *, subscribers: Subscribers, at: datetime) -> Round:
    """Deliver one tenant's events in the order in which they were announced.

    An event that fails holds back later ones of its document and nothing else.
    """
    held: set[UUID] = set()
    delivered = 0
    last = NO_ID
    while page := _page(tenant_id, after=last):
        settled = [event.id for event in page if _settle(event, held, subscribers=subscribers, at=at)]
        _mark_delivered(tenant_id, settled, at=at)
        delivered += len(settled)
        last = page[-1].id
        if delivered >= EVENTS_AT_ONCE:
            return Round(delivered, waiting=True)
    return Round(delivered, waiting=bool(held))


def signal_forgotten() -> int:
    """Signal every tenant in which an event waits unsignalled, and return how many there were.

    Events and signals are written together; this finds what a restored backup or a hand at the tables separated.
    """
    found = 0
    signalled = OutboxSignal.objects.values("of_tenant")
    for tenant_id in Tenant.objects.exclude(id__in=signalled).values_list("id", flat=True).iterator():
        with tenant_transaction(tenant_id):
            if OutboxEvent.objects.filter(delivered_at=None).exists():
                execute(SIGNAL, (tenant_id,))
                found += 1
    return found


def due_at(event_id: UUID, attempts: int) -> datetime:
    """Return when an event may be tried again: after 1, 2, 4 … seconds, at most an hour apart.

    Counted from when it was announced, which its id tells, so that all relays agree without writing it down.
    """
    announced = datetime.fromtimestamp((event_id.int >> 80) / 1000, UTC)
    waits = (min(timedelta(seconds=2 ** min(n, 12)), DELAY_MAX) for n in range(attempts))
    return announced + sum(waits, timedelta())


@dataclass
class _Claim:
    """Signals held locked on a connection of their own, so that handlers' transactions come and go meanwhile."""

    bare: Connection[Any]
    signals: list[tuple[int, UUID]] = field(default_factory=list)

    def by_tenant(self) -> dict[UUID, list[int]]:
        """Return the signals of each tenant that is ours until the claim ends, the longest waiting first."""
        found: dict[UUID, list[int]] = {}
        for signal, tenant_id in self.signals:
            found.setdefault(tenant_id, []).append(signal)
        return {tenant_id: each for tenant_id, each in found.items() if self._lock(tenant_id)}

    def settle(self, tenant_id: UUID, signals: list[int], *, again: bool) -> None:
        """Drop the signals, or put the tenant at the end of the queue."""
        self.bare.execute(DROP_SIGNALS, [signals])
        if again:
            self.bare.execute(SIGNAL, [tenant_id])

    def _lock(self, tenant_id: UUID) -> bool:
        row = self.bare.execute(LOCK_TENANT, [str(tenant_id)]).fetchone()
        return bool(row and row[0])


@contextmanager
def _claimed_signals() -> Iterator[_Claim]:
    other = connection.copy()
    other.connect()
    try:
        with other.connection.transaction():
            claim = _Claim(other.connection)
            claim.signals = other.connection.execute(CLAIM, [SIGNALS_AT_ONCE]).fetchall()
            yield claim
    finally:
        other.close()


def _page(tenant_id: UUID, *, after: UUID) -> list[OutboxEvent]:
    with tenant_transaction(tenant_id):
        waiting = OutboxEvent.objects.filter(delivered_at=None, id__gt=after)
        return list(waiting.order_by("id")[:EVENTS_AT_ONCE])


def _settle(event: OutboxEvent, held: set[UUID], *, subscribers: Subscribers, at: datetime) -> bool:
    """Bring one event to all its subscribers and tell whether that is done; hold its document back where it is not."""
    may_go = event.document_id not in held and due_at(event.id, event.attempts) <= at
    if may_go and all(_handled(handler, event, at=at) for handler in subscribers.get(event.kind, ())):
        return True
    held.add(event.document_id)
    return False


def _handled(handler: Handler, event: OutboxEvent, *, at: datetime) -> bool:
    name = f"{handler.__module__}.{handler.__qualname__}"[-100:]
    try:
        with tenant_transaction(event.tenant_id):
            if fetch(HANDLE_ONCE, (new_id(), event.tenant_id, event.id, name)):
                handler(event.payload, tenant_id=event.tenant_id, at=at)
    except Exception as error:
        logger.exception("event %s (%s) failed in %s", event.id, event.kind, name)
        _note_failure(event, f"{name}: {error!r}")
        return False
    return True


def _note_failure(event: OutboxEvent, text: str) -> None:
    with tenant_transaction(event.tenant_id):
        OutboxEvent.objects.filter(id=event.id).update(
            attempts=F("attempts") + 1, last_error=text.replace("\x00", "")[:ERROR_LENGTH_MAX]
        )


def _mark_delivered(tenant_id: UUID, ids: list[UUID], *, at: datetime) -> None:
    if ids:
        with tenant_transaction(tenant_id):
            OutboxEvent.objects.filter(id__in=ids).update(delivered_at=at)
