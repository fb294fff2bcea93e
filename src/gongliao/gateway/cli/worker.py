"""gongliao worker: jobs and events alone, for an installation that runs them apart from the web server."""

import argparse

from gongliao.gateway.cli.installation import add_home, connected, prepare
from gongliao.gateway.cli.terminal import Exit


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run jobs and deliver events until stopped."""
    with connected(arguments.home):
        prepare(migrate=False)
        from gongliao.gateway.processes.worker import run_worker

        run_worker()
    return Exit.DONE
