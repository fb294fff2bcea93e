"""Set statements of the posting path: plain locking reads, multi-row inserts, updates from a list of values.

That is the form that PostgreSQL plans fast and that Citus accepts together with row-level security (ADR-0003). They run
on the bare psycopg cursor, which prepares statements on the server; the ORM is for what does not grow with lines. Table
and column names come from our own constants, never from input.

A statement is sent when its answer is wanted, and then all that was asked for before goes with it, in order, in one
round trip (ADR-0007). The ORM's cursors, savepoints and the commit send what waits first (see base).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, LiteralString, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor, RawCursor, sql
from psycopg.pq import ExecStatus
from psycopg.types.json import Jsonb

from gongliao.platform.database.base import DatabaseWrapper

T = TypeVar("T")
Row = tuple[Any, ...]
Query = LiteralString | sql.SQL | sql.Composed
Parameters = Sequence[Any] | Mapping[str, Any]

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
            _send(_insert_statement(self, len(part)), [value for row in part for value in row])


@dataclass(frozen=True)
class Update:
    """A table, key columns and set columns with their SQL types, for ``UPDATE … FROM (VALUES …)``.

    ``add`` columns are increased by the value instead of set to it.
    """

    table: str
    keys: tuple[tuple[str, str], ...]
    sets: tuple[tuple[str, str], ...] = ()
    add: tuple[tuple[str, str], ...] = ()

    def run(self, tenant_id: Any, rows: Sequence[Row]) -> None:
        """Update; each row gives keys, then sets, then adds."""
        for start in range(0, len(rows), SLICE):
            part = rows[start : start + SLICE]
            values = [value for row in part for value in row]
            _send(_update_statement(self, len(part)), [*values, tenant_id])


class Later(Generic[T]):
    """An answer that is asked for, and known once it is wanted."""

    def __init__(self, wrapper: DatabaseWrapper | None, build: Callable[[list[Row]], T]) -> None:
        self._wrapper = wrapper
        self._build = build
        self._cursor: Cursor[Row] | None = None

    def get(self) -> T:
        """Send what waits, this among it, unless that was done, and return the answer."""
        if self._wrapper is not None:
            if self._cursor is None:
                self._wrapper.send_waiting()
            assert self._cursor is not None, "a rollback took the question back"
            rows = self._cursor.fetchall()
            self._wrapper, self._cursor = None, None
            self._found = self._build(rows)
        return self._found

    def came(self, cursor: Cursor[Row]) -> None:
        """Take the cursor that the answer arrives at."""
        self._cursor = cursor


def known(value: T) -> Later[T]:
    """Return an answer that needs no question."""
    later: Later[T] = Later(None, lambda _: value)
    later._found = value
    return later


def ask(statement: Query, parameters: Parameters, build: Callable[[list[Row]], T]) -> Later[T]:
    """Ask for rows and say what to make of them; the query is sent with the next whose answer is wanted."""
    wrapper = _wrapper()
    later = Later(wrapper, build)

    def run() -> None:
        # Not the connection's own factory: Django's cursors write the values into the text, so nothing is prepared.
        later.came(Cursor(wrapper.connection).execute(statement, parameters))

    wrapper.waiting.append(run)
    return later


def fetch(statement: Query, parameters: Parameters = ()) -> list[Row]:
    """Return all rows of a query."""
    return ask(statement, parameters, list).get()


def execute(statement: Query, parameters: Parameters = ()) -> None:
    """Run one statement whose answer nobody needs."""
    wrapper = _wrapper()
    wrapper.waiting.append(lambda: Cursor(wrapper.connection).execute(statement, parameters))


def described(statement: Query, parameters: Parameters = ()) -> tuple[list[Row], list[str]]:
    """Return all rows of a query, and the names of its columns."""
    wrapper = _wrapper()
    wrapper.send_waiting()
    cursor: Cursor[Row] = Cursor(wrapper.connection).execute(statement, parameters)
    assert cursor.description is not None
    return cursor.fetchall(), [column.name for column in cursor.description]


def savepoint(name: LiteralString) -> None:
    """Mark a point to come back to."""
    execute(f"SAVEPOINT {name}")


def back_to(name: LiteralString) -> None:
    """Undo all since a savepoint, and let go the locks that were taken since."""
    wrapper = _wrapper()
    wrapper.send_waiting()
    # Not through psycopg's cursor, which forgets all prepared statements of the connection when it sees a rollback.
    done = wrapper.connection.pgconn.exec_(f"ROLLBACK TO SAVEPOINT {name}".encode())
    assert done.status == ExecStatus.COMMAND_OK, done.error_message


def as_json(value: Any) -> Jsonb:
    """Return the value as a jsonb parameter."""
    return Jsonb(value)


def _wrapper() -> DatabaseWrapper:
    # Looked up once: ``django.db.connection`` goes through a proxy and a thread-local for every attribute.
    wrapper = cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])
    assert wrapper.in_atomic_block, "posting statements run inside a tenant transaction"
    return wrapper


def _send(statement: bytes, parameters: Sequence[Any]) -> None:
    wrapper = _wrapper()
    wrapper.waiting.append(lambda: RawCursor(wrapper.connection).execute(statement, parameters))


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
