"""The backend that Django loads by the name of this package."""

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQLWrapper
from django.db.backends.postgresql.features import DatabaseFeatures as PostgreSQLFeatures

from gongliao.platform.database.schema import DatabaseSchemaEditor


class DatabaseFeatures(PostgreSQLFeatures):
    """What differs where the tenant is part of the primary key."""

    # The id alone is no primary key, so PostgreSQL doesn't know the other columns from it.
    allows_group_by_selected_pks = False


class DatabaseWrapper(PostgreSQLWrapper):
    """PostgreSQL with tables secured as they are made."""

    SchemaEditorClass = DatabaseSchemaEditor
    features_class = DatabaseFeatures
