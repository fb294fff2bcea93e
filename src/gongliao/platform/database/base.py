"""The backend that Django loads by the name of this package."""

from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQLWrapper
from django.db.backends.postgresql.features import DatabaseFeatures as PostgreSQLFeatures

from gongliao.platform.database.schema import DatabaseSchemaEditor
from gongliao.platform.database.together import come_apart, together
from gongliao.platform.database.wire import Statement, wire_of


class DatabaseFeatures(PostgreSQLFeatures):
    """What differs where the tenant is part of the primary key."""

    # The id alone is no primary key, so PostgreSQL doesn't know the other columns from it.
    allows_group_by_selected_pks = False


class DatabaseWrapper(PostgreSQLWrapper):
    """PostgreSQL with tables secured as they are made, and with statements that wait to be sent together.

    ``waiting`` holds them in order (see rows). Whatever else reaches the database, or ends the transaction, sends them
    first; a rollback drops them.
    """

    SchemaEditorClass = DatabaseSchemaEditor
    features_class = DatabaseFeatures

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: list[Statement] = []

    def send_waiting(self) -> None:
        """Send what waits, in order and in one round trip."""
        if self.waiting:
            sent, self.waiting = together(self.waiting), []
            wire = wire_of(self.connection)
            wire.send(sent)
            come_apart(sent, wire.rows)

    def _start_transaction_under_autocommit(self) -> None:
        # The framework's own way costs a round trip for BEGIN; this one goes with the first statement.
        self.waiting.append(Statement(b"BEGIN"))

    def create_cursor(self, name: str | None = None) -> Any:
        self.send_waiting()
        return super().create_cursor(name)

    # What follows overrides the framework's own hooks, which its stubs leave out.

    def _commit(self) -> None:
        if not self.waiting:
            super()._commit()  # type: ignore[misc]
            return
        self.waiting.append(Statement(b"COMMIT"))
        with self.wrap_database_errors:
            self.send_waiting()

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
