"""Scrap: what it takes out, what it costs the company, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gongliao.inventory.public import receive_goods, scrap_stock
from gongliao.kernel.ids import new_id
from tests.support.refusals import refusal_of
from tests.support.trade import GENERAL, D, Trade, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def trade() -> Trade:
    """10 kg of the project's steel for 40.00."""
    trade = make_trade()
    trade.buy("10", "4.00", on=YESTERDAY)
    return trade


def refused(trade: Trade, *, line: dict[str, Any] | None = None, **changes: Any) -> Any:
    request = trade.scrap_request(replace(trade.scrap_line("1"), **(line or {})))
    return refusal_of(lambda: scrap_stock(actor=trade.keeper, request=replace(request, **changes), at=NOW))


class TestScrap:
    def test_takes_goods_out_at_what_they_are_worth(self, trade: Trade) -> None:
        scrap = trade.scrap("4")

        assert trade.stock() == "6 kg 24.00"
        assert trade.values_of(scrap) == [D("16.00")]
        assert trade.cost() == 0
        assert trade.rows(
            "SELECT account, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
            " ORDER BY account",
            scrap,
        ) == [("1403", D(0), D("16.00")), ("1901", D("16.00"), D(0))]
        trade.require_sound_books()

    def test_all_of_it_leaves_nothing_of_the_value(self, trade: Trade) -> None:
        trade.buy("3", "3.33")
        trade.scrap("12")
        trade.scrap("1")

        assert trade.pool() == "0 kg 0.00"
        trade.require_sound_books()

    def test_a_late_receipt_corrects_what_was_lost(self, trade: Trade) -> None:
        scrap = trade.scrap("4")
        trade.buy("10", "6.00", on=YESTERDAY)

        # 20 kg for 100.00 before the scrap: its 4 kg were worth 20.00.
        [(corrected,)] = trade.rows(
            "SELECT sum(c.value) FROM ledger_stockmove c JOIN ledger_stockmove m ON m.tenant_id = c.tenant_id"
            " AND m.id = c.corrects_id WHERE c.tenant_id = %s AND m.document_id = %s",
            scrap,
        )
        assert corrected == D("4.00")
        assert trade.pool() == "16 kg 80.00"
        trade.require_sound_books()

    def test_a_reversal_brings_it_back(self, trade: Trade) -> None:
        trade.reverse("stock_scrap", trade.scrap("4"))

        assert trade.stock() == "10 kg 40.00"
        trade.require_sound_books()

    def test_of_a_batch(self, trade: Trade) -> None:
        paint = trade.ordered("5", "30.00", item_id=trade.paint_id)
        request = trade.receipt(trade.receipt_line(paint, "5", batch_no="L1"))
        receive_goods(actor=trade.keeper, request=request, at=NOW)
        [(batch_id,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")

        trade.scrap("2", item_id=trade.paint_id, batch_id=batch_id)

        assert trade.stock(trade.paint_id) == "3 kg 90.00"


class TestRefusals:
    def test_more_than_there_is(self, trade: Trade) -> None:
        refusal = refused(trade, line={"quantity": D(11)})

        assert (refusal.code, refusal.line, refusal.field) == ("ledger.insufficient_stock", 1, "quantity")
        assert (refusal.asked, refusal.available) == (11, 10)

    def test_another_reason_is_told(self, trade: Trade) -> None:
        refusal = refused(trade, reason="other", remark=" ")
        assert (refusal.code, refusal.field) == ("inventory.reason_not_told", "remark")

        request = trade.scrap_request(trade.scrap_line("1"), reason="other", remark="样品")
        scrap_stock(actor=trade.keeper, request=request, at=NOW)
        assert trade.stock() == "9 kg 36.00"

    @pytest.mark.parametrize(
        ("line", "changes", "code"),
        [
            ({"item_id": new_id()}, {}, "catalog.item_not_found"),
            ({"unit": "pc"}, {}, "catalog.unit_unknown"),
            ({"bin_id": new_id()}, {}, "catalog.bin_not_found"),
            ({"owner_id": new_id()}, {}, "projects.project_not_found"),
            ({"batch_id": new_id()}, {}, "ledger.batch_not_found"),
            ({"owner_id": None}, {}, "ledger.insufficient_stock"),
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
        assert trade.stock() == "10 kg 40.00"

    def test_before_a_day_that_needs_it(self, trade: Trade) -> None:
        trade.issue("8")

        refusal = refusal_of(lambda: trade.scrap("3", on=YESTERDAY))

        assert (refusal.code, refusal.figures()["missing"]) == ("ledger.short_on_later_day", 1)

    def test_who_may_not(self, trade: Trade) -> None:
        request = trade.scrap_request(trade.scrap_line("1"))

        assert refusal_of(lambda: scrap_stock(actor=trade.buyer, request=request, at=NOW)).code == (
            "platform.missing_grant"
        )
        assert trade.pool(owner=GENERAL) == "0 kg 0.00"
