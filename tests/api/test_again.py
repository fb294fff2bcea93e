"""Sent again, a request does nothing twice and is answered the same: every writing operation.

By its Idempotency-Key, which every one takes; by its id, where it has one; and where it has neither, a second time
finds nothing left to do. A key that comes with another request is refused.

Source: design.md 5, invariant 6.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest

from gongliao.platform.public import fetch, tenant_transaction
from tests.api.deeds import OPERATIONS, UNSAFE, Clerk, Deed, right_deed
from tests.api.populated import populate_two_places
from tests.support.http import Caller

WRITING = [label for label, operation in OPERATIONS.items() if operation.method in UNSAFE]
# What a write leaves beside what it was asked for.
BESIDE = ("platform_idempotencyrecord",)
# Their answers hold a password, so they are kept for no retry.
SECRET = ("PUT /people/{id}", "POST /people/{id}/password")
KEY = {"Idempotency_Key": "once-only"}

# A file's form takes no other field.
KEPT = [each for each in WRITING if OPERATIONS[each].body and each not in (*SECRET, "POST /attachments")]

pytestmark = pytest.mark.xdist_group("again")


class Undo(Exception):
    """Takes back what was tried."""


@dataclass(frozen=True)
class Scene:
    """A right request to every writing operation, and who sends it."""

    tenant_id: Any
    clerk: Clerk
    deeds: dict[str, tuple[Deed, Caller]]
    tables: list[str]

    @contextmanager
    def prepared(self, label: str) -> Iterator[tuple[Deed, Caller]]:
        """Give a request in a transaction that is taken back."""
        deed, caller = self.deeds[label]
        with suppress(Undo), tenant_transaction(self.tenant_id):
            yield self.clerk.prepared(deed), caller
            raise Undo

    def state(self) -> dict[str, Any]:
        """Return what the tenant's tables hold, each as one number."""
        each = (f"SELECT '{table}', sum(hashtextextended(t::text, 0)) FROM {table} t" for table in self.tables)
        return dict(fetch(" UNION ALL ".join(each)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def scene() -> Scene:
    places = populate_two_places()
    shop, tenant_id = places.shop, places.shop.world.tenant.id
    callers = [Caller(shop.admin), Caller(shop.boss)]
    clerk = Clerk(places.here, callers[0])
    deeds = {label: right_deed(tenant_id, clerk, OPERATIONS[label], callers) for label in WRITING}
    with tenant_transaction(tenant_id):
        found = fetch(
            "SELECT c.relname::text FROM pg_class c"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
            " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace"
        )
    return Scene(tenant_id, clerk, deeds, sorted({table for (table,) in found} - {*BESIDE}))


@pytest.mark.parametrize("label", WRITING)
def test_with_its_key_it_is_answered_the_same_and_done_once(label: str, scene: Scene) -> None:
    with scene.prepared(label) as (deed, caller):
        first = deed.send(caller, **KEY)
        before = scene.state()
        again = deed.send(caller, **KEY)

        assert first.status < 300, first.body
        assert (again.status, again.body) == (first.status, first.body)
        assert scene.state() == before


@pytest.mark.parametrize("label", WRITING)
def test_without_a_key_it_is_done_once(label: str, scene: Scene) -> None:
    with scene.prepared(label) as (deed, caller):
        first = deed.send(caller)
        before = scene.state()
        again = deed.send(caller)

        assert first.status < 300, first.body
        if again.status < 300:
            assert again.body == first.body
            assert scene.state() == before
        else:
            # Its transaction is taken back whole.
            assert again.status in (404, 409), again.body


@pytest.mark.parametrize("label", KEPT)
def test_its_key_with_another_body_is_refused(label: str, scene: Scene) -> None:
    with scene.prepared(label) as (deed, caller):
        first = deed.send(caller, **KEY)
        other = replace(deed, body={**(deed.body or {}), "remark": "anderes"}).send(caller, **KEY)

        assert first.status < 300, first.body
        assert (other.status, other.code) == (409, "platform.idempotency_key_reused"), other.body
