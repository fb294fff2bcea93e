"""CPU time of process trees, from /proc: it does not swing with what else the machine does, as wall-clock time does."""

import os
import resource
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")

# A parent counts a child's time when it has waited for it; give it the moment to do so.
REAP_SECONDS = 0.3


def server_tree(backend_pid: int) -> int | None:
    """Return the process that all of a database server's are children of, if the server runs here."""
    try:
        if not Path(f"/proc/{backend_pid}/comm").read_text().startswith("postgres"):
            return None
        return _parent(backend_pid)
    except OSError:
        return None


def tree_seconds(root: int) -> float:
    """Return what a process, its living children and those that it has waited for have used."""
    time.sleep(REAP_SECONDS)
    ticks = 0
    for pid in _tree(root):
        try:
            times = _fields(pid)[11:15]
        except OSError:
            continue
        ticks += sum(map(int, times))
    return ticks / TICKS


def waited_for_seconds() -> float:
    """Return what this process's ended children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(root: int) -> set[int]:
    parents: dict[int, int] = {}
    for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
        try:
            parents[pid] = _parent(pid)
        except OSError:
            continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _parent(pid: int) -> int:
    return int(_fields(pid)[1])


def _fields(pid: int) -> list[str]:
    # The name in brackets may hold spaces, so the fields are counted from behind it.
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
