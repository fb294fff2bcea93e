"""Divide a table by posting month, or put it together again, with all its rows: what migrations do (ADR-0023)."""

# The stubs know little of the schema editor's inner methods.
# mypy: disable-error-code="attr-defined,arg-type"

from typing import TYPE_CHECKING, LiteralString

from django.db import models
from psycopg import sql

from gongliao.platform.database.month_functions import AHEAD_MAX, BACK_MAX, run_statement
from gongliao.platform.database.partitions import AHEAD

if TYPE_CHECKING:
    from gongliao.platform.database.schema import DatabaseSchemaEditor


def partition_by_month(editor: "DatabaseSchemaEditor", model: type[models.Model]) -> None:
    """Turn an append-only table into one with a part for each month that it has rows of, and the next ones.

    The model is as the migration knows it. Its id is a key together with the tenant and the posting date.
    """
    remake = _Remake(editor, model)
    remake.begin()
    remake.create(" PARTITION BY RANGE (posting_date)")
    remake.refer()
    remake.run("CREATE TABLE {rest} PARTITION OF {table} DEFAULT")
    remake.run("SELECT gongliao_secure_part({rest_name})")
    remake.run(
        "SELECT gongliao_add_month({name}, month::date) FROM generate_series("
        "  date_trunc('month', current_date) - make_interval(months => {back_max}),"
        "  date_trunc('month', current_date) + make_interval(months => {ahead_max}), interval '1 month') AS month"
        " WHERE month BETWEEN date_trunc('month', current_date)"
        "  AND date_trunc('month', current_date) + make_interval(months => {ahead})"
        "  OR month IN (SELECT date_trunc('month', posting_date) FROM {before})"
    )
    remake.fill()
    remake.finish(("tenant_id", "id", "posting_date"))


def unite(editor: "DatabaseSchemaEditor", model: type[models.Model]) -> None:
    """Turn a table with parts back into one without."""
    remake = _Remake(editor, model)
    remake.begin()
    remake.create("")
    remake.refer()
    remake.fill()
    remake.finish(("tenant_id", "id"))


class _Remake:
    """A table that is made anew with the rows of the old one, and with all that migrations gave to that."""

    def __init__(self, editor: "DatabaseSchemaEditor", model: type[models.Model]) -> None:
        self._editor, self._model = editor, model
        table = model._meta.db_table
        self._names: dict[str, sql.Composable] = {
            "table": sql.Identifier(table),
            "name": sql.Literal(table),
            "before": sql.Identifier(f"{table}_before"),
            "rest": sql.Identifier(f"{table}_rest"),
            "rest_name": sql.Literal(f"{table}_rest"),
            "key": sql.Identifier(f"{table}_pkey"),
            "ahead": sql.Literal(AHEAD),
            "ahead_max": sql.Literal(AHEAD_MAX),
            "back_max": sql.Literal(BACK_MAX),
            "numbers": sql.Identifier(f"{table}_seq_seq"),
            "numbers_before": sql.Identifier(f"{table}_seq_before"),
        }

    def run(self, statement: LiteralString, **names: sql.Composable) -> None:
        run_statement(self._editor, statement, **self._names, **names)

    def begin(self) -> None:
        """Put the old table aside; its owner reads the rows of all tenants for once."""
        self.run("LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        self.run("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        self.run("ALTER TABLE {table} DROP CONSTRAINT {key}")
        for index in self._model._meta.indexes:
            self.run("DROP INDEX {index}", index=sql.Identifier(index.name))
        self.run("ALTER TABLE {table} RENAME TO {before}")
        self.run("ALTER SEQUENCE {numbers} RENAME TO {numbers_before}")

    def create(self, how: LiteralString) -> None:
        """Make the new table with the columns and checks of the old one."""
        self.run(
            "CREATE TABLE {table} (LIKE {before} INCLUDING CONSTRAINTS INCLUDING DEFAULTS INCLUDING IDENTITY"
            " INCLUDING STORAGE)" + how
        )

    def refer(self) -> None:
        """Give the new table its foreign keys before it has rows: they are checked row by row, whosever those are."""
        editor, model = self._editor, self._model
        for field in model._meta.local_fields:
            if field.remote_field and field.db_constraint:
                editor.execute(editor._create_fk_sql(model, field, "_fk_%(to_table)s_%(to_column)s"), None)
        self.run("SET CONSTRAINTS ALL IMMEDIATE")

    def fill(self) -> None:
        """Bring the rows over, and go on counting where the old table would have."""
        self.run("INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {before}")
        self.run("SELECT setval(pg_get_serial_sequence({name}, 'seq'), last_value, is_called) FROM {numbers_before}")
        self.run("DROP TABLE {before}")

    def finish(self, key: tuple[str, ...]) -> None:
        """Give the new table its keys and indexes, and secure it as every table is."""
        editor, model = self._editor, self._model
        columns = sql.SQL(", ").join(map(sql.Identifier, key))
        self.run("ALTER TABLE {table} ADD CONSTRAINT {key} PRIMARY KEY ({columns})", columns=columns)
        for index in model._meta.indexes:
            editor.add_index(model, index)
        editor.secure(model)
        self.run("ANALYZE {table}")
