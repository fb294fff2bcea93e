"""Post issues of 1, 10 and 100 lines by bare SQL, by the product in process, and by the product over HTTP.

All on one database server, in one run, in rounds that take every cell in turn: rates swing with what else the machine
does, CPU time per document and its ratio to bare SQL hardly do (docs/benchmarks.md).
"""

import contextlib
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from benchmarks.clients import Clients, Done, Stock, Work, in_process, over_http
from benchmarks.cpu import tree_seconds, waited_for_seconds
from benchmarks.server import Database, find_pgbench

BARE_SQL = Path(__file__).resolve().parent / "bare_sql"
LINES = (1, 10, 100)
CLIENTS = (1, 4)
WAYS = ("bare_sql", "inprocess", "http")
TITLES = {"bare_sql": "bare SQL", "inprocess": "in process", "http": "over HTTP"}
TARGETS = {"inprocess": 4.0, "http": 8.0}
THREADS = 4
FIRST_DOCUMENTS = 300


@dataclass(frozen=True)
class Cell:
    """One way to post, with so many lines and clients."""

    way: str
    lines: int
    clients: int


@dataclass(frozen=True)
class Measured:
    """What one run of a cell took; CPU in milliseconds per document, of the posting side and of the database's."""

    per_second: float
    own_ms: float
    database_ms: float

    @property
    def cpu_ms(self) -> float:
        return self.own_ms + self.database_ms


Measure = Callable[[Cell, float], Measured]


def measure_posting(
    database: Database, stock: Stock, *, rounds: int, seconds: float, say: Callable[[str], None]
) -> tuple[dict[Cell, Measured], int]:
    """Return the middle of each cell's rounds, and how many statements a posting of 10 lines sends."""
    results: dict[Cell, list[Measured]] = {}
    cells = [Cell(*each) for each in product(WAYS, LINES, CLIENTS)]
    with _measures(database, stock) as (measures, statements):
        if database.server_pid is None:
            say("The database runs elsewhere: its CPU time is not counted.")
        for number in range(rounds):
            say(f"posting, round {number + 1} of {rounds}")
            # The three ways of one size follow each other, so that they meet the same machine.
            for cell in sorted(cells, key=lambda cell: (cell.lines, cell.clients)):
                results.setdefault(cell, []).append(measures[cell.way](cell, seconds))
    return {cell: _middle(found) for cell, found in results.items()}, statements


@contextlib.contextmanager
def _measures(database: Database, stock: Stock) -> Iterator[tuple[dict[str, Measure], int]]:
    """Prepare all three ways and give how each is measured, and how many statements a posting of 10 lines sends."""
    from benchmarks.stock import ITEMS

    # A plan that was made for an empty table would be kept while the table grows; nobody works on empty ones for long.
    post = in_process((stock, 0))
    for _ in range(FIRST_DOCUMENTS):
        post(10)
    statements = _statements_of(lambda: post(10))
    _make_bare_tables(database, ITEMS)
    _analyze(database)
    close_connections()

    port = _free_port()
    with _web_server(port) as web_pid:
        inside = Clients(in_process, stock, database, max(CLIENTS))
        outside = Clients(over_http, (stock, port), database, max(CLIENTS))
        try:
            measures: dict[str, Measure] = {
                "bare_sql": lambda cell, seconds: _measure_bare(database, cell, seconds, ITEMS),
                "inprocess": lambda cell, seconds: _measure_clients(inside, database, cell, seconds, None),
                "http": lambda cell, seconds: _measure_clients(outside, database, cell, seconds, web_pid),
            }
            yield measures, statements
        finally:
            inside.close()
            outside.close()


def _measure_bare(database: Database, cell: Cell, seconds: float, items: int) -> Measured:
    command = [find_pgbench(), "-n", "-M", "prepared", "-T", str(max(1, round(seconds)))]
    command += ["-c", str(cell.clients), "-j", str(min(cell.clients, 2))]
    command += ["-D", f"d={cell.lines}", "-D", f"items={items}", "-f", str(BARE_SQL / "issue.sql"), database.owner_url]
    server, own = _server_seconds(database), waited_for_seconds()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    own, server = waited_for_seconds() - own, _server_seconds(database) - server
    documents = int(_found(r"actually processed: (\d+)", done.stdout))
    rate = float(_found(r"tps = ([\d.]+) \(without", done.stdout))
    return Measured(rate, 1000 * own / documents, 1000 * server / documents)


def _measure_clients(clients: Clients, database: Database, cell: Cell, seconds: float, web_pid: int | None) -> Measured:
    with clients.working(Work(cell.lines, seconds), cell.clients) as run:
        server, web = _server_seconds(database), _tree_seconds(web_pid)
        done: list[Done] = run()
        server, web = _server_seconds(database) - server, _tree_seconds(web_pid) - web
    documents = sum(each.documents for each in done)
    own = sum(each.cpu_seconds for each in done) if web_pid is None else web
    return Measured(
        sum(each.documents / each.seconds for each in done), 1000 * own / documents, 1000 * server / documents
    )


def _server_seconds(database: Database) -> float:
    return _tree_seconds(database.server_pid)


def _tree_seconds(pid: int | None) -> float:
    return tree_seconds(pid) if pid else 0.0


def _statements_of(deed: Callable[[], None]) -> int:
    """Return how many statements a deed sends; all of a posting's go over the wire."""
    from gongliao.platform.database.wire import Wire

    sent, send = [0], Wire.send

    def counting(wire: Wire, statements: Sequence[Any]) -> None:
        sent[0] += len(statements)
        send(wire, statements)

    Wire.send = counting  # type: ignore[method-assign]
    try:
        deed()
    finally:
        Wire.send = send  # type: ignore[method-assign]
    return sent[0]


def _make_bare_tables(database: Database, items: int) -> None:
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        connection.execute((BARE_SQL / "schema.sql").read_text().replace(":items", str(items)).encode())


def _analyze(database: Database) -> None:
    """Let the planner know the tables now, as it does by itself a minute after they were filled."""
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def close_connections() -> None:
    """Let go of the database."""
    from django.db import connections

    connections.close_all()
    for alias in connections:
        getattr(connections[alias], "close_pool", lambda: None)()


@contextlib.contextmanager
def _web_server(port: int) -> Iterator[int]:
    """Run the product's own web server process."""
    command = [sys.executable, "-m", "gongliao.gateway.processes.web", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(min(4, os.cpu_count() or 1)), "--threads", str(THREADS)]
    environment = {**os.environ, "GONGLIAO_POOL_SIZE": str(THREADS + 1)}
    server = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    try:
        _wait_until_answering(server, port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def _wait_until_answering(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
            return
        time.sleep(0.1)
    raise SystemExit("the web server did not start; its messages stand above")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]


def _middle(found: list[Measured]) -> Measured:
    return Measured(
        statistics.median(each.per_second for each in found),
        statistics.median(each.own_ms for each in found),
        statistics.median(each.database_ms for each in found),
    )


def _ratio(figures: dict[Cell, Measured], cell: Cell) -> float:
    return figures[cell].cpu_ms / figures[Cell("bare_sql", cell.lines, cell.clients)].cpu_ms


def as_json(figures: dict[Cell, Measured], statements: int) -> dict[str, object]:
    """Return the figures by name."""
    found: dict[str, object] = {"posting_statements_10_lines": statements}
    for cell, measured in figures.items():
        name = f"posting_{cell.way}_{cell.lines}_lines"
        if cell.clients == 1:
            found[f"{name}_cpu_ms"] = round(measured.cpu_ms, 2)
            if cell.way != "bare_sql":
                found[f"{name}_cpu_ratio"] = round(_ratio(figures, cell), 2)
        clients = "1_client" if cell.clients == 1 else f"{cell.clients}_clients"
        found[f"{name}_{clients}_per_second"] = round(measured.per_second, 1)
    return found


def as_table(figures: dict[Cell, Measured], statements: int) -> str:
    """Return the figures for people."""
    rows = [
        "Posting; CPU in ms per document: posting side (client or web) + database",
        "",
        f"{'':12}{'lines':>6}{'clients':>9}{'documents/s':>13}{'own ms':>9}{'db ms':>9}{'CPU ms':>9}{'× bare SQL':>12}",
    ]
    for cell, measured in sorted(figures.items(), key=lambda each: (each[0].lines, each[0].clients)):
        rows.append(
            f"{TITLES[cell.way]:12}{cell.lines:>6}{cell.clients:>9}{measured.per_second:>13.1f}{measured.own_ms:>9.2f}"
            f"{measured.database_ms:>9.2f}{measured.cpu_ms:>9.2f}{_ratio(figures, cell):>12.1f}"
        )
    rows.append("")
    for way, target in TARGETS.items():
        ratio = _ratio(figures, Cell(way, 10, 1))
        verdict = "met" if ratio <= target else "missed"
        rows.append(f"{TITLES[way]}, 10 lines: {ratio:.1f} times bare SQL; target {target:g} {verdict}")
    rows.append(f"a posting of 10 lines in process sends {statements} statements, BEGIN and COMMIT among them")
    return "\n".join(rows)
