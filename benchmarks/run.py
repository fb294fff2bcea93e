"""Measure posting, backdating and long histories beside bare SQL, on one database server in one run."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.backdate import Backdated, measure_backdate
from benchmarks.clients import PASSWORD, USER_NAME, Stock, in_process
from benchmarks.posting import as_json, as_table, close_connections, measure_posting
from benchmarks.server import Database, fresh_database, point_at, running_server
from benchmarks.volume import DAYS, Volume, measure_volume

PARTS = ("posting", "backdate", "volume")
# Later moves of one item, and lines of the books; a quick run takes the first of each.
BACKDATED = (100_000, 1_000_000)
VOLUMES = (100_000, 1_000_000, 10_000_000)

Say = Callable[[str], None]
Figures = tuple[dict[str, object], str]


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    say: Say = (lambda _: None) if arguments.json else (lambda text: print(text, file=sys.stderr, flush=True))
    figures: dict[str, object] = {"cpus": os.cpu_count()}
    texts: list[str] = []
    with running_server() as server:
        for part in arguments.parts:
            # Each part has a database of its own, so that none meets what another left.
            with fresh_database(server) as database:
                figures["postgresql"] = database.version
                stock = _stocked(database, say, days_ago=DAYS if part == "volume" else 0)
                try:
                    found, text = MEASURES[part](database, stock, arguments, say)
                finally:
                    close_connections()
            figures |= found
            texts.append(text)
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        print(f"PostgreSQL {figures['postgresql']}, {os.cpu_count()} CPUs", *texts, sep="\n\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON and nothing else")
    parser.add_argument("--quick", action="store_true", help="one short round and the shorter histories")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure; all unless told")
    parser.add_argument("--rounds", type=int, help="how often each way to post is measured; the middle one counts")
    parser.add_argument("--seconds", type=float, help="how long each way to post is measured in a round")
    parser.add_argument("--moves", type=int, nargs="+", help="lengths of the histories that are backdated before")
    parser.add_argument("--lines", type=int, nargs="+", help="sizes of the books that are asked")
    found = parser.parse_args()
    found.rounds = found.rounds or (1 if found.quick else 3)
    found.seconds = found.seconds or (1.2 if found.quick else 2.5)
    found.moves = found.moves or (BACKDATED[:1] if found.quick else BACKDATED)
    found.lines = found.lines or (VOLUMES[:1] if found.quick else VOLUMES)
    return found


def _stocked(database: Database, say: Say, *, days_ago: int) -> Stock:
    point_at(database)
    import django

    django.setup()
    from benchmarks.stock import ITEMS, fill_warehouse
    from gongliao.platform.database.prepare import prepare_database

    say(f"preparing a database and taking {ITEMS} items into stock")
    prepare_database()
    return fill_warehouse(days_ago=days_ago)


def _posting(database: Database, stock: Stock, arguments: argparse.Namespace, say: Say) -> Figures:
    found, statements = measure_posting(database, stock, rounds=arguments.rounds, seconds=arguments.seconds, say=say)
    return as_json(found, statements), as_table(found, statements)


def _backdate(database: Database, stock: Stock, arguments: argparse.Namespace, say: Say) -> Figures:
    from dataclasses import replace

    others = in_process((replace(stock, item_ids=stock.item_ids[len(arguments.moves) :]), 0))
    found: list[Backdated] = []
    for at, moves in enumerate(arguments.moves):
        say(f"backdating before {moves:,} moves")
        found.append(measure_backdate(database, stock, others, moves=moves, at=at))
    figures: dict[str, object] = {}
    for each in found:
        name = f"backdate_{_short(each.moves)}"
        figures[name] = round(each.ratio, 2)
        figures[f"{name}_seconds"] = round(each.seconds, 2)
        figures[f"{name}_others_wait"] = round(each.others_meanwhile_ms / each.others_alone_ms, 2)
    first, last = found[0], found[-1]
    if last is not first:
        name = f"backdate_{_short(last.moves)}_over_{_short(first.moves)}"
        figures[name] = round(last.seconds / first.seconds, 2)
    rows = [
        f"before {each.moves:,} moves: {each.seconds:.1f} s, {each.ratio:.1f} times bare SQL; others post in"
        f" {each.others_meanwhile_ms:.1f} ms meanwhile, {each.others_alone_ms:.1f} ms alone"
        for each in found
    ]
    return figures, "\n".join(["Backdating", *rows])


def _volume(database: Database, stock: Stock, arguments: argparse.Namespace, say: Say) -> Figures:
    from benchmarks.stock import issue_one

    ask, pattern_id = _browser(), issue_one(stock, stock.item_ids[0])
    found: list[Volume] = []
    for lines in arguments.lines:
        say(f"loading {lines:,} lines")
        before = found[-1].lines if found else 0
        found.append(measure_volume(database, stock, ask, pattern_id=pattern_id, lines=lines, before=before))
    first, last = found[0], found[-1]
    figures: dict[str, object] = {"ledger_bytes_per_line": round(last.bytes_per_line)}
    for each in found:
        for name, taken in each.read_ms.items():
            figures[f"read_{_short(each.lines)}_{name}_ms"] = round(taken, 1)
        if each.verified_in_seconds is not None:
            figures[f"verify_{_short(each.lines)}_seconds"] = round(each.verified_in_seconds, 1)
    if last is not first:
        ratios = [last.read_ms[name] / first.read_ms[name] for name in first.read_ms]
        figures[f"read_{_short(last.lines)}_over_{_short(first.lines)}"] = round(max(ratios), 2)
    rows = [
        f"{each.lines:,} lines: " + ", ".join(f"{name} {taken:.0f} ms" for name, taken in each.read_ms.items())
        for each in found
    ]
    rows += [
        f"verify, {each.lines:,} lines: {each.verified_in_seconds:.1f} s" for each in found if each.verified_in_seconds
    ]
    return figures, "\n".join(["Long books", *rows, f"{last.bytes_per_line:.0f} bytes of disk a line"])


MEASURES: dict[str, Callable[..., Figures]] = {
    "posting": _posting,
    "backdate": _backdate,
    "volume": _volume,
}


def _browser() -> Callable[[str, Any], Any]:
    """Return how a signed-in browser gets a page of the API, without a network between."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    browser = Client(HTTP_ACCEPT_LANGUAGE="zh")
    browser.get("/_allauth/browser/v1/auth/session")
    known = json.dumps({"username": USER_NAME, "password": PASSWORD})
    browser.post("/_allauth/browser/v1/auth/login", known, content_type="application/json")

    def ask(path: str, query: Any) -> Any:
        response = browser.get(path, query)
        assert response.status_code == 200, (path, response.status_code, response.content[:1000])
        return response.json()

    return ask


def _short(number: int) -> str:
    return f"{number // 1_000_000}m" if number >= 1_000_000 else f"{number // 1000}k"
