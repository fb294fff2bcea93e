"""A company's books after years: how long questions take, and how much disk a ledger line takes."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from django.db.models import Max

from benchmarks.clients import Stock
from benchmarks.history import Span, load_history
from benchmarks.server import Database

DAYS = 3 * 365
TIMES = 15
# Checking is told to be linear by two sizes; the largest would only take long.
VERIFIED_MAX = 1_000_000
# What a ledger line takes with it: the tables of the books and of the documents whose lines caused it.
TABLES = (
    *("ledger_stockmove", "ledger_voucherline"),
    *("inventory_goodsissue", "inventory_goodsissueline", "platform_documentevent"),
)
_SIZE: LiteralString = """
SELECT sum(pg_total_relation_size(coalesce(part.relid, name::regclass)))
FROM unnest(%s::text[]) AS name LEFT JOIN LATERAL pg_partition_tree(name::regclass) AS part ON true
"""

Ask = Callable[[str, Mapping[str, str]], Any]


@dataclass(frozen=True)
class Volume:
    """Milliseconds on the server that questions take, by name, at so many lines, and the bytes of each line."""

    lines: int
    read_ms: Mapping[str, float]
    bytes_per_line: float
    loaded_in_seconds: float
    verified_in_seconds: float | None


def measure_volume(
    database: Database, stock: Stock, ask: Ask, *, pattern_id: UUID, lines: int, before: int = 0
) -> Volume:
    """Load a history up to so many lines, and ask the questions that a company asks every day.

    Shape: ``ask`` gets a page of the API as a signed-in browser does; ``before`` lines were loaded already.
    """
    size, start = _size(database), time.perf_counter()
    first = stock.today - timedelta(days=DAYS)
    span = Span(lines - before, first, stock.today, stock.item_ids)
    load_history(database.owner_url, stock, pattern_id=pattern_id, span=span)
    loaded = time.perf_counter() - start
    grown = (_size(database) - size) / (lines - before)
    _sum_up(stock)
    read_ms = {name: _milliseconds(question) for name, question in _questions(database, stock, ask)}
    return Volume(lines, read_ms, grown, loaded, _verified_in(stock) if lines <= VERIFIED_MAX else None)


def _sum_up(stock: Stock) -> None:
    """Do what a job does every minute; the first steps note how far to go, and old transactions may have to end."""
    from gongliao.ledger.models import CostEntry, Mark
    from gongliao.ledger.public import roll_up_costs
    from gongliao.platform.public import tenant_transaction

    with tenant_transaction(stock.tenant_id):
        last = CostEntry.objects.aggregate(last=Max("seq"))["last"]
    reached = 0
    while reached < last:
        roll_up_costs(tenant_id=stock.tenant_id)
        with tenant_transaction(stock.tenant_id):
            reached = Mark.objects.get(name="cost_sums").through


def _verified_in(stock: Stock) -> float:
    from gongliao.ledger.public import verify

    start = time.perf_counter()
    result = verify(tenant_ids=[stock.tenant_id])
    assert result.holds, [check for check in result.checks if check.broken]
    return time.perf_counter() - start


def _questions(database: Database, stock: Stock, ask: Ask) -> list[tuple[str, Callable[[], Any]]]:
    item_id, company_id = str(stock.item_ids[len(stock.item_ids) // 2]), str(stock.company_id)
    project_id = _project_of(database, stock)
    return [
        ("stock_of_item", lambda: ask("/api/v1/stock/balances", {"item_id": item_id})),
        ("project_cost", lambda: ask(f"/api/v1/reports/project-costs/{project_id}", {})),
        ("stock_value", lambda: ask("/api/v1/stock/balances", {"company_id": company_id, "limit": "1"})),
        ("first_page", lambda: ask("/api/v1/stock/moves", {"company_id": company_id, "sort": "-recorded_at"})),
    ]


def _milliseconds(question: Callable[[], Any]) -> float:
    question()
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        question()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def _project_of(database: Database, stock: Stock) -> UUID:
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, false)", (str(stock.tenant_id),))
        [(project_id,)] = connection.execute(
            "SELECT project_id FROM projects_wbsnode WHERE id = %s", (stock.node_ids[0],)
        ).fetchall()
    return UUID(str(project_id))


def _size(database: Database) -> int:
    with psycopg.connect(database.owner_url) as connection:
        [(size,)] = connection.execute(_SIZE, (list(TABLES),)).fetchall()
    return int(size)
