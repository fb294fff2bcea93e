"""Issuing material to a project's work."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gongliao.catalog.public import BinRequest, save_bin
from gongliao.inventory.public import IssueLine, close_material_requisition, issue_material, receive_goods
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company
from gongliao.platform.public import tenant_transaction
from gongliao.projects.public import (
    CategoryRequest,
    Kind,
    close_project,
    complete_project,
    save_category,
)
from tests.support.refusals import Fault, codes_of, order_of_checks, refusal_of
from tests.support.statements import counted_statements
from tests.support.trade import GENERAL, D, Trade, at_once, make_item, make_store, make_trade, make_works
from tests.support.world import NOW, TODAY


def issue(trade: Trade, *lines: IssueLine, **head: Any) -> Any:
    return issue_material(actor=trade.keeper, request=trade.issue_request(*lines, **head), at=NOW)


class TestIssueMaterial:
    def test_stock_becomes_the_nodes_cost(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")

        trade.issue("4")

        assert (trade.stock(), trade.cost()) == ("6 kg 24.00", D("16.00"))
        trade.require_sound_books()

    def test_the_average_of_the_pool_is_what_it_costs_and_the_last_takes_the_rest(self) -> None:
        trade = make_trade()
        trade.buy("1", "4.00")
        trade.buy("2", "3.00")

        costs = [trade.values_of(trade.issue("1")) for _ in range(3)]

        assert costs == [[D("3.33")], [D("3.34")], [D("3.33")]]
        assert (trade.pool(), trade.cost()) == ("0 kg 0.00", D("10.00"))

    def test_another_projects_goods_do_not_change_the_average(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        trade.buy("10", "8.00", project_id=trade.other_works.id, node_id=trade.other_works.node_id)

        trade.issue("10")

        assert trade.cost() == D("40.00")
        assert trade.pool(owner=trade.other_works.id) == "10 kg 80.00"

    def test_general_stock_is_drawn_by_any_project(self) -> None:
        trade = make_trade()
        line = trade.stock_line("10", "4.00")
        trade.order(line)
        trade.receive(line.id)

        trade.issue("3", owner_id=None)
        trade.issue("2", owner_id=None, node_id=trade.other_works.node_id)

        assert (trade.cost(), trade.cost(trade.other_works.node_id)) == (D("12.00"), D("8.00"))
        assert trade.pool(owner=GENERAL) == "5 kg 20.00"

    def test_lines_of_one_issue_follow_each_other(self) -> None:
        trade = make_trade()
        trade.buy("3", amount=D("10.00"), entered_price=None)

        issue_id = issue(trade, *(trade.issue_line("1") for _ in range(3)))

        assert trade.values_of(issue_id) == [D("3.33"), D("3.34"), D("3.33")]

    def test_a_batch_is_issued_from_its_own_place(self) -> None:
        trade = make_trade()
        order_line_id = trade.ordered("10", "4.00", item_id=trade.paint_id)
        for number in ("B-1", "B-2"):
            receipt = trade.receipt(trade.receipt_line(order_line_id, "5", batch_no=number))
            receive_goods(actor=trade.keeper, request=receipt, at=NOW)
        batches = dict(trade.rows("SELECT number, id FROM ledger_batch WHERE tenant_id = %s"))

        trade.issue("5", item_id=trade.paint_id, batch_id=batches["B-1"])
        refusal = refusal_of(lambda: trade.issue("1", item_id=trade.paint_id, batch_id=batches["B-1"]))

        assert refusal.figures() == {"item": "PAINT", "asked": 1, "available": 0}
        trade.issue("5", item_id=trade.paint_id, batch_id=batches["B-2"])
        assert trade.cost() == D("40.00")
        trade.require_sound_books()

    def test_more_than_lies_there_is_refused_though_more_lies_elsewhere(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        trade.transfer("7")

        refusal = refusal_of(lambda: trade.issue("4"))

        assert (refusal.code, refusal.line, refusal.field) == ("ledger.insufficient_stock", 1, "quantity")
        assert refusal.figures() == {"item": "STEEL", "asked": 4, "available": 3}

    def test_eight_at_once_issue_the_last_unit_once(self) -> None:
        trade = make_trade()
        trade.buy("1", "4.00")
        requests = [trade.issue_request(trade.issue_line("1")) for _ in range(8)]

        results = at_once(
            [
                lambda request=request: issue_material(actor=trade.keeper, request=request, at=NOW)
                for request in requests
            ]
        )

        refused = [each for each in results if isinstance(each, Refusal)]
        assert Counter(each.code for each in refused) == {"ledger.insufficient_stock": 7}
        assert all(each.figures() == {"item": "STEEL", "asked": 1, "available": 0} for each in refused)
        assert (trade.pool(), trade.cost()) == ("0 kg 0.00", D("4.00"))
        trade.require_sound_books()

    def test_issues_of_crossing_items_at_once_do_not_block_each_other_for_good(self) -> None:
        trade = make_trade()
        trade.buy("100", "4.00")
        plank = make_plank(trade)
        there = trade.issue_line("1"), trade.issue_line("1", item_id=plank)
        requests = [
            trade.issue_request(*(replace(line, id=new_id()) for line in (there if at % 2 else there[::-1])))
            for at in range(8)
        ]

        results = at_once(
            [
                lambda request=request: issue_material(actor=trade.keeper, request=request, at=NOW)
                for request in requests
            ]
        )

        assert results == [request.id for request in requests]
        assert (trade.pool(), trade.pool(plank)) == ("92 kg 368.00", "92 kg 184.00")


def make_plank(trade: Trade) -> Any:
    item_id = make_item(trade.boss, "PLANK")
    trade.buy("100", "2.00", item_id=item_id)
    return item_id

    @pytest.mark.parametrize("lines", [1, 10, 100])
    def test_takes_twelve_statements_however_many_lines(self, lines: int) -> None:
        trade = make_trade()
        trade.buy("1000", "4.00")
        # The first one to a node marks it as used.
        trade.issue("1")
        request = trade.issue_request(*(trade.issue_line("1") for _ in range(lines)))

        with counted_statements() as statements:
            issue_material(actor=trade.keeper, request=request, at=NOW)

        assert len(statements) == 12


class TestAgainstARequisition:
    def test_what_is_issued_counts_on_the_line_and_no_more_than_was_asked_goes_out(self) -> None:
        trade = make_trade()
        trade.buy("20", "4.00")
        requisition_id = trade.requisition()
        [line_id] = trade.lines_of("materialrequisition", requisition_id)

        issue(trade, trade.issue_line("6", requisition_line_id=line_id), requisition_id=requisition_id)
        refusal = refusal_of(
            lambda: issue(trade, trade.issue_line("5", requisition_line_id=line_id), requisition_id=requisition_id)
        )

        assert (refusal.code, refusal.line) == ("inventory.more_than_requisitioned", 1)
        assert refusal.figures() == {"asked": 5, "open": 4}

    def test_two_lines_share_a_requisition_line(self) -> None:
        trade = make_trade()
        trade.buy("20", "4.00")
        requisition_id = trade.requisition()
        [line_id] = trade.lines_of("materialrequisition", requisition_id)
        lines = [trade.issue_line(part, requisition_line_id=line_id) for part in ("6", "5")]

        assert codes_of(lambda: issue(trade, *lines, requisition_id=requisition_id)) == [
            (2, "inventory.more_than_requisitioned")
        ]

    def test_a_reversal_opens_the_requisition_again(self) -> None:
        trade = make_trade()
        trade.buy("20", "4.00")
        requisition_id = trade.requisition()
        [line_id] = trade.lines_of("materialrequisition", requisition_id)
        line = trade.issue_line("10", requisition_line_id=line_id)
        issue_id = issue(trade, line, requisition_id=requisition_id)

        trade.reverse("goods_issue", issue_id)

        assert issue(trade, replace(line, id=new_id()), requisition_id=requisition_id)

    def test_eight_at_once_never_issue_more_than_was_asked(self) -> None:
        trade = make_trade()
        trade.buy("100", "4.00")
        requisition_id = trade.requisition()
        [line_id] = trade.lines_of("materialrequisition", requisition_id)
        requests = [
            trade.issue_request(trade.issue_line("4", requisition_line_id=line_id), requisition_id=requisition_id)
            for _ in range(8)
        ]

        results = at_once(
            [
                lambda request=request: issue_material(actor=trade.keeper, request=request, at=NOW)
                for request in requests
            ]
        )

        refused = Counter(each.code for each in results if isinstance(each, Refusal))
        assert refused == {"inventory.more_than_requisitioned": 6}
        assert trade.pool() == "92 kg 368.00"

    @pytest.mark.parametrize("state", ["draft", "closed"])
    def test_only_an_approved_one_is_issued(self, state: str) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        requisition_id = trade.requisition(approved=state != "draft")
        if state == "closed":
            close_material_requisition(actor=trade.keeper, document_id=requisition_id, at=NOW)

        refusal = refusal_of(lambda: issue(trade, requisition_id=requisition_id))

        assert refusal.code == "inventory.requisition_not_approved"
        assert refusal.figures() == {"number": None if state == "draft" else "MR-2026-00001", "state": state}


class TestRefusals:
    def test_the_head_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        taken = trade.issue("1")
        with tenant_transaction(trade.world.tenant.id):
            company_id = Company.objects.create(code="C2", name="子公司", books_open_on=date(2020, 1, 1)).id
        elsewhere = make_store(trade.world, trade.boss, "W9", company_id=company_id)
        line = trade.issue_line("1")

        def run(actor: Any = trade.keeper, **head: Any) -> Any:
            return issue_material(actor=actor, request=replace(trade.issue_request(line), **head), at=NOW)

        worker = trade.world.person("site_worker")
        seen = order_of_checks(
            run,
            faults := [
                Fault("platform.missing_grant", {"actor": worker}, {"actor": trade.keeper}),
                Fault("platform.request_id_reused", {"id": taken}, {"id": new_id()}),
                Fault("platform.company_not_found", {"company_id": new_id()}, {"company_id": trade.world.company_id}),
                Fault("platform.date_out_of_range", {"business_date": date(2019, 12, 31)}, {"business_date": TODAY}),
                Fault("catalog.warehouse_not_found", {"warehouse_id": new_id()}, {"warehouse_id": elsewhere.id}),
                Fault("inventory.wrong_company", {}, {"warehouse_id": trade.store.id}),
                Fault(
                    "inventory.requisition_not_found",
                    {"requisition_id": new_id()},
                    {"requisition_id": trade.requisition(approved=False)},
                ),
                Fault("inventory.requisition_not_approved", {}, {"requisition_id": None}),
                Fault("inventory.no_lines", {"lines": ()}, {"lines": (line,)}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    def test_a_line_is_checked_in_the_order_that_is_documented(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        with tenant_transaction(trade.world.tenant.id):
            company_id = Company.objects.create(code="C2", name="子公司", books_open_on=date(2020, 1, 1)).id
        strange = make_works(trade.world, trade.boss, "P9", company_id=company_id)
        draft = make_works(trade.world, trade.boss, "P8", released=False)
        idle = BinRequest(id=new_id(), warehouse_id=trade.store.id, code="OLD", active=False)
        save_bin(actor=trade.boss, request=idle)
        unused = CategoryRequest(id=new_id(), code="OLD", name="旧", kind=Kind.MATERIAL, active=False)
        save_category(actor=trade.boss, request=unused)
        done, gone = (make_works(trade.world, trade.boss, code) for code in ("P6", "P7"))
        for works in (done, gone):
            complete_project(actor=trade.boss, project_id=works.id, at=NOW)
        close_project(actor=trade.boss, project_id=gone.id, at=NOW)
        requisition_id = trade.requisition()
        [asked] = trade.lines_of("materialrequisition", requisition_id)

        def run(requisition: Any = requisition_id, **line: Any) -> Any:
            return issue(trade, replace(trade.issue_line("10"), **line), requisition_id=requisition)

        seen = order_of_checks(
            run,
            faults := [
                Fault("catalog.item_not_found", {"item_id": new_id()}, {"item_id": trade.steel_id}),
                Fault("catalog.unit_unknown", {"unit": "m"}, {"unit": "kg"}),
                Fault("catalog.bin_not_found", {"bin_id": new_id()}, {"bin_id": trade.far_store.bin_id}),
                Fault("inventory.wrong_warehouse", {}, {"bin_id": idle.id}),
                Fault("catalog.bin_inactive", {}, {"bin_id": None}),
                Fault("projects.node_not_found", {"node_id": new_id()}, {"node_id": draft.node_id}),
                Fault("projects.node_not_released", {}, {"node_id": done.node_id}),
                Fault("projects.node_technically_complete", {}, {"node_id": gone.node_id}),
                Fault("projects.node_closed", {}, {"node_id": strange.node_id}),
                Fault("inventory.wrong_company", {}, {"node_id": trade.works.node_id}),
                Fault("projects.category_not_found", {"category_id": new_id()}, {"category_id": unused.id}),
                Fault("projects.category_inactive", {}, {"category_id": trade.category_id}),
                Fault(
                    "inventory.stock_of_other_project",
                    {"owner_id": trade.other_works.id},
                    {"owner_id": trade.works.id},
                ),
                Fault("ledger.batch_not_found", {"batch_id": new_id()}, {"batch_id": None}),
                Fault(
                    "inventory.requisition_line_not_found",
                    {"requisition_line_id": new_id()},
                    {"requisition_line_id": asked, "quantity": D(11)},
                ),
                Fault("inventory.more_than_requisitioned", {}, {"requisition_line_id": None}),
                Fault("ledger.insufficient_stock", {}, {"quantity": D(10)}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    def test_what_was_approved_for_one_piece_of_work_is_not_charged_to_another(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        requisition_id = trade.requisition()
        [asked] = trade.lines_of("materialrequisition", requisition_id)
        line = trade.issue_line("1", node_id=trade.works.other_node_id, requisition_line_id=asked)

        refusal = refusal_of(lambda: issue(trade, line, requisition_id=requisition_id))

        assert (refusal.code, refusal.line, refusal.field) == ("inventory.wrong_node", 1, "node_id")
        assert refusal.figures() == {"node": "B"}

    def test_a_requisition_line_of_another_item_is_refused(self) -> None:
        trade = make_trade()
        requisition_id = trade.requisition()
        [asked] = trade.lines_of("materialrequisition", requisition_id)
        line = trade.issue_line("1", item_id=make_plank(trade), requisition_line_id=asked)

        assert codes_of(lambda: issue(trade, line, requisition_id=requisition_id)) == [(1, "inventory.wrong_item")]

    @pytest.mark.parametrize(
        ("item", "batch", "code"),
        [("paint", False, "ledger.batch_required"), ("steel", True, "ledger.batch_not_found")],
    )
    def test_a_batch_is_named_where_there_are_batches_and_only_there(self, item: str, batch: bool, code: str) -> None:
        trade = make_trade()
        order_line_id = trade.ordered("10", "4.00", item_id=trade.paint_id)
        receipt = trade.receipt(trade.receipt_line(order_line_id, "5", batch_no="B"))
        receive_goods(actor=trade.keeper, request=receipt, at=NOW)
        [(batch_id,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")
        items = {"paint": trade.paint_id, "steel": trade.steel_id}

        refusal = refusal_of(lambda: trade.issue("1", item_id=items[item], batch_id=batch_id if batch else None))

        assert refusal.code == code

    def test_what_another_tenant_has_is_not_there(self) -> None:
        trade, stranger = make_trade(), make_trade()
        trade.buy("10", "4.00")

        def code(**line: Any) -> str:
            return refusal_of(lambda: issue(trade, replace(trade.issue_line("1"), **line))).code

        assert code(item_id=stranger.steel_id) == "catalog.item_not_found"
        assert code(node_id=stranger.works.node_id) == "projects.node_not_found"
        assert code(category_id=stranger.category_id) == "projects.category_not_found"
        assert code(bin_id=stranger.store.bin_id) == "catalog.bin_not_found"
        theirs = stranger.requisition()
        refusal = refusal_of(lambda: issue(trade, requisition_id=theirs))
        assert refusal.code == "inventory.requisition_not_found"

    def test_a_keeper_of_another_project_is_refused(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        keeper = trade.world.person("storekeeper", scope_kind="project", scope_id=trade.other_works.id)

        refusal = refusal_of(lambda: issue_material(actor=keeper, request=trade.issue_request(), at=NOW))

        assert (refusal.code, refusal.figures()) == ("platform.missing_grant", {"grant": "inventory.issue"})


class TestReverseGoodsIssue:
    def test_puts_goods_back_at_what_they_left_with_whatever_the_average_is_now(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        issue_id = trade.issue("5")
        trade.buy("5", "8.00")

        trade.reverse("goods_issue", issue_id)

        assert (trade.pool(), trade.cost()) == ("15 kg 80.00", 0)
        trade.require_sound_books()

    def test_is_refused_while_a_return_stands_on_it(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        issue_id = trade.issue("5")
        return_id = trade.return_(issue_id, "1")

        refusal = refusal_of(lambda: trade.reverse("goods_issue", issue_id))

        assert refusal.code == "inventory.later_documents_depend"
        assert refusal.figures() == {"documents": ("RT-2026-00001",)}
        trade.reverse("material_return", return_id)
        trade.reverse("goods_issue", issue_id)
        assert (trade.pool(), trade.cost()) == ("10 kg 40.00", 0)
        trade.require_sound_books()
