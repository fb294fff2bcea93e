"""Statements that wait beside each other and go as one: which do, and that each gets its own answer."""

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from gongliao.kernel.ids import new_id
from gongliao.platform.database import together as joining
from gongliao.platform.database.rows import Insert, Later, Update, ask, call, execute, fetch
from gongliao.platform.public import tenant_transaction
from tests.support.statements import counted_statements
from tests.support.world import World, make_world

NOTED, TOLD = Insert("noted", ("id", "tenant_id", "n")), Insert("told", ("id", "tenant_id", "n"))
SET_NOTED = Update("noted", keys=(("id", "uuid"),), sets=(("n", "int"),))


@pytest.fixture
def world() -> Iterator[World]:
    """A tenant in whose transaction the test runs, with two tables of its own."""
    made = make_world()
    with tenant_transaction(made.tenant.id):
        with connection.cursor() as cursor:
            for table in ("noted", "told"):
                cursor.execute(f"CREATE TEMP TABLE {table} (id uuid PRIMARY KEY, tenant_id uuid, n int) ON COMMIT DROP")
        yield made


def listed(statement: str, columns: str, *parameters: Any) -> Later[list[Any]]:
    return ask(statement, parameters, list, columns=columns)  # type: ignore[arg-type]


class TestQuestions:
    def test_each_gets_its_own_rows_with_their_types(self, world: World) -> None:
        id = new_id()

        with counted_statements() as sent:
            several = listed("SELECT n, 'x' || n FROM generate_series(1, %s) n ORDER BY n DESC", "int text", 3)
            none = listed("SELECT 1, true WHERE %s = 2", "int bool", 1)
            one = listed(
                "SELECT %s::uuid, NULL, %s::numeric, %s::date", "uuid text numeric date", id, "1.50", "2026-06-15"
            )
            single = listed("SELECT 'a' UNION SELECT 'b' ORDER BY 1", "text")
            assert several.get() == [(3, "x3"), (2, "x2"), (1, "x1")]

        assert len(sent) == 1
        assert none.get() == []
        assert one.get() == [(id, None, Decimal("1.50"), date(2026, 6, 15))]
        assert single.get() == [("a",), ("b",)]

    def test_two_columns_of_one_type_keep_their_order(self, world: World) -> None:
        first, second = listed("SELECT 'a', 1, 'b'", "text int text"), listed("SELECT 2, 'c', 3", "int text int")

        assert (first.get(), second.get()) == ([("a", 1, "b")], [(2, "c", 3)])

    def test_one_that_says_no_types_goes_alone_and_in_its_place(self, world: World) -> None:
        with counted_statements() as sent:
            answers = [listed("SELECT 1", "int"), ask("SELECT 2", (), list), listed("SELECT 3", "int")]
            assert [each.get() for each in answers] == [[(1,)], [(2,)], [(3,)]]

        assert len(sent) == 3

    def test_a_lock_before_them_is_waited_for(self, world: World) -> None:
        """Who asks under a lock sees what was written by whoever held it before."""
        held, go_on, seen = threading.Event(), threading.Event(), []
        tenant_id, key = world.tenant.id, "noted"

        def write() -> None:
            with tenant_transaction(tenant_id):
                call("pg_advisory_xact_lock(hashtextextended(%s, 9))", (key,))
                execute("UPDATE platform_company SET name = 'renamed' WHERE tenant_id = %s", (tenant_id,))
                fetch("SELECT 1")
                held.set()
                assert go_on.wait(20)
            connection.close()

        writer = threading.Thread(target=write)
        writer.start()
        assert held.wait(20)
        call("pg_advisory_xact_lock(hashtextextended(%s, 9))", (key,))
        name = listed("SELECT name FROM platform_company WHERE tenant_id = %s", "text", tenant_id)
        number = listed("SELECT 1", "int")
        threading.Timer(0.2, go_on.set).start()
        seen += [name.get(), number.get()]
        writer.join(20)

        assert seen == [[("renamed",)], [(1,)]]


class TestWrites:
    def test_of_different_tables_go_as_one(self, world: World) -> None:
        tenant_id = world.tenant.id
        with counted_statements() as sent:
            NOTED.run([(new_id(), tenant_id, 1), (new_id(), tenant_id, 2)])
            TOLD.run([(new_id(), tenant_id, 3)])
            assert fetch("SELECT count(*) FROM noted") == [(2,)]

        assert len(sent) == 2
        assert fetch("SELECT n FROM told") == [(3,)]

    def test_of_one_table_go_one_after_the_other(self, world: World) -> None:
        """Parts of one statement don't see each other's rows."""
        tenant_id, id = world.tenant.id, new_id()
        with counted_statements() as sent:
            NOTED.run([(id, tenant_id, 1)])
            TOLD.run([(new_id(), tenant_id, 3)])
            SET_NOTED.run(tenant_id, [(id, 7)])
            assert fetch("SELECT n FROM noted") == [(7,)]

        assert len(sent) == 3

    def test_not_more_parameters_than_are_allowed(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(joining, "PARAMETERS_MAX", 8)
        rows = [(new_id(), world.tenant.id, number) for number in range(3)]
        with counted_statements() as sent:
            NOTED.run(rows)
            TOLD.run(rows)
            assert fetch("SELECT n FROM told ORDER BY n") == [(0,), (1,), (2,)]

        assert len(sent) == 3

    def test_a_part_that_fails_fails_all(self, world: World) -> None:
        id = new_id()
        NOTED.run([(id, world.tenant.id, 1), (id, world.tenant.id, 2)])
        TOLD.run([(new_id(), world.tenant.id, 3)])

        with pytest.raises(Exception, match="noted_pkey"):
            fetch("SELECT 1")


def test_calls_go_as_one_in_their_order(world: World) -> None:
    with counted_statements() as sent:
        call("set_config('gongliao.trial', %s, true)", ("first",))
        call("set_config('gongliao.trial', current_setting('gongliao.trial') || %s, true)", (" second",))
        assert fetch("SELECT current_setting('gongliao.trial')") == [("first second",)]

    assert len(sent) == 2
