"""gongliao months: add parts to the books for the months that are due."""

import argparse

from gongliao.gateway.cli.installation import add_home, connected, prepare
from gongliao.gateway.cli.terminal import Exit, answers, print_json


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_home(parser)
    parser.add_argument("--json", action="store_true", help="print the result for a script")


def run(arguments: argparse.Namespace) -> int:
    """Do by hand what the worker does every hour; ends with 1 when rows still lie outside their month."""
    with connected(arguments.home):
        prepare(migrate=False)
        from gongliao.platform.database.partitions import make_months, rows_waiting

        made, waiting = make_months(), rows_waiting()
    if arguments.json:
        print_json({"made": [vars(part) for part in made], "waiting": waiting})
    else:
        for part in made:
            answers.print(f"{part.name}: {part.rows_moved} rows moved into it")
        answers.print(f"{len(made)} months added, {waiting} rows wait for theirs.")
    return Exit.DONE if not waiting else Exit.CHECK_FAILED
