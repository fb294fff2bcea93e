"""A child of the supervisor ends when its supervisor does, however that came about."""

import os
import signal
import sys
import threading


def end_with_parent() -> None:
    """Ask this process to stop as soon as its standard input closes.

    The supervisor holds the other end and never writes to it, so it closes only when the supervisor is gone, even
    killed. Nothing is left behind then that would hold the port.
    """
    threading.Thread(target=_wait_for_parent, name="parent", daemon=True).start()


def _wait_for_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
