"""Material that one work drew and another takes over 转用."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gongliao.inventory.public import (
    IssueLine,
    ReturnLine,
    issue_material,
    post_goods_issue,
    return_material,
    save_goods_issue,
)
from gongliao.inventory.queries.issue_lines import IssueLineFilter, issue_lines
from gongliao.kernel.ids import new_id
from gongliao.platform.public import tenant_transaction
from gongliao.projects.public import close_project, complete_project
from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.revaluing import revalue
from tests.support.trade import D, Trade, at_once, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)


def drawn(quantity: str = "10", amount: str = "40.00") -> tuple[Trade, Any, Any]:
    """Return a trade whose first node drew steel yesterday, the receipt, and the issue's line."""
    trade = make_trade()
    receipt = trade.buy(quantity, amount=D(amount), entered_price=None, on=YESTERDAY)
    [line_id] = trade.lines_of("goodsissue", trade.issue(quantity, on=YESTERDAY))
    return trade, receipt, line_id


def line_from(trade: Trade, from_line: Any, quantity: str = "4", **changes: Any) -> IssueLine:
    to = {"node_id": trade.works.other_node_id, "owner_id": None, "from_line_id": from_line}
    return trade.issue_line(quantity, **{**to, **changes})


def take(trade: Trade, *lines: IssueLine, **head: Any) -> Any:
    return issue_material(actor=trade.keeper, request=trade.issue_request(*lines, **head), at=NOW)


class TestTakeOver:
    def test_its_cost_goes_from_one_work_to_the_other(self) -> None:
        trade, _, line_id = drawn()

        taken = take(trade, line_from(trade, line_id))

        assert (trade.cost(), trade.cost(trade.works.other_node_id)) == (D("24.00"), D("16.00"))
        assert trade.stock() == "0 kg 0.00"
        accounts = trade.rows(
            "SELECT account, node_id, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
            " AND node_id IS NOT NULL ORDER BY credit",
            taken,
        )
        assert accounts == [
            ("540102", trade.works.other_node_id, D("16.00"), D(0)),
            ("540102", trade.works.node_id, D(0), D("16.00")),
        ]
        trade.require_sound_books()

    def test_a_saved_draft_tells_what_is_left_there(self) -> None:
        trade, _, line_id = drawn()
        request = trade.issue_request(line_from(trade, line_id))
        save_goods_issue(actor=trade.keeper, request=request, at=NOW)

        def left() -> Any:
            [line] = Caller(trade.keeper).get(f"/goods-issues/{request.id}").body["lines"]
            assert line["open_quantity"] is None
            return D(line["left_quantity"])

        assert left() == 10
        back = ReturnLine(new_id(), line_id, D(3), "kg")
        return_material(actor=trade.keeper, request=trade.return_request(back), at=NOW)
        assert left() == 7
        take(trade, line_from(trade, line_id, "2"))
        assert left() == 5
        post_goods_issue(actor=trade.keeper, document_id=request.id, at=NOW)
        assert left() == 1

    def test_between_projects_too_and_what_comes_back_is_stock_of_the_new_one(self) -> None:
        trade, _, line_id = drawn()
        taken = take(trade, line_from(trade, line_id, node_id=trade.other_works.node_id))

        trade.return_(taken, "1")

        assert (trade.cost(), trade.cost(trade.other_works.node_id)) == (D("24.00"), D("12.00"))
        assert trade.stock(owner=trade.other_works.id) == "1 kg 4.00"
        trade.require_sound_books()

    def test_what_it_turns_out_to_cost_follows_it(self) -> None:
        trade, receipt, line_id = drawn()
        take(trade, line_from(trade, line_id))

        revalue(trade, (receipt, "10.00"))

        assert (trade.cost(), trade.cost(trade.works.other_node_id)) == (D("30.00"), D("20.00"))
        trade.require_sound_books()

    def test_in_parts_it_is_the_whole_to_the_cent(self) -> None:
        trade, _, line_id = drawn("3", "10.00")
        take(trade, line_from(trade, line_id, "1"))
        back = ReturnLine(new_id(), line_id, D(1), "kg")
        return_material(actor=trade.keeper, request=trade.return_request(back), at=NOW)

        take(trade, line_from(trade, line_id, "1"))

        assert (trade.cost(), trade.cost(trade.works.other_node_id)) == (D("0.00"), D("6.66"))
        assert trade.stock() == "1 kg 3.34"
        trade.require_sound_books()

    def test_it_counts_as_given_back(self) -> None:
        trade, _, line_id = drawn()
        take(trade, line_from(trade, line_id, "6"))

        back = ReturnLine(new_id(), line_id, D(5), "kg")
        refusal = refusal_of(lambda: return_material(actor=trade.keeper, request=trade.return_request(back), at=NOW))

        assert (refusal.code, refusal.figures()) == ("inventory.more_than_issued", {"asked": 5, "open": 4})
        with tenant_transaction(trade.world.tenant.id):
            [(open_quantity,)] = issue_lines(
                actor=trade.boss, wanted=IssueLineFilter(node_id=trade.works.node_id)
            ).values_list("returnable_quantity")
        assert open_quantity == 4

    def test_it_is_taken_over_once_more(self) -> None:
        trade, _, line_id = drawn()
        [second] = trade.lines_of("goodsissue", take(trade, line_from(trade, line_id)))

        take(trade, line_from(trade, second, "3", node_id=trade.other_works.node_id))

        assert trade.cost(trade.works.other_node_id) == D("4.00")
        assert trade.cost(trade.other_works.node_id) == D("12.00")
        trade.require_sound_books()

    def test_a_reversal_gives_it_back_and_the_draw_is_not_reversed_before(self) -> None:
        trade, _, line_id = drawn()
        [(first,)] = trade.rows("SELECT id FROM inventory_goodsissue WHERE tenant_id = %s")
        taken = take(trade, line_from(trade, line_id))
        assert refusal_of(lambda: trade.reverse("goods_issue", first)).code == "inventory.later_documents_depend"

        trade.reverse("goods_issue", taken)

        assert (trade.cost(), trade.cost(trade.works.other_node_id)) == (D("40.00"), D("0.00"))
        trade.reverse("goods_issue", first)
        assert (trade.cost(), trade.stock()) == (D("0.00"), "10 kg 40.00")
        trade.require_sound_books()

    def test_eight_at_once_never_take_more_than_was_drawn(self) -> None:
        trade, _, line_id = drawn()
        requests = [trade.issue_request(line_from(trade, line_id, "3")) for _ in range(8)]

        at_once(
            [
                lambda request=request: issue_material(actor=trade.keeper, request=request, at=NOW)  # type: ignore[misc]
                for request in requests
            ]
        )

        assert (trade.cost(), trade.cost(trade.works.other_node_id)) == (D("4.00"), D("36.00"))
        trade.require_sound_books()


FAULTS: dict[str, tuple[Callable[[Trade, Any], IssueLine], str]] = {
    "a line that is not there": (lambda t, o: line_from(t, new_id()), "inventory.issue_line_not_found"),
    "more than was drawn": (lambda t, o: line_from(t, o, "10.000001"), "inventory.more_than_issued"),
    "another item": (lambda t, o: line_from(t, o, item_id=t.paint_id), "inventory.wrong_item"),
    "the work that drew it": (lambda t, o: line_from(t, o, node_id=t.works.node_id), "inventory.same_work"),
}


class TestRefusals:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_a_line_is_refused_and_nothing_is_done(self, fault: str) -> None:
        make, code = FAULTS[fault]
        trade, _, line_id = drawn()

        refusal = refusal_of(lambda: take(trade, make(trade, line_id)))

        assert (refusal.code, refusal.line) == (code, 1)
        assert (trade.cost(), trade.count("inventory_goodsissue")) == (D("40.00"), 1)

    def test_what_another_tenant_drew_is_not_there(self) -> None:
        _, _, foreign = drawn()
        trade, _, _ = drawn()

        refusal = refusal_of(lambda: take(trade, line_from(trade, foreign)))

        assert refusal.code == "inventory.issue_line_not_found"

    def test_every_line_comes_from_other_work(self) -> None:
        trade, _, line_id = drawn()
        lines = line_from(trade, line_id), replace(line_from(trade, line_id), id=new_id(), from_line_id=None)

        refusal = refusal_of(lambda: take(trade, *lines))

        assert (refusal.code, refusal.line) == ("inventory.issue_line_needed", 2)

    def test_before_it_was_drawn(self) -> None:
        trade, _, line_id = drawn()

        refusal = refusal_of(
            lambda: take(trade, line_from(trade, line_id), business_date=YESTERDAY - timedelta(days=1))
        )

        assert refusal.code == "inventory.returned_before_issued"

    def test_a_draft_is_checked_as_well(self) -> None:
        trade, _, line_id = drawn()
        request = trade.issue_request(line_from(trade, line_id, "11"))

        refusal = refusal_of(lambda: save_goods_issue(actor=trade.keeper, request=request, at=NOW))

        assert refusal.code == "inventory.more_than_issued"

    def test_closed_work_gives_nothing(self) -> None:
        trade, _, line_id = drawn()
        complete_project(actor=trade.boss, project_id=trade.works.id, at=NOW)
        close_project(actor=trade.boss, project_id=trade.works.id, at=NOW)

        refusal = refusal_of(lambda: take(trade, line_from(trade, line_id, node_id=trade.other_works.node_id)))

        assert refusal.code == "projects.node_closed"


STRAIGHT = ("straight and taken over twice", "straight, taken over and brought back")


class TestBesideARevaluation:
    """Nothing of these lies in a pool, yet what they carry changes with what the goods turn out to cost."""

    @pytest.mark.parametrize("way", ["taken over", "left on site", *STRAIGHT])
    def test_what_is_carried_is_what_the_goods_turn_out_to_cost(self, way: str) -> None:
        for _ in range(6):
            trade, receipt, line_id = drawn()
            if way in STRAIGHT:
                receipt = trade.deliver(
                    trade.ordered("10", "4.00", item_id=trade.paint_id), item_id=trade.paint_id, batch_no="P-1"
                )
                [line_id] = trade.lines_of("goodsissue", receipt)
                over = line_from(trade, line_id, item_id=trade.paint_id)
                [line_id] = trade.lines_of("goodsissue", take(trade, over))
            deed = _deed(trade, line_id, way)

            results = at_once([lambda trade=trade, of=receipt: revalue(trade, (of, "1.00")), deed])  # type: ignore[misc]

            assert not [each for each in results if isinstance(each, Exception)]
            trade.require_sound_books()


def _deed(trade: Trade, line_id: Any, way: str) -> Callable[[], Any]:
    if way in ("left on site", STRAIGHT[1]):
        back = ReturnLine(new_id(), line_id, D(4), "kg")
        asked = trade.return_request(back, notional=way == "left on site")
        return lambda: return_material(actor=trade.keeper, request=asked, at=NOW)
    item = trade.paint_id if way in STRAIGHT else trade.steel_id
    node = trade.other_works.node_id
    request = trade.issue_request(line_from(trade, line_id, "3", node_id=node, item_id=item))
    return lambda: issue_material(actor=trade.keeper, request=request, at=NOW)
