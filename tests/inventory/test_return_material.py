"""Returning material from a project's work."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gongliao.catalog.public import BinRequest, save_bin
from gongliao.inventory.public import ReturnLine, return_material, save_goods_issue, save_material_return
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company
from gongliao.platform.public import tenant_transaction
from gongliao.projects.public import close_project, complete_project
from tests.support.refusals import Fault, codes_of, order_of_checks, refusal_of
from tests.support.trade import GENERAL, D, Trade, at_once, make_store, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)


def issued(quantity: str = "10", amount: str = "40.00", on: date = TODAY) -> tuple[Trade, Any]:
    """Return a trade that bought and issued a quantity, and the issue's line."""
    trade = make_trade()
    trade.buy(quantity, amount=D(amount), entered_price=None, on=on)
    [line_id] = trade.lines_of("goodsissue", trade.issue(quantity, on=on))
    return trade, line_id


def back(trade: Trade, *lines: ReturnLine, **head: Any) -> Any:
    return return_material(actor=trade.keeper, request=trade.return_request(*lines, **head), at=NOW)


def line_of(issue_line_id: Any, quantity: str = "1", **changes: Any) -> ReturnLine:
    return replace(ReturnLine(new_id(), issue_line_id, D(quantity), "kg"), **changes)


class TestReturnMaterial:
    def test_goods_come_back_at_what_they_left_with(self) -> None:
        trade, line_id = issued(on=YESTERDAY)
        trade.buy("10", "9.00")

        back(trade, line_of(line_id, "4"))

        assert (trade.stock(), trade.cost()) == ("14 kg 106.00", D("24.00"))
        trade.require_sound_books()

    def test_in_parts_the_last_brings_all_that_is_left(self) -> None:
        trade, line_id = issued("3", "10.00")

        values = [trade.values_of(back(trade, line_of(line_id, "1"))) for _ in range(3)]

        assert values == [[D("3.33")], [D("3.34")], [D("3.33")]]
        assert (trade.stock(), trade.cost()) == ("3 kg 10.00", 0)

    def test_goods_may_come_back_to_another_store_in_another_unit(self) -> None:
        trade, line_id = issued("2000", "4000.00")

        back(trade, line_of(line_id, "0.5", unit="t"), warehouse_id=trade.far_store.id)

        assert trade.stock(bin_id=trade.far_store.bin_id) == "500 kg 1000.00"

    def test_two_lines_share_an_issue_line_and_no_more_comes_back_than_went_out(self) -> None:
        trade, line_id = issued()
        back(trade, line_of(line_id, "3"))

        refusal = refusal_of(lambda: back(trade, line_of(line_id, "4"), line_of(line_id, "4")))

        assert (refusal.code, refusal.line) == ("inventory.more_than_issued", 2)
        assert refusal.figures() == {"asked": 4, "open": 3}

    def test_eight_at_once_never_return_more_than_was_issued(self) -> None:
        trade, line_id = issued()
        requests = [trade.return_request(line_of(line_id, "3")) for _ in range(8)]

        results = at_once(
            [
                lambda request=request: return_material(actor=trade.keeper, request=request, at=NOW)
                for request in requests
            ]
        )

        refused = Counter(each.code for each in results if isinstance(each, Refusal))
        assert refused == {"inventory.more_than_issued": 5}
        assert (trade.stock(), trade.cost()) == ("9 kg 36.00", D("4.00"))
        trade.require_sound_books()

    def test_a_return_and_the_reversal_of_its_issue_at_once_do_not_both_pass(self) -> None:
        trade, line_id = issued()
        [(issue_id,)] = trade.rows("SELECT id FROM inventory_goodsissue WHERE tenant_id = %s")
        request = trade.return_request(line_of(line_id, "3"))

        results = at_once(
            [
                lambda: return_material(actor=trade.keeper, request=request, at=NOW),
                lambda: trade.reverse("goods_issue", issue_id),
            ]
        )

        [refusal] = [each for each in results if isinstance(each, Refusal)]
        assert refusal.code in ("inventory.issue_line_not_found", "inventory.later_documents_depend")
        trade.require_sound_books()

    def test_work_that_is_technically_complete_still_gives_back(self) -> None:
        trade, line_id = issued()
        complete_project(actor=trade.boss, project_id=trade.works.id, at=NOW)

        back(trade, line_of(line_id, "10"))

        assert trade.cost() == 0

    def test_what_was_drawn_from_general_stock_goes_back_to_it(self) -> None:
        trade = make_trade()
        line = trade.stock_line("10", "4.00")
        trade.order(line)
        trade.receive(line.id)

        trade.return_(trade.issue("4", owner_id=None), "1")

        assert (trade.stock(owner=GENERAL), trade.stock()) == ("7 kg 28.00", "0 kg 0.00")

    def test_a_reversal_makes_the_goods_returnable_again(self) -> None:
        trade, line_id = issued()
        return_id = back(trade, line_of(line_id, "10"))

        trade.reverse("material_return", return_id)
        back(trade, line_of(line_id, "10"))

        assert trade.cost() == 0
        trade.require_sound_books()

    def test_its_reversal_is_refused_while_the_goods_were_issued_again(self) -> None:
        trade, line_id = issued()
        return_id = back(trade, line_of(line_id, "5"))
        trade.issue("2")

        refusal = refusal_of(lambda: trade.reverse("material_return", return_id))

        assert refusal.figures() == {"item": "STEEL", "documents": ("GI-2026-00002",)}


class TestRefusals:
    def test_the_head_is_checked_in_the_order_that_is_documented(self) -> None:
        trade, line_id = issued()
        taken = back(trade, line_of(line_id))
        with tenant_transaction(trade.world.tenant.id):
            company_id = Company.objects.create(code="C2", name="子公司", books_open_on=date(2020, 1, 1)).id
        elsewhere = make_store(trade.world, trade.boss, "W9", company_id=company_id)
        line = line_of(line_id)

        def run(actor: Any = trade.keeper, **head: Any) -> Any:
            return return_material(actor=actor, request=replace(trade.return_request(line), **head), at=NOW)

        seen = order_of_checks(
            run,
            faults := [
                Fault("platform.missing_grant", {"actor": trade.buyer}, {"actor": trade.keeper}),
                Fault("platform.request_id_reused", {"id": taken}, {"id": new_id()}),
                Fault("platform.company_not_found", {"company_id": new_id()}, {"company_id": trade.world.company_id}),
                Fault("platform.date_out_of_range", {"business_date": date(2026, 6, 16)}, {"business_date": TODAY}),
                Fault("catalog.warehouse_not_found", {"warehouse_id": new_id()}, {"warehouse_id": elsewhere.id}),
                Fault("inventory.wrong_company", {}, {"warehouse_id": trade.store.id}),
                Fault("inventory.no_lines", {"lines": ()}, {"lines": (line,)}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    def test_a_line_is_checked_in_the_order_that_is_documented(self) -> None:
        trade, line_id = issued()
        trade.buy("5", "1.00", project_id=trade.other_works.id, node_id=trade.other_works.node_id)
        gone = trade.issue("5", owner_id=trade.other_works.id, node_id=trade.other_works.node_id)
        [gone_line] = trade.lines_of("goodsissue", gone)
        complete_project(actor=trade.boss, project_id=trade.other_works.id, at=NOW)
        close_project(actor=trade.boss, project_id=trade.other_works.id, at=NOW)
        idle = BinRequest(id=new_id(), warehouse_id=trade.store.id, code="OLD", active=False)
        save_bin(actor=trade.boss, request=idle)

        seen = order_of_checks(
            lambda **line: back(trade, replace(line_of(line_id, "10"), **line)),
            faults := [
                Fault("inventory.issue_line_not_found", {"issue_line_id": new_id()}, {"issue_line_id": gone_line}),
                Fault("catalog.unit_unknown", {"unit": "m"}, {"unit": "kg"}),
                Fault("catalog.bin_not_found", {"bin_id": new_id()}, {"bin_id": trade.far_store.bin_id}),
                Fault("inventory.wrong_warehouse", {}, {"bin_id": idle.id}),
                Fault("catalog.bin_inactive", {}, {"bin_id": None}),
                Fault("projects.node_closed", {"quantity": D(11)}, {"issue_line_id": line_id}),
                Fault("inventory.more_than_issued", {}, {"quantity": D(10)}),
            ],
        )

        assert seen == [fault.code for fault in faults]

    @pytest.mark.parametrize("state", ["draft", "reversed", "mirror"])
    def test_only_lines_of_a_posted_issue_that_stands_come_back(self, state: str) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        if state == "draft":
            draft = trade.issue_request()
            issue_id = save_goods_issue(actor=trade.keeper, request=draft, at=NOW)
        else:
            original = trade.issue("10")
            mirror = trade.reverse("goods_issue", original)
            issue_id = mirror if state == "mirror" else original
        [line_id] = trade.lines_of("goodsissue", issue_id)

        assert codes_of(lambda: back(trade, line_of(line_id))) == [(1, "inventory.issue_line_not_found")]

    def test_an_issue_line_of_another_tenant_is_not_there(self) -> None:
        trade, (_, theirs) = make_trade(), issued()

        assert codes_of(lambda: back(trade, line_of(theirs))) == [(1, "inventory.issue_line_not_found")]

    def test_a_keeper_of_another_project_is_refused(self) -> None:
        trade, line_id = issued()
        keeper = trade.world.person("storekeeper", scope_kind="project", scope_id=trade.other_works.id)
        request = trade.return_request(line_of(line_id))

        refusal = refusal_of(lambda: return_material(actor=keeper, request=request, at=NOW))

        assert refusal.figures() == {"grant": "inventory.return"}

    def test_a_draft_beyond_what_is_open_is_refused_already(self) -> None:
        trade, line_id = issued()
        request = trade.return_request(line_of(line_id, "11"))

        refusal = refusal_of(lambda: save_material_return(actor=trade.keeper, request=request, at=NOW))

        assert refusal.figures() == {"asked": 11, "open": 10}
