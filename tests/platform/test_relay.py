"""Delivery of events: at least once, in order per document."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import connection

from gongliao.kernel.clock import utc_now
from gongliao.kernel.ids import new_id
from gongliao.platform import relay
from gongliao.platform.models import Company, HandledEvent, OutboxEvent, OutboxSignal
from gongliao.platform.public import announce, tenant_transaction
from gongliao.platform.relay import DELAY_MAX, deliver_of_tenant, deliver_waiting, due_at, signal_forgotten
from tests.support.world import World, make_world

SOON = timedelta(seconds=1)


@dataclass(frozen=True)
class Happened:
    """For the trial."""

    kind: ClassVar[str] = "trial.happened"
    document_id: UUID
    what: str
    at: datetime = field(default_factory=utc_now)


@dataclass
class Subscriber:
    """Notes what it was told, and fails as it is told to."""

    name: str = "trial.subscriber"
    failing: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.__module__, _, self.__qualname__ = self.name.rpartition(".")

    def __call__(self, event: dict[str, Any], /, *, tenant_id: UUID, at: datetime) -> None:
        self.told.append(event["what"])
        if event["what"] in self.failing:
            raise RuntimeError(event["what"])


@pytest.fixture
def world() -> World:
    """A tenant of its own; what other tests left waiting would fill a whole round before it."""
    OutboxSignal.objects.all().delete()
    return make_world()


@pytest.fixture
def subscriber() -> Subscriber:
    return Subscriber()


def happen(world: World, *what: str, document_id: UUID | None = None) -> None:
    for each in what:
        with tenant_transaction(world.tenant.id):
            announce(Happened(document_id=document_id or new_id(), what=each))


def deliver(world: World, *subscribers: Subscriber, at: datetime | None = None) -> relay.Round:
    return deliver_of_tenant(world.tenant.id, subscribers=to(*subscribers), at=at or utc_now() + SOON)


def to(*subscribers: Subscriber) -> Mapping[str, tuple[Subscriber, ...]]:
    return {Happened.kind: subscribers}


def waiting(world: World) -> list[str]:
    with tenant_transaction(world.tenant.id):
        events = OutboxEvent.objects.filter(delivered_at=None).order_by("id")
        return [event.payload["what"] for event in events]


class TestDelivery:
    def test_tells_in_the_order_announced_and_once(self, world: World, subscriber: Subscriber) -> None:
        happen(world, "a", "b", "c")

        first, second = deliver(world, subscriber), deliver(world, subscriber)

        assert subscriber.told == ["a", "b", "c"]
        assert (first.delivered, first.waiting) == (3, False)
        assert (second.delivered, second.waiting) == (0, False)

    def test_nothing_is_told_of_what_was_taken_back(self, world: World, subscriber: Subscriber) -> None:
        with suppress(RuntimeError), tenant_transaction(world.tenant.id):
            announce(Happened(document_id=new_id(), what="undone"))
            raise RuntimeError

        deliver(world, subscriber)

        assert subscriber.told == []

    def test_an_event_without_subscribers_is_done(self, world: World) -> None:
        happen(world, "a")

        assert deliver(world).delivered == 1

    def test_tells_no_tenant_of_another(self, world: World, subscriber: Subscriber) -> None:
        happen(make_world(), "theirs")
        happen(world, "ours")

        deliver(world, subscriber)

        assert subscriber.told == ["ours"]

    def test_a_long_backlog_comes_in_rounds(
        self, world: World, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(relay, "EVENTS_AT_ONCE", 2)
        happen(world, "a", "b", "c")

        assert deliver(world, subscriber) == relay.Round(2, waiting=True)
        assert deliver(world, subscriber) == relay.Round(1, waiting=False)


class TestFailure:
    def test_holds_back_later_events_of_its_document_alone(self, world: World, subscriber: Subscriber) -> None:
        document = new_id()
        happen(world, "one", document_id=document)
        happen(world, "other")
        happen(world, "two", document_id=document)
        subscriber.failing = {"one"}

        done = deliver(world, subscriber)

        assert subscriber.told == ["one", "other"]
        assert (done.delivered, done.waiting) == (1, True)
        assert waiting(world) == ["one", "two"]

    def test_is_tried_again_later_and_then_goes_on_in_order(self, world: World, subscriber: Subscriber) -> None:
        happen(world, "one", "two", document_id=new_id())
        subscriber.failing = {"one"}
        deliver(world, subscriber, at=utc_now())

        at_once = deliver(world, subscriber, at=utc_now())
        subscriber.failing = set()
        later = deliver(world, subscriber, at=utc_now() + timedelta(seconds=5))

        assert (at_once.delivered, later.delivered) == (0, 2)
        assert subscriber.told == ["one", "one", "two"]

    def test_is_written_down(self, world: World, subscriber: Subscriber) -> None:
        happen(world, "one")
        subscriber.failing = {"one"}

        deliver(world, subscriber)

        with tenant_transaction(world.tenant.id):
            [event] = OutboxEvent.objects.all()
        assert event.attempts == 1
        assert "trial.subscriber: RuntimeError('one')" in event.last_error

    def test_takes_back_what_the_subscriber_wrote(self, world: World) -> None:
        def write_and_fail(event: dict[str, Any], /, *, tenant_id: UUID, at: datetime) -> None:
            Company.objects.create(code="HALF", name="x", books_open_on="2026-01-01")
            raise RuntimeError

        happen(world, "one")
        deliver_of_tenant(world.tenant.id, subscribers={Happened.kind: [write_and_fail]}, at=utc_now() + SOON)

        with tenant_transaction(world.tenant.id):
            assert not Company.objects.filter(code="HALF").exists()
            assert HandledEvent.objects.count() == 0

    def test_of_one_subscriber_does_not_repeat_the_others_work(self, world: World) -> None:
        good, bad = Subscriber("trial.good"), Subscriber("trial.bad", failing={"one"})
        happen(world, "one")
        deliver(world, good, bad)
        bad.failing = set()

        deliver(world, good, bad, at=utc_now() + timedelta(seconds=5))

        assert (good.told, bad.told) == (["one"], ["one", "one"])
        assert waiting(world) == []

    def test_a_broken_transaction_of_a_subscriber_is_a_failure_too(self, world: World, subscriber: Subscriber) -> None:
        def divide(event: dict[str, Any], /, *, tenant_id: UUID, at: datetime) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")

        happen(world, "one", "two")

        done = deliver_of_tenant(world.tenant.id, subscribers={Happened.kind: [divide]}, at=utc_now() + SOON)

        assert done == relay.Round(0, waiting=True)


class TestCrash:
    def test_between_the_work_and_its_mark_does_not_repeat_the_work(
        self, world: World, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        happen(world, "before", "after")
        with monkeypatch.context() as crash:
            crash.setattr(relay, "_mark_delivered", _die)
            with pytest.raises(SystemExit):
                deliver_waiting(subscribers=to(subscriber), at=utc_now() + SOON)
        assert waiting(world) == ["before", "after"]

        _deliver_everything(subscriber)

        assert waiting(world) == []
        assert [what for what in subscriber.told if what in {"before", "after"}] == ["before", "after"]


class TestSignals:
    def test_go_away_when_nothing_waits(self, world: World, subscriber: Subscriber) -> None:
        happen(world, "a", "b")
        assert OutboxSignal.objects.filter(of_tenant=world.tenant.id).count() == 2

        _deliver_everything(subscriber)

        assert not OutboxSignal.objects.filter(of_tenant=world.tenant.id).exists()

    def test_one_stays_while_something_waits(self, world: World, subscriber: Subscriber) -> None:
        happen(world, "a", "b")
        subscriber.failing = {"a"}

        deliver_waiting(subscribers=to(subscriber), at=utc_now() + SOON)

        assert OutboxSignal.objects.filter(of_tenant=world.tenant.id).count() == 1

    def test_a_forgotten_event_is_found_again(self, world: World, subscriber: Subscriber) -> None:
        happen(world, "a")
        OutboxSignal.objects.filter(of_tenant=world.tenant.id).delete()

        assert signal_forgotten() >= 1
        _deliver_everything(subscriber)

        assert "a" in subscriber.told

    def test_two_relays_at_once_tell_everything_once_and_in_order(self, world: World) -> None:
        other = make_world()
        subscriber = Subscriber()
        document = new_id()
        for number in range(20):
            happen(world, f"w{number:02}", document_id=document)
            happen(other, f"o{number:02}", document_id=document)

        def relay_all(_: int) -> None:
            try:
                for _ in range(10):
                    deliver_waiting(subscribers=to(subscriber), at=utc_now() + SOON)
            finally:
                connection.close()

        with ThreadPoolExecutor(3) as pool:
            list(pool.map(relay_all, range(3)))

        of_world = [what for what in subscriber.told if what.startswith("w")]
        of_other = [what for what in subscriber.told if what.startswith("o")]
        assert of_world == [f"w{number:02}" for number in range(20)]
        assert of_other == [f"o{number:02}" for number in range(20)]

    def test_a_tenant_that_another_relay_works_for_is_left_to_it(self, world: World, subscriber: Subscriber) -> None:
        happen(world, "a")
        other = connection.copy()
        other.connect()
        try:
            with other.connection.transaction():
                other.connection.execute(relay.LOCK_TENANT, [str(world.tenant.id)])
                deliver_waiting(subscribers=to(subscriber), at=utc_now() + SOON)
                assert "a" not in subscriber.told
        finally:
            other.close()

        _deliver_everything(subscriber)

        assert subscriber.told.count("a") == 1


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(0, 0), (1, 1), (2, 3), (3, 7), (10, 1023), (13, 4095 + 3600), (14, 4095 + 7200)]
)
def test_due_at(attempts: int, seconds: int) -> None:
    announced = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
    event_id = UUID(int=int(announced.timestamp() * 1000) << 80)

    assert due_at(event_id, attempts) == announced + timedelta(seconds=seconds)
    assert timedelta(hours=1) == DELAY_MAX


def _die(*_: Any, **__: Any) -> None:
    raise SystemExit


def _deliver_everything(subscriber: Subscriber) -> None:
    while deliver_waiting(subscribers=to(subscriber), at=utc_now() + SOON):
        continue
