"""A receipt backdated before a long history of one item, against the same recomputation in bare SQL.

Bare SQL reads the same moves, works the moving average out again by a window over a custom aggregate, and inserts the
rows that say by how much each move changed, into a table like ours with all their indexes and checks.
"""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from benchmarks.clients import Stock
from benchmarks.history import Span, load_history
from benchmarks.server import Database

BARE_SQL = Path(__file__).resolve().parent / "bare_sql"
DAYS = 300


@dataclass(frozen=True)
class Backdated:
    """Seconds for one late receipt, by the product and by bare SQL, and how long others waited meanwhile."""

    moves: int
    corrected: int
    seconds: float
    bare_seconds: float
    others_alone_ms: float
    others_meanwhile_ms: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.bare_seconds


def measure_backdate(
    database: Database, stock: Stock, post: Callable[[int], None], *, moves: int, at: int
) -> Backdated:
    """Give one item a history of so many issues, then receive what is dated before them.

    Shape: ``at`` is the item's place among ``stock.item_ids``, one that nothing was done to yet; ``post`` issues other
        items.
    """
    from benchmarks.stock import issue_one

    item_id = stock.item_ids[at]
    first = stock.today - timedelta(days=DAYS)
    quantity = Decimal(3 * moves)
    buy(stock, item_id, quantity, Decimal("4.00"), on=first)
    pattern_id = issue_one(stock, item_id)
    span = Span(moves, first + timedelta(days=5), stock.today, [item_id])
    load_history(database.owner_url, stock, pattern_id=pattern_id, span=span)
    bare = _bare_seconds(database, stock, item_id, quantity)
    alone = _latencies(post, lambda: time.sleep(3))
    start = time.perf_counter()
    meanwhile = _latencies(post, lambda: buy(stock, item_id, quantity, Decimal("8.00"), on=first + timedelta(days=2)))
    seconds = time.perf_counter() - start
    return Backdated(moves, _corrected(database, stock, item_id), seconds, bare, alone, meanwhile)


def buy(stock: Stock, item_id: UUID, quantity: Decimal, price: Decimal, *, on: date) -> None:
    """Order, approve and receive one item as of a day."""
    from benchmarks.stock import receive, storekeeper

    receive(stock, [(item_id, quantity, price)], actor=storekeeper(), on=on)


def _latencies(post: Callable[[int], None], deed: Callable[[], Any]) -> float:
    """Return the median milliseconds that postings of other items take while something is done."""
    from django.db import connections

    over, taken = threading.Event(), list[float]()

    def work() -> None:
        while not over.is_set():
            start = time.perf_counter()
            post(10)
            taken.append(1000 * (time.perf_counter() - start))
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        deed()
    finally:
        over.set()
        worker.join()
    return statistics.median(taken)


def _bare_seconds(database: Database, stock: Stock, item_id: UUID, quantity: Decimal) -> float:
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, false)", (str(stock.tenant_id),))
        connection.execute((BARE_SQL / "backdate_schema.sql").read_text().encode())
        connection.execute("INSERT INTO lim.series SELECT * FROM lim.moves_of(%s)", (item_id,))
        connection.execute("ANALYZE lim.series")
        start = time.perf_counter()
        connection.execute("SELECT lim.backdate(%s, %s)", (quantity, quantity * 8))
        seconds = time.perf_counter() - start
        connection.rollback()
    return seconds


def _corrected(database: Database, stock: Stock, item_id: UUID) -> int:
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, false)", (str(stock.tenant_id),))
        [(count,)] = connection.execute(
            "SELECT count(*) FROM ledger_stockmove WHERE item_id = %s AND corrects_id IS NOT NULL", (item_id,)
        ).fetchall()
    return int(count)
