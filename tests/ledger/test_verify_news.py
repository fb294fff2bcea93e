"""What is new is checked by the same checks: each can fail, and what is broken is found until it is mended."""

import time
from typing import Any

import psycopg
import pytest

from gongliao.kernel.ids import new_id
from gongliao.ledger.operations import verify_news as module
from gongliao.ledger.operations.verify_news import WHOLE, statement_of_news
from gongliao.ledger.public import VerifyResult, verify_news
from gongliao.ledger.queries.verify import CHECKS, NAMES, REPLAY
from gongliao.platform.public import execute, tenant_transaction
from tests.ledger.test_verify import APPEND_ONLY, BREAKING, storied
from tests.support.trade import Trade, make_trade


def check_news(trade: Trade) -> VerifyResult:
    return verify_news(tenant_ids=[trade.world.tenant.id])


def broken(result: VerifyResult) -> set[str]:
    return {check.check for check in result.checks if check.broken}


def settle(trade: Trade) -> None:
    """Check until nothing is new; transactions of other tests may have to end first."""
    deadline = time.monotonic() + 60
    while True:
        assert check_news(trade).holds
        marks = trade.rows("SELECT through FROM ledger_mark WHERE tenant_id = %s AND name = 'verified_moves'")
        if marks == trade.rows("SELECT max(seq) FROM ledger_stockmove WHERE tenant_id = %s"):
            return
        assert time.monotonic() < deadline, "an old transaction runs on and on"


class TestVerifyNews:
    def test_holds_after_a_story_and_looks_at_nothing_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        trade = storied()
        result = check_news(trade)
        assert result.holds
        assert {check.check for check in result.checks} == set(NAMES) - WHOLE
        settle(trade)
        looked_at: list[Any] = []
        news = module._news
        monkeypatch.setattr(module, "_news", lambda through: looked_at.append(news(through)) or looked_at[-1])

        assert check_news(trade).holds
        assert looked_at == [{"items": [], "documents": [], "order_lines": []}]

        issue_id = trade.issue("1")
        assert check_news(trade).holds
        assert looked_at[-1] == {"items": [trade.steel_id], "documents": [issue_id], "order_lines": []}

    def test_finds_what_is_broken_until_it_is_mended(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        settle(trade)
        self._add_to_balances(trade, "1")
        # Nothing was posted to the item since: this is for the full check.
        assert broken(check_news(trade)) == set()

        trade.issue("1")

        for _ in range(2):
            assert broken(check_news(trade)) == {"balance_equals_moves", "pool_equals_balances"}
        self._add_to_balances(trade, "-1")
        settle(trade)

    @pytest.mark.parametrize("check", sorted(set(CHECKS) - WHOLE))
    def test_each_check_finds_what_is_broken(self, check: str, database: Any) -> None:
        trade = self._story()
        with psycopg.connect(database.owner_url) as owner:
            owner.execute("SELECT set_config('app.tenant', %s, false)", [str(trade.world.tenant.id)])
            for table in APPEND_ONLY:
                owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
            of_all = {
                "tenant": trade.world.tenant.id,
                "items": [trade.steel_id],
                "documents": [row[0] for row in owner.execute("SELECT document_id FROM ledger_voucherline")],
                "order_lines": [row[0] for row in owner.execute("SELECT order_line_id FROM ledger_commitmententry")],
            }
            of_none = {**of_all, "items": [new_id()], "documents": [new_id()], "order_lines": [new_id()]}
            statement = statement_of_news(check)
            assert owner.execute(statement, of_all).fetchall() == []
            for breaking in BREAKING[check]:
                owner.execute(breaking)

            assert owner.execute(statement, of_all).fetchall() != []
            assert owner.execute(statement, of_none).fetchall() == []
            owner.rollback()

    def test_works_values_out_by_itself(self, database: Any) -> None:
        trade = storied()
        with psycopg.connect(database.owner_url) as owner:
            owner.execute("SELECT set_config('app.tenant', %s, true)", [str(trade.world.tenant.id)])
            owner.execute("ALTER TABLE ledger_stockmove DISABLE TRIGGER append_only")
            owner.execute(
                "UPDATE ledger_stockmove SET value = value + 0.01 WHERE corrects_id IS NULL AND target_kind = 'node'"
            )
            owner.execute("ALTER TABLE ledger_stockmove ENABLE TRIGGER append_only")

        assert REPLAY in broken(check_news(trade))

    def _story(self) -> Trade:
        if not hasattr(TestVerifyNews, "_kept"):
            TestVerifyNews._kept = storied()  # type: ignore[attr-defined]
        return TestVerifyNews._kept  # type: ignore[attr-defined,no-any-return]

    def _add_to_balances(self, trade: Trade, quantity: str) -> None:
        with tenant_transaction(trade.world.tenant.id):
            execute(
                "UPDATE ledger_stockbalance SET quantity = quantity + %s::numeric WHERE tenant_id = %s",
                (quantity, trade.world.tenant.id),
            )
