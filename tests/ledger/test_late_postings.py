"""Documents that become known late: valued where they belong in time, and what they change is corrected."""

from datetime import date

import pytest

from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, make_trade

FIRST, SECOND, THIRD, FOURTH = (date(2026, 6, day) for day in (1, 2, 3, 4))


def corrections(trade: Trade, document_id: object) -> list[tuple[object, ...]]:
    """Return what a document corrected: the day, the value, and the cost of the node."""
    return trade.rows(
        "SELECT m.business_date, m.quantity, m.value, c.amount FROM ledger_stockmove m"
        " LEFT JOIN ledger_costentry c ON c.tenant_id = m.tenant_id AND c.move_id = m.id"
        " WHERE m.tenant_id = %s AND m.document_id = %s AND m.corrects_id IS NOT NULL ORDER BY m.seq",
        document_id,
    )


class TestLateReceipt:
    def test_changes_what_later_issues_cost(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=FIRST)
        trade.issue("4", on=THIRD)
        assert (trade.pool(), trade.cost()) == ("6 kg 24.00", D("16.00"))

        late = trade.buy("10", "8.00", on=SECOND)

        # 20 kg for 120.00 by then: the 4 kg were worth 24.00.
        assert (trade.pool(), trade.cost()) == ("16 kg 96.00", D("24.00"))
        assert corrections(trade, late) == [(THIRD, 0, D("8.00"), D("8.00"))]
        trade.require_sound_books()

    def test_follows_the_goods_that_came_back(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=FIRST)
        issue_id = trade.issue("10", on=THIRD)
        trade.return_(issue_id, "4", business_date=FOURTH)
        assert (trade.pool(), trade.cost()) == ("4 kg 16.00", D("24.00"))

        late = trade.buy("10", "6.00", on=SECOND)

        # The issue was worth 50.00, and of that 20.00 came back beside 10 kg for 50.00.
        assert (trade.pool(), trade.cost()) == ("14 kg 70.00", D("30.00"))
        assert corrections(trade, late) == [(THIRD, 0, D("10.00"), D("10.00")), (FOURTH, 0, D("4.00"), D("-4.00"))]
        trade.require_sound_books()

    def test_of_the_same_day_counts_before_what_went_out_that_day(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=FIRST)
        trade.issue("5", on=SECOND)

        trade.buy("10", "7.00", on=SECOND)

        assert (trade.pool(), trade.cost()) == ("15 kg 82.50", D("27.50"))
        trade.require_sound_books()

    def test_of_a_day_on_which_nothing_left_yet_corrects_nothing(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=THIRD)

        late = trade.buy("10", "8.00", on=FIRST)

        assert trade.pool() == "20 kg 120.00"
        assert corrections(trade, late) == []

    def test_reversed_puts_every_figure_back(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=FIRST)
        trade.issue("4", on=THIRD)
        late = trade.buy("10", "8.00", on=SECOND)

        mirror = trade.reverse("goods_receipt", late)

        assert (trade.pool(), trade.cost()) == ("6 kg 24.00", D("16.00"))
        assert corrections(trade, mirror) == [(THIRD, 0, D("-8.00"), D("-8.00"))]
        trade.require_sound_books()

    def test_leaves_alone_what_was_reversed(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=FIRST)
        trade.reverse("goods_issue", trade.issue("4", on=THIRD))

        late = trade.buy("10", "8.00", on=SECOND)

        assert corrections(trade, late) == []
        assert (trade.pool(), trade.cost()) == ("20 kg 120.00", 0)
        trade.require_sound_books()


class TestLateReturn:
    def test_takes_its_cents_before_what_came_back_later(self) -> None:
        trade = make_trade()
        trade.buy("3", "0.333333", on=FIRST)
        issue_id = trade.issue("3", on=FIRST)
        later = trade.return_(issue_id, "1", business_date=FOURTH)
        assert (trade.pool(), trade.cost()) == ("1 kg 0.33", D("0.67"))

        earlier = trade.return_(issue_id, "1", business_date=SECOND)

        # A third and then another: 0.33 and 0.34, in the order of their days.
        assert (trade.pool(), trade.cost()) == ("2 kg 0.67", D("0.33"))
        assert trade.values_of(earlier)[0] == D("0.33")
        assert corrections(trade, earlier) == [(FOURTH, 0, D("0.01"), D("-0.01"))]
        trade.require_sound_books()

        trade.reverse("material_return", later)
        assert (trade.pool(), trade.cost()) == ("1 kg 0.33", D("0.67"))
        trade.require_sound_books()


class TestLateIssue:
    def test_takes_the_average_of_its_day(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=FIRST)
        trade.buy("10", "8.00", on=THIRD)

        trade.issue("5", on=SECOND)

        assert (trade.pool(), trade.cost()) == ("15 kg 100.00", D("20.00"))
        trade.require_sound_books()

    def test_is_refused_where_a_later_day_would_be_short(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=FIRST)
        trade.issue("8", on=THIRD)
        trade.buy("10", "4.00", on=FOURTH)

        refusal = refusal_of(lambda: trade.issue("5", on=SECOND))

        assert (refusal.code, refusal.line) == ("ledger.short_on_later_day", 1)
        assert refusal.figures() == {
            "item": "STEEL",
            "place": "W1 00",
            "date": THIRD,
            "missing": 3,
            "document": "GI-2026-00001",
        }
        assert trade.pool() == "12 kg 48.00"

    def test_is_refused_where_its_own_day_is_short(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=THIRD)

        refusal = refusal_of(lambda: trade.issue("1", on=SECOND))

        assert (refusal.code, refusal.figures()) == (
            "ledger.insufficient_stock",
            {"item": "STEEL", "asked": 1, "available": 0},
        )


class TestOrderOfArrival:
    @pytest.mark.parametrize("order", ["ABCD", "ACBD", "BACD"])
    def test_decides_nothing(self, order: str) -> None:
        trade = make_trade()
        steps = {
            "A": lambda: trade.buy("10", "4.00", on=FIRST),
            "B": lambda: trade.buy("10", "8.00", on=SECOND),
            "C": lambda: trade.issue("7", on=THIRD),
            "D": lambda: trade.issue("2", on=FOURTH),
        }

        for step in order:
            steps[step]()

        assert (trade.pool(), trade.cost()) == ("11 kg 66.00", D("54.00"))
        trade.require_sound_books()


class TestAnswers:
    def test_say_what_was_corrected_since(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=FIRST)
        issue_id = trade.issue("4", on=THIRD)
        late = trade.buy("10", "8.00", on=SECOND)

        boss, keeper = Caller(trade.boss), Caller(trade.keeper)

        issue = boss.get(f"/goods-issues/{issue_id}").body
        assert (issue["amount"], issue["correction"]) == ("16.00", "8.00")
        assert keeper.get(f"/goods-issues/{issue_id}").body["correction"] is None
        assert boss.get(f"/goods-receipts/{late}").body["correction"] == "0.00"
        [row] = [row for row in boss.get("/stock/moves", document_id=str(late)).body["rows"] if row["corrects_id"]]
        assert (row["corrected_type"], row["corrected_id"], row["value"]) == ("goods_issue", str(issue_id), "8.00")
        assert (row["corrected_number"], row["quantity_in"], row["quantity_out"]) == (issue["number"], None, None)
