"""Goods that turn out to cost otherwise than they were received at: the difference follows them to where they are."""

from datetime import date
from uuid import UUID

import pytest

from gongliao.inventory import public as inventory
from gongliao.ledger.public import ReceiptLineName
from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.revaluing import revalue, revalue_lines
from tests.support.statements import counted_statements
from tests.support.trade import D, Trade, make_item, make_trade
from tests.support.world import NOW

FIRST, SECOND, THIRD, FOURTH = (date(2026, 6, day) for day in range(1, 5))


def value_moves(trade: Trade, document_id: UUID) -> list[tuple[object, ...]]:
    """Return what a document moved: from where to where, the value, its cause, and the cost of the node."""
    return trade.rows(
        "SELECT m.source_kind, m.target_kind, m.business_date, m.quantity, m.value, m.cause, c.amount"
        " FROM ledger_stockmove m LEFT JOIN ledger_costentry c ON c.tenant_id = m.tenant_id AND c.move_id = m.id"
        " WHERE m.tenant_id = %s AND m.document_id = %s ORDER BY m.seq",
        document_id,
    )


class TestRevalueReceipts:
    def test_is_a_move_of_value_from_the_supplier_that_goes_on_to_the_work(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00", on=FIRST)
        issue_id = trade.issue("5", on=SECOND)
        trade.return_(issue_id, "1", business_date=THIRD)

        note_id = revalue(trade, (receipt_id, "10.00"))

        assert (trade.pool(), trade.cost()) == ("6 kg 30.00", D("20.00"))
        assert value_moves(trade, note_id) == [
            ("supplier", "bin", FIRST, 0, D("10.00"), "landed_cost", None),
            ("bin", "node", SECOND, 0, D("5.00"), "landed_cost", D("5.00")),
            ("node", "bin", THIRD, 0, D("1.00"), "landed_cost", D("-1.00")),
        ]
        trade.require_sound_books()

    def test_changes_several_receipts_of_several_items_at_once(self) -> None:
        trade = make_trade()
        copper = make_item(trade.boss, "COPPER", valuation_method="fifo")
        first = trade.buy("10", "4.00", on=FIRST)
        second = trade.buy("10", "8.00", on=THIRD)
        third = trade.buy("4", "5.00", on=SECOND, item_id=copper)
        trade.issue("15", on=FOURTH)
        trade.issue("1", on=THIRD, item_id=copper)
        assert (trade.pool(), trade.pool(copper), trade.cost()) == ("5 kg 30.00", "3 kg 15.00", D("95.00"))

        revalue(trade, (first, "-4.00"), (second, "8.00"), (third, "0.02"))

        # Steel: 124.00 of which 15/20 went; copper: 20.02, of which a quarter is 5.005.
        assert (trade.pool(), trade.pool(copper), trade.cost()) == ("5 kg 31.00", "3 kg 15.01", D("98.01"))
        trade.require_sound_books()

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_comes_to_the_same_in_either_order(self, order: tuple[int, int]) -> None:
        trade = make_trade()
        receipts = [trade.buy("3", "1.11", on=FIRST), trade.buy("7", "2.22", on=SECOND)]
        trade.issue("4", on=THIRD)
        changes = [(receipts[0], "1.01"), (receipts[1], "-0.50")]

        for at in order:
            revalue(trade, changes[at])

        # 18.87 + 0.51 = 19.38, of which four tenths went.
        assert (trade.pool(), trade.cost()) == ("6 kg 11.63", D("7.75"))
        trade.require_sound_books()

    def test_taken_back_puts_every_figure_back(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("7", "1.43", on=FIRST)
        trade.issue("3", on=SECOND)
        before = trade.pool(), trade.stock(), trade.cost()

        revalue(trade, (receipt_id, "3.33"))
        assert (trade.pool(), trade.stock(), trade.cost()) != before
        revalue(trade, (receipt_id, "-3.33"))

        assert (trade.pool(), trade.stock(), trade.cost()) == before
        trade.require_sound_books()

    def test_refuses_what_would_be_worth_less_than_nothing_with_the_figures_of_each_line(self) -> None:
        trade = make_trade()
        receipts = [trade.buy("10", "4.00", on=FIRST), trade.buy("10", "1.00", on=FIRST)]
        revalue(trade, (receipts[0], "2.00"))

        refusal = refusal_of(lambda: revalue(trade, (receipts[0], "-42.00"), (receipts[1], "-10.01")))

        assert (refusal.code, refusal.line) == ("ledger.value_below_nothing", 2)
        assert refusal.figures() == {"item": "STEEL", "value": D("10.00"), "change": D("-10.01")}
        assert trade.pool() == "20 kg 52.00"

    def test_refuses_a_line_that_is_not_of_a_receipt_or_not_of_the_company(self) -> None:
        trade = make_trade()
        trade.buy(on=FIRST)
        issue_id = trade.issue("1", on=FIRST)
        name = ReceiptLineName(issue_id, trade.lines_of("goodsissue", issue_id)[0])

        refusal = refusal_of(lambda: revalue_lines(trade.boss, trade.world.company_id, [(name, D("1.00"))]))

        assert (refusal.code, refusal.line, refusal.figures()) == (
            "ledger.receipt_line_not_found",
            1,
            {"id": name.line_id},
        )

    def test_refuses_a_receipt_that_was_reversed(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy(on=FIRST)
        trade.reverse("goods_receipt", receipt_id)

        refusal = refusal_of(lambda: revalue(trade, (receipt_id, "1.00")))

        assert (refusal.code, refusal.figures()) == ("ledger.receipt_not_in_force", {"number": "GR-2026-00001"})

    def test_costs_as_many_statements_with_50_lines_as_with_one(self) -> None:
        trade = make_trade()
        counts = {}
        for lines in (1, 50):
            bought = [trade.order_line("2", "3.00") for _ in range(lines)]
            trade.order(*bought)
            request = trade.receipt(*(trade.receipt_line(line.id, "2") for line in bought), business_date=FIRST)
            inventory.receive_goods(actor=trade.keeper, request=request, at=NOW)
            trade.issue(str(lines), on=SECOND)
            names = [ReceiptLineName(request.id, line.id) for line in request.lines]
            with counted_statements() as statements:
                revalue_lines(trade.boss, trade.world.company_id, [(name, D("0.10")) for name in names])
            counts[lines] = len(statements)

        assert counts[1] == counts[50]
        trade.require_sound_books()


class TestStockLedger:
    def test_names_the_cause_of_a_correction(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy(on=FIRST)
        trade.issue("5", on=THIRD)
        revalue(trade, (receipt_id, "10.00"))
        late = trade.buy("10", "8.00", on=SECOND)
        trade.reverse("goods_receipt", late)

        rows = Caller(trade.boss).get("/stock/moves", sort="recorded_at").body["rows"]

        assert [row["cause"] for row in rows] == [
            None, None, "landed_cost", "landed_cost", None, "earlier_date", None, "reversal",
        ]  # fmt: skip
