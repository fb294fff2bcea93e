"""From a bare process to a prepared database: what every command does first."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongliao.gateway.cli.terminal import CannotRun, messages
from gongliao.gateway.processes.pid_file import pid_of
from gongliao.platform.embedded import EmbeddedDatabase


def add_home(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where the installation lives."""
    parser.add_argument(
        "--home",
        type=Path,
        default=Path(os.environ.get("GONGLIAO_HOME", "var")),
        help="folder of this installation's data (default: GONGLIAO_HOME, or ./var)",
    )


def has_own_server() -> bool:
    """Tell whether DATABASE_URL names a server, instead of the embedded one."""
    return bool(os.environ.get("DATABASE_URL"))


@contextmanager
def connected(home: Path) -> Iterator[None]:
    """Find or start the database, set Django up on it, and leave it as it was found when the block ends.

    The embedded database runs on for others: it is stopped by whoever serves this home, or by whoever started it for a
    moment while nobody serves.
    """
    home = home.resolve()
    os.environ["GONGLIAO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongliao.gateway.settings")
    if has_own_server():
        _set_up()
        yield
        return
    database = EmbeddedDatabase(home)
    was_running = database.status().running
    with messages.status("Starting the database …"):
        urls = database.start()
    os.environ["DATABASE_URL"] = urls.application
    os.environ["DATABASE_OWNER_URL"] = urls.owner
    try:
        _set_up()
        yield
    finally:
        server = pid_of(home)
        if server == os.getpid() or (server is None and not was_running):
            _disconnect()
            database.stop()


def prepare(*, migrate: bool = True) -> None:
    """Bring the database up to date and refuse a role that could look past the tenant policy.

    Raises: CannotRun, UnsafeRole.
    """
    from django.conf import settings

    from gongliao.platform.database.guard import refuse_unsafe_role
    from gongliao.platform.database.partitions import try_to_make_months
    from gongliao.platform.database.prepare import prepare_database

    if migrate and os.environ.get("DATABASE_OWNER_URL"):
        with messages.status("Preparing the tables …"):
            prepare_database()
    elif missing := _missing_migrations():
        raise CannotRun(
            f"The database lacks {missing} migrations. Set DATABASE_OWNER_URL to the role that owns the tables, "
            f"beside DATABASE_URL for {settings.DATABASE_APPLICATION_ROLE}, and run: gongliao migrate"
        )
    refuse_unsafe_role()
    if migrate:
        try_to_make_months()


def _set_up() -> None:
    import django

    django.setup()


def _disconnect() -> None:
    from django.db import connections

    for each in connections.all(initialized_only=True):
        each.close()
        getattr(each, "close_pool", lambda: None)()


def _missing_migrations() -> int:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
