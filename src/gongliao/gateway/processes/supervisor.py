"""Starts web server and worker, and ends them together."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

STOP_SECONDS = 30
START_SECONDS = 60
LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class WebOptions:
    """How the web server listens; ``threads`` is per worker process and as many use the database at once."""

    host: str
    port: int
    workers: int
    threads: int

    @property
    def address(self) -> str:
        """Return the address for a browser on this machine."""
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        return f"http://{shown}:{self.port}"


class ChildEnded(Exception):
    """A process that should run for ever ended by itself."""

    def __init__(self, name: str, status: int) -> None:
        super().__init__(f"The {name} process ended by itself (status {status}). Its messages stand above.")


@dataclass
class Supervisor:
    """The processes of one installation."""

    _children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _asked_to_stop: bool = False

    def start(self, options: WebOptions) -> None:
        """Start both processes and wait until the web server answers.

        Raises: ChildEnded, TimeoutError.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        web = ["--host", options.host, "--port", str(options.port)]
        web += ["--workers", str(options.workers), "--threads", str(options.threads)]
        # One connection more than threads: a health check never waits behind the work it asks about.
        self._spawn("web", web, pool=options.threads + 1)
        self._spawn("worker", ["--with-parent"], pool=6)
        self._wait_until_answering(options)

    def run(self) -> None:
        """Wait until somebody asks to stop.

        Raises: ChildEnded.
        """
        while not self._asked_to_stop:
            self._refuse_dead_child()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """End both processes, kindly first."""
        for child in self._children.values():
            _signal_group(child, signal.SIGTERM, whole=False)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
            # Also what a killed web server may have left of its own processes.
            _signal_group(child, signal.SIGKILL, whole=True)
            child.wait()
            assert child.stdin is not None
            child.stdin.close()

    def _spawn(self, name: str, arguments: Sequence[str], *, pool: int) -> None:
        self._children[name] = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", f"gongliao.gateway.processes.{name}", *arguments],
            env={**os.environ, "GONGLIAO_POOL_SIZE": os.environ.get("GONGLIAO_POOL_SIZE", str(pool))},
            stdin=subprocess.PIPE,
            # A group of its own: Ctrl C in the terminal reaches the supervisor alone, which then stops in order.
            start_new_session=True,
        )

    def _wait_until_answering(self, options: WebOptions) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._asked_to_stop:
            self._refuse_dead_child()
            with contextlib.suppress(URLError, OSError), urlopen(f"{options.address}/healthz", timeout=2):  # noqa: S310
                return
            if time.monotonic() > deadline:
                raise TimeoutError(f"The web server did not answer within {START_SECONDS} seconds.")
            time.sleep(LOOK_SECONDS)

    def _refuse_dead_child(self) -> None:
        for name, child in self._children.items():
            if child.poll() is not None and not self._asked_to_stop:
                raise ChildEnded(name, child.returncode)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop = True


@contextlib.contextmanager
def supervised(options: WebOptions) -> Iterator[Supervisor]:
    """Run the processes while the block runs.

    Raises: ChildEnded, TimeoutError.
    """
    supervisor = Supervisor()
    try:
        supervisor.start(options)
        yield supervisor
    finally:
        supervisor.stop()


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals, *, whole: bool) -> None:
    with contextlib.suppress(ProcessLookupError):
        if whole:
            os.killpg(child.pid, number)
        elif child.poll() is None:
            child.send_signal(number)
