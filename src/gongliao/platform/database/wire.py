"""Prepared statements sent in one piece over a connection, and their answers (ADR-0007).

The library's cursors and its pipeline send each statement by itself and cost more CPU than the rest of a posting. This
stands on the layer below them: its wrapper of libpq, its conversion of values, its way of waiting.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from psycopg import Connection
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

Row = tuple[Any, ...]
Kind = Literal["call", "question", "write"]
Shape = tuple[bytes, tuple[int, ...]]

# So many statements a connection keeps prepared, those used last: each kind of document takes some, of each length.
KEPT = 400


@dataclass(slots=True)
class Statement:
    """One statement with PostgreSQL's own places, ``$1`` and so on, the values for them, and its answer.

    ``kind`` says with which neighbours it can go as one, ``about`` the table that it writes or the types of the columns
    that it asks for (see together). Its answer is a ``result``, or ``rows`` where it went as a part of one.
    """

    text: bytes
    parameters: Sequence[Any] = ()
    kind: Kind | None = None
    about: str = ""
    result: PGresult | None = None
    rows: list[Row] | None = None


# What a result is the answer to: a statement, the preparing of a shape, or the forgetting of one.
Command = Statement | Shape | None


class Wire:
    """A connection, and what is prepared on it."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self._values = Transformer(connection)
        self._prepared: OrderedDict[Shape, bytes] = OrderedDict()
        self._made = 0

    def send(self, statements: Sequence[Statement]) -> None:
        """Carry statements out in one round trip; after one that fails none is carried out.

        Raises: the database's error of the one that failed.
        """
        dumped = [self._dumped(statement) for statement in statements]
        libpq, commands = self._connection.pgconn, list[Command]()
        libpq.enter_pipeline_mode()
        try:
            for each in dumped:
                commands += self._put(*each)
            libpq.pipeline_sync()
            results = self._connection.wait(self._answers())
        finally:
            if libpq.status != ConnStatus.BAD:
                libpq.exit_pipeline_mode()
        for at, (command, result) in enumerate(zip(commands, results, strict=True)):
            if result.status == ExecStatus.FATAL_ERROR:
                self._forget(commands[at:])
                raise error_from_result(result, encoding=self._connection.info.encoding)
            if isinstance(command, Statement):
                command.result = result

    def rows(self, statement: Statement) -> list[Row]:
        """Return the rows that answer a statement."""
        if statement.rows is not None:
            return statement.rows
        assert statement.result is not None, "a rollback took the question back"
        self._values.set_pgresult(statement.result)
        return self._values.load_rows(0, statement.result.ntuples, tuple)

    def _dumped(self, statement: Statement) -> tuple[Statement, Shape, Sequence[Any], Any]:
        values = self._values.dump_sequence(statement.parameters, [_format_of(each) for each in statement.parameters])
        shape = (statement.text, tuple(self._values.types or ()))
        return statement, shape, values, self._values.formats

    def _put(self, statement: Statement, shape: Shape, values: Sequence[Any], formats: Any) -> list[Command]:
        """Put a statement into the pipeline, prepared first where it is not yet."""
        libpq, commands = self._connection.pgconn, list[Command]()
        name = self._prepared.get(shape)
        if name is None:
            if len(self._prepared) >= KEPT:
                _, oldest = self._prepared.popitem(last=False)
                # By the protocol's own message: a DEALLOCATE would be one more statement for the server to carry out.
                libpq.send_close_prepared(oldest)
                commands.append(None)
            self._made += 1
            name = self._prepared[shape] = b"gongliao_%d" % self._made
            libpq.send_prepare(name, shape[0], param_types=shape[1])
            commands.append(shape)
        else:
            self._prepared.move_to_end(shape)
        libpq.send_query_prepared(name, values, param_formats=formats)
        return [*commands, statement]

    def _forget(self, commands: Sequence[Command]) -> None:
        """Forget shapes that were not prepared because something failed before; their names are never used again."""
        for command in commands:
            if isinstance(command, tuple):
                self._prepared.pop(command, None)

    def _answers(self) -> PQGen[list[PGresult]]:
        """Flush, and gather the last result of each command up to the end of the pipeline."""
        libpq = self._connection.pgconn
        yield from send(libpq)
        answers: list[PGresult] = []
        while True:
            *_, result = yield from fetch_many(libpq)
            if result.status == ExecStatus.PIPELINE_SYNC:
                return answers
            answers.append(result)


def _format_of(value: Any) -> PyFormat:
    """Return how a value is sent: lists of ids in binary, which takes a sixth of the time that their text takes."""
    return PyFormat.BINARY if type(value) is list and value and type(value[0]) is UUID else PyFormat.AUTO


def wire_of(connection: Connection[Any]) -> Wire:
    """Return the wire of a connection, the same as long as the connection lives."""
    found: Wire | None = getattr(connection, "gongliao_wire", None)
    if found is None:
        found = Wire(connection)
        setattr(connection, "gongliao_wire", found)  # noqa: B010
    return found
