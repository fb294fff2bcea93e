"""gongliao migrate: bring the database up to date."""

import argparse
import os

from gongliao.gateway.cli.installation import add_home, connected, has_own_server, prepare
from gongliao.gateway.cli.terminal import CannotRun, Exit, messages


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)


def run(arguments: argparse.Namespace) -> int:
    """Create and change tables as this version needs them; safe to repeat.

    Raises: CannotRun.
    """
    if has_own_server() and not os.environ.get("DATABASE_OWNER_URL"):
        raise CannotRun("Set DATABASE_OWNER_URL to the role that owns the tables; DATABASE_URL must not own them.")
    with connected(arguments.home):
        prepare()
    messages.print("The database is up to date.")
    return Exit.DONE
