"""The books are kept by posting month: parts are added ahead, and rows that came before their part move into it."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import OperationalError, ProgrammingError
from django.test import Client

from gongliao.gateway.cli.main import main
from gongliao.ledger.public import verify
from gongliao.platform.database.partitions import make_months, rows_waiting, try_to_make_months
from gongliao.platform.public import execute, fetch, tenant_transaction
from tests.support.database import TestDatabase
from tests.support.trade import Trade, make_trade

REST = "ledger_stockmove_rest"
SEALED = """
SELECT c.relrowsecurity, c.relforcerowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid),
 (SELECT count(*) FROM pg_trigger WHERE tgrelid = c.oid AND tgname LIKE 'append_only%%' AND tgenabled = 'O')
FROM pg_class c WHERE c.relname = %s
"""
COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = 'ledger_stockmove'::regclass AND attnum > 0 AND NOT attisdropped
"""
READING = ("SELECT * FROM", "INSERT INTO {0} OVERRIDING SYSTEM VALUE SELECT * FROM")
# Moves, but for what they were given later, and all that nodes bear: a table once, a view by now.
BOOKS = """
SELECT to_jsonb(m) - 'project_id' - 'category_id' - 'place_seq' FROM ledger_stockmove m
WHERE tenant_id = %s ORDER BY seq
"""
COSTS = """
SELECT project_id, node_id, category_id, item_id, quantity, amount, business_date, posting_date, document_id,
 document_line_id, move_id
FROM ledger_costentry WHERE tenant_id = %s ORDER BY seq
"""
LAST = "SELECT max(seq) FROM ledger_stockmove WHERE tenant_id = %s"
HAS_SEAL = (True, True, 1, 2)


@pytest.fixture
def owner(database: TestDatabase) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the tables' owner; what it does is given up."""
    with psycopg.connect(database.owner_url) as found:
        yield found
        found.rollback()


@pytest.fixture(autouse=True)
def as_before(database: TestDatabase) -> Iterator[None]:
    """Leave the parts that the other tests know."""
    before = parts(database)
    yield
    with psycopg.connect(database.owner_url) as found:
        found.execute("SET CONSTRAINTS ALL IMMEDIATE")
        found.execute("ALTER TABLE ledger_stockmove NO FORCE ROW LEVEL SECURITY")
        for name in sorted(parts(database) - before):
            found.execute(f"ALTER TABLE ledger_stockmove DETACH PARTITION {name}")
            found.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
            found.execute(f"INSERT INTO ledger_stockmove OVERRIDING SYSTEM VALUE SELECT * FROM {name}")
            found.execute(f"DROP TABLE {name}")
        found.execute("ALTER TABLE ledger_stockmove FORCE ROW LEVEL SECURITY")
    with psycopg.connect(database.owner_url) as found:
        # There and back again, a migration makes those alone that have rows.
        for name in sorted(before - parts(database)):
            month = date(int(name[-7:-3]), int(name[-2:]), 1)
            found.execute("SELECT gongliao_add_month('ledger_stockmove', %s)", [month])


def parts(database: TestDatabase) -> set[str]:
    with psycopg.connect(database.owner_url) as found:
        rows = found.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'ledger_stockmove'::regclass"
        )
        return {str(name) for (name,) in rows}


def lie_in(trade: Trade) -> dict[str, int]:
    """Return where a tenant's moves lie, as the application sees them."""
    with tenant_transaction(trade.world.tenant.id):
        rows = fetch(
            "SELECT tableoid::regclass::text, count(*) FROM ledger_stockmove WHERE tenant_id = %s GROUP BY 1",
            (trade.world.tenant.id,),
        )
    return {name.removeprefix("ledger_stockmove_"): count for name, count in rows}


def copy_move(trade: Trade, day: date) -> None:
    """Write the tenant's first move again with another id and date, whatever the calendar says to the date."""
    with tenant_transaction(trade.world.tenant.id):
        columns = [name for (name,) in fetch(COLUMNS) if name != "seq"]
        other = {"id": "gen_random_uuid()", "business_date": f"'{day}'", "posting_date": f"'{day}'"}
        told = [other.get(name, name) for name in columns]
        statement: Any = (
            f"INSERT INTO ledger_stockmove ({', '.join(columns)}) SELECT {', '.join(told)} FROM ledger_stockmove"
            " WHERE tenant_id = %s ORDER BY seq LIMIT 1"
        )
        execute(statement, (trade.world.tenant.id,))


def books(trade: Trade) -> list[Any]:
    with tenant_transaction(trade.world.tenant.id):
        return [fetch(statement, (trade.world.tenant.id,)) for statement in (BOOKS, COSTS)]


class TestPostings:
    """A posting lands somewhere whatever its date, and never waits for a part."""

    def test_of_long_ago_and_of_far_ahead_are_kept_with_the_rest(self) -> None:
        trade = make_trade()
        trade.open("10", "40.00", on=date(2023, 3, 10))
        for day in (date(1995, 2, 1), date(2095, 2, 1)):
            copy_move(trade, day)

        make_months()

        assert lie_in(trade) == {"2023_03": 1, "rest": 2}
        assert rows_waiting() == 0

    def test_before_their_month_has_a_part_are_found_all_the_same(self, told: "Told") -> None:
        told.require_whole()


class TestTold:
    def test_to_operators_while_rows_wait_and_a_month_at_hand_is_missing(
        self, told: "Told", database: TestDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        client = Client(SERVER_NAME="localhost")
        make_months()
        assert client.get("/readyz").json() == {"status": "ok"}

        next_month = (date.today().replace(day=1) + timedelta(days=31)).replace(day=1)  # noqa: DTZ011
        with psycopg.connect(database.owner_url) as owner:
            for month in (date(2023, 3, 1), next_month):
                part = f"ledger_stockmove_{month:%Y_%m}"
                owner.execute(f"ALTER TABLE ledger_stockmove DETACH PARTITION {part}")
                owner.execute(f"DROP TABLE {part}")
        copy_move(told.one, date(2023, 3, 11))

        answer = client.get("/readyz")
        assert answer.status_code == 200
        assert answer.json() == {"status": "ok", "lagging": {"months_missing": 1, "rows_waiting": 1}}
        assert main(["verify", "--home", str(tmp_path), "--tenant", str(make_trade().world.tenant.id), "--json"]) == 0
        [note] = json.loads(capsys.readouterr().out)["notes"]
        assert "lack 1 months" in note and "1 rows wait" in note


class TestMakeMonths:
    def test_adds_this_month_and_the_next_ones_once(self, database: TestDatabase) -> None:
        make_months()
        before = parts(database)
        today = date.today()  # noqa: DTZ011  the database's own day counts
        ahead = {(today.year * 12 + today.month - 1 + more) for more in range(4)}

        assert {f"ledger_stockmove_{at // 12}_{at % 12 + 1:02d}" for at in ahead} <= before
        assert make_months() == []
        assert parts(database) == before

    def test_adds_no_more_than_a_year_whatever_it_is_told(self, database: TestDatabase) -> None:
        make_months(ahead=10_000)

        assert len(parts(database)) < 60

    def test_moves_the_rows_of_all_tenants_that_came_before(self, told: "Told", database: TestDatabase) -> None:
        assert lie_in(told.one) == {"rest": 2} and lie_in(told.other) == {"rest": 2}
        assert rows_waiting() >= 4

        made = make_months()

        assert {each.name for each in made} >= {"ledger_stockmove_2023_03", "ledger_stockmove_2023_05"}
        assert lie_in(told.one) == lie_in(told.other) == {"2023_03": 1, "2023_05": 1}
        assert rows_waiting() == 0
        told.require_whole()

    def test_seals_the_new_part_and_the_rest_again(self, told: "Told", owner: psycopg.Connection[Any]) -> None:
        make_months()

        for name in (REST, "ledger_stockmove_2023_03"):
            assert owner.execute(SEALED, [name]).fetchone() == HAS_SEAL

    def test_goes_on_counting(self, told: "Told") -> None:
        [(last,)] = told.one.rows(LAST)

        make_months()
        told.one.issue("1", on=date(2023, 5, 20))

        [(now,)] = told.one.rows(LAST)
        assert now > last
        assert lie_in(told.one) == {"2023_03": 1, "2023_05": 2}
        told.one.require_sound_books()


class TestKilled:
    """At any point nothing was done, or all of one month; the next run does the rest."""

    def test_in_the_middle_of_a_month_it_leaves_nothing(self, told: "Told", database: TestDatabase) -> None:
        before = parts(database)
        with psycopg.connect(database.owner_url) as other:
            [(pid,)] = other.execute("SELECT pg_backend_pid()").fetchall()
            while "2023_03" not in str(other.execute("SELECT part FROM gongliao_make_month(3)").fetchone()):
                other.commit()
                before = parts(database)
            with psycopg.connect(database.owner_url, autocommit=True) as killer:
                killer.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
            with pytest.raises(psycopg.OperationalError):
                other.execute("SELECT 1")

        assert parts(database) == before
        told.require_whole()
        make_months()
        assert lie_in(told.one) == {"2023_03": 1, "2023_05": 1}
        told.require_whole()

    def test_between_two_months_it_leaves_the_first(self, told: "Told") -> None:
        with connection.cursor() as cursor:
            while "2023_03" not in str(cursor.fetchone() if cursor.description else ""):
                cursor.execute("SELECT part FROM gongliao_make_month(3)")
        assert lie_in(told.one) == {"2023_03": 1, "rest": 1}
        told.require_whole()

        make_months()

        assert lie_in(told.one) == {"2023_03": 1, "2023_05": 1}
        told.require_whole()

    def test_by_somebody_who_reads_the_rest_for_long_it_gives_way(self, told: "Told", database: TestDatabase) -> None:
        with psycopg.connect(database.application_url) as reader:
            reader.execute("SELECT count(*) FROM ledger_stockmove")

            with pytest.raises(OperationalError, match="lock timeout"):
                make_months()
            try_to_make_months()
            assert lie_in(told.other) == {"rest": 2}
            reader.rollback()

        make_months()
        assert lie_in(told.other) == {"2023_03": 1, "2023_05": 1}


class TestPart:
    """Addressed by itself a part gives away no more than the whole."""

    @pytest.mark.parametrize("what", [*READING, "DELETE FROM", "TRUNCATE"])
    @pytest.mark.parametrize("part", [REST, "ledger_stockmove_2023_03"])
    def test_is_closed_to_the_application(self, told: "Told", database: TestDatabase, part: str, what: str) -> None:
        make_months()
        with psycopg.connect(database.application_url) as application:
            application.execute("SELECT set_config('app.tenant', %s, true)", [str(told.one.world.tenant.id)])
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(f"{what.format(part)} {part}")  # type: ignore[arg-type]

    def test_can_not_be_taken_off_or_added_by_the_application(self, database: TestDatabase) -> None:
        for change in ("DETACH PARTITION ledger_stockmove_rest", "DISABLE TRIGGER append_only"):
            with (
                psycopg.connect(database.application_url) as application,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                application.execute(f"ALTER TABLE ledger_stockmove {change}")  # type: ignore[arg-type]

    def test_shows_its_owner_one_tenant_alone(self, told: "Told", owner: psycopg.Connection[Any]) -> None:
        make_months()
        assert owner.execute("SELECT * FROM ledger_stockmove_2023_03").fetchall() == []

        owner.execute("SELECT set_config('app.tenant', %s, true)", [str(told.one.world.tenant.id)])

        assert owner.execute("SELECT DISTINCT tenant_id FROM ledger_stockmove_2023_03").fetchall() == [
            (told.one.world.tenant.id,)
        ]

    @pytest.mark.parametrize("change", ["UPDATE {} SET value = 1", "DELETE FROM {}", "TRUNCATE {}"])
    def test_can_not_be_changed_by_its_owner(self, told: "Told", owner: psycopg.Connection[Any], change: str) -> None:
        make_months()
        owner.execute("SELECT set_config('app.tenant', %s, true)", [str(told.one.world.tenant.id)])

        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="is append-only"):
            owner.execute(change.format("ledger_stockmove_2023_03"))  # type: ignore[arg-type]

    def test_is_made_by_nobody_but_the_job(self) -> None:
        for call in ("gongliao_add_month('ledger_stockmove', '2001-01-01')", "gongliao_secure_part('catalog_item')"):
            with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
                cursor.execute(f"SELECT {call}")


class TestMigration:
    def test_keeps_every_row_there_and_back(self, told: "Told", database: TestDatabase) -> None:
        before = books(told.one), books(told.other)

        try:
            call_command("migrate", "ledger", "0017", database="owner", verbosity=0)
            assert (books(told.one), books(told.other)) == before
            assert parts(database) == set()
        finally:
            # All of them: what depends on the ledger went back with it.
            call_command("migrate", database="owner", verbosity=0)
            connections["owner"].close()

        assert (books(told.one), books(told.other)) == before
        assert lie_in(told.one) == {"2023_03": 1, "2023_05": 1}
        told.one.issue("1", on=date(2023, 5, 21))
        told.require_whole()


class Told:
    """Two tenants with moves in months that nobody has seen coming."""

    def __init__(self) -> None:
        self.one, self.other = self._trade(), self._trade()

    def _trade(self) -> Trade:
        trade = make_trade()
        trade.open("10", "40.00", on=date(2023, 3, 10))
        trade.issue("4", on=date(2023, 5, 15))
        trade.spend("7.00", on=date(2023, 5, 16))
        return trade

    def require_whole(self) -> None:
        for trade in (self.one, self.other):
            assert verify(tenant_ids=[trade.world.tenant.id]).holds
            [(total,)] = trade.rows(
                "SELECT sum(quantity) FROM ledger_stockmove WHERE tenant_id = %s AND business_date = '2023-03-10'"
            )
            assert total == Decimal(10)


@pytest.fixture
def told() -> Told:
    return Told()
