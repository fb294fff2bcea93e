"""The backend that Django loads by the name of this package."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQLWrapper
from django.db.backends.postgresql.features import DatabaseFeatures as PostgreSQLFeatures
from psycopg import Cursor, Pipeline
from psycopg.abc import PQGen

from gongliao.platform.database.schema import DatabaseSchemaEditor


class DatabaseFeatures(PostgreSQLFeatures):
    """What differs where the tenant is part of the primary key."""

    # The id alone is no primary key, so PostgreSQL doesn't know the other columns from it.
    allows_group_by_selected_pks = False


class _OnePiece(Pipeline):
    """A pipeline that keeps statements back until all are there, and sends them in one piece.

    The library sends each as it comes, which costs both processes a turn for every statement.
    """

    keeps_back = True

    def _communicate_gen(self) -> PQGen[None]:
        if not self.keeps_back:
            yield from super()._communicate_gen()
            return
        while self.command_queue:
            self.command_queue.popleft()()


class DatabaseWrapper(PostgreSQLWrapper):
    """PostgreSQL with tables secured as they are made, and with statements that wait to be sent together.

    ``waiting`` holds them in order (see rows). Whatever else reaches the database, or ends the transaction, sends them
    first; a rollback drops them.
    """

    SchemaEditorClass = DatabaseSchemaEditor
    features_class = DatabaseFeatures

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: list[Callable[[], Any]] = []

    def send_waiting(self) -> None:
        """Send what waits, in order and in one round trip."""
        if not self.waiting:
            return
        sent, self.waiting = self.waiting, []
        if len(sent) == 1:
            sent[0]()
            return
        with self._in_one_piece(sent):
            pass

    @contextmanager
    def _in_one_piece(self, sent: list[Callable[[], Any]]) -> Iterator[None]:
        """Send statements together with what the block adds to them."""
        # The connection uses the pipeline that it has, and lets go of it afterwards.
        pipeline = self.connection._pipeline = _OnePiece(self.connection)
        with self.connection.pipeline():
            for run in sent:
                run()
            pipeline.keeps_back = False
            yield

    def _start_transaction_under_autocommit(self) -> None:
        # The framework's own way costs a round trip for BEGIN; this one goes with the first statement.
        self.waiting.append(lambda: Cursor(self.connection).execute("BEGIN"))

    def create_cursor(self, name: str | None = None) -> Any:
        self.send_waiting()
        return super().create_cursor(name)

    # What follows overrides the framework's own hooks, which its stubs leave out.

    def _commit(self) -> None:
        if not self.waiting:
            super()._commit()  # type: ignore[misc]
            return
        sent, self.waiting = self.waiting, []
        with self.wrap_database_errors, self._in_one_piece(sent):
            super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self.waiting.clear()
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        # The savepoint's own statement sent what waited before it, so all of this belongs to it.
        self.waiting.clear()
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def close(self) -> None:
        self.waiting.clear()
        super().close()
