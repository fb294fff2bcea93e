"""Statements that go in one piece: their answers, what fails among them, and what stays prepared."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import Connection

from gongliao.platform.database import wire
from gongliao.platform.database.rows import Insert, _insert_statement
from gongliao.platform.database.wire import Statement, Wire, wire_of


@pytest.fixture
def bare() -> Iterator[Connection[Any]]:
    """A connection of the application's own, outside any transaction."""
    connection.ensure_connection()
    with psycopg.connect(connection.connection.info.dsn, password=connection.connection.info.password) as opened:
        opened.autocommit = True
        yield opened


def answers(on: Wire, *statements: Statement) -> list[Any]:
    on.send(statements)
    return [on.rows(statement) for statement in statements if statement.result]


def prepared(bare: Connection[Any]) -> int:
    [(count,)] = bare.execute("SELECT count(*) FROM pg_prepared_statements").fetchall()
    return int(count)


class TestWire:
    def test_each_statement_gets_its_own_answer(self, bare: Connection[Any]) -> None:
        one, two = (
            Statement(b"SELECT $1::int + 1", [1]),
            Statement(b"SELECT $1::numeric, $2::text", [Decimal("1.50"), "料"]),
        )

        assert answers(wire_of(bare), one, two) == [[(2,)], [(Decimal("1.50"), "料")]]

    def test_a_statement_is_prepared_once(self, bare: Connection[Any]) -> None:
        for number in range(5):
            assert answers(wire_of(bare), Statement(b"SELECT $1::int", [number])) == [[(number,)]]

        assert prepared(bare) == 1

    def test_the_first_error_is_told_and_the_rest_not_carried_out(self, bare: Connection[Any]) -> None:
        bare.execute("CREATE TEMP TABLE noted (n int)")
        on = wire_of(bare)
        broken = [Statement(b"INSERT INTO noted VALUES (1)"), Statement(b"SELECT 1 / $1::int", [0])]

        for _ in range(2):
            with pytest.raises(psycopg.errors.DivisionByZero):
                on.send([Statement(b"BEGIN"), *broken, Statement(b"INSERT INTO noted VALUES (2)")])
            assert bare.info.transaction_status == psycopg.pq.TransactionStatus.INERROR
            bare.rollback()

        assert answers(on, Statement(b"SELECT n FROM noted")) == [[]]

    def test_a_value_that_cannot_be_sent_stops_all_before_anything_is_sent(self, bare: Connection[Any]) -> None:
        on = wire_of(bare)

        with pytest.raises(psycopg.DataError):
            on.send([Statement(b"BEGIN"), Statement(b"SELECT $1::text", ["a\x00b"])])

        assert bare.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        assert answers(on, Statement(b"SELECT 1")) == [[(1,)]]

    def test_the_oldest_are_forgotten(self, bare: Connection[Any], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(wire, "KEPT", 3)
        on = wire_of(bare)

        for number in range(8):
            answers(on, Statement(b"SELECT %d" % number), Statement(b"SELECT 0"))

        assert prepared(bare) == 3
        assert answers(on, Statement(b"SELECT 0"), Statement(b"SELECT 1")) == [[(0,)], [(1,)]]

    def test_more_than_the_buffers_hold(self, bare: Connection[Any]) -> None:
        long = "料" * 2_000_000
        asked = [Statement(b"SELECT $1::text", [long]) for _ in range(6)]

        assert answers(wire_of(bare), *asked) == [[(long,)]] * 6


def test_what_all_rows_share_is_sent_once() -> None:
    insert = Insert("t", ("id", "tenant_id", "n"))

    assert _insert_statement(insert, 2, (1,)) == b'INSERT INTO "t" ("id","tenant_id","n") VALUES ($2,$1,$3),($4,$1,$5)'
