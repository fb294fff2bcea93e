"""What comes late with a date before a count: what was counted stands, and the count's difference makes up for it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from gongliao.inventory.public import issue_material, receive_goods, return_to_supplier, transfer_stock
from gongliao.ledger.public import CountedConsignment, verify
from tests.support.explaining import explain, worked_out
from tests.support.http import Caller
from tests.support.months import balance, close
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, at_once, make_item, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
BEFORE = TODAY - timedelta(days=2)
LONG_BEFORE = TODAY - timedelta(days=4)


@pytest.fixture
def trade() -> Trade:
    """10 kg of the project's steel for 40.00, three days before yesterday."""
    trade = make_trade()
    trade.buy("10", "4.00", on=LONG_BEFORE)
    return trade


def differences(trade: Trade, count: UUID) -> list[str]:
    """Return what a count found (+) or missed (-) so far and now, in the order written, with its value."""
    rows = trade.rows(
        "SELECT m.source_kind, m.quantity, m.value, r.id IS NOT NULL FROM ledger_stockmove m"
        " JOIN ledger_countedstock k ON k.tenant_id = m.tenant_id AND k.id = m.counted_id"
        " LEFT JOIN ledger_stockmove r ON r.tenant_id = m.tenant_id AND r.reverses_id = m.id"
        " WHERE m.tenant_id = %s AND k.document_id = %s ORDER BY m.seq",
        count,
    )
    return [
        f"{'+' if kind == 'gain' else '-'}{quantity.normalize():f} {value}{' gone' if gone else ''}"
        for kind, quantity, value, gone in rows
    ]


def vouchers(trade: Trade, document_id: UUID) -> list[Any]:
    return trade.rows(
        "SELECT business_date, posting_date, purpose, sum(debit - credit) FROM ledger_voucherline"
        " WHERE tenant_id = %s AND document_id = %s GROUP BY 1, 2, 3 ORDER BY 1, 3",
        document_id,
    )


def owed_at(trade: Trade, day: date) -> Any:
    """Return what was received and not invoiced at the end of a day."""
    return -balance(trade, "220202", through=day)


class TestAConsignment:
    """What a count missed of it was bought, and an invoice may have come: so the count stands in the way."""

    def test_that_a_count_found_whole_is_found_to_be_more(self) -> None:
        trade = make_trade()
        his = {"ownership": "consignment", "owner_id": trade.supplier_id}
        trade.consign("10", on=LONG_BEFORE)
        count = trade.count_stock("10", on=YESTERDAY, **his)

        trade.issue("2", on=BEFORE, **his)

        assert differences(trade, count) == ["+2 0.00"]
        assert trade.cost() == D("10.00")
        trade.require_sound_books()

    def test_that_a_count_bought_is_not_made_up_for(self) -> None:
        trade = make_trade()
        his = {"ownership": "consignment", "owner_id": trade.supplier_id}
        receipt = trade.consign("10", on=LONG_BEFORE)
        count = trade.count_stock("7", on=YESTERDAY, **his)
        [(number,)] = trade.rows("SELECT number FROM inventory_stockcount WHERE tenant_id = %s AND id = %s", count)

        refused = refusal_of(lambda: trade.issue("2", on=BEFORE, **his))
        in_the_way = refusal_of(lambda: trade.reverse("goods_receipt", receipt))
        more = refusal_of(lambda: trade.consign("1", on=BEFORE))

        assert isinstance(refused, CountedConsignment)
        assert (refused.line, refused.document, refused.date) == (1, number, YESTERDAY)
        assert more.code == "ledger.counted_consignment"
        assert in_the_way.code == "ledger.later_moves_depend"
        trade.reverse("stock_count", count)
        trade.issue("2", on=BEFORE, **his)
        assert trade.rows("SELECT sum(quantity) FROM ledger_stockpool WHERE tenant_id = %s") == [(8,)]
        trade.require_sound_books()

    def test_that_would_be_missed_is_not_bought_by_the_way(self) -> None:
        trade = make_trade()
        his = {"ownership": "consignment", "owner_id": trade.supplier_id}
        trade.consign("10", on=LONG_BEFORE)
        trade.count_stock("10", on=YESTERDAY, **his)

        refused = refusal_of(lambda: trade.consign("1", on=BEFORE))

        assert refused.code == "ledger.counted_consignment"


class TestALateDocument:
    def test_a_receipt_is_what_the_count_had_found_too_much(self, trade: Trade) -> None:
        count = trade.count_stock("13", on=YESTERDAY)
        assert (trade.stock(), differences(trade, count)) == ("13 kg 52.00", ["+3 12.00"])

        receipt = trade.buy("3", "5.00", on=BEFORE)

        # What was found was delivered: it costs what the supplier asks for it.
        assert (trade.stock(), differences(trade, count)) == ("13 kg 55.00", ["+3 12.00 gone"])
        assert vouchers(trade, receipt) == [
            (BEFORE, BEFORE, "inventory", D("15.00")),
            (BEFORE, BEFORE, "received_not_invoiced", D("-15.00")),
            (YESTERDAY, YESTERDAY, "gain", D("12.00")),
            (YESTERDAY, YESTERDAY, "inventory", D("-12.00")),
        ]
        trade.require_sound_books()

        trade.reverse("goods_receipt", receipt)
        assert trade.stock() == "13 kg 52.00"
        assert differences(trade, count) == ["+3 12.00 gone", "+3 12.00"]
        trade.require_sound_books()

    def test_an_issue_is_what_the_count_had_missed(self, trade: Trade) -> None:
        count = trade.count_stock("6", on=YESTERDAY)
        assert (trade.stock(), differences(trade, count)) == ("6 kg 24.00", ["-4 16.00"])

        trade.issue("3", on=BEFORE)
        assert (trade.stock(), differences(trade, count)) == ("6 kg 24.00", ["-4 16.00 gone", "-1 4.00"])
        assert trade.cost() == D("12.00")

        # Of six that lay there since, two more were found than the books knew of.
        trade.issue("3", on=BEFORE)
        assert trade.stock() == "6 kg 24.00"
        assert differences(trade, count) == ["-4 16.00 gone", "-1 4.00 gone", "+2 8.00"]
        trade.require_sound_books()

    def test_a_transfer_between_two_bins_that_were_counted(self, trade: Trade) -> None:
        yard = trade.store.yard_id
        here, there = trade.count_stock("8", on=YESTERDAY), trade.count_stock("1", on=YESTERDAY, bin_id=yard)
        assert (trade.stock(), trade.stock(bin_id=yard)) == ("8 kg 32.00", "1 kg 4.00")

        line = trade.transfer_line("2", bin_id=trade.store.bin_id, target_bin_id=yard)
        request = trade.transfer_request(line, business_date=BEFORE, target_warehouse_id=trade.store.id)
        transfer_stock(actor=trade.keeper, request=request, at=NOW)

        assert (trade.stock(), trade.stock(bin_id=yard)) == ("8 kg 32.00", "1 kg 4.00")
        assert differences(trade, here) == ["-2 8.00 gone"]
        assert differences(trade, there) == ["+1 4.00 gone", "-1 4.00"]
        trade.require_sound_books()

    def test_is_absorbed_where_the_count_agreed(self, trade: Trade) -> None:
        count = trade.count_stock("10", on=YESTERDAY, reason="")
        assert differences(trade, count) == []

        trade.buy("5", "5.50", on=BEFORE)

        # 15 kg for 67.50 lay there, of which 5 are missing.
        assert (trade.stock(), differences(trade, count)) == ("10 kg 45.00", ["-5 22.50"])
        trade.require_sound_books()

    def test_is_absorbed_where_nothing_was_counted_and_nothing_ever_lay(self, trade: Trade) -> None:
        yard = trade.store.yard_id
        other = make_item(trade.boss, "OTHER")
        count = trade.count_stock("0", on=YESTERDAY, item_id=other, bin_id=yard, reason="")

        ordered = trade.ordered("4", "2.50", item_id=other)
        line = trade.receipt_line(ordered, "4", bin_id=yard)
        receive_goods(actor=trade.keeper, request=trade.receipt(line, business_date=BEFORE), at=NOW)

        assert (trade.stock(other, bin_id=yard), differences(trade, count)) == ("0 kg 0.00", ["-4 10.00"])
        trade.require_sound_books()

    def test_changes_only_the_first_of_two_counts(self, trade: Trade) -> None:
        first = trade.count_stock("9", on=YESTERDAY)
        second = trade.count_stock("7")
        assert (trade.stock(), differences(trade, second)) == ("7 kg 28.00", ["-2 8.00"])

        trade.issue("1", on=BEFORE)

        assert differences(trade, first) == ["-1 4.00 gone"]
        assert differences(trade, second) == ["-2 8.00"]
        assert trade.stock() == "7 kg 28.00"

        # Taken back, the first makes up for nothing any more, so the second does.
        trade.reverse("stock_count", first)
        assert differences(trade, second) == ["-2 8.00"]
        trade.issue("1", on=BEFORE)
        assert differences(trade, second) == ["-2 8.00 gone", "-1 4.00"]
        assert trade.stock() == "7 kg 28.00"
        trade.require_sound_books()

    def test_of_the_day_of_the_count_comes_after_it(self, trade: Trade) -> None:
        count = trade.count_stock("8")

        trade.issue("3")

        assert (trade.stock(), differences(trade, count)) == ("5 kg 20.00", ["-2 8.00"])

    def test_leaves_what_was_found_where_it_was_used_the_same_day(self, trade: Trade) -> None:
        count = trade.count_stock("12", on=YESTERDAY)
        trade.issue("12", on=YESTERDAY)
        assert trade.stock() == "0 kg 0.00"

        # Five were found instead of two, before they were used.
        trade.issue("3", on=BEFORE)

        assert differences(trade, count) == ["+2 8.00 gone", "+5 20.00"]
        assert (trade.stock(), trade.cost()) == ("0 kg 0.00", D("60.00"))
        trade.require_sound_books()

    def test_still_finds_too_little_before_the_count(self, trade: Trade) -> None:
        trade.issue("6", on=BEFORE)
        trade.count_stock("9", on=YESTERDAY)

        refusal = refusal_of(lambda: trade.issue("5", on=BEFORE))

        assert (refusal.code, refusal.figures()["available"]) == ("ledger.insufficient_stock", 4)

    def test_that_leaves_nothing_to_tell_the_cost_of_what_would_be_found_is_refused(self, trade: Trade) -> None:
        count = trade.count_stock("10", on=YESTERDAY, reason="")

        refusal = refusal_of(lambda: trade.issue("10", on=BEFORE))

        assert (refusal.code, refusal.document, refusal.date, refusal.line) == (
            "ledger.count_needs_cost",
            "CT-2026-00001",
            YESTERDAY,
            1,
        )
        trade.reverse("stock_count", count)
        trade.issue("10", on=BEFORE)
        assert trade.stock() == "0 kg 0.00"

    def test_a_count_itself_is_absorbed_by_the_next_one(self, trade: Trade) -> None:
        later = trade.count_stock("7", on=YESTERDAY)
        earlier = trade.count_stock("9", on=BEFORE)

        assert (differences(trade, earlier), differences(trade, later)) == (["-1 4.00"], ["-3 12.00 gone", "-2 8.00"])
        trade.reverse("stock_count", earlier)
        assert differences(trade, later)[-1] == "-3 12.00"
        assert trade.stock() == "7 kg 28.00"
        trade.require_sound_books()

    def test_keeps_a_price_that_was_given(self, trade: Trade) -> None:
        count = trade.count_stock("14", on=YESTERDAY, price=D("6"))
        trade.issue("1", on=BEFORE)

        assert differences(trade, count) == ["+4 24.00 gone", "+5 30.00"]
        assert trade.stock() == "14 kg 66.00"
        trade.require_sound_books()

    def test_where_the_oldest_go_first(self, trade: Trade) -> None:
        cable = make_item(trade.boss, "CABLE", valuation_method="fifo")
        trade.buy("10", "4.00", item_id=cable, on=LONG_BEFORE)
        count = trade.count_stock("8", item_id=cable, on=YESTERDAY)
        trade.issue("8", item_id=cable)

        trade.buy("4", "5.00", item_id=cable, on=BEFORE)

        # Six of the oldest are missed; four of them and the four younger ones were used.
        assert differences(trade, count) == ["-2 8.00 gone", "-6 24.00"]
        assert trade.cost() == D("36.00")
        trade.require_sound_books()


class TestAReversal:
    def test_of_what_a_count_was_compared_with(self, trade: Trade) -> None:
        issue = trade.issue("4", on=BEFORE)
        same_day = trade.issue("1", on=YESTERDAY)
        count = trade.count_stock("5", on=YESTERDAY, reason="")
        after = trade.issue("2", on=YESTERDAY)

        trade.reverse("goods_issue", issue)
        assert (trade.stock(), differences(trade, count)) == ("3 kg 12.00", ["-4 16.00"])
        trade.reverse("goods_issue", same_day)
        assert (trade.stock(), differences(trade, count)) == ("3 kg 12.00", ["-4 16.00 gone", "-5 20.00"])

        # What came after the count lies there again.
        trade.reverse("goods_issue", after)
        assert (trade.stock(), trade.cost()) == ("5 kg 20.00", D("0.00"))
        trade.require_sound_books()

    def test_of_the_count_takes_back_what_it_comes_to_by_now(self, trade: Trade) -> None:
        count = trade.count_stock("12", on=YESTERDAY)
        trade.buy("5", "4.00", on=BEFORE)
        assert differences(trade, count) == ["+2 8.00 gone", "-3 12.00"]

        trade.reverse("stock_count", count)

        assert trade.stock() == "15 kg 60.00"
        amounts = trade.rows(
            "SELECT payload ->> 'amount' FROM platform_outboxevent"
            " WHERE tenant_id = %s AND kind = 'inventory.stock_counted.v1' ORDER BY id"
        )
        assert [D(each) for (each,) in amounts] == [D("8.00"), D("12.00")]
        trade.require_sound_books()

    def test_of_the_only_goods_is_named_by_the_count_that_needs_their_cost(self, trade: Trade) -> None:
        trade.count_stock("12", on=YESTERDAY)
        [(receipt,)] = trade.rows("SELECT id FROM inventory_goodsreceipt WHERE tenant_id = %s")

        refusal = refusal_of(lambda: trade.reverse("goods_receipt", receipt))

        assert (refusal.code, refusal.documents) == ("ledger.later_moves_depend", ("CT-2026-00001",))


class TestMonthsAndInstants:
    def test_a_count_of_a_closed_month_changes_on_the_first_open_day(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=date(2026, 5, 10))
        count = trade.count_stock("9", on=date(2026, 5, 31))
        close(trade)

        issue = trade.issue("1", on=date(2026, 5, 20))

        assert differences(trade, count) == ["-1 4.00 gone"]
        june = date(2026, 6, 1)
        assert vouchers(trade, issue) == [
            (date(2026, 5, 20), june, "inventory", D("-4.00")),
            (date(2026, 5, 20), june, "project_cost", D("4.00")),
            (date(2026, 5, 31), june, "inventory", D("4.00")),
            (date(2026, 5, 31), june, "loss", D("-4.00")),
        ]
        trade.require_sound_books()

    def test_what_a_count_of_a_closed_month_missed_of_a_consignment_is_bought_on_the_first_open_day(self) -> None:
        trade = make_trade()
        his = {"ownership": "consignment", "owner_id": trade.supplier_id}
        trade.consign("10", "5.00", on=date(2026, 5, 10))
        close(trade)
        trade.consign("2", "6.00", on=date(2026, 6, 1))

        count = trade.count_stock("7", on=date(2026, 5, 31), **his)

        # It was missing in May, so it is bought at what it cost in May; it is owed from June on, as May is closed.
        june = date(2026, 6, 1)
        assert vouchers(trade, count) == [
            (date(2026, 5, 31), june, "loss", D("15.00")),
            (date(2026, 5, 31), june, "received_not_invoiced", D("-15.00")),
        ]
        assert trade.stock(owner=trade.supplier_id, ownership="consignment") == "9 kg 0.00"
        assert (owed_at(trade, date(2026, 5, 31)), owed_at(trade, june)) == (D("0.00"), D("15.00"))
        trade.require_sound_books()

        trade.reverse("stock_count", count)
        assert trade.stock(owner=trade.supplier_id, ownership="consignment") == "12 kg 0.00"
        assert (owed_at(trade, date(2026, 5, 31)), owed_at(trade, june)) == (D("0.00"), D("0.00"))
        trade.require_sound_books()

    def test_as_known_before_a_late_document_the_count_missed_what_it_missed_then(self, trade: Trade) -> None:
        count = trade.count_stock("6", on=YESTERDAY)
        late = trade.issue_request(trade.issue_line("3"), business_date=BEFORE)
        issue_material(actor=trade.keeper, request=late, at=NOW + timedelta(hours=1))
        trade.reverse("goods_issue", late.id, at=NOW + timedelta(hours=2))
        assert differences(trade, count) == ["-4 16.00 gone", "-1 4.00 gone", "-4 16.00"]

        def known(day: date, hours: int) -> list[tuple[str, str]]:
            asked = {"day": day.isoformat(), "known_at": (NOW + timedelta(hours=hours)).isoformat()}
            return self.on_day(trade, **asked)

        # On the day before the count: all ten, then the seven that the issue left, then all ten again.
        assert [known(BEFORE, hours) for hours in range(3)] == [
            [("10.000000", "40.00")],
            [("7.000000", "28.00")],
            [("10.000000", "40.00")],
        ]
        # On the day of the count and since: the six that were counted, whatever was known.
        for day in (YESTERDAY, TODAY):
            assert [known(day, hours) for hours in range(3)] == [[("6.000000", "24.00")]] * 3
        # So for an hour the count had missed one, and before and after it four.
        assert [self.missed(trade, hours) for hours in range(3)] == [D("16.00"), D("4.00"), D("16.00")]
        trade.require_sound_books()

    def on_day(self, trade: Trade, **asked: str) -> list[tuple[str, str]]:
        asked = {"company_id": str(trade.world.company_id), **asked}
        rows = Caller(trade.boss).get("/stock-on-day", **asked).body["rows"]
        return [(row["quantity"], row["value"]) for row in rows]

    def missed(self, trade: Trade, hours: int) -> Any:
        """Return what counts had missed as known so many hours later, by its account."""
        [(lost,)] = trade.rows(
            "SELECT sum(debit - credit) FROM ledger_voucherline WHERE tenant_id = %s AND purpose = 'loss'"
            " AND recorded_at <= %s",
            NOW + timedelta(hours=hours),
        )
        return lost

    def test_every_difference_is_explained_as_posted_and_as_known_now(self, trade: Trade) -> None:
        count = trade.count_stock("12", on=YESTERDAY)
        trade.issue("2", on=YESTERDAY)
        trade.buy("10", "6.00", on=BEFORE)
        trade.buy("1", "4.50", on=BEFORE)
        moves = trade.rows(
            "SELECT m.id, m.value, coalesce(r.value, m.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c"
            "  WHERE c.tenant_id = m.tenant_id AND c.corrects_id = m.id), 0)) FROM ledger_stockmove m"
            " LEFT JOIN ledger_stockmove r ON r.tenant_id = m.tenant_id AND r.reverses_id = m.id"
            " WHERE m.tenant_id = %s AND m.counted_id IN"
            "  (SELECT id FROM ledger_countedstock WHERE document_id = %s) ORDER BY m.seq",
            count,
        )
        assert [(posted, now) for _, posted, now in moves] == [
            (D("8.00"), D("8.00")),
            (D("40.00"), D("40.00")),
            (D("44.79"), D("44.79")),
        ]
        for move_id, posted, now in moves:
            assert worked_out(explain(trade.boss, move_id, known="posted")) == posted
            assert worked_out(explain(trade.boss, move_id)) == now
        trade.require_sound_books()


class TestOnTheCountsPage:
    def test_stand_its_difference_then_and_now_and_what_changed_it(self, trade: Trade) -> None:
        count = trade.count_stock("13", on=YESTERDAY)
        first, second = trade.buy("3", "5.00", on=BEFORE), trade.issue("1", on=BEFORE)
        numbers = [trade.head("goodsreceipt", first)[0], trade.head("goodsissue", second)[0]]

        told = Caller(trade.keeper).get(f"/stock-counts/{count}").body

        assert [(line["difference"], line["difference_now"]) for line in told["lines"]] == [("3.000000", "1.000000")]
        said = [(each["line_no"], each["document_number"], each["difference"]) for each in told["changes"]]
        assert said == [(1, numbers[0], "0.000000"), (1, numbers[1], "1.000000")]

        mirror = trade.reverse("stock_count", count)
        assert len(Caller(trade.keeper).get(f"/stock-counts/{count}").body["changes"]) == 2
        assert Caller(trade.keeper).get(f"/stock-counts/{mirror}").body["changes"] == []


class TestSideBySide:
    def test_two_late_documents_before_one_count(self, trade: Trade) -> None:
        count = trade.count_stock("10", on=YESTERDAY, reason="")

        results = at_once([lambda: trade.issue("2", on=BEFORE), lambda: trade.buy("5", "4.00", on=BEFORE)])

        assert all(isinstance(each, UUID) for each in results), results
        assert differences(trade, count)[-1] == "-3 12.00"
        assert trade.stock() == "10 kg 40.00"
        trade.require_sound_books()

    def test_a_count_beside_a_late_issue(self, trade: Trade) -> None:
        results = at_once([lambda: trade.count_stock("9", on=YESTERDAY), lambda: trade.issue("2", on=BEFORE)])

        assert all(isinstance(each, UUID) for each in results), results
        assert trade.stock() == "9 kg 36.00"
        assert verify(tenant_ids=[trade.world.tenant.id]).holds


class TestBatchesAndPieces:
    def test_a_batch_that_goes_back_to_its_supplier_late(self, trade: Trade) -> None:
        paint = trade.ordered("5", "30.00", item_id=trade.paint_id)
        request = trade.receipt(trade.receipt_line(paint, "5", batch_no="L1"), business_date=LONG_BEFORE)
        receive_goods(actor=trade.keeper, request=request, at=NOW)
        [(batch,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")
        count = trade.count_stock("3", item_id=trade.paint_id, batch_id=batch, on=YESTERDAY)

        back = trade.send_back_request(trade.send_back_line(request.lines[0].id, "2"), business_date=BEFORE)
        return_to_supplier(actor=trade.keeper, request=back, at=NOW)

        assert (trade.stock(trade.paint_id), differences(trade, count)) == ("3 kg 90.00", ["-2 60.00 gone"])
        trade.require_sound_books()

    def test_a_piece_that_was_counted_lies_nowhere_else(self, trade: Trade) -> None:
        pump = make_item(trade.boss, "PUMP", tracking="serial")
        line = trade.receipt_line(trade.ordered("1", "900.00", item_id=pump), "1", batch_no="N1")
        receive_goods(actor=trade.keeper, request=trade.receipt(line, business_date=LONG_BEFORE), at=NOW)
        [(serial,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")
        trade.count_stock("1", item_id=pump, batch_id=serial, on=YESTERDAY, reason="")

        moved = trade.transfer_request(trade.transfer_line("1", item_id=pump, batch_id=serial), business_date=BEFORE)
        refusal = refusal_of(lambda: transfer_stock(actor=trade.keeper, request=moved, at=NOW))

        assert (refusal.code, refusal.date) == ("ledger.serial_in_stock", YESTERDAY)
        trade.require_sound_books()
