"""A pooled connection carries no tenant to its next user, whatever became of the transaction before."""

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import psycopg
from django.db import DatabaseError, connection, transaction

from gongliao.platform.models import Company
from gongliao.platform.public import execute, fetch, tenant_transaction
from tests.support.http import Caller
from tests.support.world import World, make_world

THREADS = 8
ROUNDS = 40


class Interrupted(Exception):
    """Stands for whatever goes wrong in our own code."""


def look_around(world: World) -> None:
    seen = {row[0] for row in fetch("SELECT id FROM platform_company")}
    assert seen == {world.company_id} == set(Company.objects.values_list("id", flat=True))


def look_outside() -> None:
    """Ask without a tenant, on whichever connection the pool hands out."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(current_setting('app.tenant', true), '') FROM platform_company")
        assert cursor.fetchone() == (0, "")


def ends_well(world: World) -> None:
    with tenant_transaction(world.tenant.id):
        look_around(world)


def raises(world: World) -> None:
    with suppress(Interrupted), tenant_transaction(world.tenant.id):
        look_around(world)
        raise Interrupted


def breaks_a_statement(world: World) -> None:
    with suppress(DatabaseError, psycopg.Error), tenant_transaction(world.tenant.id):
        look_around(world)
        execute("SELECT 1 / 0")


def is_cancelled(world: World) -> None:
    with suppress(DatabaseError, psycopg.Error), tenant_transaction(world.tenant.id):
        execute("SET LOCAL statement_timeout = 1")
        execute("SELECT pg_sleep(1)")


def loses_its_connection(world: World) -> None:
    with suppress(DatabaseError, psycopg.Error), tenant_transaction(world.tenant.id):
        execute("SELECT pg_terminate_backend(pg_backend_pid())")


def is_rolled_back(world: World) -> None:
    with tenant_transaction(world.tenant.id):
        Company.objects.create(code="X", name="gone", books_open_on="2026-01-01")
        transaction.set_rollback(True)


def asks_over_http(world: World) -> None:
    answer = Caller(world.person("administrator")).get("/companies")
    assert [row["id"] for row in answer.body["rows"]] == [str(world.company_id)]


ENDINGS: tuple[Callable[[World], None], ...] = (
    ends_well,
    raises,
    breaks_a_statement,
    is_cancelled,
    loses_its_connection,
    is_rolled_back,
    asks_over_http,
)


class TestPooledConnections:
    def test_no_tenant_outlives_its_transaction(self) -> None:
        worlds = [make_world() for _ in range(20)]
        faults: list[BaseException] = []
        used: set[UUID] = set()

        def work(seed: int) -> None:
            chance = random.Random(seed)
            try:
                for _ in range(ROUNDS):
                    world = chance.choice(worlds)
                    chance.choice(ENDINGS)(world)
                    connection.close()  # back to the pool, as at the end of a request
                    look_outside()
                    connection.close()
                    used.add(world.tenant.id)
            except BaseException as fault:
                faults.append(fault)
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert faults == []
        assert len(used) == len(worlds)
