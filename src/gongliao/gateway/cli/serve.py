"""gongliao serve: the whole product until somebody stops it."""

import argparse
import os
import socket
from collections.abc import Callable

from gongliao.gateway.cli.installation import add_home, connected, prepare
from gongliao.gateway.cli.terminal import CannotRun, Exit, answers
from gongliao.gateway.processes.pid_file import running
from gongliao.gateway.processes.supervisor import WebOptions, supervised

WORKERS_MAX = 4


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)
    add_web_options(parser)


def add_web_options(parser: argparse.ArgumentParser) -> None:
    """Add how the web server listens."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at (default: %(default)s)")
    parser.add_argument(
        "--workers",
        type=int,
        default=min(WORKERS_MAX, os.cpu_count() or 1),
        help="web server processes (default: %(default)s)",
    )
    parser.add_argument(
        "--threads",
        type=int,
        default=4,
        help="requests at once per process, each with a database connection (default: %(default)s)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Start the database, bring it up to date, and serve until Ctrl C or ``gongliao stop``."""
    options = web_options(arguments)
    with running(arguments.home), connected(arguments.home):
        prepare()
        serve(options)
    return Exit.DONE


def web_options(arguments: argparse.Namespace) -> WebOptions:
    """Return how to listen, once it is sure that we can.

    Raises: CannotRun.
    """
    options = WebOptions(arguments.host, arguments.port, arguments.workers, arguments.threads)
    _refuse_taken_port(options)
    return options


def serve(options: WebOptions, *, greet: Callable[[str], None] | None = None) -> None:
    """Run web server and worker until somebody stops them.

    Raises: ChildEnded, TimeoutError.
    """
    with supervised(options) as supervisor:
        answers.print(f"[bold]Gongliao 工料[/bold]  {options.address}", soft_wrap=True)
        if greet is not None:
            greet(options.address)
        answers.print("Ctrl C stops it.")
        supervisor.run()


def _refuse_taken_port(options: WebOptions) -> None:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError as error:
            raise CannotRun(
                f"Can't listen at {options.host}:{options.port}: {error.strerror}. Choose another with --port."
            ) from error
