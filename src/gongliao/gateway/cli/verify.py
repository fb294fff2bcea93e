"""gongliao verify: recompute the books and compare."""

import argparse
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from rich.table import Table

from gongliao.gateway.cli.installation import add_home, connected, prepare
from gongliao.gateway.cli.terminal import CannotRun, Exit, answers, print_json, progress

if TYPE_CHECKING:
    from gongliao.ledger.public import CheckResult, VerifyResult


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)
    parser.add_argument("--tenant", type=UUID, help="check one tenant (default: all)")
    parser.add_argument("--new", action="store_true", help="check only what was posted since the last such check")
    parser.add_argument("--json", action="store_true", help="print the result for a script")


def run(arguments: argparse.Namespace) -> int:
    """Recompute every balance, pool and cost from the ledger's rows; ends with 1 when one disagrees."""
    with connected(arguments.home):
        prepare(migrate=False)
        result = _verify(arguments.tenant, news=arguments.new)
        notes = _notes(arguments.tenant)
    if arguments.json:
        print_json({"holds": result.holds, "checks": [vars(check) for check in result.checks], "notes": notes})
    else:
        _print_table(result.checks)
        for note in notes:
            answers.print(f"[yellow]note[/yellow] {note}", soft_wrap=True)
    return Exit.DONE if result.holds else Exit.CHECK_FAILED


def _verify(only: UUID | None, *, news: bool) -> "VerifyResult":
    from gongliao.ledger.public import VerifyResult, verify, verify_news

    tenants = _tenants(only)
    checks: list[CheckResult] = []
    with progress() as bars:
        bar = bars.add_task("Checking the books", total=len(tenants))
        for tenant_id in tenants:
            checks += (verify_news if news else verify)(tenant_ids=[tenant_id]).checks
            bars.advance(bar)
    return VerifyResult(tuple(checks))


def _notes(only: UUID | None) -> list[str]:
    """Return what breaks no book and still wants somebody's eye."""
    from gongliao.gateway.lagging import lagging
    from gongliao.ledger.public import unestimated_months
    from gongliao.platform.public import tenant_transaction

    behind = lagging()
    found = [behind.sentence] if behind else []
    for tenant_id in _tenants(only):
        with tenant_transaction(tenant_id):
            months = [f"{each.company} {each.month:%Y-%m}" for each in unestimated_months()]
        if months:
            found.append(
                f"Tenant {tenant_id}: closed before months were estimated, so that what was not invoiced stands in no"
                f" estimate until they are opened and closed again: {', '.join(months)}."
            )
    return found


def _tenants(only: UUID | None) -> list[UUID]:
    from gongliao.platform.models import Tenant

    found = list(Tenant.objects.order_by("id").values_list("id", flat=True))
    if only is not None and only not in found:
        raise CannotRun(f"There is no tenant {only}.")
    return found if only is None else [only]


def _print_table(checks: "Iterable[CheckResult]") -> None:
    broken: Counter[str] = Counter()
    for check in checks:
        broken[check.check] += check.broken
    table = Table("check", "rows that break it")
    for name, rows in broken.items():
        table.add_row(name, str(rows) if rows else "[green]none[/green]", style="red" if rows else "")
    answers.print(table)
    for check in checks:
        if check.first is not None:
            answers.print(f"[red]{check.check}[/red] in tenant {check.tenant_id}, first: {check.first}", soft_wrap=True)
