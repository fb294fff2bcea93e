"""How the server is configured: what must hold, and what an administrator may tune."""

from __future__ import annotations

import os
from pathlib import Path

PORT = 5432

_MEBIBYTE = 1024 * 1024
_SHARED_BUFFERS_MIB_MAX = 256
_SHARED_BUFFERS_MIB_MIN = 32
_CONTROL_GROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")


def guaranteed(*, socket_folder: Path, log_folder: Path) -> list[str]:
    """Return options for the server's command line, which no configuration file overrides."""
    return _options(
        {
            "listen_addresses": "",
            "port": str(PORT),
            # The value is a list, so a name with odd characters has to stand in quotes.
            "unix_socket_directories": '"{}"'.format(str(socket_folder).replace('"', '""')),
            "unix_socket_permissions": "0700",
            "fsync": "on",
            "full_page_writes": "on",
            "synchronous_commit": "on",
            # A question that no date narrows locks each month of the books and each of its indexes.
            "max_locks_per_transaction": "512",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # One file a weekday, each begun anew a week later.
            "logging_collector": "on",
            "log_directory": str(log_folder),
            "log_filename": "postgresql-%a.log",
            "log_rotation_age": "1d",
            "log_rotation_size": "0",
            "log_truncate_on_rotation": "on",
            "log_file_mode": "0600",
        }
    )


def initial() -> list[str]:
    """Return options for initdb, which writes them to ``postgresql.conf`` for tuning later."""
    return _options(
        {
            "shared_buffers": f"{shared_buffers_mib(memory_bytes())}MB",
            "max_connections": "100",
            "wal_compression": "on",
            "random_page_cost": "1.1",
            "jit": "off",
            "track_activity_query_size": "4096",
            "log_min_duration_statement": "1000",
            "log_line_prefix": "%m [%p] %u@%d ",
        }
    )


def shared_buffers_mib(memory: int) -> int:
    """Return the size of the server's cache: an eighth of the memory, within bounds."""
    eighth = memory // 8 // _MEBIBYTE
    return max(_SHARED_BUFFERS_MIB_MIN, min(_SHARED_BUFFERS_MIB_MAX, eighth))


def memory_bytes() -> int:
    """Return the memory we may use: the machine's, or our container's where that is less."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(machine, int(_CONTROL_GROUP_LIMIT.read_text()))
    except (OSError, ValueError):
        # No control groups here, or the limit reads "max".
        return machine


def _options(values: dict[str, str]) -> list[str]:
    return [part for name, value in values.items() for part in ("-c", f"{name}={value}")]
