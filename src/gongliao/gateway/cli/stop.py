"""gongliao stop: end what serves a home, its embedded database included."""

import argparse

from gongliao.gateway.cli.installation import add_home, has_own_server
from gongliao.gateway.cli.terminal import Exit, messages
from gongliao.gateway.processes.pid_file import stop_running


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)


def run(arguments: argparse.Namespace) -> int:
    """Stop server, worker and embedded database; nothing happens when none runs."""
    home = arguments.home.resolve()
    was_running = stop_running(home)
    if not has_own_server():
        from gongliao.platform.embedded import EmbeddedDatabase

        # A crash leaves the database running on purpose, ready for the next start.
        EmbeddedDatabase(home).stop()
    messages.print("Stopped." if was_running else "Nothing was running.")
    return Exit.DONE
