"""gongliao migrate: bring the database up to date."""

import argparse

from gongliao.gateway.cli.installation import add_home, connect
from gongliao.gateway.cli.terminal import CannotRun, Exit, messages


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)


def run(arguments: argparse.Namespace) -> int:
    """Create and change tables as this version needs them; safe to repeat.

    Raises: CannotRun.
    """
    connect(arguments.home)
    import os

    if not os.environ.get("DATABASE_OWNER_URL"):
        raise CannotRun("Set DATABASE_OWNER_URL to the role that owns the tables; DATABASE_URL must not own them.")
    from gongliao.platform.database.guard import refuse_unsafe_role
    from gongliao.platform.database.prepare import prepare_database

    prepare_database(report=lambda step: messages.print(f"{step} …"))
    refuse_unsafe_role()
    messages.print("The database is up to date.")
    return Exit.DONE
