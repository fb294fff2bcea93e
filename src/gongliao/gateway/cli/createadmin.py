"""gongliao createadmin: a new tenant, its first company, and who administers it."""

import argparse
import getpass
import sys
from datetime import date

from gongliao.gateway.cli.installation import add_home, connected, prepare
from gongliao.gateway.cli.terminal import CannotRun, Exit, answers, print_json
from gongliao.kernel.clock import utc_now


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)
    parser.add_argument("--tenant", help="name of the organisation")
    parser.add_argument("--company", help="name of its first company (default: the tenant's name)")
    parser.add_argument("--company-code", default="01", help="code of that company (default: %(default)s)")
    parser.add_argument(
        "--books-open-on", type=date.fromisoformat, help="first day that its books take (default: 1 January)"
    )
    parser.add_argument("--name", help="name of the administrator")
    parser.add_argument("--username", help="name to sign in by")
    parser.add_argument("--password", help="password (default: asked for, or random without a terminal)")
    parser.add_argument("--json", action="store_true", help="print the result for a script")


def run(arguments: argparse.Namespace) -> int:
    """Create a tenant with one company and a person who administers it; what is not given is asked for."""
    tenant = arguments.tenant or _ask("Organisation", flag="--tenant")
    username = arguments.username or _ask("User name", flag="--username")
    given = arguments.password or _ask_password()
    with connected(arguments.home):
        prepare()
        from gongliao.platform.people import found_tenant, random_password

        founded = found_tenant(
            tenant=tenant,
            company_code=arguments.company_code,
            company=arguments.company or tenant,
            books_open_on=arguments.books_open_on or date(utc_now().year, 1, 1),
            person=arguments.name or username,
            username=username,
            password=given or random_password(),
        )
    if arguments.json:
        print_json(vars(founded))
    else:
        answers.print(f"{tenant} is ready. Sign in as [bold]{founded.username}[/bold]", soft_wrap=True)
        if not given:
            answers.print(f"with the password [bold]{founded.password}[/bold]", soft_wrap=True)
    return Exit.DONE


def _ask(question: str, *, flag: str) -> str:
    if not sys.stdin.isatty():
        raise CannotRun(f"Without a terminal to ask at, give {flag}.")
    while not (answer := input(f"{question}: ").strip()):
        continue
    return answer


def _ask_password() -> str:
    """Return the password that was typed twice alike; empty asks for a random one."""
    if not sys.stdin.isatty():
        return ""
    while True:
        first = getpass.getpass("Password (empty makes one): ")
        if not first or first == getpass.getpass("Again: "):
            return first
