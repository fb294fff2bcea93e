"""Counts: what is found and what is missed, what it is worth, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from gongliao.catalog.public import Conversion
from gongliao.inventory.public import (
    count_stock,
    post_stock_count,
    receive_goods,
    save_stock_count,
)
from gongliao.kernel.ids import new_id
from tests.inventory.test_receive_goods import other_company
from tests.support.explaining import explain, worked_out
from tests.support.http import Caller
from tests.support.refusals import codes_of, refusal_of
from tests.support.trade import GENERAL, D, Trade, at_once, make_item, make_store, make_trade, make_works
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
BEFORE = TODAY - timedelta(days=2)


@pytest.fixture
def trade() -> Trade:
    """10 kg of the project's steel for 45.00."""
    trade = make_trade()
    trade.buy("10", "4.50", on=BEFORE)
    return trade


def refused(trade: Trade, *, line: dict[str, Any] | None = None, **changes: Any) -> Any:
    request = trade.count_request(replace(trade.count_line("9"), **(line or {})))
    return refusal_of(lambda: count_stock(actor=trade.keeper, request=replace(request, **changes), at=NOW))


def line_of(trade: Trade, document_id: UUID) -> Any:
    """Return what was counted, what the books said and what the difference is worth, of the first line."""
    [row, *_] = trade.rows(
        "SELECT quantity, book_quantity, amount FROM inventory_stockcountline"
        " WHERE tenant_id = %s AND document_id = %s ORDER BY line_no",
        document_id,
    )
    return row


def vouchers(trade: Trade, document_id: UUID) -> list[Any]:
    return trade.rows(
        "SELECT account, purpose, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
        " ORDER BY account",
        document_id,
    )


class TestWhatIsMissed:
    def test_goes_out_at_what_the_pool_says(self, trade: Trade) -> None:
        count = trade.count_stock("8")

        assert trade.stock() == "8 kg 36.00"
        assert line_of(trade, count) == (8, 10, D("-9.00"))
        assert vouchers(trade, count) == [
            ("1403", "inventory", D(0), D("9.00")),
            ("1901", "loss", D("9.00"), D(0)),
        ]
        assert trade.cost() == 0
        trade.require_sound_books()

    def test_all_of_it_leaves_nothing_of_the_value(self, trade: Trade) -> None:
        trade.buy("3", "3.33")
        count = trade.count_stock("0")

        assert trade.pool() == "0 kg 0.00"
        assert line_of(trade, count) == (0, 13, D("-54.99"))
        trade.require_sound_books()

    def test_of_the_oldest_where_these_go_first(self, trade: Trade) -> None:
        cable = make_item(trade.boss, "CABLE", valuation_method="fifo")
        trade.buy("10", "4.00", item_id=cable, on=BEFORE)
        trade.buy("10", "6.00", item_id=cable, on=YESTERDAY)

        trade.count_stock("8", item_id=cable)

        assert trade.stock(cable) == "8 kg 48.00"
        trade.require_sound_books()


class TestWhatIsFound:
    def test_comes_in_at_the_unit_cost_of_its_pool(self, trade: Trade) -> None:
        count = trade.count_stock("13")

        assert trade.stock() == "13 kg 58.50"
        assert line_of(trade, count) == (13, 10, D("13.50"))
        assert vouchers(trade, count) == [
            ("1403", "inventory", D("13.50"), D(0)),
            ("1901", "gain", D(0), D("13.50")),
        ]
        trade.require_sound_books()

    def test_at_the_price_that_is_given(self, trade: Trade) -> None:
        trade.count_stock("13", price=D("5.333333"))

        assert trade.stock() == "13 kg 61.00"
        trade.require_sound_books()

    def test_takes_one_cost_with_another_where_the_oldest_go_first(self, trade: Trade) -> None:
        cable = make_item(trade.boss, "CABLE", valuation_method="fifo")
        trade.buy("10", "4.00", item_id=cable, on=BEFORE)
        trade.buy("10", "6.00", item_id=cable, on=YESTERDAY)

        trade.count_stock("22", item_id=cable)
        trade.issue("20", item_id=cable)

        # 20 kg for 100.00 were there, so 2 more are worth 10.00, and they are the last to go.
        assert trade.cost() == 100
        assert trade.stock(cable) == "2 kg 10.00"
        trade.require_sound_books()

    def test_needs_a_price_where_nothing_lies(self, trade: Trade) -> None:
        refusal = refused(trade, line={"owner_id": None})
        assert (refusal.code, refusal.line, refusal.field) == ("ledger.no_unit_cost", 1, "price")

        trade.count_stock("9", owner_id=None, price=D("4"))
        assert trade.stock(owner=GENERAL) == "9 kg 36.00"
        trade.require_sound_books()

    def test_what_only_lay_elsewhere_keeps_its_cost(self, trade: Trade) -> None:
        request = trade.count_request(
            trade.count_line("0", reason="wrong_place"),
            trade.count_line("10", bin_id=trade.store.yard_id, reason="wrong_place"),
        )
        count_stock(actor=trade.keeper, request=request, at=NOW)

        assert trade.stock() == "0 kg 0.00"
        assert trade.stock(bin_id=trade.store.yard_id) == "10 kg 45.00"
        assert vouchers(trade, request.id) == [
            ("1901", "gain", D(0), D("45.00")),
            ("1901", "loss", D("45.00"), D(0)),
        ]
        trade.require_sound_books()

    def test_is_explained(self, trade: Trade) -> None:
        count = trade.count_stock("13")
        [(move_id,)] = trade.rows("SELECT id FROM ledger_stockmove WHERE tenant_id = %s AND document_id = %s", count)

        told = explain(trade.boss, move_id)

        assert (told["move"]["kind"], told["reckoning"]["way"], told["agrees"]) == ("gain", "unit_cost", True)
        assert told["reckoning"]["base"]["value"] == 45
        assert worked_out(told) == D("13.50")


class TestWhatAgrees:
    def test_moves_nothing(self, trade: Trade) -> None:
        before = trade.count("ledger_stockmove")
        count = trade.count_stock("10", reason="")

        assert trade.count("ledger_stockmove") == before
        assert trade.head("stockcount", count)[:2] == ("CT-2026-00001", "posted")
        assert line_of(trade, count) == (10, 10, 0)
        assert vouchers(trade, count) == []

        trade.reverse("stock_count", count)
        assert trade.head("stockcount", count)[1] == "reversed"
        trade.require_sound_books()


class TestTheBooksOfTheDay:
    def test_are_all_that_is_recorded_up_to_its_end(self, trade: Trade) -> None:
        trade.issue("4", on=YESTERDAY)
        trade.issue("3")

        count = trade.count_stock("7", on=YESTERDAY)

        # 6 kg lay there yesterday, so 1 was found; today 3 went.
        assert line_of(trade, count) == (7, 6, D("4.50"))
        assert trade.stock() == "4 kg 18.00"
        trade.require_sound_books()

    def test_a_count_that_leaves_too_little_for_a_later_day_is_refused(self, trade: Trade) -> None:
        trade.issue("8")

        refusal = refusal_of(lambda: trade.count_stock("5", on=YESTERDAY))

        assert (refusal.code, refusal.figures()["missing"]) == ("ledger.short_on_later_day", 3)

    def test_a_draft_is_compared_anew_when_it_is_posted(self, trade: Trade) -> None:
        request = trade.count_request(trade.count_line("9"))
        save_stock_count(actor=trade.keeper, request=request, at=NOW)
        trade.issue("4")

        post_stock_count(actor=trade.keeper, document_id=request.id, at=NOW)

        assert line_of(trade, request.id) == (9, 6, D("13.50"))
        assert trade.stock() == "9 kg 40.50"
        trade.require_sound_books()


class TestLaterCorrections:
    def test_a_late_receipt_corrects_what_was_found_and_missed(self, trade: Trade) -> None:
        gain = trade.count_stock("12")
        ordered = trade.ordered("10", "6.50")
        line = trade.receipt_line(ordered, "10", bin_id=trade.store.yard_id)
        receive_goods(actor=trade.keeper, request=trade.receipt(line, business_date=YESTERDAY), at=NOW)

        # 20 kg for 110.00 lay there: what was found is worth 11.00 instead of 9.00.
        [(corrected,)] = trade.rows(
            "SELECT sum(c.value) FROM ledger_stockmove c JOIN ledger_stockmove m ON m.tenant_id = c.tenant_id"
            " AND m.id = c.corrects_id WHERE c.tenant_id = %s AND m.document_id = %s",
            gain,
        )
        assert corrected == D("2.00")
        assert trade.pool() == "22 kg 121.00"
        trade.require_sound_books()

    def test_what_would_take_the_cost_from_under_a_gain_is_refused(self, trade: Trade) -> None:
        trade.count_stock("12")

        late = refusal_of(lambda: trade.issue("10", on=YESTERDAY))
        [receipt] = trade.rows("SELECT id FROM inventory_goodsreceipt WHERE tenant_id = %s")
        back = refusal_of(lambda: trade.reverse("goods_receipt", receipt[0]))

        assert (late.code, late.line) == ("ledger.count_needs_cost", 1)
        assert (late.document, late.date) == ("CT-2026-00001", TODAY)
        assert (back.code, back.documents) == ("ledger.later_moves_depend", ("CT-2026-00001",))
        trade.require_sound_books()

    def test_a_reversal_takes_it_back(self, trade: Trade) -> None:
        trade.reverse("stock_count", trade.count_stock("7"))
        trade.reverse("stock_count", trade.count_stock("12"))

        assert trade.stock() == "10 kg 45.00"
        amounts = trade.rows(
            "SELECT payload ->> 'amount' FROM platform_outboxevent"
            " WHERE tenant_id = %s AND kind = 'inventory.stock_counted.v1' ORDER BY id"
        )
        assert [D(each) for (each,) in amounts] == [D("-13.50"), D("13.50"), D("9.00"), D("-9.00")]
        trade.require_sound_books()


class TestBatchesAndPieces:
    def test_a_batch(self, trade: Trade) -> None:
        paint = trade.ordered("5", "30.00", item_id=trade.paint_id)
        request = trade.receipt(trade.receipt_line(paint, "5", batch_no="L1"))
        receive_goods(actor=trade.keeper, request=request, at=NOW)
        [(batch_id,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")

        trade.count_stock("6", item_id=trade.paint_id, batch_id=batch_id)

        assert trade.stock(trade.paint_id) == "6 kg 180.00"
        assert refused(trade, line={"item_id": trade.paint_id}).code == "ledger.batch_required"
        assert refused(trade, line={"batch_id": batch_id}).code == "ledger.batch_not_found"
        trade.require_sound_books()

    def test_no_piece_is_there_in_a_unit_of_parts_of_pieces(self, trade: Trade) -> None:
        pump = make_item(trade.boss, "PUMP", tracking="serial", conversions=(Conversion("t", D("33.333333")),))
        line = trade.receipt_line(trade.ordered("1", "900.00", item_id=pump), "1", batch_no="N1")
        receive_goods(actor=trade.keeper, request=trade.receipt(line), at=NOW)
        [(serial,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")

        trade.count_stock("0", item_id=pump, batch_id=serial, unit="t")

        assert trade.stock(pump) == "0 kg 0.00"

    def test_a_piece_is_there_or_not(self, trade: Trade) -> None:
        pump = make_item(trade.boss, "PUMP", tracking="serial")
        line = trade.receipt_line(trade.ordered("1", "900.00", item_id=pump), "1", batch_no="N1")
        receive_goods(actor=trade.keeper, request=trade.receipt(line), at=NOW)
        [(serial,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")
        piece = {"item_id": pump, "batch_id": serial}

        assert refused(trade, line=piece | {"quantity": D(2)}).code == "ledger.serial_is_one_piece"
        # It lies in the store, so it can't be found in the yard as well.
        twice = refused(trade, line=piece | {"quantity": D(1), "bin_id": trade.store.yard_id})
        assert twice.code == "ledger.serial_in_stock"
        trade.count_stock("0", **piece)
        trade.count_stock("1", **piece, price=D("900"))
        assert trade.stock(pump) == "1 kg 900.00"
        trade.require_sound_books()


class TestPrices:
    def test_are_given_by_who_may_see_cost(self, trade: Trade) -> None:
        refusal = refused(trade, line={"price": D("4")})

        assert (refusal.code, refusal.figures()) == ("platform.missing_grant", {"grant": "cost.read"})

    def test_stay_where_somebody_edits_who_may_not(self, trade: Trade) -> None:
        line = trade.count_line("9", owner_id=None, price=D("4"))
        request = trade.count_request(line)
        save_stock_count(actor=trade.boss, request=request, at=NOW)

        blind = replace(request, version=1, lines=(replace(line, quantity=D(8), price=None),))
        save_stock_count(actor=trade.keeper, request=blind, at=NOW)
        post_stock_count(actor=trade.keeper, document_id=request.id, at=NOW)

        assert trade.stock(owner=GENERAL) == "8 kg 32.00"


class TestTwoAtOnce:
    def test_two_counts_of_a_place_adjust_it_once(self, trade: Trade) -> None:
        results = at_once([lambda: trade.count_stock("8"), lambda: trade.count_stock("8")])

        assert all(isinstance(each, UUID) for each in results), results
        assert sorted(line_of(trade, each)[1] for each in results) == [8, 10]
        assert trade.stock() == "8 kg 36.00"
        trade.require_sound_books()

    def test_a_count_beside_an_issue_leaves_what_either_order_would(self, trade: Trade) -> None:
        counted, issued = at_once([lambda: trade.count_stock("8"), lambda: trade.issue("3")])

        assert isinstance(counted, UUID) and isinstance(issued, UUID)
        # Counted first, 3 of 8 went; issued first, 7 lay there and 1 was found.
        assert trade.stock() == {10: "5 kg 22.50", 7: "8 kg 36.00"}[line_of(trade, counted)[1]]
        trade.require_sound_books()


class TestOverHttp:
    @pytest.mark.parametrize("counted", ["-1", "NaN", "Infinity", "acht", "1e30", None])
    def test_what_is_no_quantity_is_refused(self, trade: Trade, counted: str | None) -> None:
        line = {"id": str(new_id()), "item_id": str(trade.steel_id), "entered_quantity": counted, "unit": "kg"}
        body = {
            "id": str(new_id()),
            "company_id": str(trade.world.company_id),
            "warehouse_id": str(trade.store.id),
            "business_date": TODAY.isoformat(),
            "lines": [line],
        }

        answer = Caller(trade.keeper).post("/stock-counts", body)

        assert answer.status == 422
        assert trade.stock() == "10 kg 45.00"
        assert trade.count("inventory_stockcount") == 0


class TestRefusals:
    def test_a_difference_without_a_reason(self, trade: Trade) -> None:
        request = trade.count_request(
            trade.count_line("9", reason=""),
            trade.count_line("2", bin_id=trade.store.yard_id, reason=""),
        )

        assert codes_of(lambda: count_stock(actor=trade.keeper, request=request, at=NOW)) == [
            (1, "inventory.count_reason_missing"),
            (2, "inventory.count_reason_missing"),
        ]
        refusal = refused(trade, line={"reason": ""})
        assert (refusal.figures(), refusal.field) == ({"item": "STEEL", "counted": 9, "book": 10}, "reason")

    def test_another_reason_is_told(self, trade: Trade) -> None:
        refusal = refused(trade, line={"reason": "other", "remark": " "})
        assert (refusal.code, refusal.line, refusal.field) == ("inventory.reason_not_told", 1, "remark")

        trade.count_stock("9", reason="other", remark="称重误差")
        assert trade.stock() == "9 kg 40.50"

    def test_a_place_that_is_counted_twice(self, trade: Trade) -> None:
        lines = (trade.count_line("9"), trade.count_line("9", bin_id=trade.store.bin_id))

        refusal = refused(trade, lines=lines)

        assert (refusal.code, refusal.line, refusal.first) == ("inventory.counted_twice", 2, 1)

    @pytest.mark.parametrize(
        ("line", "changes", "code"),
        [
            ({"item_id": new_id()}, {}, "catalog.item_not_found"),
            ({"unit": "pc"}, {}, "catalog.unit_unknown"),
            ({"unit": "pc", "quantity": D(0)}, {}, "catalog.unit_unknown"),
            ({"bin_id": new_id()}, {}, "catalog.bin_not_found"),
            ({"owner_id": new_id()}, {}, "projects.project_not_found"),
            ({"batch_id": new_id()}, {}, "ledger.batch_not_found"),
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
        assert trade.stock() == "10 kg 45.00"

    def test_what_belongs_elsewhere(self, trade: Trade) -> None:
        assert refused(trade, line={"bin_id": trade.far_store.bin_id}).code == "inventory.wrong_warehouse"

        other = other_company(trade)
        abroad = make_works(trade.world, trade.boss, "P9", company_id=other)
        assert refused(trade, line={"owner_id": abroad.id}).code == "inventory.wrong_company"
        store = make_store(trade.world, trade.boss, "W9", company_id=other)
        assert refused(trade, warehouse_id=store.id).code == "inventory.wrong_company"

    def test_who_may_not(self, trade: Trade) -> None:
        request = trade.count_request(trade.count_line("9"))

        refusal = refusal_of(lambda: count_stock(actor=trade.buyer, request=request, at=NOW))

        assert refusal.code == "platform.missing_grant"
