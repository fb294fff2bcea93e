"""The command ``gongliao``."""

import argparse
import signal
import sys
from collections.abc import Sequence
from types import ModuleType

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from psycopg_pool import PoolTimeout
from rich.markup import escape

import gongliao
from gongliao.gateway.cli import createadmin, demo, migrate, months, openapi, serve, stop, verify, worker
from gongliao.gateway.cli.terminal import CannotRun, Exit, messages, text_of
from gongliao.gateway.processes.pid_file import AlreadyRuns, DoesNotStop
from gongliao.gateway.processes.supervisor import ChildEnded
from gongliao.kernel.errors import Refusal
from gongliao.platform.embedded import EmbeddedDatabaseError

COMMANDS: dict[str, ModuleType] = {
    "demo": demo,
    "serve": serve,
    "stop": stop,
    "createadmin": createadmin,
    "verify": verify,
    "migrate": migrate,
    "months": months,
    "worker": worker,
    "openapi": openapi,
}
ENVIRONMENT_ERRORS = (
    CannotRun,
    AlreadyRuns,
    DoesNotStop,
    ChildEnded,
    TimeoutError,
    PermissionError,
    EmbeddedDatabaseError,
    ImproperlyConfigured,
    OperationalError,
    psycopg.OperationalError,
    PoolTimeout,
    Refusal,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return how it ended: 0 done, 1 a check failed, 2 misused, 3 the environment is amiss."""
    chosen = build_parser().parse_args(arguments)
    # Asked to end, a command ends as after Ctrl C: what it opened is closed behind it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return int(COMMANDS[chosen.command].run(chosen))
    except ENVIRONMENT_ERRORS as error:
        messages.print(f"[red]gongliao {chosen.command}:[/red]", escape(text_of(error)), soft_wrap=True)
        return Exit.ENVIRONMENT
    except KeyboardInterrupt:
        return 130


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="gongliao",
        description="Gongliao 工料: project-centred purchase, sales, inventory and cost.",
        epilog="Exit codes: 0 done, 1 a check failed, 2 misused, 3 the environment is amiss.",
    )
    parser.add_argument("--version", action="version", version=f"gongliao {gongliao.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        summary = (module.__doc__ or "").removeprefix(f"gongliao {name}: ").strip()
        module.add_to(commands.add_parser(name, help=summary, description=module.run.__doc__))
    return parser


if __name__ == "__main__":
    sys.exit(main())
