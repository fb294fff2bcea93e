"""Books are appended, never edited: the database itself refuses, to the application and to the tables' owner alike."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from psycopg import sql
from psycopg.types.json import Jsonb

from gongliao.platform.database.marks import is_append_only
from tests.architecture.catalogue import Connection
from tests.support.database import TestDatabase

TABLES = sorted(model._meta.db_table for model in apps.get_models() if model._meta.managed and is_append_only(model))
CHANGES = {
    "UPDATE": sql.SQL("UPDATE {table} SET tenant_id = tenant_id"),
    "DELETE": sql.SQL("DELETE FROM {table}"),
    "TRUNCATE": sql.SQL("TRUNCATE {table} CASCADE"),
}

COLUMNS = """
SELECT a.attname, a.atttypid::regtype::text FROM pg_attribute a
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
  AND (a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' OR a.attname = 'tenant_id')
"""
# Something that fits a column of the type; the constraints between tables wait for a commit that never comes.
VALUES = {
    "uuid": uuid4(),
    "numeric": Decimal(1),
    "integer": 1,
    "bigint": 1,
    "smallint": 1,
    "boolean": False,
    "date": date(2026, 1, 1),
    "timestamp with time zone": datetime(2026, 1, 1, tzinfo=UTC),
    "jsonb": Jsonb({}),
    "bytea": b"x",
    "text": "x",
    "character varying": "x",
}
# What a check constraint limits: texts to known words, a voucher line to one side.
WORDS = {
    "ownership": "own",
    "source_kind": "supplier",
    "target_kind": "bin",
    "kind": "order",
    "state": "posted",
    "credit": 0,
    "step": "begin",
}


@pytest.fixture
def application(database: TestDatabase) -> Iterator[Connection]:
    """A connection as the application makes it."""
    with psycopg.connect(database.application_url) as connection:
        yield connection
        connection.rollback()


class TestAppendOnlyTables:
    def test_are_the_ledger_the_journal_and_the_audit_trail(self) -> None:
        assert {"ledger_stockmove", "ledger_othercost", "ledger_commitmententry", "platform_documentevent"} <= set(
            TABLES
        )
        assert "catalog_itemevent" in TABLES

    @pytest.mark.parametrize("change", CHANGES)
    @pytest.mark.parametrize("table", TABLES)
    def test_can_not_be_changed_by_the_application(self, application: Connection, table: str, change: str) -> None:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute(CHANGES[change].format(table=sql.Identifier(table)))

    @pytest.mark.parametrize("change", CHANGES)
    @pytest.mark.parametrize("table", TABLES)
    def test_can_not_be_changed_by_their_owner(self, owner: Connection, table: str, change: str) -> None:
        # A truncation is refused with rows or without, and PostgreSQL wants no new ones in the way.
        if change != "TRUNCATE":
            _insert_some_row(owner, table)

        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="is append-only"):
            owner.execute(CHANGES[change].format(table=sql.Identifier(table)))


def _insert_some_row(owner: Connection, table: str) -> None:
    columns = {
        str(name): WORDS[str(name)] if str(name) in WORDS else VALUES[str(kind).partition("(")[0]]
        for name, kind in owner.execute(COLUMNS, [table])
    }
    owner.execute("SELECT set_config('app.tenant', %s, true)", [str(columns["tenant_id"])])
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join([sql.Placeholder()] * len(columns)),
    )
    assert owner.execute(statement, list(columns.values())).rowcount == 1
