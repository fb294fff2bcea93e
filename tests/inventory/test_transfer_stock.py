"""Transferring stock between warehouses and bins."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gongliao.catalog.public import BinRequest, save_bin
from gongliao.inventory.public import TransferLine, issue_material, transfer_stock
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company
from gongliao.platform.public import tenant_transaction
from gongliao.projects.public import close_node, close_project, complete_node, complete_project
from tests.support.refusals import Fault, order_of_checks, refusal_of
from tests.support.trade import GENERAL, D, Trade, at_once, make_item, make_store, make_trade
from tests.support.world import NOW, TODAY


def stocked(quantity: str = "10", amount: str = "40.00") -> Trade:
    trade = make_trade()
    trade.buy(quantity, amount=D(amount), entered_price=None)
    return trade


def transfer(trade: Trade, *lines: TransferLine, **head: Any) -> Any:
    return trade.transfer_agreed(trade.transfer_request(*lines, **head))


class TestTransferStock:
    def test_goods_move_and_their_value_stays_the_same(self) -> None:
        trade = stocked()

        trade.transfer("4")

        assert (trade.stock(), trade.stock(bin_id=trade.far_store.bin_id)) == ("6 kg 24.00", "4 kg 16.00")
        assert (trade.pool(), trade.cost()) == ("10 kg 40.00", 0)
        trade.require_sound_books()

    def test_no_cent_is_lost_on_the_way(self) -> None:
        trade = stocked("3", "10.00")

        for _ in range(3):
            trade.transfer("1")

        assert trade.stock(bin_id=trade.far_store.bin_id) == "3 kg 10.00"
        trade.require_sound_books()

    def test_between_bins_of_one_warehouse(self) -> None:
        trade = stocked()
        line = trade.transfer_line("4", target_bin_id=trade.store.yard_id)

        transfer(trade, line, target_warehouse_id=trade.store.id)

        assert (trade.stock(), trade.stock(bin_id=trade.store.yard_id)) == ("6 kg 24.00", "4 kg 16.00")

    def test_the_owner_stays_the_same(self) -> None:
        trade = make_trade()
        line = trade.stock_line("10", "4.00")
        trade.order(line)
        trade.receive(line.id)

        trade.transfer("4", owner_id=None)

        assert trade.stock(bin_id=trade.far_store.bin_id, owner=GENERAL) == "4 kg 16.00"

    def test_there_and_back_in_one_document(self) -> None:
        trade = stocked()
        there = trade.transfer_line("10", target_bin_id=trade.store.yard_id)
        back = trade.transfer_line("10", bin_id=trade.store.yard_id)

        transfer(trade, there, back, target_warehouse_id=trade.store.id)

        assert trade.stock() == "10 kg 40.00"
        trade.require_sound_books()

    def test_more_than_lies_there_is_refused(self) -> None:
        trade = stocked()

        refusal = refusal_of(lambda: trade.transfer("11"))

        assert (refusal.code, refusal.line) == ("ledger.insufficient_stock", 1)
        assert refusal.figures() == {"item": "STEEL", "asked": 11, "available": 10}

    def test_what_belongs_to_another_project_does_not_lie_there_for_this_one(self) -> None:
        trade = stocked()

        refusal = refusal_of(lambda: trade.transfer("1", owner_id=trade.other_works.id))

        assert refusal.figures() == {"item": "STEEL", "asked": 1, "available": 0}

    def test_transfers_both_ways_at_once_do_not_block_each_other_for_good(self) -> None:
        trade = stocked("20", "80.00")
        trade.transfer("10")
        there = [trade.transfer_request(trade.transfer_line("1")) for _ in range(4)]
        ways = {"warehouse_id": trade.far_store.id, "target_warehouse_id": trade.store.id}
        back = [trade.transfer_request(trade.transfer_line("1"), **ways) for _ in range(4)]

        results = at_once(
            [
                lambda request=request: transfer_stock(actor=trade.keeper, request=request, at=NOW)
                for pair in zip(there, back, strict=True)
                for request in pair
            ]
        )

        assert not [each for each in results if isinstance(each, Exception)]
        assert trade.stock() == trade.stock(bin_id=trade.far_store.bin_id) == "10 kg 40.00"
        trade.require_sound_books()

    def test_eight_at_once_move_the_last_unit_once(self) -> None:
        trade = stocked("1", "4.00")
        requests = [trade.transfer_request(trade.transfer_line("1")) for _ in range(8)]

        results = at_once(
            [
                lambda request=request: transfer_stock(actor=trade.keeper, request=request, at=NOW)
                for request in requests
            ]
        )

        assert Counter(each.code for each in results if isinstance(each, Refusal)) == {"ledger.insufficient_stock": 7}
        assert trade.stock(bin_id=trade.far_store.bin_id) == "1 kg 4.00"

    def test_its_reversal_is_refused_while_the_goods_went_on(self) -> None:
        trade = stocked()
        transfer_id = trade.transfer("4")
        request = trade.issue_request(trade.issue_line("1"), warehouse_id=trade.far_store.id)
        issue_id = issue_material(actor=trade.keeper, request=request, at=NOW)

        refusal = refusal_of(lambda: trade.reverse("stock_transfer", transfer_id))

        assert refusal.code == "ledger.later_moves_depend"
        assert refusal.figures() == {"item": "STEEL", "documents": ("GI-2026-00001",)}
        trade.reverse("goods_issue", issue_id)
        trade.reverse("stock_transfer", transfer_id)
        assert trade.stock() == "10 kg 40.00"

    def test_its_reversal_does_not_mind_what_was_issued_elsewhere(self) -> None:
        trade = stocked()
        transfer_id = trade.transfer("4")
        trade.issue("6")

        trade.reverse("stock_transfer", transfer_id)

        assert (trade.stock(), trade.cost()) == ("4 kg 16.00", D("24.00"))
        trade.require_sound_books()


class TestRefusals:
    def test_the_head_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = stocked()
        taken = trade.transfer("1")
        with tenant_transaction(trade.world.tenant.id):
            company_id = Company.objects.create(code="C2", name="子公司", books_open_on=date(2020, 1, 1)).id
        elsewhere = make_store(trade.world, trade.boss, "W9", company_id=company_id)
        line = trade.transfer_line("1")

        def run(actor: Any = trade.keeper, **head: Any) -> Any:
            return transfer_stock(actor=actor, request=replace(trade.transfer_request(line), **head), at=NOW)

        seen = order_of_checks(
            run,
            faults := [
                Fault("platform.missing_grant", {"actor": trade.buyer}, {"actor": trade.keeper}),
                Fault("platform.request_id_reused", {"id": taken}, {"id": new_id()}),
                Fault("platform.company_not_found", {"company_id": new_id()}, {"company_id": trade.world.company_id}),
                Fault("platform.date_out_of_range", {"business_date": date(2026, 6, 16)}, {"business_date": TODAY}),
                Fault("catalog.warehouse_not_found", {"warehouse_id": new_id()}, {"warehouse_id": elsewhere.id}),
                Fault("inventory.wrong_company", {}, {"warehouse_id": trade.store.id}),
                Fault(
                    "catalog.warehouse_not_found",
                    {"target_warehouse_id": new_id()},
                    {"target_warehouse_id": elsewhere.id},
                ),
                Fault("inventory.wrong_company", {}, {"target_warehouse_id": trade.far_store.id}),
                Fault("inventory.no_lines", {"lines": ()}, {"lines": (line,)}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    def test_a_line_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = stocked()
        idle = BinRequest(id=new_id(), warehouse_id=trade.store.id, code="OLD", active=False)
        save_bin(actor=trade.boss, request=idle)

        def run(**line: Any) -> Any:
            return transfer(trade, replace(trade.transfer_line("10"), **line), target_warehouse_id=trade.store.id)

        yard = trade.store.yard_id
        seen = order_of_checks(
            run,
            faults := [
                Fault("catalog.item_not_found", {"item_id": new_id()}, {"item_id": trade.steel_id}),
                Fault("catalog.unit_unknown", {"unit": "m"}, {"unit": "kg"}),
                Fault("catalog.bin_not_found", {"bin_id": new_id()}, {"bin_id": trade.far_store.bin_id}),
                Fault("inventory.wrong_warehouse", {}, {"bin_id": idle.id}),
                Fault("catalog.bin_inactive", {}, {"bin_id": None}),
                Fault("catalog.bin_not_found", {"target_bin_id": new_id()}, {"target_bin_id": trade.far_store.bin_id}),
                Fault("inventory.wrong_warehouse", {}, {"target_bin_id": trade.store.bin_id}),
                Fault("inventory.same_place", {}, {"target_bin_id": yard}),
                Fault("projects.project_not_found", {"owner_id": new_id()}, {"owner_id": trade.works.id}),
                Fault("ledger.batch_not_found", {"batch_id": new_id()}, {"batch_id": None}),
                Fault("ledger.insufficient_stock", {"quantity": D(11)}, {"quantity": D(10)}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    @pytest.mark.parametrize(("scope", "allowed"), [("store", True), ("far_store", False)])
    def test_the_grant_is_asked_where_the_goods_leave(self, scope: str, allowed: bool) -> None:
        trade = stocked()
        store_id = getattr(trade, scope).id
        keeper = trade.world.person("storekeeper", scope_kind="warehouse", scope_id=store_id)

        def deed() -> Any:
            return transfer_stock(actor=keeper, request=trade.transfer_request(), at=NOW)

        if allowed:
            assert deed()
        else:
            assert refusal_of(deed).figures() == {"grant": "inventory.transfer"}


class TestChangeOfOwner:
    """Goods become another project's, or general stock, with their value (requirements 4.11)."""

    @pytest.mark.parametrize(
        ("method", "carried", "left"),
        [("moving_average", "60.00", "60.00"), ("fifo", "40.00", "80.00")],
    )
    def test_they_leave_one_pool_at_what_it_says_and_enter_the_other(
        self, method: str, carried: str, left: str
    ) -> None:
        trade = make_trade()
        trade.steel_id = make_item(trade.boss, "CABLE", valuation_method=method)
        trade.buy("10", "4.00")
        trade.buy("10", "8.00")

        moved = trade.transfer("10", target_owner_id=trade.other_works.id)

        assert trade.values_of(moved) == [D(carried)]
        assert trade.pool() == f"10 kg {left}"
        assert trade.pool(owner=trade.other_works.id) == f"10 kg {carried}"
        trade.require_sound_books()

    def test_in_the_same_bin_and_drawn_by_the_other_project(self) -> None:
        trade = stocked()
        line = trade.transfer_line("4", target_owner_id=trade.other_works.id)

        transfer(trade, line, target_warehouse_id=trade.store.id)
        trade.issue("4", owner_id=trade.other_works.id, node_id=trade.other_works.node_id)

        assert trade.pool() == "6 kg 24.00"
        assert trade.cost(trade.other_works.node_id) == D("16.00")
        trade.require_sound_books()

    def test_to_general_stock_and_back(self) -> None:
        trade = stocked()

        there = trade.transfer("4", to_general=True)
        assert trade.pool(owner=GENERAL) == "4 kg 16.00"
        trade.reverse("stock_transfer", there)

        assert (trade.pool(), trade.pool(owner=GENERAL)) == ("10 kg 40.00", "0 kg 0.00")
        trade.require_sound_books()

    def test_a_late_price_follows_the_goods_to_the_other_project(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        line = trade.transfer_line("10", target_owner_id=trade.other_works.id)
        transfer(trade, line, target_warehouse_id=trade.store.id)
        trade.issue("5", owner_id=trade.other_works.id, node_id=trade.other_works.node_id)

        # Dated before: 10 at 4.00 and 10 at 6.00 make 5.00, of which 10 had gone over, and 5 of those to work.
        trade.buy("10", "6.00", on=date(2026, 6, 1))

        assert trade.pool() == "10 kg 50.00"
        assert trade.pool(owner=trade.other_works.id) == "5 kg 25.00"
        assert trade.cost(trade.other_works.node_id) == D("25.00")
        trade.require_sound_books()

    def test_vouchers_name_both_projects(self) -> None:
        trade = stocked()

        moved = trade.transfer("4", target_owner_id=trade.other_works.id)

        rows = trade.rows(
            "SELECT project_id, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
            " ORDER BY debit",
            moved,
        )
        assert rows == [(trade.works.id, D("0.00"), D("16.00")), (trade.other_works.id, D("16.00"), D("0.00"))]

    def test_is_refused(self) -> None:
        trade = stocked()
        close_project_of(trade)
        others: list[tuple[dict[str, Any], str]] = [
            ({"target_owner_id": new_id()}, "projects.project_not_found"),
            ({"target_owner_id": trade.other_works.id, "to_general": True}, "inventory.one_target_owner"),
            ({"target_owner_id": trade.other_works.id}, "projects.project_is_closed"),
        ]
        for changes, code in others:
            with pytest.raises(Refusal) as refused:
                transfer(trade, trade.transfer_line("1", **changes))
            assert refused.value.code == code
        with pytest.raises(Refusal) as refused:
            transfer(
                trade,
                trade.transfer_line("1", target_owner_id=trade.works.id),
                target_warehouse_id=trade.store.id,
            )
        assert refused.value.code == "inventory.same_place"

    def test_who_reaches_one_project_only_gives_nothing_to_another(self) -> None:
        trade = stocked()
        trade.keeper = trade.world.person("storekeeper", scope_kind="warehouse", scope_id=trade.store.id)

        with pytest.raises(Refusal) as refused:
            trade.transfer("4", target_owner_id=trade.other_works.id)
        assert refused.value.code == "platform.missing_grant"


def close_project_of(trade: Trade) -> None:
    """Close the other project."""
    for node_id in (trade.other_works.other_node_id, trade.other_works.node_id):
        complete_node(actor=trade.boss, node_id=node_id, at=NOW)
        close_node(actor=trade.boss, node_id=node_id, at=NOW)
    complete_project(actor=trade.boss, project_id=trade.other_works.id, at=NOW)
    close_project(actor=trade.boss, project_id=trade.other_works.id, at=NOW)
