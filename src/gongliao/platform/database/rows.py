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
from itertools import count as count_from
from itertools import repeat
from operator import is_
from typing import Any, Generic, LiteralString, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor, sql
from psycopg.types.json import Jsonb

from gongliao.platform.database.base import DatabaseWrapper
from gongliao.platform.database.wire import Kind, Row, Statement, wire_of

__all__ = [
    "Insert",
    "Later",
    "Row",
    "Update",
    "as_json",
    "ask",
    "back_to",
    "call",
    "described",
    "execute",
    "fetch",
    "known",
    "savepoint",
]

T = TypeVar("T")
Query = LiteralString | sql.Composed

# PostgreSQL takes 65,535 parameters a statement; long documents go in slices of this many rows.
SLICE = 500


@dataclass(frozen=True)
class Insert:
    """A table and the columns of a multi-row insert, in order; rows whose ``unless`` key exists are passed over."""

    table: str
    columns: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def run(self, rows: Sequence[Row]) -> None:
        """Insert the rows, in their order; what all share, such as the tenant, is sent once."""
        for start in range(0, len(rows), SLICE):
            part = rows[start : start + SLICE]
            first = part[0]
            columns = enumerate(zip(*part, strict=True))
            shared = tuple(at for at, column in columns if all(map(is_, column, repeat(first[at]))))
            own = [at for at in range(len(first)) if at not in shared]
            values = [first[at] for at in shared] + [row[at] for row in part for at in own]
            _send(_insert_statement(self, len(part), shared), values, "write", self.table)


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
            _send(_update_statement(self, len(part)), [*values, tenant_id], "write", self.table)


class Later(Generic[T]):
    """An answer that is asked for, and known once it is wanted."""

    def __init__(self, wrapper: DatabaseWrapper | None, build: Callable[[list[Row]], T]) -> None:
        self._wrapper = wrapper
        self._build = build
        self._statement = Statement(b"")

    def get(self) -> T:
        """Send what waits, this among it, unless that was done, and return the answer."""
        if self._wrapper is not None:
            if self._statement.result is None and self._statement.rows is None:
                self._wrapper.send_waiting()
            rows = wire_of(self._wrapper.connection).rows(self._statement)
            self._wrapper, self._statement = None, Statement(b"")
            self._found = self._build(rows)
        return self._found

    def wait(self, statement: Statement) -> None:
        """Take the statement that the answer comes with."""
        self._statement = statement


def known(value: T) -> Later[T]:
    """Return an answer that needs no question."""
    later: Later[T] = Later(None, lambda _: value)
    later._found = value
    return later


def ask(
    statement: Query, parameters: Sequence[Any], build: Callable[[list[Row]], T], *, columns: LiteralString = ""
) -> Later[T]:
    """Ask for rows and say what to make of them; the query is sent with the next whose answer is wanted.

    A plain question that names the types of its columns, such as ``"uuid text"``, goes as one with its neighbours that
    do so as well. One that locks rows must not: what is asked beside it would not see what it waited for.
    """
    later = Later(_wrapper(), build)
    later.wait(_send(_numbered(statement), parameters, "question" if columns else None, columns))
    return later


def fetch(statement: Query, parameters: Sequence[Any] = ()) -> list[Row]:
    """Return all rows of a query."""
    return ask(statement, parameters, list).get()


def call(functions: LiteralString, parameters: Sequence[Any]) -> None:
    """Call functions, such as ``"f(%s), g(%s)"``, whose answers nobody needs."""
    _send(_numbered("SELECT " + functions), parameters, "call")


def execute(statement: Query, parameters: Sequence[Any] = ()) -> None:
    """Run one statement whose answer nobody needs."""
    _send(_numbered(statement), parameters)


def described(
    statement: LiteralString, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> tuple[list[Row], list[str]]:
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
    execute(f"ROLLBACK TO SAVEPOINT {name}")


def as_json(value: Any) -> Jsonb:
    """Return the value as a jsonb parameter."""
    return Jsonb(value)


def _wrapper() -> DatabaseWrapper:
    # Looked up once: ``django.db.connection`` goes through a proxy and a thread-local for every attribute.
    wrapper = cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])
    assert wrapper.in_atomic_block, "posting statements run inside a tenant transaction"
    return wrapper


def _send(text: bytes, parameters: Sequence[Any], kind: Kind | None = None, about: str = "") -> Statement:
    statement = Statement(text, parameters, kind, about)
    _wrapper().waiting.append(statement)
    return statement


def _numbered(statement: Query) -> bytes:
    """Return the statement with PostgreSQL's own places instead of ``%s``."""
    return _with_numbers(statement if isinstance(statement, str) else statement.as_string())


@lru_cache(maxsize=512)
def _with_numbers(statement: str) -> bytes:
    first, *rest = statement.split("%s")
    text = first + "".join(f"${number}{part}" for number, part in enumerate(rest, start=1))
    return text.replace("%%", "%").encode()


# The statements below are built once per table and number of rows.


@lru_cache(maxsize=512)
def _insert_statement(insert: Insert, count: int, shared: tuple[int, ...]) -> bytes:
    """Return the statement; first come the values of ``shared`` columns, then each row's others."""
    width = len(insert.columns)
    places = count_from(len(shared) + 1)
    rows = [
        sql.SQL("({})").format(
            sql.SQL(",").join(_place(shared.index(at) + 1 if at in shared else next(places)) for at in range(width))
        )
        for _ in range(count)
    ]
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
