"""The private PostgreSQL of an installation that has no DATABASE_URL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

import psycopg

from gongliao.platform.embedded import programs
from gongliao.platform.embedded.account import account_for
from gongliao.platform.embedded.cluster import Cluster
from gongliao.platform.embedded.errors import CredentialsMissing, HomeCopied, HomeNotOurs
from gongliao.platform.embedded.files import locked
from gongliao.platform.embedded.layout import (
    APPLICATION,
    OWNER,
    SUPERUSER,
    Place,
    Record,
    choose_place,
    make_passable,
)
from gongliao.platform.embedded.processes import PidFile
from gongliao.platform.embedded.roles import DATABASE, ensure_roles_and_database
from gongliao.platform.embedded.settings import PORT

# Where root keeps what an unprivileged account must reach when a home is closed to it.
_SHARED = Path("/var/lib/gongliao")


@dataclass(frozen=True)
class DatabaseUrls:
    """How to reach the database as its owner, for migrations, and as the application."""

    owner: str = field(repr=False)
    application: str = field(repr=False)


@dataclass(frozen=True)
class Status:
    """Whether the server runs; ``version`` is the major version of its data."""

    running: bool
    pid: int | None = None
    port: int | None = None
    version: str | None = None


class EmbeddedDatabase:
    """A PostgreSQL server for one home folder, shared by all processes that use that home.

    The server is meant to outlive whoever started it: another process attaches, and only
    ``stop`` ends it. Everything lies below ``home/database``, except when root can't let an
    unprivileged account in there: then data lies below ``shared`` and the home remembers where.
    """

    def __init__(self, home: Path, *, shared: Path = _SHARED, package: Path | None = None) -> None:
        self._home = home.resolve()
        self._folder = self._home / "database"
        self._shared = shared
        self._package = package

    @property
    def data_directory(self) -> Path:
        return self._place(self._record()).data

    @property
    def log_path(self) -> Path:
        return self._cluster(self._record()).log_path

    def start(self) -> DatabaseUrls:
        """Make the database available: create it, start it or join it, whichever is needed.

        Raises: HomeNotOurs, CredentialsMissing, HomeCopied, NoServerAccount, NoReachablePlace,
            ProgramsMissing, ProgramsNotUsable, InitialisationFailed, VersionMismatch,
            SocketFolderTaken, StartFailed.
        """
        self._make_folder()
        with self._locked():
            record = self._record() or self._new_record()
            socket_folder = self._joined(record) or self._launched(record)
        return DatabaseUrls(
            owner=_url(OWNER, record.passwords[OWNER], socket_folder),
            application=_url(APPLICATION, record.passwords[APPLICATION], socket_folder),
        )

    def stop(self) -> None:
        """End the server for everybody who uses it; nothing happens when it doesn't run.

        Raises: HomeNotOurs, CredentialsMissing, HomeCopied, StopTimedOut.
        """
        if not self._folder.exists():
            return
        with self._locked():
            self._cluster(self._record()).stop()

    def status(self) -> Status:
        """Tell whether the server runs, without waiting for a start or stop under way."""
        cluster = self._cluster(self._record())
        server = cluster.running()
        version = cluster.version() if cluster.exists() else None
        if server is None:
            return Status(running=False, version=version)
        return Status(running=True, pid=server.pid, port=server.port or None, version=version)

    def _make_folder(self) -> None:
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            make_passable(self._folder)
        except PermissionError:
            raise HomeNotOurs(self._home) from None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = self._folder / "lock"
        if not os.access(lock if lock.exists() else self._folder, os.W_OK):
            raise HomeNotOurs(self._folder)
        with locked(lock):
            yield

    def _record(self) -> Record | None:
        path = self._folder / "credentials.json"
        try:
            record = Record.read(path)
        except PermissionError:
            raise HomeNotOurs(self._folder) from None
        except ValueError:
            raise CredentialsMissing(path, Place(self._folder).data) from None
        if record and record.elsewhere and record.home != self._home:
            return self._moved(record, record.elsewhere)
        return record

    def _moved(self, record: Record, elsewhere: Path) -> Record:
        # Two homes on one database would each stop the other's server and share no lock.
        original = Record.read(record.home / "database" / "credentials.json")
        if original and original.elsewhere == elsewhere:
            raise HomeCopied(self._home, record.home, Place(elsewhere).data)
        return replace(record, home=self._home)

    def _new_record(self) -> Record:
        place = Place(self._folder)
        path = self._folder / "credentials.json"
        if place.data.exists():
            raise CredentialsMissing(path, place.data)
        elsewhere = choose_place(folder=self._folder, account=account_for(place.data), shared=self._shared)
        # Written before the data exist, so that a crash can't leave data without passwords.
        record = Record.new(home=self._home, elsewhere=elsewhere)
        record.write(path)
        return record

    def _joined(self, record: Record) -> Path | None:
        cluster = self._cluster(record)
        server = cluster.running()
        if server is None:
            return None
        if server.state == "stopping":
            cluster.wait_until_gone(server.pid)
            return None
        try:
            return self._made_ready(record, cluster.wait_until_ready(server.pid))
        except psycopg.OperationalError:
            # A killed server may still have looked alive. Or somebody swept the temporary files,
            # its socket with them; nobody can connect any more then, so that it may as well end.
            if not cluster.soon_gone(server.pid):
                if self._socket_folder(record, server).joinpath(f".s.PGSQL.{PORT}").exists():
                    raise
                cluster.stop()
            return None

    def _launched(self, record: Record) -> Path:
        cluster = self._cluster(record)
        account = account_for(self._place(record).data)
        found = programs.find_programs(
            package=self._package or programs.installed_package(),
            account=account,
            shared=self._shared,
        )
        if not cluster.exists():
            if record.elsewhere:
                # Whoever removed the data may have removed the folder with them.
                make_passable(record.elsewhere.parent)
                make_passable(record.elsewhere)
            cluster.create(account=account, programs=found, password=record.passwords[SUPERUSER])
        return self._made_ready(record, cluster.launch(account=account, programs=found))

    def _made_ready(self, record: Record, server: PidFile) -> Path:
        socket_folder = self._socket_folder(record, server)
        ensure_roles_and_database(socket_folder=socket_folder, passwords=record.passwords)
        return socket_folder

    def _place(self, record: Record | None) -> Place:
        return Place(record.elsewhere if record and record.elsewhere else self._folder)

    def _cluster(self, record: Record | None) -> Cluster:
        return Cluster(self._place(record), startup_log=self._folder / "startup.log")

    def _socket_folder(self, record: Record, server: PidFile) -> Path:
        place = self._place(record)
        noted = server.socket_folder
        return noted if noted and noted.exists() else place.socket_folder


def _url(role: str, password: str, socket_folder: Path) -> str:
    host = quote(os.fsencode(socket_folder), safe="")
    return f"postgresql://{role}:{quote(password, safe='')}@/{DATABASE}?host={host}&port={PORT}"
