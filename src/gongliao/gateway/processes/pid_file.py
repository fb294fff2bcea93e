"""One installation runs once: a lock that the system releases when its holder ends, in whatever way."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

STOP_SECONDS = 60
LOOK_SECONDS = 0.1


class AlreadyRuns(Exception):
    """Somebody serves this home."""

    def __init__(self, home: Path, pid: int | None) -> None:
        super().__init__(f"Gongliao already runs for {home} (process {pid or 'unknown'}). End it with: gongliao stop")


class DoesNotStop(Exception):
    """The running installation did not end in time."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"Process {pid} did not stop within {STOP_SECONDS} seconds.")


@contextlib.contextmanager
def running(home: Path) -> Iterator[None]:
    """Hold the home while the block runs.

    Raises: AlreadyRuns.
    """
    home.mkdir(parents=True, exist_ok=True)
    with _path(home).open("a+") as file:
        if not _lock(file.fileno()):
            raise AlreadyRuns(home, pid_of(home))
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)


def pid_of(home: Path) -> int | None:
    """Return the process that serves a home, if any.

    The file alone says nothing, since a crash leaves it behind; only a held lock does.
    """
    try:
        with _path(home).open("r+") as file:
            return None if _lock(file.fileno()) else int(file.read() or 0) or None
    except FileNotFoundError:
        return None


def stop_running(home: Path) -> bool:
    """Ask whoever serves a home to end, wait for it, and tell whether there was anybody.

    Raises: DoesNotStop.
    """
    pid = pid_of(home)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while pid_of(home) == pid:
        if time.monotonic() > deadline:
            raise DoesNotStop(pid)
        time.sleep(LOOK_SECONDS)
    return True


def _path(home: Path) -> Path:
    return home / "serve.pid"


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
