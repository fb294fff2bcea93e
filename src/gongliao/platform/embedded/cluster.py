"""One data directory and the server on it: created whole, started detached, stopped cleanly."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

from gongliao.platform.embedded import settings
from gongliao.platform.embedded.account import Account
from gongliao.platform.embedded.errors import (
    InitialisationFailed,
    StartFailed,
    StopTimedOut,
    VersionMismatch,
)
from gongliao.platform.embedded.files import open_private, sync_folder, write_private
from gongliao.platform.embedded.layout import SUPERUSER, Place
from gongliao.platform.embedded.processes import (
    PidFile,
    has_ended,
    processes_in,
    read_pid_file,
    serves,
)
from gongliao.platform.embedded.programs import Programs

# Chinese trigrams and labels need a character type that knows more than ASCII, while text
# still sorts by bytes, the same on every machine.
_INITDB_OPTIONS = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
    "--lc-messages=C",
    "--auth=scram-sha-256",
    "--data-checksums",
    "--no-instructions",
)

# The shell ends at once, so the server is nobody's child, leaves no zombie and outlives us.
_DETACHED = ("/bin/sh", "-c", '"$@" >&2 & echo $!', "sh")

_START_SECONDS_MAX = 300.0  # Recovery after a crash replays up to a checkpoint's worth of log.
_STOP_SECONDS_MAX = 120.0
_DYING_SECONDS_MAX = 2.0
_ORPHANS_SECONDS_MAX = 10.0
_POLL_SECONDS = 0.02


class Cluster:
    """A PostgreSQL data directory at one place."""

    def __init__(self, place: Place, *, startup_log: Path) -> None:
        self._place = place
        self._startup_log = startup_log

    @property
    def log_path(self) -> Path:
        with suppress(OSError):
            if files := list(self._place.log.glob("*.log")):
                return max(files, key=lambda file: file.stat().st_mtime)
        return self._startup_log

    def exists(self) -> bool:
        return (self._place.data / "PG_VERSION").exists()

    def version(self) -> str:
        return (self._place.data / "PG_VERSION").read_text().strip()

    def running(self) -> PidFile | None:
        """Return the server's own note when it is alive, be it starting, ready or stopping."""
        noted = read_pid_file(self._place.data)
        return noted if noted and serves(noted.pid, self._place.data) else None

    def create(self, *, account: Account, programs: Programs, password: str) -> None:
        """Initialise the data directory, all or nothing.

        Raises: InitialisationFailed.
        """
        for abandoned in self._place.root.glob("new-*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        # A name of its own: when we were killed, our initdb may still be busy in the last one.
        unfinished = self._place.root / f"new-{secrets.token_hex(4)}"
        unfinished.mkdir(mode=0o700)
        write_private(unfinished / "password", password)
        account.adopt(unfinished / "password")
        account.adopt(unfinished)
        made = account.run(
            [
                programs.initdb,
                f"--pgdata={unfinished / 'data'}",
                f"--pwfile={unfinished / 'password'}",
                *_INITDB_OPTIONS,
                *settings.initial(),
            ]
        )
        if made.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise InitialisationFailed(made.stdout.strip())
        (unfinished / "data").rename(self._place.data)
        sync_folder(self._place.root)
        shutil.rmtree(unfinished)

    def launch(self, *, account: Account, programs: Programs) -> PidFile:
        """Start the server, past whatever a crash left behind, and wait until it is ready.

        Raises: VersionMismatch, SocketFolderTaken, StartFailed.
        """
        if self.version() != programs.major:
            raise VersionMismatch(self._place.data, self.version(), programs.major)
        self._place.prepare_folders(account)
        environment = self._clear_remains(account)
        options = settings.guaranteed(socket_folder=self._place.socket_folder, log_folder=self._place.log)
        with open_private(self._startup_log) as log:
            started = account.run(
                [*_DETACHED, programs.postgres, "-D", self._place.data, *options],
                errors_to=log,
                environment=environment,
            )
        return self.wait_until_ready(int(started.stdout))

    def wait_until_ready(self, pid: int) -> PidFile:
        """Wait for a server to accept connections.

        Raises: StartFailed.
        """
        deadline = time.monotonic() + _START_SECONDS_MAX
        while time.monotonic() < deadline:
            noted = read_pid_file(self._place.data)
            if noted and noted.pid == pid and noted.state == "ready":
                return noted
            if has_ended(pid):
                # One that was launched just before us, by somebody killed since, may have won.
                winner = self.running()
                if winner is None or winner.pid == pid:
                    break
                pid = winner.pid
            time.sleep(_POLL_SECONDS)
        raise StartFailed(log=self.log_path, output=self._last_words())

    def stop(self) -> None:
        """End the server's sessions, write everything out and wait until it is gone.

        Raises: StopTimedOut.
        """
        server = self.running()
        if server is None:
            return
        with suppress(ProcessLookupError):
            os.kill(server.pid, signal.SIGINT)
        self.wait_until_gone(server.pid)

    def wait_until_gone(self, pid: int) -> None:
        """Wait for a server that was told to stop.

        Raises: StopTimedOut.
        """
        if not self._gone_within(_STOP_SECONDS_MAX, pid):
            raise StopTimedOut(pid, _STOP_SECONDS_MAX)

    def soon_gone(self, pid: int) -> bool:
        """Tell whether a server that doesn't answer is one that is just dying."""
        return self._gone_within(_DYING_SECONDS_MAX, pid)

    def _gone_within(self, seconds: float, pid: int) -> bool:
        deadline = time.monotonic() + seconds
        while serves(pid, self._place.data):
            if time.monotonic() > deadline:
                return False
            time.sleep(_POLL_SECONDS)
        return True

    def _clear_remains(self, account: Account) -> dict[str, str]:
        """Clear away what a killed server left, and return what the new one must know of it."""
        for leftover in self._place.socket_folder.glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)
        pid_file = self._place.data / "postmaster.pid"
        if not pid_file.exists():
            return {}
        self._end_orphans(account)
        noted = read_pid_file(self._place.data)
        if noted is None:
            # Cut short by a full disk or a power failure, it would stop every start.
            # An orphan that was ended just now may have taken it away itself.
            pid_file.unlink(missing_ok=True)
            return {}
        # The number may be another program's by now. Told that it is the grandparent's, the
        # server passes over it, and still checks itself that no old one shares its memory.
        return {"PG_GRANDPARENT_PID": str(noted.pid)}

    def _end_orphans(self, account: Account) -> None:
        # A busy session outlives its killed server and blocks the next one until it is done.
        began = time.monotonic()
        while orphans := processes_in(self._place.data, account):
            waited = time.monotonic() - began
            if waited > _ORPHANS_SECONDS_MAX:
                return
            patient = waited < _ORPHANS_SECONDS_MAX / 2
            for pid in orphans:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT if patient else signal.SIGKILL)
            time.sleep(_POLL_SECONDS)

    def _last_words(self) -> str:
        texts = []
        for path in dict.fromkeys((self._startup_log, self.log_path)):
            with suppress(OSError):
                texts += path.read_text(errors="replace").splitlines()[-15:]
        return "\n".join(texts)
