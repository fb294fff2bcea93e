"""Bring a database to the state that this version needs: tables, cache table, grants."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

Report = Callable[[str], None]

# Tables of libraries whose migrations are SQL and so pass by the schema editor.
LIBRARY_TABLES = ("procrastinate_%", "django_cache", "django_migrations")


def prepare_database(*, report: Report = lambda _: None) -> None:
    """Migrate as the owner and hand the application role what it needs; safe to repeat."""
    report("migrate")
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)
    report("grant")
    _grant_library_tables(settings.DATABASE_APPLICATION_ROLE)


def gather_statistics() -> None:
    """Tell the planner what a bulk load has put into the tables, which it would learn by itself minutes later."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    connections["owner"].close()


def _grant_library_tables(role: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'S') AND relname LIKE ANY (%s)",
            [list(LIBRARY_TABLES)],
        )
        for name, kind in cursor.fetchall():
            statement = (
                "GRANT USAGE, SELECT ON SEQUENCE {} TO {}"
                if kind == "S"
                else "GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}"
            )
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(role)))
    connections["owner"].close()
