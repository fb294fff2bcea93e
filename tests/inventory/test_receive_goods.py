"""Receiving goods against order lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongliao.catalog.public import BinRequest, save_bin
from gongliao.inventory.public import (
    ReceiptLine,
    ReversalRequest,
    post_goods_receipt,
    receive_goods,
    reverse_goods_receipt,
    save_goods_receipt,
)
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company
from gongliao.platform.public import tenant_transaction
from gongliao.procurement.public import OrderStep, close_order
from gongliao.projects.public import close_project, complete_project
from tests.support.refusals import Fault, codes_of, order_of_checks, refusal_of
from tests.support.trade import GENERAL, D, Trade, at_once, make_store, make_supplier, make_trade, make_works
from tests.support.world import NOW, TODAY


def receive(trade: Trade, *lines: ReceiptLine, **head: Any) -> Any:
    return receive_goods(actor=trade.keeper, request=trade.receipt(*lines, **head), at=NOW)


def other_company(trade: Trade) -> Any:
    with tenant_transaction(trade.world.tenant.id):
        return Company.objects.create(code="C2", name="子公司", books_open_on=date(2020, 1, 1)).id


class TestReceiveGoods:
    def test_goods_come_in_at_the_orders_price_as_the_projects_stock(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")

        trade.receive(line_id)

        assert trade.stock() == "10 kg 40.00"
        assert trade.stock(owner=GENERAL) == "0 kg 0.00"
        assert trade.cost() == 0  # bought, not consumed

    def test_goods_ordered_for_no_project_become_general_stock(self) -> None:
        trade = make_trade()
        line = trade.stock_line("10", "4.00")
        trade.order(line)

        trade.receive(line.id)

        assert trade.stock(owner=GENERAL) == "10 kg 40.00"

    @pytest.mark.parametrize(
        ("parts", "values", "committed"),
        [
            (["3", "3", "4"], ["30.00", "30.00", "40.00"], "0.00"),
            (["1", "2"], ["10.00", "20.00"], "70.00"),
            (["0.000001", "9.999999"], ["0.00", "100.00"], "0.00"),
        ],
    )
    def test_in_parts_the_values_add_up_to_the_orders(
        self, parts: list[str], values: list[str], committed: str
    ) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "10.00")

        seen = [trade.values_of(trade.receive(line_id, part)) for part in parts]

        assert seen == [[D(value)] for value in values]
        assert trade.committed() == D(committed)
        trade.require_sound_books()

    def test_thirds_lose_no_cent(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("3", amount=D("10.00"), entered_price=None)

        seen = [trade.values_of(trade.receive(line_id, "1")) for _ in range(3)]

        assert seen == [[D("3.33")], [D("3.34")], [D("3.33")]]

    def test_two_lines_of_a_receipt_share_an_order_line(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")

        receive(trade, trade.receipt_line(line_id, "6"), trade.receipt_line(line_id, "4", bin_id=trade.store.yard_id))

        assert (trade.stock(), trade.stock(bin_id=trade.store.yard_id)) == ("6 kg 24.00", "4 kg 16.00")

    def test_two_lines_together_beyond_the_order_are_refused_at_the_second(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")

        refusal = refusal_of(lambda: receive(trade, trade.receipt_line(line_id, "6"), trade.receipt_line(line_id, "5")))

        assert (refusal.code, refusal.line) == ("procurement.over_receipt", 2)
        assert refusal.figures() == {"asked": 5, "open": 4, "tolerance": 0}

    @pytest.mark.parametrize(
        ("tolerance", "quantity", "refused"),
        [("0", "10", False), ("0", "10.000001", True), ("5", "10.5", False), ("5", "10.500001", True)],
    )
    def test_more_than_ordered_comes_in_within_the_tolerance_only(
        self, tolerance: str, quantity: str, refused: bool
    ) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00", over_tolerance_percent=D(tolerance))

        if refused:
            refusal = refusal_of(lambda: trade.receive(line_id, quantity))
            assert refusal.code == "procurement.over_receipt"
            assert refusal.figures() == {"asked": D(quantity), "open": 10, "tolerance": D(tolerance)}
        else:
            trade.receive(line_id, quantity)
            assert trade.committed() == 0

    def test_a_quantity_is_entered_in_any_unit_of_the_item(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("2500", "4.00")

        receive(trade, trade.receipt_line(line_id, "2.5", unit="t"))

        assert trade.stock() == "2500 kg 10000.00"
        [(entered, unit)] = trade.rows(
            "SELECT entered_quantity, entered_unit FROM ledger_stockmove WHERE tenant_id = %s"
        )
        assert (entered, unit) == (D("2.5"), "t")

    def test_a_batch_is_captured_and_found_again(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00", item_id=trade.paint_id)
        named = {"batch_no": "B-1", "production_date": date(2026, 5, 1), "expiry_date": date(2027, 5, 1)}

        receive(trade, trade.receipt_line(line_id, "4", **named))
        receive(trade, trade.receipt_line(line_id, "3", batch_no="B-1"))
        receive(trade, trade.receipt_line(line_id, "3", batch_no="B-2"))

        batches = trade.rows("SELECT number, expiry_date FROM ledger_batch WHERE tenant_id = %s ORDER BY number")
        assert batches == [("B-1", date(2027, 5, 1)), ("B-2", None)]
        lying = trade.rows("SELECT quantity FROM ledger_stockbalance WHERE tenant_id = %s ORDER BY quantity")
        assert lying == [(3,), (7,)]

    def test_a_known_batch_named_with_another_date_is_refused(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00", item_id=trade.paint_id)
        receive(trade, trade.receipt_line(line_id, "4", batch_no="B-1", expiry_date=date(2027, 5, 1)))

        refusal = refusal_of(
            lambda: receive(trade, trade.receipt_line(line_id, "4", batch_no="B-1", expiry_date=date(2028, 5, 1)))
        )

        assert (refusal.code, refusal.line) == ("ledger.batch_differs", 1)
        assert refusal.figures() == {"number": "B-1", "known": date(2027, 5, 1), "given": date(2028, 5, 1)}

    def test_all_faults_of_all_lines_are_told_together(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")

        codes = codes_of(
            lambda: receive(
                trade,
                trade.receipt_line(new_id()),
                trade.receipt_line(line_id, unit="m"),
                trade.receipt_line(line_id, "1"),
                trade.receipt_line(line_id, batch_no="B"),
            )
        )

        assert codes == [
            (1, "procurement.order_line_not_found"),
            (2, "catalog.unit_unknown"),
            (4, "procurement.over_receipt"),
        ]
        assert trade.count("ledger_stockmove") == 0

    def test_eight_at_once_never_receive_more_than_was_ordered(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")
        requests = [trade.receipt(trade.receipt_line(line_id, "3")) for _ in range(8)]

        results = at_once(
            [lambda request=request: receive_goods(actor=trade.keeper, request=request, at=NOW) for request in requests]
        )

        refused = [each.code for each in results if isinstance(each, Refusal)]
        assert refused == ["procurement.over_receipt"] * 5
        assert trade.stock() == "9 kg 36.00"
        trade.require_sound_books()

    def test_receipts_and_reversals_of_one_order_line_at_once_block_nobody_for_good(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("100", "4.00")
        standing = [trade.receive(line_id, "10") for _ in range(4)]
        coming = [trade.receipt(trade.receipt_line(line_id, "10")) for _ in range(4)]

        results = at_once(
            [lambda id_=id_: trade.reverse("goods_receipt", id_) for id_ in standing]
            + [lambda request=request: receive_goods(actor=trade.keeper, request=request, at=NOW) for request in coming]
        )

        assert not [each for each in results if isinstance(each, Exception)]
        assert trade.stock() == "40 kg 160.00"
        trade.require_sound_books()


class TestRefusals:
    def test_a_line_that_names_another_item_than_its_order(self) -> None:
        trade = make_trade()
        line = trade.receipt_line(trade.ordered("10", "4.00"), item_id=trade.paint_id)

        refusal = refusal_of(lambda: receive_goods(actor=trade.keeper, request=trade.receipt(line), at=NOW))

        assert (refusal.code, refusal.figures()) == ("inventory.wrong_item", {"item": "STEEL"})
        same = replace(line, item_id=trade.steel_id)
        assert receive_goods(actor=trade.keeper, request=trade.receipt(same), at=NOW)

    def test_the_head_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")
        line = trade.receipt_line(line_id)
        elsewhere = make_store(trade.world, trade.boss, "W9", company_id=other_company(trade))
        taken = trade.receive(trade.ordered("1", "1.00"), "1")
        worker = trade.world.person("site_worker")

        def run(actor: Any = trade.keeper, **head: Any) -> Any:
            request = replace(trade.receipt(line), **head)
            return receive_goods(actor=actor, request=request, at=NOW)

        seen = order_of_checks(
            run,
            faults := [
                Fault("platform.missing_grant", {"actor": worker}, {"actor": trade.keeper}),
                Fault("platform.request_id_reused", {"id": taken}, {"id": new_id()}),
                Fault(
                    "platform.company_not_found",
                    {"company_id": new_id()},
                    {"company_id": trade.world.company_id},
                ),
                Fault(
                    "platform.date_out_of_range",
                    {"business_date": date(2026, 6, 16)},
                    {"business_date": TODAY},
                ),
                Fault("catalog.warehouse_not_found", {"warehouse_id": new_id()}, {"warehouse_id": elsewhere.id}),
                Fault("inventory.wrong_company", {}, {"warehouse_id": trade.store.id}),
                Fault("catalog.party_not_found", {"supplier_id": new_id()}, {"supplier_id": trade.supplier_id}),
                Fault("inventory.no_lines", {"lines": ()}, {"lines": (line,)}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    def test_a_line_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = make_trade()
        strange = make_works(trade.world, trade.boss, "P9", company_id=(company_id := other_company(trade)))
        foreign = trade.order_line(project_id=strange.id, node_id=strange.node_id)
        trade.order(foreign, company_id=company_id)
        rival = trade.order_line()
        trade.order(rival, supplier_id=make_supplier(trade.boss, "S9"))
        closed = trade.order_line(project_id=trade.other_works.id, node_id=trade.other_works.node_id)
        trade.order(closed)
        complete_project(actor=trade.boss, project_id=trade.other_works.id, at=NOW)
        close_project(actor=trade.boss, project_id=trade.other_works.id, at=NOW)
        draft, good = trade.order_line(), trade.ordered("10", "4.00")
        trade.order(draft, approved=False)
        paint = trade.ordered("10", "4.00", item_id=trade.paint_id)
        idle = BinRequest(id=new_id(), warehouse_id=trade.store.id, code="OLD", active=False)
        save_bin(actor=trade.boss, request=idle)

        def run(**line: Any) -> Any:
            return receive(trade, replace(trade.receipt_line(good), **line))

        seen = order_of_checks(
            run,
            faults := [
                Fault("procurement.order_line_not_found", {"order_line_id": new_id()}, {"order_line_id": foreign.id}),
                Fault("inventory.wrong_company", {}, {"order_line_id": rival.id}),
                Fault("inventory.wrong_supplier", {}, {"order_line_id": closed.id}),
                Fault("catalog.unit_unknown", {"unit": "m"}, {"unit": "kg"}),
                Fault("catalog.bin_not_found", {"bin_id": new_id()}, {"bin_id": trade.far_store.bin_id}),
                Fault("inventory.wrong_warehouse", {}, {"bin_id": idle.id}),
                Fault("catalog.bin_inactive", {}, {"bin_id": None}),
                Fault("projects.node_closed", {}, {"order_line_id": draft.id}),
                Fault("procurement.order_not_open", {}, {"order_line_id": paint}),
                Fault("procurement.over_receipt", {"quantity": D(11)}, {"quantity": D(10)}),
                Fault("ledger.batch_required", {}, {"order_line_id": good, "batch_no": "B"}),
                Fault("ledger.batch_not_tracked", {}, {"batch_no": ""}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    def test_nothing_comes_in_on_a_closed_order(self) -> None:
        trade = make_trade()
        line = trade.order_line("10", "4.00")
        order_id = trade.order(line)
        close_order(actor=trade.buyer, request=OrderStep(order_id), at=NOW)

        refusal = refusal_of(lambda: trade.receive(line.id))

        assert (refusal.code, refusal.line) == ("procurement.order_not_open", 1)
        assert refusal.figures() == {"number": "PO-2026-00001", "state": "closed"}

    def test_what_would_not_fit_the_books_is_refused(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("999999999999", "1.00")
        trade.receive(line_id, "999999999999")

        refusal = refusal_of(lambda: trade.buy("1", "1.00"))

        assert refusal.code == "ledger.figure_too_large"
        assert refusal.figures() == {"figure": Decimal(1_000_000_000_000), "limit": Decimal(1_000_000_000_000)}

    @pytest.mark.parametrize("place", ["warehouse", "project"])
    def test_a_keeper_of_another_place_is_refused(self, place: str) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")
        elsewhere = {"warehouse": trade.far_store.id, "project": trade.other_works.id}[place]
        keeper = trade.world.person("storekeeper", scope_kind=place, scope_id=elsewhere)  # type: ignore[arg-type]

        request = trade.receipt(trade.receipt_line(line_id))
        refusal = refusal_of(lambda: receive_goods(actor=keeper, request=request, at=NOW))

        assert (refusal.code, refusal.figures()) == ("platform.missing_grant", {"grant": "inventory.receive"})

    def test_what_another_tenant_has_is_not_there(self) -> None:
        trade, stranger = make_trade(), make_trade()
        line_id, theirs = trade.ordered("10", "4.00"), stranger.ordered("10", "4.00")
        ours = trade.receipt(trade.receipt_line(line_id))

        def code(**head: Any) -> str:
            return refusal_of(lambda: receive_goods(actor=trade.keeper, request=replace(ours, **head), at=NOW)).code

        assert code(company_id=stranger.world.company_id) == "platform.company_not_found"
        assert code(warehouse_id=stranger.store.id) == "catalog.warehouse_not_found"
        assert code(supplier_id=stranger.supplier_id) == "catalog.party_not_found"
        assert code(lines=(trade.receipt_line(theirs),)) == "procurement.order_line_not_found"
        assert code(lines=(trade.receipt_line(line_id, bin_id=stranger.store.bin_id),)) == "catalog.bin_not_found"


class TestReverseGoodsReceipt:
    def test_the_order_is_open_for_the_goods_again(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")
        receipt_id = trade.receive(line_id)

        trade.reverse("goods_receipt", receipt_id)

        assert (trade.stock(), trade.committed()) == ("0 kg 0.00", D("40.00"))
        trade.receive(line_id)
        assert (trade.stock(), trade.committed()) == ("10 kg 40.00", D("0.00"))
        trade.require_sound_books()

    def test_is_refused_while_its_goods_were_used_naming_by_what(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")
        trade.issue("4")

        refusal = refusal_of(lambda: trade.reverse("goods_receipt", receipt_id))

        assert refusal.code == "ledger.later_moves_depend"
        assert refusal.figures() == {"item": "STEEL", "documents": ("GI-2026-00001",)}

    def test_is_possible_again_once_what_stood_on_it_is_reversed(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")
        issue_id = trade.issue("4")

        trade.reverse("goods_issue", issue_id)
        trade.reverse("goods_receipt", receipt_id)

        assert (trade.pool(), trade.cost()) == ("0 kg 0.00", 0)
        trade.require_sound_books()

    def test_a_draft_is_posted_as_it_was_saved(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00", item_id=trade.paint_id)
        line = trade.receipt_line(line_id, "10", batch_no="B-1", expiry_date=date(2027, 5, 1), remark="两桶破损")
        request = trade.receipt(line, delivery_note="SH-1", remark="加急")
        save_goods_receipt(actor=trade.keeper, request=request, at=NOW)

        post_goods_receipt(actor=trade.keeper, document_id=request.id, at=NOW)

        rows = trade.rows(
            "SELECT h.delivery_note, h.remark, l.batch_no, l.expiry_date, l.remark, l.amount, l.batch_id IS NOT NULL"
            " FROM inventory_goodsreceipt h JOIN inventory_goodsreceiptline l ON l.document_id = h.id"
            " WHERE h.tenant_id = %s"
        )
        assert rows == [("SH-1", "加急", "B-1", date(2027, 5, 1), "两桶破损", D("40.00"), True)]

    def test_needs_its_own_grant(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")
        request = ReversalRequest(id=new_id(), reason="x")
        refusal = refusal_of(
            lambda: reverse_goods_receipt(actor=trade.buyer, document_id=receipt_id, request=request, at=NOW)
        )

        assert refusal.figures() == {"grant": "inventory.reverse"}
