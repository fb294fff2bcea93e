"""Which processes belong to a data directory; never judged by a process number alone."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from gongliao.platform.embedded.account import Account

_PROC = Path("/proc")

# Run as the server's account: in a container root may not look into other users' processes.
_LIST_PROCESSES_IN = """
for process in /proc/[0-9]*; do
    [ "$process/cwd" -ef "$1" ] || continue
    read -r name <"$process/comm" && [ "$name" = postgres ] && echo "${process#/proc/}"
done 2>/dev/null
"""


@dataclass(frozen=True)
class PidFile:
    """What a server wrote into ``postmaster.pid``; it outlives a server that was killed."""

    pid: int
    port: int
    socket_folder: Path | None
    state: str


def read_pid_file(data: Path) -> PidFile | None:
    """Return the server's note of itself, or None where there is none that can be read."""
    try:
        lines = (data / "postmaster.pid").read_text(errors="replace").splitlines()
        pid = abs(int(lines[0]))
    except (FileNotFoundError, ValueError, IndexError):
        return None
    # A starting server appends its lines one after the other.
    lines += [""] * (8 - len(lines))
    return PidFile(
        pid=pid,
        port=int(lines[3]) if lines[3].isdigit() else 0,
        socket_folder=Path(lines[4]) if lines[4] else None,
        state=lines[7].strip(),
    )


def has_ended(pid: int) -> bool:
    """Tell whether a process is no more; its command line can't tell, which is empty while it starts a program."""
    if not _PROC.joinpath("self").exists():
        return not command_line(pid)
    try:
        state = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in "ZX"


def command_line(pid: int) -> str:
    """Return the words a process was started with; empty when it has ended, reaped or not."""
    if not _PROC.joinpath("self").exists():
        listed = subprocess.run(
            ["ps", "-ww", "-o", "args=", "-p", str(pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return listed.stdout.strip()
    try:
        words = _PROC.joinpath(str(pid), "cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return b" ".join(words).decode(errors="surrogateescape").strip()


def serves(pid: int, data: Path) -> bool:
    """Tell whether a process is a PostgreSQL server on just this data directory."""
    words = command_line(pid)
    if "postgres" not in words:
        return False
    try:
        # A server works inside its data directory, whatever that is called by now.
        return _PROC.joinpath(str(pid), "cwd").samefile(data)
    except OSError:
        return f" -D {data} " in f"{words} "


def processes_in(data: Path, account: Account) -> list[int]:
    """Return every PostgreSQL process that works in a data directory, or none without /proc."""
    listed = account.run(["/bin/sh", "-c", _LIST_PROCESSES_IN, "sh", data])
    return [int(pid) for pid in listed.stdout.split()]
