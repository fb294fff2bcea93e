"""A long, consistent history of issues, loaded by COPY: what a company has in its books after years.

One issue is posted by the product; all that it wrote is the pattern for the documents of the history, of which only
ids, days and figures differ. Values are worked out as the product does, so that ``gongliao verify`` holds afterwards.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg import sql

from benchmarks.clients import Stock

DOCUMENTS_A_CHUNK = 10_000
# What differs from document to document, by table; the rest is as in the pattern.
HEADS = ("id", "number", "business_date", "posting_date")
LINES = ("id", "document_id", "line_no", "item_id", "project_id", "node_id", "quantity", "entered_quantity", "amount")
MOVES = (
    *("id", "item_id", "target_id", "project_id", "quantity", "entered_quantity", "value"),
    *("business_date", "posting_date", "document_id", "document_line_id"),
)
VOUCHERS = ("id", "document_id", "project_id", "node_id", "debit", "credit", "business_date", "posting_date")
EVENTS = ("id", "document_id")
TABLES = {
    "inventory_goodsissue": ("id", HEADS),
    "inventory_goodsissueline": ("document_id", LINES),
    "ledger_stockmove": ("document_id", MOVES),
    "ledger_voucherline": ("document_id", VOUCHERS),
    "platform_documentevent": ("document_id", EVENTS),
}
FOREIGN_KEYS: LiteralString = (
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass"
)

# What a history of years has found: a part for each month, which the job has made when the month came near.
MONTHS: LiteralString = """
SELECT gongliao_add_month('ledger_stockmove', month::date)
FROM generate_series(date_trunc('month', %s::date), %s, interval '1 month') AS month
WHERE to_regclass('ledger_stockmove' || to_char(month, '_YYYY_MM')) IS NULL
"""


@dataclass(frozen=True)
class Span:
    """How many lines, over which days, of which items."""

    lines: int
    first: date
    last: date
    item_ids: Sequence[UUID]
    lines_a_document: int = 10


@dataclass
class _Pool:
    id: UUID
    micro: int
    cents: int


def load_history(owner_url: str, stock: Stock, *, pattern_id: UUID, span: Span) -> None:
    """Append issues from a pool that each item has already, and bring pools and balances to what is left.

    Shape: ``pattern_id`` is an issue that the product posted; ``span.item_ids`` lie in the same bin as its item.
    """
    with psycopg.connect(owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, false)", (str(stock.tenant_id),))
        connection.execute(MONTHS, (span.first, span.last))
        tables = [_Table(connection, name, key, own, pattern_id) for name, (key, own) in TABLES.items()]
        laid_off = _lay_off(connection)
        pools = _pools(connection, span.item_ids)
        projects: dict[UUID, UUID] = dict(connection.execute("SELECT id, project_id FROM projects_wbsnode").fetchall())
        writer = _Writer(stock, projects, pools, span)
        for number, document in enumerate(writer.documents(), start=1):
            for table, rows in zip(tables, document, strict=True):
                table.add(rows)
            if number % DOCUMENTS_A_CHUNK == 0:
                _flush(connection, tables)
        _flush(connection, tables)
        for statement in laid_off:
            connection.execute(statement)
        _settle(connection, pools.values(), span.last)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


class _Table:
    """A table, and lines for COPY that wait to be sent."""

    def __init__(
        self, connection: psycopg.Connection[Any], name: str, key: str, own: Sequence[str], pattern_id: UUID
    ) -> None:
        self.name = name
        found = connection.execute(
            sql.SQL("SELECT * FROM {} WHERE {} = %s ORDER BY {} LIMIT 2").format(
                sql.Identifier(name), sql.Identifier(key), sql.Identifier("seq" if name.startswith("ledger") else "id")
            ),
            (pattern_id,),
        )
        assert found.description is not None
        columns = [column.name for column in found.description]
        # A voucher has two lines, the debit before the credit; what differs between them is the pattern's.
        patterns = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
        patterns.sort(key=lambda pattern: pattern.get("credit", 0))
        self.columns = [column for column in columns if column != "seq"]
        self._formats = [self._format(pattern, own) for pattern in patterns]
        self._waiting: list[str] = []

    def add(self, rows: Sequence[tuple[object, ...]]) -> None:
        two = self.name == "ledger_voucherline"
        self._waiting += [self._formats[at if two else 0] % row for at, row in enumerate(rows)]

    def flush(self, connection: psycopg.Connection[Any]) -> None:
        if not self._waiting:
            return
        command = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.name), sql.SQL(",").join(map(sql.Identifier, self.columns))
        )
        with connection.cursor().copy(command) as copy:
            copy.write("\n".join(self._waiting) + "\n")
        self._waiting = []

    def _format(self, pattern: dict[str, Any], own: Sequence[str]) -> str:
        # Own columns come first, so that a row of values fits whatever the table's order is.
        self.columns = [*own, *(column for column in self.columns if column not in own)]
        fixed = [_text(pattern[column]) for column in self.columns[len(own) :]]
        return "\t".join(["%s"] * len(own) + [text.replace("%", "%%") for text in fixed])


class _Writer:
    """Makes documents: for each table the rows' own columns."""

    def __init__(self, stock: Stock, projects: dict[UUID, UUID], pools: dict[UUID, _Pool], span: Span) -> None:
        self._choose = random.Random(span.lines)
        self._stock, self._projects, self._pools, self._span = stock, projects, pools, span
        self._prefix, self._made = self._choose.getrandbits(60), 0

    def documents(self) -> Iterator[tuple[list[tuple[object, ...]], ...]]:
        span, days = self._span, (self._span.last - self._span.first).days + 1
        count = span.lines // span.lines_a_document
        for number in range(count):
            yield self._document(number, span.first + timedelta(days=number * days // count))

    def _document(self, number: int, on: date) -> tuple[list[tuple[object, ...]], ...]:
        node_id = self._choose.choice(self._stock.node_ids)
        project_id, document_id, day = self._projects[node_id], self._id(), on.isoformat()
        lines: list[tuple[object, ...]] = []
        moves: list[tuple[object, ...]] = []
        total = 0
        for line_no in range(1, self._span.lines_a_document + 1):
            item_id = self._choose.choice(self._span.item_ids)
            quantity = 1 + self._choose.randrange(3)
            cents = _leave(self._pools[item_id], quantity * 1_000_000)
            total += cents
            value, line_id, move_id = _money(cents), self._id(), self._id()
            lines.append((line_id, document_id, line_no, item_id, project_id, node_id, quantity, quantity, value))
            where = (item_id, node_id, project_id)
            moves.append((move_id, *where, quantity, quantity, value, day, day, document_id, line_id))
        vouchers: list[tuple[object, ...]] = [
            (self._id(), document_id, project_id, node_id, _money(total), "0", day, day),
            (self._id(), document_id, r"\N", r"\N", "0", _money(total), day, day),
        ]
        head = (document_id, f"GI-H{self._span.lines}-{number}", day, day)
        return [head], lines, moves, vouchers, [(self._id(), document_id)]

    def _id(self) -> str:
        self._made += 1
        return f"{self._prefix:016x}{self._made:016x}"


def _leave(pool: _Pool, micro: int) -> int:
    """Take goods out at the moving average, rounded half up."""
    cents = (2 * pool.cents * micro + pool.micro) // (2 * pool.micro)
    pool.micro -= micro
    pool.cents -= cents
    assert pool.micro > 0, "the history draws more than there is"
    return cents


def _pools(connection: psycopg.Connection[Any], item_ids: Sequence[UUID]) -> dict[UUID, _Pool]:
    rows = connection.execute(
        "SELECT item_id, id, (quantity * 1000000)::bigint, (value * 100)::bigint FROM ledger_stockpool"
        " WHERE item_id = ANY(%s)",
        (list(item_ids),),
    )
    return {row[0]: _Pool(*row[1:]) for row in rows}


def _settle(connection: psycopg.Connection[Any], pools: Any, last: date) -> None:
    for pool in pools:
        values = (pool.micro, pool.cents, pool.id)
        connection.execute(
            "UPDATE ledger_stockbalance SET quantity = %s / 1000000.0, value = %s / 100.0 WHERE pool_id = %s", values
        )
        connection.execute(
            "UPDATE ledger_stockpool SET quantity = %s / 1000000.0, value = %s / 100.0, last_business_date = %s,"
            " last_out_date = %s WHERE id = %s",
            (*values[:2], last, last, pool.id),
        )


def _flush(connection: psycopg.Connection[Any], tables: Sequence[_Table]) -> None:
    for table in tables:
        table.flush(connection)


def _lay_off(connection: psycopg.Connection[Any]) -> list[sql.Composed]:
    """Take off what would go over each row, and return what puts it back over all of them at once.

    COPY goes through no policy, and foreign keys are checked faster over a whole table.
    """
    back: list[sql.Composed] = []
    for name in TABLES:
        table = sql.Identifier(name)
        connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(table))
        back.append(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(table))
        for key, definition in connection.execute(FOREIGN_KEYS, (name,)).fetchall():
            named = sql.Identifier(key)
            connection.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(table, named))
            add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
            # Before the policy is back: the check of a whole table goes through none either.
            back.insert(0, add.format(table, named, sql.SQL(definition)))
    return back


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _text(value: Any) -> str:
    """Return a value of the pattern as COPY reads it."""
    if value is None:
        return r"\N"
    return str(value).replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n")
