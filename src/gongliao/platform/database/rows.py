"""Set statements of the posting path: plain locking reads, multi-row inserts, updates from a list of values.

That is the form that PostgreSQL plans fast and that Citus accepts together with row-level security (ADR-0003). They run
on the bare psycopg cursor, which prepares statements on the server and can pipeline them; the ORM is for what does not
grow with lines. Table and column names come from our own constants, never from input.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, LiteralString

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor, RawCursor, sql
from psycopg.pq import TransactionStatus
from psycopg.types.json import Jsonb

Row = tuple[Any, ...]
Query = LiteralString | sql.SQL | sql.Composed

# PostgreSQL takes 65,535 parameters a statement; long documents go in slices of this many rows.
SLICE = 500


@dataclass(frozen=True)
class Insert:
    """A table and the columns of a multi-row insert, in order; rows whose ``unless`` key exists are passed over."""

    table: str
    columns: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def run(self, rows: Sequence[Row]) -> None:
        """Insert the rows, in their order."""
        for start in range(0, len(rows), SLICE):
            part = rows[start : start + SLICE]
            _run(_insert_statement(self, len(part)), [value for row in part for value in row])


@dataclass(frozen=True)
class Update:
    """A table, key columns and set columns with their SQL types, for ``UPDATE … FROM (VALUES …)``.

    ``add`` columns are increased by the value instead of set to it.
    """

    table: str
    keys: tuple[tuple[str, str], ...]
    sets: tuple[tuple[str, str], ...] = ()
    add: tuple[tuple[str, str], ...] = ()

    def run(self, tenant_id: Any, rows: Sequence[Row]) -> int:
        """Update and return how many rows were hit; each row gives keys, then sets, then adds."""
        hit = 0
        for start in range(0, len(rows), SLICE):
            part = rows[start : start + SLICE]
            values = [value for row in part for value in row]
            hit += _run(_update_statement(self, len(part)), [*values, tenant_id]).rowcount
        return hit


def execute(statement: Query, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Cursor[Row]:
    """Run one statement on the transaction's bare connection and return its cursor."""
    # Not the connection's own factory: Django's cursors write the values into the text, so nothing is ever prepared.
    return Cursor(_bare()).execute(statement, parameters)


def fetch(statement: Query, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
    """Return all rows of a query."""
    return execute(statement, parameters).fetchall()


@contextmanager
def pipeline() -> Iterator[None]:
    """Send the statements inside in one go instead of one round trip each; none may need another's answer."""
    with _bare().pipeline():
        yield


def as_json(value: Any) -> Jsonb:
    """Return the value as a jsonb parameter."""
    return Jsonb(value)


def _bare() -> Any:
    # Looked up once: ``django.db.connection`` goes through a proxy and a thread-local for every attribute.
    wrapper = connections[DEFAULT_DB_ALIAS]
    assert wrapper.in_atomic_block, "posting statements run inside a tenant transaction"
    bare = wrapper.connection
    assert bare.pgconn.transaction_status != TransactionStatus.INERROR
    return bare


def _run(statement: bytes, parameters: Sequence[Any]) -> RawCursor[Row]:
    return RawCursor(_bare()).execute(statement, parameters)


# The statements below are built once per table and number of rows, with PostgreSQL's own ``$1`` places: rewriting
# hundreds of ``%s`` places at each call cost more than the database did.


@lru_cache(maxsize=512)
def _insert_statement(insert: Insert, count: int) -> bytes:
    width = len(insert.columns)
    rows = [_places(range(at, at + width)) for at in range(1, count * width + 1, width)]
    statement = sql.SQL("INSERT INTO {} ({}) VALUES {}").format(
        sql.Identifier(insert.table), _names(insert.columns), sql.SQL(",").join(rows)
    )
    if insert.unless:
        statement += sql.SQL(" ON CONFLICT ({}) DO NOTHING").format(_names(insert.unless))
    return statement.as_bytes()


@lru_cache(maxsize=512)
def _update_statement(update: Update, count: int) -> bytes:
    columns = (*update.keys, *update.sets, *update.add)
    kinds = [kind for _, kind in columns]
    width = len(columns)
    rows = [_places(range(at, at + width), kinds) for at in range(1, count * width + 1, width)]
    setting = [sql.SQL("{0} = v.{0}").format(sql.Identifier(name)) for name, _ in update.sets]
    adding = [sql.SQL("{0} = t.{0} + v.{0}").format(sql.Identifier(name)) for name, _ in update.add]
    matching = [sql.SQL("t.{0} = v.{0}").format(sql.Identifier(name)) for name, _ in update.keys]
    return (
        sql.SQL("UPDATE {} t SET {} FROM (VALUES {}) AS v ({}) WHERE {} AND t.tenant_id = {}")
        .format(
            sql.Identifier(update.table),
            sql.SQL(", ").join(setting + adding),
            sql.SQL(",").join(rows),
            _names([name for name, _ in columns]),
            sql.SQL(" AND ").join(matching),
            _place(count * width + 1),
        )
        .as_bytes()
    )


def _names(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(",").join(map(sql.Identifier, names))


def _place(number: int, kind: str = "") -> sql.SQL:
    # Table, column and type names are constants of ours; the number is made here.
    return sql.SQL(f"${number}::{kind}" if kind else f"${number}")


def _places(numbers: range, kinds: Sequence[str] = ()) -> sql.Composed:
    each = [_place(number, kinds[at] if kinds else "") for at, number in enumerate(numbers)]
    return sql.SQL("({})").format(sql.SQL(",").join(each))
