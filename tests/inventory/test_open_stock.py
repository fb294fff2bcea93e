"""Opening balances: what they bring in, at what worth, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gongliao.inventory.public import open_stock
from gongliao.kernel.ids import new_id
from tests.support.refusals import refusal_of
from tests.support.trade import GENERAL, D, Trade, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def trade() -> Trade:
    return make_trade()


def refused(trade: Trade, *, line: dict[str, Any] | None = None, **changes: Any) -> Any:
    request = trade.opening_request(replace(trade.opening_line("1", "4.00"), **(line or {})))
    return refusal_of(lambda: open_stock(actor=trade.boss, request=replace(request, **changes), at=NOW))


class TestOpening:
    def test_brings_goods_in_at_what_they_are_worth(self, trade: Trade) -> None:
        opening = trade.open("3", "10.00")
        trade.open("0.5", "1200.00", unit="t", owner_id=None)

        assert trade.stock() == "3 kg 10.00"
        assert trade.stock(owner=GENERAL) == "500 kg 1200.00"
        assert trade.rows(
            "SELECT account, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
            " ORDER BY account",
            opening,
        ) == [("1403", D("10.00"), D(0)), ("4199", D(0), D("10.00"))]
        trade.require_sound_books()

    def test_may_be_worth_nothing(self, trade: Trade) -> None:
        trade.open("3", "0.00")

        assert trade.stock() == "3 kg 0.00"
        assert trade.count("ledger_voucherline") == 0
        trade.require_sound_books()

    def test_of_an_earlier_day_is_valued_where_it_belongs(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        issue = trade.issue("10")
        trade.open("10", "60.00", on=YESTERDAY)

        # 20 kg for 100.00 in all: the issue of the day after was worth 50.00.
        assert trade.cost() == D("50.00")
        assert trade.values_of(issue) == [D("40.00")]
        assert trade.pool() == "10 kg 50.00"
        trade.require_sound_books()

    def test_names_its_batch(self, trade: Trade) -> None:
        expiry = date(2027, 1, 31)
        trade.open("5", "150.00", item_id=trade.paint_id, batch_no="L1", expiry_date=expiry)

        assert trade.stock(trade.paint_id) == "5 kg 150.00"
        assert trade.rows("SELECT number, expiry_date FROM ledger_batch WHERE tenant_id = %s") == [("L1", expiry)]

    def test_a_reversal_takes_it_out_while_nothing_stands_on_it(self, trade: Trade) -> None:
        opening = trade.open("10", "40.00")
        issue = trade.issue("4")

        refusal = refusal_of(lambda: trade.reverse("opening_balance", opening))
        assert (refusal.code, refusal.figures()["documents"]) == ("ledger.later_moves_depend", ("GI-2026-00001",))

        trade.reverse("goods_issue", issue)
        trade.reverse("opening_balance", opening)
        assert trade.pool() == "0 kg 0.00"
        trade.require_sound_books()


class TestRefusals:
    @pytest.mark.parametrize(
        ("line", "changes", "code"),
        [
            ({"item_id": new_id()}, {}, "catalog.item_not_found"),
            ({"unit": "pc"}, {}, "catalog.unit_unknown"),
            ({"bin_id": new_id()}, {}, "catalog.bin_not_found"),
            ({"owner_id": new_id()}, {}, "projects.project_not_found"),
            ({"batch_no": "L1"}, {}, "ledger.batch_not_tracked"),
            ({}, {"warehouse_id": new_id()}, "catalog.warehouse_not_found"),
            ({}, {"company_id": new_id()}, "platform.company_not_found"),
            ({}, {"business_date": TODAY + timedelta(days=2)}, "platform.date_out_of_range"),
            ({}, {"lines": ()}, "inventory.no_lines"),
        ],
    )
    def test_what_is_wrong_with_it(
        self, trade: Trade, line: dict[str, Any], changes: dict[str, Any], code: str
    ) -> None:
        assert refused(trade, line=line, **changes).code == code
        assert trade.count("ledger_stockmove") == 0

    def test_a_batch_that_is_not_named(self, trade: Trade) -> None:
        refusal = refused(trade, line={"item_id": trade.paint_id})

        assert (refusal.code, refusal.line, refusal.field) == ("ledger.batch_required", 1, "batch_no")

    def test_who_may_not(self, trade: Trade) -> None:
        request = trade.opening_request()

        assert refusal_of(lambda: open_stock(actor=trade.keeper, request=request, at=NOW)).code == (
            "platform.missing_grant"
        )
