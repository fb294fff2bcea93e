"""The backend that Django loads by the name of this package."""

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQLWrapper

from gongliao.platform.database.schema import DatabaseSchemaEditor


class DatabaseWrapper(PostgreSQLWrapper):
    """PostgreSQL with tables secured as they are made."""

    SchemaEditorClass = DatabaseSchemaEditor
