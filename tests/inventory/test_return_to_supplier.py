"""Returns to suppliers: what leaves, what the supplier owes, the variance between them, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from gongliao.inventory.public import receive_goods, return_to_supplier, save_supplier_return
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.ledger.public import BatchStatusRequest, set_batch_status
from gongliao.procurement.public import OrderStep, close_order
from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.revaluing import revalue
from tests.support.trade import GENERAL, D, Trade, at_once, make_item, make_supplier, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
BEFORE = TODAY - timedelta(days=2)


@pytest.fixture
def trade() -> Trade:
    return make_trade()


def accounts(trade: Trade, document_id: UUID | None = None) -> dict[str, Decimal]:
    """Return debit less credit by account, of one document or of all; accounts that come to nothing are left out."""
    rows = trade.rows(
        "SELECT account, sum(debit - credit) FROM ledger_voucherline WHERE tenant_id = %s"
        " AND (document_id = %s OR %s) GROUP BY account",
        document_id or new_id(),
        document_id is None,
    )
    return {account: D(amount) for account, amount in rows if amount}


def owed(trade: Trade) -> list[str]:
    """Return stock, what suppliers are owed for goods not invoiced, and the price variance, by all vouchers."""
    by_account = accounts(trade)
    return [f"{by_account.get(account, D(0)):.2f}" for account in ("1403", "220202", "1404")]


def receive(trade: Trade, request: Any) -> None:
    receive_goods(actor=trade.keeper, request=request, at=NOW)


class TestWhatItIsWorth:
    def test_from_the_pool_to_the_supplier_and_what_changes_later(self, trade: Trade) -> None:
        first = trade.buy("10", "5.00", on=YESTERDAY)
        trade.buy("10", "7.00", on=YESTERDAY)

        back = trade.send_back(first, "4")

        assert trade.values_of(back) == [D("24.00"), D("20.00")]
        assert accounts(trade, back) == {"1403": D("-24.00"), "220202": D("20.00"), "1404": D("4.00")}
        assert trade.stock() == "16 kg 96.00"
        assert owed(trade) == ["96.00", "-100.00", "4.00"]
        trade.require_sound_books()

        # The goods of the first receipt cost 10.00 more: 130.00 for 20 kg, of which 4 went back at 6.00 each.
        freight = revalue(trade, (first, "10.00"))

        assert accounts(trade, freight) == {"1403": D("8.00"), "220202": D("-6.00"), "1404": D("-2.00")}
        assert trade.stock() == "16 kg 104.00"
        assert owed(trade) == ["104.00", "-106.00", "2.00"]
        trade.require_sound_books()

        # A cheap receipt turns up: 190.00 for 40 kg. The supplier owes what he owed; the rest is variance.
        late = trade.buy("20", "3.00", on=BEFORE)

        assert accounts(trade, late) == {"1403": D("67.00"), "220202": D("-60.00"), "1404": D("-7.00")}
        assert trade.stock() == "36 kg 171.00"
        assert owed(trade) == ["171.00", "-166.00", "-5.00"]
        trade.require_sound_books()

        trade.reverse("supplier_return", back)

        assert trade.stock() == "40 kg 190.00"
        assert owed(trade) == ["190.00", "-190.00", "0.00"]
        trade.require_sound_books()

    def test_by_age_the_oldest_leave_whichever_receipt_is_named(self, trade: Trade) -> None:
        item = make_item(trade.boss, "BOLT", valuation_method="fifo")
        trade.buy("10", "5.00", on=YESTERDAY, item_id=item)
        second = trade.buy("10", "7.00", on=YESTERDAY, item_id=item)

        back = trade.send_back(second, "4")

        assert accounts(trade, back) == {"1403": D("-20.00"), "220202": D("28.00"), "1404": D("-8.00")}
        assert trade.pool(item) == "16 kg 100.00"
        trade.require_sound_books()

    def test_by_batch_there_is_no_variance(self, trade: Trade) -> None:
        item = make_item(trade.boss, "GLUE", tracking="batch", valuation_method="specific_batch")
        ordered = trade.ordered("20", "7.00", item_id=item)
        receipts = [
            trade.receipt(trade.receipt_line(ordered, "10", batch_no=number), business_date=YESTERDAY)
            for number in ("A", "B")
        ]
        for each in receipts:
            receive(trade, each)
        revalue(trade, (receipts[1].id, "10.00"))

        back = trade.send_back(receipts[1].id, "5")

        assert accounts(trade, back) == {"1403": D("-40.00"), "220202": D("40.00")}
        trade.require_sound_books()

    def test_in_parts_the_last_owes_all_that_is_left(self, trade: Trade) -> None:
        receipt = trade.buy("3", amount=D("10.00"), entered_price=None, on=YESTERDAY)

        values = [trade.values_of(trade.send_back(receipt, "1"))[1] for _ in range(3)]

        assert values == [D("3.33"), D("3.34"), D("3.33")]
        assert owed(trade) == ["0.00", "0.00", "0.00"]
        trade.require_sound_books()

    def test_goods_that_were_invoiced_again_after_they_had_gone(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        back = trade.send_back(receipt, "10")

        revalue(trade, (receipt, "10.00"))

        # Nothing is left that could bear it, so the supplier owes it back.
        assert owed(trade) == ["0.00", "0.00", "0.00"]
        assert trade.values_of(back) == [D("50.00"), D("50.00")]
        trade.require_sound_books()


class TestWhatGoesBack:
    def test_out_of_the_bin_and_the_stock_that_it_came_to(self, trade: Trade) -> None:
        line = trade.stock_line("10", "4.00")
        trade.order(line)
        receipt = trade.receipt(trade.receipt_line(line.id, "10", bin_id=trade.store.yard_id))
        receive(trade, receipt)

        trade.send_back(receipt.id, "4")

        assert trade.stock(bin_id=trade.store.yard_id, owner=GENERAL) == "6 kg 24.00"

    def test_out_of_another_bin_and_another_stock(self, trade: Trade) -> None:
        receipt = trade.buy("10", "4.00", on=YESTERDAY)
        trade.transfer("6", to_general=True)
        [line_id] = trade.lines_of("goodsreceipt", receipt)
        line = trade.send_back_line(line_id, "6", bin_id=trade.far_store.bin_id, from_general=True)
        request = trade.send_back_request(line, warehouse_id=trade.far_store.id)

        return_to_supplier(actor=trade.keeper, request=request, at=NOW)

        assert trade.stock(bin_id=trade.far_store.bin_id, owner=GENERAL) == "0 kg 0.00"
        assert trade.stock() == "4 kg 16.00"
        trade.require_sound_books()

    def test_a_batch_that_may_not_be_used(self, trade: Trade) -> None:
        ordered = trade.ordered("10", "30.00", item_id=trade.paint_id)
        receipt = trade.receipt(trade.receipt_line(ordered, "10", batch_no="L1"))
        receive(trade, receipt)
        [(batch_id,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")
        request = BatchStatusRequest(batch_id, 1, "blocked", "复验不合格")
        set_batch_status(actor=trade.boss, request=request, at=NOW)

        trade.send_back(receipt.id, "10")

        assert trade.pool(trade.paint_id) == "0 kg 0.00"
        trade.require_sound_books()

    def test_a_trace_tells_that_it_went_to_the_supplier(self, trade: Trade) -> None:
        ordered = trade.ordered("10", "30.00", item_id=trade.paint_id)
        receipt = trade.receipt(trade.receipt_line(ordered, "10", batch_no="L1"))
        receive(trade, receipt)
        trade.send_back(receipt.id, "4")
        [(batch_id,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")

        traced = Caller(trade.boss).get(f"/batches/{batch_id}/trace").body

        assert (traced["sums"]["sent_back"], traced["sums"]["on_hand"]) == ("4.000000", "6.000000")
        assert [step["kind"] for step in traced["steps"]] == ["receipt", "supplier_return"]


class TestReplacement:
    def test_opens_the_order_for_other_goods(self, trade: Trade) -> None:
        ordered = trade.ordered("10", "4.00")
        receipt = trade.receive(ordered, "10", business_date=YESTERDAY)
        assert trade.committed() == 0

        back = trade.send_back(receipt, "4", replacement=True)
        assert trade.committed() == D("16.00")

        trade.receive(ordered, "4")
        assert trade.committed() == 0
        assert trade.stock() == "10 kg 40.00"

        refusal = refusal_of(lambda: trade.reverse("supplier_return", back))
        assert (refusal.code, refusal.figures()["open"]) == ("procurement.over_receipt", 0)
        trade.require_sound_books()

    def test_without_one_nothing_is_bound_anew(self, trade: Trade) -> None:
        ordered = trade.ordered("10", "4.00")
        trade.send_back(trade.receive(ordered, "10"), "4")

        assert trade.committed() == 0
        assert refusal_of(lambda: trade.receive(ordered, "1")).code == "procurement.over_receipt"

    def test_in_parts_binds_the_whole_to_the_cent_and_a_reversal_takes_it_back(self, trade: Trade) -> None:
        ordered = trade.ordered("3", amount=D("10.00"), entered_price=None)
        receipt = trade.receive(ordered, "3", business_date=YESTERDAY)

        returns = [trade.send_back(receipt, "1", replacement=True) for _ in range(3)]
        assert trade.committed() == D("10.00")

        for each in returns:
            trade.reverse("supplier_return", each)
        assert trade.committed() == 0
        trade.require_sound_books()

    def test_of_an_order_that_is_closed(self, trade: Trade) -> None:
        line = trade.order_line("10", "4.00")
        order = trade.order(line)
        receipt = trade.receive(line.id, "8")
        close_order(actor=trade.buyer, request=OrderStep(order), at=NOW)

        assert refusal_of(lambda: trade.send_back(receipt, "1", replacement=True)).code == "procurement.order_not_open"
        trade.send_back(receipt, "1")
        assert trade.committed() == 0


class TestReversal:
    def test_a_receipt_stands_while_goods_of_it_went_back(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        back = trade.send_back(receipt, "4")

        refusal = refusal_of(lambda: trade.reverse("goods_receipt", receipt))
        number, _, _ = trade.head("supplierreturn", back)
        assert (refusal.code, refusal.figures()["documents"]) == ("inventory.later_documents_depend", (number,))

        trade.reverse("supplier_return", back)
        trade.reverse("goods_receipt", receipt)
        assert (trade.pool(), owed(trade)) == ("0 kg 0.00", ["0.00", "0.00", "0.00"])
        trade.require_sound_books()

    def test_other_parts_of_the_receipt_are_rounded_anew(self, trade: Trade) -> None:
        receipt = trade.buy("3", amount=D("10.00"), entered_price=None, on=YESTERDAY)
        first, second = (trade.send_back(receipt, "1") for _ in range(2))
        assert trade.values_of(second)[1] == D("3.34")

        trade.reverse("supplier_return", first)

        # What was the second part is the first now, so the supplier owes 3.33.
        assert owed(trade) == ["6.67", "-6.67", "0.00"]
        trade.require_sound_books()


class TestRefusals:
    def test_more_than_was_received(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        trade.buy("10", "5.00", on=YESTERDAY)
        trade.send_back(receipt, "4")
        [line_id] = trade.lines_of("goodsreceipt", receipt)
        request = trade.send_back_request(trade.send_back_line(line_id, "5"), trade.send_back_line(line_id, "2"))

        refusal = refusal_of(lambda: return_to_supplier(actor=trade.keeper, request=request, at=NOW))

        assert (refusal.code, refusal.line, refusal.field) == ("inventory.more_than_received", 2, "quantity")
        assert (refusal.figures()["asked"], refusal.figures()["open"]) == (2, 1)

    def test_more_than_lies_there(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        trade.issue("8")

        refusal = refusal_of(lambda: trade.send_back(receipt, "3"))

        assert (refusal.code, refusal.figures()["available"]) == ("ledger.insufficient_stock", 2)

    def test_before_a_day_that_needs_it(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        trade.issue("8")

        refusal = refusal_of(lambda: trade.send_back(receipt, "3", on=YESTERDAY))

        assert (refusal.code, refusal.figures()["missing"]) == ("ledger.short_on_later_day", 1)

    def test_before_it_came(self, trade: Trade) -> None:
        trade.buy("10", "5.00", on=BEFORE)
        receipt = trade.buy("10", "5.00")

        refusal = refusal_of(lambda: trade.send_back(receipt, "3", on=YESTERDAY))

        assert refusal.code == "inventory.returned_before_received"
        assert (refusal.figures()["date"], refusal.figures()["received"]) == (YESTERDAY, TODAY)

    def test_of_another_supplier(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        number, _, _ = trade.head("goodsreceipt", receipt)
        other = make_supplier(trade.boss, "S9")

        refusal = refused(trade, receipt, supplier_id=other)

        assert (refusal.code, refusal.line) == ("inventory.receipt_of_other_supplier", 1)
        assert refusal.figures()["receipt"] == number

    def test_of_a_receipt_that_was_reversed(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        trade.reverse("goods_receipt", receipt)

        assert refused(trade, receipt).code == "inventory.receipt_line_not_found"

    def test_another_reason_is_told(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        refusal = refused(trade, receipt, reason="other", remark=" ")
        assert (refusal.code, refusal.field) == ("inventory.reason_not_told", "remark")

    @pytest.mark.parametrize(
        ("line", "changes", "code"),
        [
            ({"receipt_line_id": new_id()}, {}, "inventory.receipt_line_not_found"),
            ({"unit": "pc"}, {}, "catalog.unit_unknown"),
            ({"bin_id": new_id()}, {}, "catalog.bin_not_found"),
            ({"owner_id": new_id()}, {}, "projects.project_not_found"),
            ({"from_general": True}, {}, "ledger.insufficient_stock"),
            ({}, {"warehouse_id": new_id()}, "catalog.warehouse_not_found"),
            ({}, {"supplier_id": new_id()}, "catalog.party_not_found"),
            ({}, {"company_id": new_id()}, "platform.company_not_found"),
            ({}, {"business_date": TODAY + timedelta(days=2)}, "platform.date_out_of_range"),
            ({}, {"lines": ()}, "inventory.no_lines"),
        ],
    )
    def test_what_is_wrong_with_it(
        self, trade: Trade, line: dict[str, Any], changes: dict[str, Any], code: str
    ) -> None:
        receipt = trade.buy("10", "4.00", on=YESTERDAY)
        assert refused(trade, receipt, line=line, **changes).code == code
        assert trade.stock() == "10 kg 40.00"

    def test_out_of_a_bin_of_another_store(self, trade: Trade) -> None:
        receipt = trade.buy("10", "4.00", on=YESTERDAY)
        assert refused(trade, receipt, warehouse_id=trade.far_store.id).code == "inventory.wrong_warehouse"

    def test_who_may_not(self, trade: Trade) -> None:
        receipt = trade.buy("10", "4.00", on=YESTERDAY)
        [line_id] = trade.lines_of("goodsreceipt", receipt)
        request = trade.send_back_request(trade.send_back_line(line_id, "1"))

        refusal = refusal_of(lambda: return_to_supplier(actor=trade.manager, request=request, at=NOW))
        assert refusal.code == "platform.missing_grant"


class TestSideBySide:
    def test_two_returns_of_one_receipt_send_no_more_than_came(self, trade: Trade) -> None:
        receipt = trade.buy("10", "4.00", on=YESTERDAY)
        trade.buy("10", "4.00", on=YESTERDAY)

        outcomes = at_once([lambda: trade.send_back(receipt, "6") for _ in range(2)])

        refused_ones = [each.code for each in outcomes if isinstance(each, Refusal)]
        assert (len(outcomes), refused_ones) == (2, ["inventory.more_than_received"])
        trade.require_sound_books()

    def test_a_return_and_the_reversal_of_its_receipt_do_not_both_happen(self, trade: Trade) -> None:
        for _ in range(5):
            receipt = trade.buy("10", "4.00", on=YESTERDAY)

            outcomes = at_once(
                [partial(trade.send_back, receipt, "6"), partial(trade.reverse, "goods_receipt", receipt)]
            )

            refused_ones = [each.code for each in outcomes if isinstance(each, Refusal)]
            assert refused_ones in (["inventory.receipt_line_not_found"], ["inventory.later_documents_depend"])
        trade.require_sound_books()


class TestOverHttp:
    def test_a_draft_is_picked_saved_and_posted(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        trade.buy("10", "7.00", on=YESTERDAY)
        caller = Caller(trade.boss)
        picked = caller.get(
            "/goods-receipt-lines", returnable=True, supplier_id=trade.supplier_id, receipt_id=receipt
        ).body["rows"][0]
        assert (picked["returnable_quantity"], picked["unit_cost"]) == ("10.000000", "5.000000")
        draft = new_id()
        body = {
            "version": 0,
            "company_id": str(trade.world.company_id),
            "business_date": TODAY.isoformat(),
            "warehouse_id": str(trade.store.id),
            "supplier_id": str(trade.supplier_id),
            "reason": "quality",
            "lines": [
                {"id": str(new_id()), "receipt_line_id": picked["id"], "entered_quantity": "4", "unit": "kg"},
            ],
        }
        saved = caller.put(f"/supplier-returns/{draft}", body)
        assert (saved.status, saved.body["lines"][0]["stock_amount"]) == (200, None)

        posted = caller.post(f"/supplier-returns/{draft}/post").body

        [line] = posted["lines"]
        assert (line["amount"], line["stock_amount"], line["variance"]) == ("20.00", "24.00", "4.00")
        assert (line["returned_quantity"], line["returnable_quantity"]) == ("4.000000", "6.000000")
        assert (posted["amount"], posted["correction"], posted["supplier_code"]) == ("20.00", "0.00", "S1")

    def test_who_may_not_see_cost_sees_none(self, trade: Trade) -> None:
        back = trade.send_back(trade.buy("10", "5.00", on=YESTERDAY), "4")

        shown = Caller(trade.keeper).get(f"/supplier-returns/{back}").body

        [line] = shown["lines"]
        assert [line[name] for name in ("amount", "unit_cost", "stock_amount", "variance")] == [None] * 4

    def test_what_a_posted_one_turned_out_to_be_worth(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        back = trade.send_back(receipt, "4")
        revalue(trade, (receipt, "10.00"))

        shown = Caller(trade.boss).get(f"/supplier-returns/{back}").body

        assert (shown["amount"], shown["correction"]) == ("20.00", "4.00")

    def test_its_moves_are_told_from_place_to_place(self, trade: Trade) -> None:
        back = trade.send_back(trade.buy("10", "5.00", on=YESTERDAY), "4")

        rows = Caller(trade.boss).get("/stock/moves", document_id=back, sort="recorded_at").body["rows"]

        assert [(row["source"]["kind"], row["target"]["kind"], row["to_place"]) for row in rows] == [
            ("bin", "variance", ""),
            ("variance", "supplier", "供应商 S1 S1"),
        ]
        assert [(row["quantity_in"], row["quantity_out"]) for row in rows] == [(None, "4.000000"), (None, None)]

    def test_its_cost_is_explained(self, trade: Trade) -> None:
        receipt = trade.buy("10", "5.00", on=YESTERDAY)
        trade.buy("10", "7.00", on=YESTERDAY)
        back = trade.send_back(receipt, "4")
        revalue(trade, (receipt, "10.00"))
        moves = trade.rows(
            "SELECT id FROM ledger_stockmove WHERE tenant_id = %s AND document_id = %s ORDER BY seq", back
        )

        taken, owed_ = (Caller(trade.boss).get(f"/stock/moves/{id_}/explanation").body for (id_,) in moves)

        assert (taken["move"]["kind"], taken["reckoning"]["way"], taken["move"]["value"]) == (
            "supplier_return",
            "moving_average",
            "26.00",
        )
        assert (owed_["reckoning"]["way"], owed_["move"]["value"]) == ("carried", "24.00")
        assert (taken["agrees"], owed_["agrees"]) == (True, True)


def refused(trade: Trade, receipt: UUID, *, line: dict[str, Any] | None = None, **changes: Any) -> Any:
    [line_id] = trade.lines_of("goodsreceipt", receipt)
    sent = replace(trade.send_back_line(line_id, "1"), **(line or {}))
    request = replace(trade.send_back_request(sent), **changes)
    recorded = refusal_of(lambda: return_to_supplier(actor=trade.keeper, request=request, at=NOW))
    if recorded.code != "ledger.insufficient_stock":
        saved = refusal_of(lambda: save_supplier_return(actor=trade.keeper, request=request, at=NOW))
        assert saved.code == recorded.code
    return recorded
