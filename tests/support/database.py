"""Make the test database: a migrated template once per state of the migrations, and a copy per test process."""

import fcntl
import gc
import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

SOURCE = Path(__file__).resolve().parents[2] / "src" / "gongliao"

# The months about the day on which the tests live have parts of the books; what they post to others lies with the rest.
MONTHS: LiteralString = """
SELECT gongliao_add_month('ledger_stockmove', month::date)
FROM generate_series('2026-04-01'::date, '2026-07-01', interval '1 month') AS month
WHERE to_regclass('ledger_stockmove' || to_char(month, '_YYYY_MM')) IS NULL
"""


@dataclass(frozen=True)
class TestDatabase:
    """Where this process's tests run."""

    __test__ = False

    name: str
    owner_url: str
    application_url: str
    maintenance_url: str

    def drop(self) -> None:
        """Remove the copy; the template stays for the next run.

        The owner may not end sessions of the application role, nor the server's own autovacuum: each role ends its
        own, and who is left is waited for.
        """
        for _ in range(DROP_TRIES):
            _end_sessions(make_conninfo(self.application_url, dbname="postgres"), self.name)
            try:
                _run(
                    self.maintenance_url,
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name)),
                )
                return
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
                time.sleep(0.2)


DROP_TRIES = 50


def provide_database(*, worker: str, build: Path) -> TestDatabase:
    """Return a fresh database for this process and point the environment at it."""
    build.mkdir(parents=True, exist_ok=True)
    owner, application = _server(build)
    template = f"gongliao_template_{_digest_of_tables()}"
    name = f"gongliao_test_{os.getpid()}_{worker}"
    maintenance = make_conninfo(owner, dbname="postgres")
    with (build / "test-database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _exists(maintenance, template):
            _make_template(maintenance, template, owner, application, build)
        _run(
            maintenance,
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)),
        )
    # A crash of the machine may lose what tests wrote; that what is committed stays is tested on databases of its own.
    _run(maintenance, sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name)))
    found = TestDatabase(
        name=name,
        owner_url=make_conninfo(owner, dbname=name),
        application_url=make_conninfo(application, dbname=name),
        maintenance_url=maintenance,
    )
    _point_at(found.owner_url, found.application_url, build)
    return found


def _server(build: Path) -> tuple[str, str]:
    owner = os.environ.get("GONGLIAO_TEST_OWNER_URL")
    application = os.environ.get("GONGLIAO_TEST_APPLICATION_URL")
    if owner and application:
        return owner, application
    from gongliao.platform.embedded import EmbeddedDatabase

    urls = EmbeddedDatabase(build / "test-server").start()
    return urls.owner, urls.application


def _make_template(maintenance: str, template: str, owner: str, application: str, build: Path) -> None:
    making = f"{template}_making"
    _run(maintenance, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(making)))
    _run(maintenance, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
    _migrate_apart(make_conninfo(owner, dbname=making), make_conninfo(application, dbname=making), build)
    _run(
        maintenance,
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(template)),
    )


def _migrate_apart(owner_url: str, application_url: str, build: Path) -> None:
    """Migrate in a child process, so that this one never holds a connection to the template."""
    pid = os.fork()
    if pid == 0:
        status = 1
        # Each migration makes many classes anew. Nobody looks for those left behind: the process ends with them.
        gc.disable()
        try:
            _point_at(owner_url, application_url, build)
            import django

            django.setup()
            from gongliao.platform.database.prepare import prepare_database

            prepare_database()
            with psycopg.connect(owner_url) as connection:
                connection.execute(MONTHS)
            status = 0
        finally:
            os._exit(status)
    _, result = os.waitpid(pid, 0)
    if result != 0:
        raise RuntimeError("the test database could not be migrated; see above")


def _point_at(owner_url: str, application_url: str, build: Path) -> None:
    os.environ["DATABASE_URL"] = application_url
    os.environ["DATABASE_OWNER_URL"] = owner_url
    os.environ["GONGLIAO_HOME"] = str(build / "test-home")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongliao.gateway.settings"


def _digest_of_tables() -> str:
    digest = hashlib.sha256()
    digest.update(MONTHS.encode())
    for path in sorted([*SOURCE.glob("*/migrations/*.py"), *SOURCE.glob("platform/database/*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _exists(maintenance: str, name: str) -> bool:
    with psycopg.connect(maintenance, autocommit=True) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _end_sessions(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
            [name],
        )


def _run(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
