"""gongliao demo: a tenant filled from a real order book, its project costs, and the product to look around in."""

import argparse
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from gongliao.gateway.cli.installation import add_home, connected, prepare
from gongliao.gateway.cli.serve import add_web_options, serve, web_options
from gongliao.gateway.cli.terminal import Exit, answers, messages, print_json, progress
from gongliao.gateway.processes.pid_file import running
from gongliao.platform.messages import sentence

if TYPE_CHECKING:
    from gongliao.onboarding.public import DemoResult

WIDTH_MAX = 1000
REFUSED_SHOWN = 10
# Not the sign-ins: what a script prints ends in logs.
PRINTED = ("statement", "control", "by_rule", "refused", "loaded")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)
    add_web_options(parser)
    parser.add_argument("--no-serve", action="store_true", help="load and print, but don't serve")
    parser.add_argument("--json", action="store_true", help="print statement and control totals for a script")


def run(arguments: argparse.Namespace) -> int:
    """Load the demonstration data once, print what the largest projects cost, check the totals, and serve.

    Ends with 1 when a control total disagrees with the source.
    """
    options = None if arguments.no_serve else web_options(arguments)
    with running(arguments.home), connected(arguments.home):
        prepare()
        result = _load(arguments)
        if arguments.json:
            print_json({name: getattr(result, name) for name in PRINTED})
        else:
            _print(result)
        if not result.agrees:
            messages.print("[red]A control total disagrees with the source.[/red]")
            return Exit.CHECK_FAILED
        if options is not None:
            serve(options, greet=lambda _: _print_sign_ins(result))
    return Exit.DONE


def _load(arguments: argparse.Namespace) -> "DemoResult":
    from gongliao.onboarding.public import load_demo
    from gongliao.platform.database.prepare import gather_statistics

    with progress() as bars:
        shown: dict[str, Any] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in shown:
                shown[step] = bars.add_task(step, total=total)
            bars.update(shown[step], completed=done, total=total)

        result = load_demo(home=arguments.home.resolve(), progress=report)
    if result.loaded:
        gather_statistics()
    return result


def _print(result: "DemoResult") -> None:
    _print_rows("项目成本 Project cost: the five largest", result.statement)
    _print_rows("控制数 Control totals", result.control)
    _print_rows("按规则处理的单元格 Cells taken by a rule", result.by_rule)
    _print_rows(f"未采用的单元格 Cells refused: {len(result.refused)}", result.refused[:REFUSED_SHOWN])


def _print_sign_ins(result: "DemoResult") -> None:
    _print_rows("登录 Sign-ins", result.sign_ins)


def _print_rows(title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows side by side, or each as a list of its own where the terminal is too narrow for whole figures."""
    table = Table(title=title, title_justify="left")
    for name in rows[0] if rows else ():
        numeric = all(isinstance(row[name], Decimal | int) and not isinstance(row[name], bool) for row in rows)
        table.add_column(_titled(name), justify="right" if numeric else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(_shown(value) for value in row.values()))
    unbounded = answers.options.update(max_width=WIDTH_MAX)
    if answers.measure(table, options=unbounded).maximum <= answers.width:
        answers.print(table)
        return
    answers.print(f"[italic]{title}[/italic]")
    for row in rows:
        block = Table(show_header=False)
        for name, value in row.items():
            block.add_row(_titled(name), _shown(value))
        answers.print(block)


def _titled(name: str) -> str:
    return name.replace("_", " ")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "[green]✓[/green]" if value else "[red]✗[/red]"
    if isinstance(value, Decimal | int):
        return f"{value:,}"
    # A code is told as its sentence; other texts are no codes and stay as they are.
    return "" if value is None else escape(sentence(str(value), language="en"))
