"""Costs summed up: statements say the same before, between and after, and nothing that is being posted is missed."""

import time
from datetime import date
from typing import Any

import psycopg

from gongliao.ledger.operations import roll_up_costs as module
from gongliao.ledger.public import CostDimension, CostTotal, cost_totals, roll_up_costs, verify
from gongliao.platform.public import tenant_transaction
from tests.support.trade import D, Trade, make_trade
from tests.support.world import TODAY

FIRST, LATER = date(2026, 5, 30), date(2026, 6, 3)
BY = (CostDimension.NODE, CostDimension.CATEGORY, CostDimension.MONTH)


def totals(trade: Trade, *, until: date | None = None) -> list[CostTotal]:
    with tenant_transaction(trade.world.tenant.id):
        return cost_totals(project_ids=[trade.works.id, trade.other_works.id], by=BY, until=until)


def through(trade: Trade) -> int:
    rows = trade.rows("SELECT through FROM ledger_mark WHERE tenant_id = %s AND name = 'cost_sums'")
    return int(rows[0][0]) if rows else 0


def last_entry(trade: Trade) -> int:
    return int(trade.rows("SELECT max(seq) FROM ledger_costentry WHERE tenant_id = %s")[0][0])


def sum_up(trade: Trade) -> None:
    """Sum up until nothing is left; transactions of other tests may have to end first."""
    deadline = time.monotonic() + 60
    while through(trade) < last_entry(trade):
        assert time.monotonic() < deadline, "an old transaction runs on and on"
        roll_up_costs(tenant_id=trade.world.tenant.id)


def require_same(trade: Trade) -> None:
    """What is summed up is what the entries say; a day in the future makes the question go to the entries alone."""
    assert totals(trade) == totals(trade, until=date(2100, 1, 1)) != []
    assert verify(tenant_ids=[trade.world.tenant.id]).holds


class TestRollUpCosts:
    def test_statements_say_the_same_before_between_and_after(self) -> None:
        trade = make_trade()
        trade.buy("20", "4.00", on=FIRST)
        issue_id = trade.issue("4", on=FIRST)
        assert through(trade) == 0
        require_same(trade)

        sum_up(trade)
        require_same(trade)
        assert trade.rows("SELECT month, quantity, amount FROM ledger_costrollup WHERE tenant_id = %s") == [
            (date(2026, 5, 1), 4, D("16.00"))
        ]

        trade.return_(issue_id, "1", business_date=TODAY)
        trade.issue("3", on=LATER)
        require_same(trade)

        sum_up(trade)
        trade.buy("4", "9.00", on=FIRST)
        require_same(trade)
        sum_up(trade)
        require_same(trade)

    def test_goes_on_where_it_was_left_off(self, monkeypatch: Any) -> None:
        trade = make_trade()
        trade.buy("20", "4.00")
        for _ in range(5):
            trade.issue("2")
        monkeypatch.setattr(module, "SLICE", 1)

        sum_up(trade)

        require_same(trade)
        assert trade.rows("SELECT quantity, amount FROM ledger_costrollup WHERE tenant_id = %s") == [(10, D("40.00"))]

    def test_waits_for_what_began_before(self, database: Any) -> None:
        trade = make_trade()
        trade.buy("20", "4.00")
        trade.issue("4")
        with psycopg.connect(database.owner_url) as other:
            # As a posting does that has locked its rows and written nothing yet.
            other.execute("SELECT pg_current_xact_id()")
            for _ in range(3):
                roll_up_costs(tenant_id=trade.world.tenant.id)
            assert through(trade) == 0

        sum_up(trade)

        assert through(trade) == last_entry(trade)
        require_same(trade)

    def test_two_at_once_do_not_wait_for_each_other(self, database: Any) -> None:
        trade = make_trade()
        trade.buy("20", "4.00")
        trade.issue("4")
        roll_up_costs(tenant_id=trade.world.tenant.id)
        with psycopg.connect(database.owner_url) as other:
            other.execute("SELECT set_config('app.tenant', %s, false)", [str(trade.world.tenant.id)])
            other.execute("SELECT 1 FROM ledger_mark FOR UPDATE")

            assert roll_up_costs(tenant_id=trade.world.tenant.id) is False
