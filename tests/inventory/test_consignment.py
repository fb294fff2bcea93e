"""What a supplier consigns 寄售: his, in quantity and worth nothing here, until it is used and bought by that."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from gongliao.costing.public import (
    CostNoteStep,
    ValueNoteLineRequest,
    ValueNoteRequest,
    post_value_note,
    save_value_note,
)
from gongliao.inventory.public import (
    AgreeRequest,
    CountLine,
    IssueLine,
    agree_price,
    count_stock,
    issue_material,
    post_goods_receipt,
    receive_goods,
    return_to_supplier,
    save_goods_receipt,
    transfer_stock,
)
from gongliao.kernel.ids import NO_ID, new_id
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, make_supplier, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
BEFORE = TODAY - timedelta(days=2)
GENERAL = NO_ID


@pytest.fixture
def trade() -> Trade:
    """10 kg of our steel for 40.00, and 100 kg that the supplier consigned at 5.00."""
    trade = make_trade()
    trade.buy("10", "4.00", on=YESTERDAY)
    trade.consign("100", on=YESTERDAY)
    return trade


def his(trade: Trade, item_id: UUID | None = None, *, by: UUID | None = None, **where: Any) -> str:
    return trade.stock(item_id, owner=by or trade.supplier_id, ownership="consignment", **where)


def of_his(trade: Trade, **changes: Any) -> dict[str, Any]:
    return {"ownership": "consignment", "owner_id": trade.supplier_id, **changes}


def vouchers(trade: Trade, document_id: UUID) -> list[Any]:
    return trade.rows(
        "SELECT account, sum(debit - credit) FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
        " GROUP BY account HAVING sum(debit - credit) <> 0 ORDER BY account",
        document_id,
    )


def agree(trade: Trade, price: str, on: date = TODAY, **changes: Any) -> UUID:
    request = AgreeRequest(
        new_id(), trade.world.company_id, trade.supplier_id, trade.steel_id, D(price), on, reason="合同"
    )
    return agree_price(actor=trade.buyer, request=replace(request, **changes), at=NOW).id


def invoice(trade: Trade, document_id: UUID, line_id: UUID, quantity: str, amount: str) -> UUID:
    line = ValueNoteLineRequest(new_id(), document_id, line_id, quantity=D(quantity), amount=D(amount))
    request = ValueNoteRequest(
        id=new_id(),
        company_id=trade.world.company_id,
        business_date=TODAY,
        kind="invoice_difference",
        lines=(line,),
    )
    save_value_note(actor=trade.boss, request=request, at=NOW)
    return post_value_note(actor=trade.boss, request=CostNoteStep(request.id), at=NOW).id


class TestStory:
    def test_it_is_bought_by_being_used(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=BEFORE)
        receipt = trade.consign("100", "5.00", on=BEFORE)
        assert (his(trade), trade.stock()) == ("100 kg 0.00", "10 kg 40.00")
        assert (vouchers(trade, receipt), trade.values_of(receipt)) == ([], [0])

        issue = trade.issue("30", on=YESTERDAY, **of_his(trade))
        assert (his(trade), trade.stock(), trade.cost()) == ("70 kg 0.00", "10 kg 40.00", D("150.00"))
        # It leaves the bin to the supplier, comes from him to the site as ours, and goes on to the work.
        assert trade.rows(
            "SELECT ownership, source_kind, target_kind, quantity, value FROM ledger_stockmove"
            " WHERE tenant_id = %s AND document_id = %s ORDER BY seq",
            issue,
        ) == [
            ("consignment", "bin", "supplier", 30, 0),
            ("own", "supplier", "site", 30, 150),
            ("own", "site", "node", 30, 150),
        ]
        assert vouchers(trade, issue) == [("220202", D("-150.00")), ("540102", D("150.00"))]
        trade.require_sound_books()

        # The price that is agreed on for the day counts; what was used before keeps its own.
        agree(trade, "6.00")
        trade.issue("10", **of_his(trade))
        assert (his(trade), trade.cost()) == ("60 kg 0.00", D("210.00"))

        # What comes back is ours, at what it was issued at.
        trade.return_(issue, "5")
        assert (trade.stock(owner=GENERAL), trade.cost(), his(trade)) == ("5 kg 25.00", D("185.00"), "60 kg 0.00")

        trade.transfer("20", **of_his(trade))
        far = trade.far_store.bin_id
        assert (his(trade), his(trade, bin_id=far)) == ("40 kg 0.00", "20 kg 0.00")

        # Taken into our own stock, for a project: bought, and worth what it cost.
        request = trade.transfer_request(
            trade.transfer_line("10", **of_his(trade, target_owner_id=trade.works.id)),
            target_warehouse_id=trade.store.id,
        )
        taken = trade.transfer_agreed(request)
        assert (his(trade), trade.stock()) == ("30 kg 0.00", "20 kg 100.00")
        assert vouchers(trade, taken) == [("1403", D("60.00")), ("220202", D("-60.00"))]

        scrap = trade.scrap("4", **of_his(trade))
        assert (his(trade), vouchers(trade, scrap)) == ("26 kg 0.00", [("1901", D("24.00")), ("220202", D("-24.00"))])

        # What a count misses was in our keeping; what it finds is the supplier's, and worth nothing.
        missed = trade.count_stock("25", **of_his(trade))
        assert (his(trade), vouchers(trade, missed)) == ("25 kg 0.00", [("1901", D("6.00")), ("220202", D("-6.00"))])
        found = trade.count_stock("28", **of_his(trade))
        assert (his(trade), vouchers(trade, found)) == ("28 kg 0.00", [])

        back = trade.send_back(receipt, "8", ownership="consignment")
        assert (his(trade), vouchers(trade, back), trade.values_of(back)) == ("20 kg 0.00", [], [0])
        trade.require_sound_books()

    def test_an_invoice_matches_what_was_used(self, trade: Trade) -> None:
        issue = trade.issue("30", **of_his(trade))
        [line_id] = trade.lines_of("goodsissue", issue)
        trade.return_(issue, "10")
        invoice(trade, issue, line_id, "30", "165.00")

        assert (trade.cost(), trade.stock(owner=GENERAL)) == (D("110.00"), "10 kg 55.00")
        assert his(trade) == "70 kg 0.00"
        trade.require_sound_books()

    def test_an_invoice_of_what_was_taken_in(self, trade: Trade) -> None:
        request = trade.transfer_request(trade.transfer_line("10", **of_his(trade, to_general=True)))
        taken = transfer_stock(actor=trade.keeper, request=request, at=NOW)
        far = trade.far_store.bin_id
        assert trade.stock(owner=GENERAL, bin_id=far) == "10 kg 50.00"

        invoice(trade, taken, trade.lines_of("stocktransfer", taken)[0], "10", "52.00")

        assert trade.stock(owner=GENERAL, bin_id=far) == "10 kg 52.00"
        trade.require_sound_books()

    def test_two_suppliers_goods_never_mix(self, trade: Trade) -> None:
        other = make_supplier(trade.boss, "S2")
        trade.consign("50", "7.00", by=other)
        trade.issue("20", **of_his(trade))
        issue = trade.issue("10", ownership="consignment", owner_id=other)

        assert (his(trade), his(trade, by=other)) == ("80 kg 0.00", "40 kg 0.00")
        assert trade.cost() == D("170.00")
        bought = trade.rows(
            "SELECT source_id, value FROM ledger_stockmove WHERE tenant_id = %s AND document_id = %s"
            " AND source_kind = 'supplier'",
            issue,
        )
        assert bought == [(other, D("70.00"))]
        refusal = refusal_of(lambda: trade.issue("41", ownership="consignment", owner_id=other))
        assert (refusal.code, refusal.available) == ("ledger.insufficient_stock", 40)
        trade.require_sound_books()

    def test_beside_goods_of_ours_in_one_document(self, trade: Trade) -> None:
        lines = (trade.issue_line("2"), trade.issue_line("3", **of_his(trade)), trade.issue_line("1"))
        issue = issue_material(actor=trade.keeper, request=trade.issue_request(*lines), at=NOW)

        amounts = trade.rows(
            "SELECT amount FROM inventory_goodsissueline WHERE tenant_id = %s AND document_id = %s ORDER BY line_no",
            issue,
        )
        assert amounts == [(D("8.00"),), (D("15.00"),), (D("4.00"),)]
        assert (trade.stock(), his(trade), trade.cost()) == ("7 kg 28.00", "97 kg 0.00", D("27.00"))
        trade.require_sound_books()

    def test_each_use_is_reversed(self, trade: Trade) -> None:
        issue = trade.issue("60", **of_his(trade))
        back = trade.return_(issue, "10")
        taken = trade.transfer_request(trade.transfer_line("1", **of_his(trade, to_general=True)))
        done = (
            ("goods_issue", issue),
            ("material_return", back),
            ("stock_transfer", trade.transfer("1", **of_his(trade))),
            ("stock_transfer", transfer_stock(actor=trade.keeper, request=taken, at=NOW)),
            ("stock_scrap", trade.scrap("1", **of_his(trade))),
            ("stock_count", trade.count_stock("30", **of_his(trade))),
        )
        # The last first: what the count missed is bought, and it stands in the way of the others.
        for kind, document in reversed(done):
            trade.reverse(kind, document)

        assert (his(trade), trade.stock(), trade.cost()) == ("100 kg 0.00", "10 kg 40.00", 0)
        assert trade.stock(owner=GENERAL) == "0 kg 0.00"
        trade.require_sound_books()

    def test_a_reversed_count_tells_what_was_lost(self, trade: Trade) -> None:
        count = trade.count_stock("90", **of_his(trade))
        mirror = trade.reverse("stock_count", count)

        told = trade.rows(
            "SELECT document_id, payload ->> 'amount' FROM platform_outboxevent"
            " WHERE tenant_id = %s AND document_id = ANY(%s)",
            [count, mirror],
        )
        assert {document: D(amount) for document, amount in told} == {count: D("-50.00"), mirror: D("50.00")}

    def test_a_receipt_that_is_used_is_not_reversed(self, trade: Trade) -> None:
        receipt = trade.consign("5")
        trade.issue("102", **of_his(trade))

        refusal = refusal_of(lambda: trade.reverse("goods_receipt", receipt))

        assert refusal.code == "ledger.later_moves_depend"
        assert his(trade) == "3 kg 0.00"

    def test_a_reversed_receipts_price_counts_no_more(self, trade: Trade) -> None:
        receipt = trade.consign("5", "9.00")
        trade.issue("1", **of_his(trade))
        assert trade.cost() == D("9.00")

        trade.reverse("goods_receipt", receipt)
        trade.issue("1", **of_his(trade))

        assert trade.cost() == D("14.00")
        trade.require_sound_books()

    def test_an_earlier_use_is_told_later(self, trade: Trade) -> None:
        agree(trade, "8.00")
        trade.issue("50", **of_his(trade))
        trade.issue("20", on=YESTERDAY, **of_his(trade))
        assert (his(trade), trade.cost()) == ("30 kg 0.00", D("500.00"))

        refusal = refusal_of(lambda: trade.issue("31", on=YESTERDAY, **of_his(trade)))
        assert refusal.code == "ledger.short_on_later_day"
        trade.require_sound_books()

    def test_of_a_batch(self, trade: Trade) -> None:
        trade.consign("5", "30.00", item_id=trade.paint_id, batch_no="L1", expiry_date=date(2027, 1, 1))
        trade.consign("5", None, item_id=trade.paint_id, batch_no="L2", expiry_date=date(2026, 12, 1))
        first, second = [
            id_ for (id_,) in trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s ORDER BY number")
        ]

        refusal = refusal_of(lambda: trade.issue("1", item_id=trade.paint_id, batch_id=first, **of_his(trade)))
        assert (refusal.code, refusal.figures()["earlier"]) == ("inventory.earlier_batch_first", "L2")
        issue = trade.issue("2", item_id=trade.paint_id, batch_id=second, **of_his(trade))
        trade.return_(issue, "1")

        assert (his(trade, trade.paint_id), trade.cost()) == ("8 kg 0.00", D("30.00"))
        assert trade.stock(trade.paint_id, owner=GENERAL) == "1 kg 30.00"
        trade.require_sound_books()

    def test_through_a_draft(self, trade: Trade) -> None:
        request = trade.consign_request(trade.consign_line("5", price=D("5.50"), remark="首批"))
        save_goods_receipt(actor=trade.boss, request=request, at=NOW)
        save_goods_receipt(actor=trade.boss, request=request, at=NOW)
        assert his(trade) == "100 kg 0.00"

        # Who may agree on no price posts what was agreed on.
        post_goods_receipt(actor=trade.keeper, document_id=request.id, at=NOW)
        trade.issue("2", **of_his(trade))

        assert (his(trade), trade.cost()) == ("103 kg 0.00", D("11.00"))

    def test_other_work_takes_over_what_was_bought(self, trade: Trade) -> None:
        issue = trade.issue("60", **of_his(trade))
        [line_id] = trade.lines_of("goodsissue", issue)
        over = trade.issue("20", from_line_id=line_id, owner_id=None, node_id=trade.other_works.node_id)
        trade.return_(over, "5")

        assert (trade.cost(), trade.cost(trade.other_works.node_id)) == (D("200.00"), D("75.00"))
        assert (his(trade), trade.stock(owner=GENERAL)) == ("40 kg 0.00", "5 kg 25.00")
        trade.require_sound_books()


class TestPrices:
    def test_a_receipt_takes_what_was_agreed_on_before(self, trade: Trade) -> None:
        receipt = receive_goods(
            actor=trade.keeper, request=trade.consign_request(trade.consign_line("5", price=None)), at=NOW
        )

        assert trade.rows(
            "SELECT price FROM inventory_goodsreceiptline WHERE tenant_id = %s AND document_id = %s", receipt
        ) == [(D("5.00"),)]
        assert trade.count("inventory_consignmentprice") == 1

    def test_the_latest_day_counts_and_of_that_what_was_said_last(self, trade: Trade) -> None:
        agree(trade, "6.00")
        agree(trade, "7.00", TODAY + timedelta(days=1))
        agree(trade, "6.50")
        agree(trade, "1.00", BEFORE)
        trade.issue("1", **of_his(trade))

        assert trade.cost() == D("6.50")

    def test_said_again_it_is_said_once(self, trade: Trade) -> None:
        id_ = new_id()
        assert [agree(trade, "6.00", id=id_) for _ in range(2)] == [id_, id_]
        assert trade.count("inventory_consignmentprice") == 2
        assert refusal_of(lambda: agree(trade, "6.01", id=id_)).code == "platform.request_id_reused"

    def test_without_one_nothing_comes_in(self, trade: Trade) -> None:
        request = trade.consign_request(trade.consign_line("5", price=None, item_id=trade.paint_id, batch_no="L1"))

        refusal = refusal_of(lambda: receive_goods(actor=trade.keeper, request=request, at=NOW))

        assert (refusal.code, refusal.field, refusal.line) == ("inventory.consignment_price_needed", "price", 1)
        assert refusal.figures() == {"item": "PAINT", "date": TODAY}

    def test_without_one_nothing_is_used(self) -> None:
        trade = make_trade()
        receipt = trade.consign("10", on=YESTERDAY)
        agree(trade, "6.00")
        trade.consign("10", None)
        trade.reverse("goods_receipt", receipt)
        trade.consign("10", "5.00", on=TODAY)
        found = CountLine(
            new_id(), trade.steel_id, D(3), "kg", owner_id=trade.supplier_id, ownership="consignment", reason="lost"
        )
        count_stock(actor=trade.boss, request=trade.count_request(found, business_date=YESTERDAY), at=NOW)

        for deed in (trade.issue, trade.scrap):
            refusal = refusal_of(lambda deed=deed: deed("1", on=YESTERDAY, **of_his(trade)))
            assert (refusal.code, refusal.line) == ("inventory.consignment_price_needed", 1)
        refusal = refusal_of(lambda: trade.count_stock("1", on=YESTERDAY, **of_his(trade)))
        assert refusal.code == "inventory.consignment_price_needed"

    def test_only_who_may_agree_says_one(self, trade: Trade) -> None:
        refusal = refusal_of(lambda: receive_goods(actor=trade.keeper, request=trade.consign_request(), at=NOW))

        assert (refusal.code, refusal.figures()) == ("platform.missing_grant", {"grant": "inventory.agree"})


class TestRefusals:
    @pytest.mark.parametrize(
        ("line", "changes", "code", "field"),
        [
            ({"owner_id": new_id()}, {}, "inventory.consigned_goods_of_no_project", "owner_id"),
            ({"order_line_id": new_id()}, {}, "inventory.consigned_goods_not_ordered", "order_line_id"),
            ({"item_id": new_id()}, {}, "catalog.item_not_found", "item_id"),
            ({"item_id": None}, {}, "catalog.item_not_found", "item_id"),
            ({"batch_no": "L1"}, {}, "ledger.batch_not_tracked", "batch_no"),
            ({}, {"supplier_id": None}, "inventory.receipt_supplier_needed", "supplier_id"),
            ({}, {"supplier_id": new_id()}, "catalog.party_not_found", "supplier_id"),
            ({}, {"ownership": "own"}, "inventory.receipt_order_line_needed", "order_line_id"),
            ({}, {"lines": ()}, "inventory.no_lines", "lines"),
        ],
    )
    def test_what_is_wrong_with_a_receipt(
        self, trade: Trade, line: dict[str, Any], changes: dict[str, Any], code: str, field: str
    ) -> None:
        request = trade.consign_request(replace(trade.consign_line("1"), **line))

        refusal = refusal_of(lambda: receive_goods(actor=trade.boss, request=replace(request, **changes), at=NOW))

        assert (refusal.code, refusal.field) == (code, field)
        assert his(trade) == "100 kg 0.00"

    def test_of_no_supplier(self, trade: Trade) -> None:
        request = trade.consign_request(supplier_id=trade.employer_id)

        refusal = refusal_of(lambda: receive_goods(actor=trade.boss, request=request, at=NOW))

        assert (refusal.code, refusal.figures()) == ("procurement.not_a_supplier", {"party": "E1"})

    def test_two_prices_of_one_item(self, trade: Trade) -> None:
        lines = (trade.consign_line("1"), trade.consign_line("1", price=D("5.10")))

        refusal = refusal_of(lambda: receive_goods(actor=trade.boss, request=trade.consign_request(*lines), at=NOW))

        assert (refusal.code, refusal.line) == ("inventory.two_consignment_prices", 2)
        assert refusal.figures() == {"item": "STEEL", "price": D("5.10"), "other": D("5.00")}

    def test_a_price_of_other_goods(self, trade: Trade) -> None:
        ours = trade.receipt(trade.receipt_line(trade.ordered(), price=D(1)))
        employers = trade.supply_request(trade.supply_line(price=D(1)))

        for request in (ours, employers):
            refusal = refusal_of(lambda request=request: receive_goods(actor=trade.boss, request=request, at=NOW))
            assert (refusal.code, refusal.field) == ("inventory.price_only_of_consignment", "price")

    def test_nobodys_consignment(self, trade: Trade) -> None:
        for deed in (trade.issue, trade.scrap, trade.transfer, trade.count_stock):
            refusal = refusal_of(lambda deed=deed: deed("1", **of_his(trade, owner_id=None)))
            assert (refusal.code, refusal.field) == ("inventory.consignor_needed", "owner_id")
            refusal = refusal_of(lambda deed=deed: deed("1", **of_his(trade, owner_id=trade.works.id)))
            assert (refusal.code, refusal.field) == ("catalog.party_not_found", "owner_id")

    def test_more_than_he_consigned(self, trade: Trade) -> None:
        refusal = refusal_of(lambda: trade.issue("101", **of_his(trade)))

        assert (refusal.code, refusal.asked, refusal.available) == ("ledger.insufficient_stock", 101, 100)

    def test_a_price_of_what_was_found(self, trade: Trade) -> None:
        line = trade.count_line("105", price=D("4"), **of_his(trade))

        refusal = refusal_of(lambda: count_stock(actor=trade.boss, request=trade.count_request(line), at=NOW))

        assert (refusal.code, refusal.field, refusal.line) == ("inventory.consigned_goods_have_no_price", "price", 1)

    def test_straight_from_the_truck(self, trade: Trade) -> None:
        refusal = refusal_of(lambda: trade.deliver(trade.ordered(), **of_his(trade)))

        assert (refusal.code, refusal.field) == ("inventory.consigned_goods_not_ordered", "ownership")

    def test_used_goods_are_taken_over_as_ours(self, trade: Trade) -> None:
        [line_id] = trade.lines_of("goodsissue", trade.issue("60", **of_his(trade)))
        changes = of_his(trade, from_line_id=line_id, node_id=trade.works.other_node_id)
        of_line: IssueLine = trade.issue_line("1", **changes)

        refusal = refusal_of(lambda: issue_material(actor=trade.boss, request=trade.issue_request(of_line), at=NOW))

        assert (refusal.code, refusal.field) == ("inventory.used_goods_are_ours", "ownership")


class TestGoingBack:
    def test_no_more_than_was_consigned(self, trade: Trade) -> None:
        receipt = trade.consign("5")
        trade.send_back(receipt, "4", ownership="consignment")

        refusal = refusal_of(lambda: trade.send_back(receipt, "2", ownership="consignment"))

        assert (refusal.code, refusal.figures()) == ("inventory.more_than_received", {"asked": 2, "open": 1})

    def test_it_is_reversed(self, trade: Trade) -> None:
        receipt = trade.consign("5")
        back = trade.send_back(receipt, "4", ownership="consignment")
        assert his(trade) == "101 kg 0.00"
        assert refusal_of(lambda: trade.reverse("goods_receipt", receipt)).code == "inventory.later_documents_depend"

        trade.reverse("supplier_return", back)
        trade.reverse("goods_receipt", receipt)

        assert his(trade) == "100 kg 0.00"
        trade.require_sound_books()

    def test_what_was_bought_goes_back_as_such(self, trade: Trade) -> None:
        receipt = trade.consign("5")

        refusal = refusal_of(lambda: trade.send_back(receipt, "1"))

        assert refusal.code == "inventory.receipt_of_other_ownership"

    def test_nothing_replaces_it(self, trade: Trade) -> None:
        receipt = trade.consign("5")
        line = trade.send_back_line(trade.lines_of("goodsreceipt", receipt)[0], "1", replacement=True)
        request = trade.send_back_request(line, ownership="consignment")

        refusal = refusal_of(lambda: return_to_supplier(actor=trade.keeper, request=request, at=NOW))

        assert (refusal.code, refusal.line) == ("inventory.replacement_not_ordered", 1)
