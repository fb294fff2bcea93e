"""Schema editor: composite keys, row-level security, grants and immutability, made with the table.

For a model with a plain ``tenant_id`` column it makes ``PRIMARY KEY (tenant_id, id)``, foreign keys
``(tenant_id, x_id)``, indexes led by ``tenant_id``, and one forced policy. Source: design.md 3.1, ADR-0002.
"""

# The stubs know little of the schema editor's inner methods, which are what is overridden here.
# mypy: disable-error-code="misc,attr-defined,no-any-return,assignment,union-attr,arg-type"

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.backends.postgresql.schema import DatabaseSchemaEditor as PostgreSQLSchemaEditor
from psycopg import sql

from gongliao.platform.database.marks import (
    TENANT_COLUMN,
    LineOfPosted,
    PostedForEver,
    is_append_only,
    is_tenant_model,
)

POLICY = "tenant_isolation"
# The sub-select is evaluated once per statement instead of once per row; an unset or empty setting gives no rows.
CURRENT_TENANT = sql.SQL("(SELECT NULLIF(current_setting('app.tenant', true), '')::uuid)")

# Lines arrive in the transaction that posts their head, never later: the head's row version must be our own. Every
# table has a function of its own, because a statement put together at run time is planned again at each posting.
REFUSE_LATE_LINE = """
CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$ BEGIN
  IF EXISTS (
    SELECT 1 FROM added a JOIN public.{head} h ON h.tenant_id = a.tenant_id AND h.id = a.document_id
    WHERE h.state IN ('posted', 'reversed') AND age(h.xmin) > 0 AND h.xmin <> pg_current_xact_id()::xid
  ) THEN
    RAISE EXCEPTION 'a line for a posted %', {head_name} USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$
"""


class DatabaseSchemaEditor(PostgreSQLSchemaEditor):
    """Make tables that keep their promises."""

    def create_model(self, model: type[models.Model]) -> None:
        super().create_model(model)
        if is_tenant_model(model):
            self._add_tenant_primary_key(model)
        self.secure(model)

    def secure(self, model: type[models.Model]) -> None:
        """Give a table its policy, its grants and the triggers of what it promises."""
        if is_tenant_model(model):
            self._secure_rows(model)
        self._grant(model)
        self._refuse_changes(model)

    def delete_model(self, model: type[models.Model]) -> None:
        super().delete_model(model)
        if issubclass(model, LineOfPosted):
            self._run("DROP FUNCTION {function}()", function=_late_line_function(model._meta.db_table))

    def _iter_column_sql(
        self,
        column_db_type: str,
        params: list[Any],
        model: type[models.Model],
        field: "models.Field[Any, Any]",
        field_db_params: Any,
        include_default: bool,
    ) -> Iterator[str]:
        parts = super()._iter_column_sql(column_db_type, params, model, field, field_db_params, include_default)
        leave_out = "PRIMARY KEY" if is_tenant_model(model) else None
        return (part for part in parts if part != leave_out)

    def _create_fk_sql(self, model: type[models.Model], field: Any, suffix: str) -> Statement:
        target = field.target_field.model
        if not (is_tenant_model(model) and is_tenant_model(target)):
            return super()._create_fk_sql(model, field, suffix)
        return Statement(
            self.sql_create_fk,
            table=Table(model._meta.db_table, self.quote_name),
            name=self._fk_constraint_name(model, field, suffix),
            column=Columns(model._meta.db_table, [TENANT_COLUMN, field.column], self.quote_name),
            to_table=Table(target._meta.db_table, self.quote_name),
            to_column=Columns(target._meta.db_table, [TENANT_COLUMN, field.target_field.column], self.quote_name),
            deferrable=self.connection.ops.deferrable_sql(),
        )

    def add_field(self, model: type[models.Model], field: Any) -> None:
        if not (is_tenant_model(model) and field.remote_field):
            super().add_field(model, field)
            return
        # The inline form can name one column only; without it Django falls back to a constraint of its own.
        self.sql_create_column_inline_fk = None
        try:
            super().add_field(model, field)
        finally:
            del self.sql_create_column_inline_fk

    def _field_indexes_sql(self, model: type[models.Model], field: Any) -> list[Any]:
        if is_tenant_model(model) and self._field_should_be_indexed(model, field):
            leader = model._meta.get_field(TENANT_COLUMN)
            return [self._create_index_sql(model, fields=[leader, field])]
        return super()._field_indexes_sql(model, field)

    def _add_tenant_primary_key(self, model: type[models.Model]) -> None:
        pk = model._meta.pk
        assert pk is not None
        self._run(
            "ALTER TABLE {table} ADD CONSTRAINT {name} PRIMARY KEY ({tenant}, {pk})",
            table=model._meta.db_table,
            name=f"{model._meta.db_table}_pkey",
            tenant=TENANT_COLUMN,
            pk=pk.column,
        )

    def _secure_rows(self, model: type[models.Model]) -> None:
        table = model._meta.db_table
        self._run("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", table=table)
        self._run("ALTER TABLE {table} FORCE ROW LEVEL SECURITY", table=table)
        statement = sql.SQL(
            "CREATE POLICY {policy} ON {table} TO PUBLIC USING (tenant_id = {now}) WITH CHECK (tenant_id = {now})"
        ).format(policy=sql.Identifier(POLICY), table=sql.Identifier(table), now=CURRENT_TENANT)
        self.execute(statement.as_string(self.connection.connection), None)

    def _grant(self, model: type[models.Model]) -> None:
        if is_append_only(model):
            statement = "GRANT SELECT, INSERT ON {table} TO {role}"
        else:
            statement = "GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {role}"
        self._run(statement, table=model._meta.db_table, role=settings.DATABASE_APPLICATION_ROLE)

    def _refuse_changes(self, model: type[models.Model]) -> None:
        table = model._meta.db_table
        if is_append_only(model):
            self._run(
                "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
                " EXECUTE FUNCTION gongliao_refuse_change()",
                table=table,
            )
            self._run(
                "CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
                " EXECUTE FUNCTION gongliao_refuse_change()",
                table=table,
            )
        if issubclass(model, PostedForEver):
            self._run(
                "CREATE TRIGGER posted_for_ever BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
                " EXECUTE FUNCTION gongliao_refuse_change_of_posted()",
                table=table,
            )
        if issubclass(model, LineOfPosted):
            head = model._meta.get_field("document").remote_field.model._meta.db_table
            self._run(
                "CREATE TRIGGER line_of_posted BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
                " EXECUTE FUNCTION gongliao_refuse_change_of_line({head_name})",
                table=table,
                head_name=sql.Literal(head),
            )
            self._run(REFUSE_LATE_LINE, function=_late_line_function(table), head=head, head_name=sql.Literal(head))
            self._run(
                "CREATE TRIGGER no_late_line AFTER INSERT ON {table} REFERENCING NEW TABLE AS added"
                " FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
                table=table,
                function=_late_line_function(table),
            )

    def _run(self, statement: str, **names: str | sql.Composable) -> None:
        parts = {key: sql.Identifier(name) if isinstance(name, str) else name for key, name in names.items()}
        composed = sql.SQL(statement).format(**parts)
        self.execute(composed.as_string(self.connection.connection), None)


def _late_line_function(table: str) -> str:
    return f"gongliao_refuse_late_line_{table}"
