"""What is asked again and again reads only the months that can hold an answer (ADR-0023)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from gongliao.kernel.ids import NO_ID, new_id
from gongliao.ledger.operations import corrections, history, linked_moves
from gongliao.ledger.queries.stock import BalanceFilter, MoveFilter, balances, moves
from gongliao.platform.public import fetch, tenant_transaction
from tests.support.trade import Trade, make_trade

# The tests' months about today have parts, see tests.support.database.
EARLY = {"2026_04", "2026_05"}
SINCE = date(2026, 6, 2)
READ = re.compile(r"on ledger_stockmove_(\w+)(?: \w+)?(.*)")


@pytest.fixture(scope="module")
def trade() -> Trade:
    """A trade with goods in three months, of which some went, some came back and some was reversed."""
    trade = make_trade()
    trade.buy("100", "4.00", on=date(2026, 4, 10))
    trade.buy("100", "5.00", on=date(2026, 5, 10))
    issue = trade.issue("10", on=date(2026, 6, 3))
    trade.return_(issue, "2")
    trade.reverse("goods_issue", trade.issue("1", on=date(2026, 6, 5)))
    return trade


def months_read(trade: Trade, statement: Any, parameters: Sequence[Any], *, run: bool = True) -> set[str]:
    """Return the parts that a statement looks into, as PostgreSQL says."""
    how = "ANALYZE, COSTS OFF, TIMING OFF" if run else "COSTS OFF"
    with tenant_transaction(trade.world.tenant.id):
        plan = [str(row[0]) for row in fetch(f"EXPLAIN ({how}) {statement}", parameters)]  # type: ignore[arg-type]
    found = [match.groups() for line in plan if (match := READ.search(line))]
    return {name for name, rest in found if "never executed" not in rest}


class TestLatePosting:
    def test_reads_the_history_from_its_day_on(self, trade: Trade) -> None:
        asked = (NO_ID, trade.world.tenant.id, trade.world.company_id, [trade.steel_id], SINCE, SINCE)

        read = months_read(trade, history._ROWS, asked)

        assert "2026_06" in read
        assert not EARLY & read

    def test_finds_what_it_corrects_in_its_own_month(self, trade: Trade) -> None:
        id_: UUID = new_id()
        document = (SINCE, "2026-06-15T00:00:00Z", "goods_receipt", id_, id_, "late_posting")
        asked = (*document, [id_], [id_], [1], [id_], [SINCE], trade.world.tenant.id, SINCE)

        read = months_read(trade, corrections._MOVES, asked, run=False)

        assert "2026_06" in read
        assert not EARLY & read


class TestUnitCosts:
    """Corrections count no earlier than what they correct happened."""

    def test_of_a_linked_move_look_no_further_back_for_corrections(self, trade: Trade) -> None:
        [(document_id, line_id)] = trade.rows(
            "SELECT document_id, document_line_id FROM ledger_stockmove"
            " WHERE tenant_id = %s AND business_date = %s AND source_kind = 'bin'",
            date(2026, 6, 3),
        )
        asked = (trade.world.tenant.id, [document_id], [line_id])
        with tenant_transaction(trade.world.tenant.id):
            plan = [str(row[0]) for row in fetch("EXPLAIN (ANALYZE, COSTS OFF) " + linked_moves._MOVES, asked)]

        assert not EARLY & read_as("c", plan)
        assert "2026_06" in read_as("c", plan)


def read_as(alias: str, plan: Sequence[str]) -> set[str]:
    """Return the parts that were looked into under an alias of the statement; parts are numbered behind it."""
    pattern = re.compile(rf"on ledger_stockmove_(\w+) {alias}_\d+ (?!\(never)")
    return {match[1] for line in plan if (match := pattern.search(line))}


class TestLists:
    """A list is planned anew each time, so it names the books as few times as it can."""

    def test_of_moves_names_the_books_twice(self, trade: Trade) -> None:
        with tenant_transaction(trade.world.tenant.id):
            text = str(moves(actor=trade.boss, wanted=MoveFilter()).query)

        assert text.count('FROM "ledger_stockmove"') == 2

    def test_of_balances_names_them_not_at_all(self, trade: Trade) -> None:
        with tenant_transaction(trade.world.tenant.id):
            text = str(balances(actor=trade.boss, wanted=BalanceFilter()).query)

        assert "ledger_stockmove" not in text
