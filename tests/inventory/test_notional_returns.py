"""Month-end leftovers on site 假退料: returned on paper on the last day, issued again on the first."""

from datetime import date, timedelta
from typing import Any

from gongliao.inventory.public import ReturnLine, post_material_return, return_material, save_material_return
from gongliao.kernel.ids import new_id
from gongliao.projects.public import complete_project
from tests.support.refusals import refusal_of
from tests.support.revaluing import revalue
from tests.support.trade import D, Trade, make_trade
from tests.support.world import NOW, TODAY

# The company's day is 15 June; its last month ended on 31 May.
LAST_OF_MAY = date(2026, 5, 31)
FIRST_OF_JUNE = date(2026, 6, 1)
MAY = date(2026, 5, 20)


def in_may(quantity: str = "10", amount: str = "40.00") -> tuple[Trade, Any, Any]:
    """Return a trade that bought and issued in May, the receipt, and the issue's line."""
    trade = make_trade()
    receipt = trade.buy(quantity, amount=D(amount), entered_price=None, on=MAY)
    [line_id] = trade.lines_of("goodsissue", trade.issue(quantity, on=MAY))
    return trade, receipt, line_id


def left_on_site(trade: Trade, issue_line: Any, quantity: str, *, on: date = LAST_OF_MAY, **head: Any) -> Any:
    line = ReturnLine(new_id(), issue_line, D(quantity), "kg")
    request = trade.return_request(line, business_date=on, notional=True, **head)
    return return_material(actor=trade.keeper, request=request, at=NOW)


def cost_until(trade: Trade, day: date) -> tuple[Any, Any]:
    """Return quantity and cost of the first node up to a day."""
    [row] = trade.rows(
        "SELECT coalesce(sum(quantity), 0), coalesce(sum(amount), 0.00) FROM ledger_costentry"
        " WHERE tenant_id = %s AND node_id = %s AND business_date <= %s",
        trade.works.node_id,
        day,
    )
    return row[0], row[1]


class TestNotionalReturns:
    def test_a_month_bears_what_was_used_and_the_next_begins_with_the_rest(self) -> None:
        trade, _, line_id = in_may()

        left_on_site(trade, line_id, "3")

        assert cost_until(trade, LAST_OF_MAY) == (7, D("28.00"))
        assert cost_until(trade, FIRST_OF_JUNE) == (10, D("40.00"))
        assert trade.stock() == "0 kg 0.00"
        trade.require_sound_books()

    def test_its_vouchers_stand_on_both_days(self) -> None:
        trade, _, line_id = in_may()

        returned = left_on_site(trade, line_id, "3")

        rows = trade.rows(
            "SELECT business_date, account, debit, credit FROM ledger_voucherline WHERE tenant_id = %s"
            " AND document_id = %s ORDER BY business_date, account",
            returned,
        )
        assert rows == [
            (LAST_OF_MAY, "1403", D("12.00"), D(0)),
            (LAST_OF_MAY, "540102", D(0), D("12.00")),
            (FIRST_OF_JUNE, "1403", D(0), D("12.00")),
            (FIRST_OF_JUNE, "540102", D("12.00"), D(0)),
        ]

    def test_what_it_turns_out_to_cost_is_shared_by_both_months(self) -> None:
        trade, receipt, line_id = in_may()
        left_on_site(trade, line_id, "3")

        revalue(trade, (receipt, "10.00"))

        assert cost_until(trade, LAST_OF_MAY) == (7, D("35.00"))
        assert cost_until(trade, TODAY) == (10, D("50.00"))
        trade.require_sound_books()

    def test_all_of_it_can_still_come_back_for_good(self) -> None:
        trade, _, line_id = in_may("3", "10.00")
        left_on_site(trade, line_id, "1")

        for _ in range(3):
            line = ReturnLine(new_id(), line_id, D(1), "kg")
            return_material(actor=trade.keeper, request=trade.return_request(line), at=NOW)

        assert (trade.stock(), trade.cost()) == ("3 kg 10.00", D("0.00"))
        trade.require_sound_books()

    def test_no_more_stays_for_a_night_than_is_on_site(self) -> None:
        trade, _, line_id = in_may()
        left_on_site(trade, line_id, "6")

        refusal = refusal_of(lambda: left_on_site(trade, line_id, "5"))

        assert (refusal.code, refusal.figures()) == ("inventory.more_than_issued", {"asked": 5, "open": 4})
        # Another month's end counts its own leftovers.
        left_on_site(trade, line_id, "5", on=TODAY - timedelta(days=1))

    def test_a_reversal_puts_both_days_back(self) -> None:
        trade, _, line_id = in_may()
        returned = left_on_site(trade, line_id, "3")

        trade.reverse("material_return", returned)

        assert cost_until(trade, LAST_OF_MAY) == (10, D("40.00"))
        assert cost_until(trade, TODAY) == (10, D("40.00"))
        trade.require_sound_books()

    def test_its_issue_is_not_reversed_meanwhile(self) -> None:
        trade, _, line_id = in_may()
        left_on_site(trade, line_id, "3")
        [(issue,)] = trade.rows("SELECT id FROM inventory_goodsissue WHERE tenant_id = %s")

        assert refusal_of(lambda: trade.reverse("goods_issue", issue)).code == "inventory.later_documents_depend"

    def test_work_that_takes_nothing_any_more_gives_it_back_for_good(self) -> None:
        trade, _, line_id = in_may()
        complete_project(actor=trade.boss, project_id=trade.works.id, at=NOW)

        refusal = refusal_of(lambda: left_on_site(trade, line_id, "3"))

        assert refusal.code == "projects.node_technically_complete"

    def test_a_draft_is_posted_as_it_was_meant(self) -> None:
        trade, _, line_id = in_may()
        line = ReturnLine(new_id(), line_id, D(3), "kg")
        request = trade.return_request(line, business_date=LAST_OF_MAY, notional=True)
        save_material_return(actor=trade.keeper, request=request, at=NOW)

        post_material_return(actor=trade.keeper, document_id=request.id, at=NOW)

        assert cost_until(trade, LAST_OF_MAY) == (7, D("28.00"))
        assert trade.stock() == "0 kg 0.00"
