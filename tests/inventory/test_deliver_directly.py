"""Goods that go straight from the truck to the work 直入直出."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gongliao.inventory.public import (
    IssueLine,
    RequisitionLine,
    issue_material,
    post_goods_issue,
    receive_goods,
    save_goods_issue,
)
from gongliao.kernel.ids import new_id
from gongliao.platform.access.roles import GRANTS_BY_ROLE
from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.revaluing import revalue
from tests.support.trade import D, Trade, at_once, make_supplier, make_trade
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)


def straight(trade: Trade, *lines: IssueLine, **head: Any) -> Any:
    request = trade.issue_request(*lines, **{"supplier_id": trade.supplier_id, **head})
    return issue_material(actor=trade.keeper, request=request, at=NOW)


def ways_of(trade: Trade, document_id: Any) -> list[tuple[str, str, str]]:
    """Return from where to where a document's goods went, and what they were worth."""
    rows = trade.rows(
        "SELECT source_kind, target_kind, value FROM ledger_stockmove WHERE tenant_id = %s AND document_id = %s"
        " ORDER BY seq",
        document_id,
    )
    return [(source, target, str(value)) for source, target, value in rows]


def received_of(trade: Trade, order_line_id: Any) -> tuple[Any, Any]:
    [row] = trade.rows(
        "SELECT received_quantity, received_value FROM procurement_purchaseorderline WHERE tenant_id = %s AND id = %s",
        order_line_id,
    )
    return row[0], row[1]


class TestDeliverDirectly:
    def test_it_is_received_and_issued_and_no_stock_is_touched(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        order_line = trade.ordered("10", "5.00")
        assert trade.committed() == D("50.00")

        delivered = trade.deliver(order_line, "6")

        assert trade.stock() == "10 kg 40.00"
        assert trade.cost() == D("30.00")
        assert trade.committed() == D("20.00")
        assert received_of(trade, order_line) == (D(6), D("30.00"))
        assert ways_of(trade, delivered) == [("supplier", "site", "30.00"), ("site", "node", "30.00")]
        accounts = trade.rows(
            "SELECT account, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s"
            " ORDER BY account DESC",
            delivered,
        )
        assert accounts == [("540102", D("30.00"), D(0)), ("220202", D(0), D("30.00"))]
        trade.require_sound_books()

    def test_what_it_turns_out_to_cost_follows_it_to_the_work_and_back_to_the_store(self) -> None:
        trade = make_trade()
        delivered = trade.deliver(trade.ordered("10", "5.00"), on=YESTERDAY)
        trade.return_(delivered, "4")
        assert (trade.stock(), trade.cost()) == ("4 kg 20.00", D("30.00"))

        revalue(trade, (delivered, "10.00"))

        assert (trade.stock(), trade.cost()) == ("4 kg 24.00", D("36.00"))
        trade.require_sound_books()

    def test_the_rest_comes_back_to_the_cent(self) -> None:
        trade = make_trade()
        delivered = trade.deliver(trade.ordered("3", amount=D("10.00"), entered_price=None), "3")

        for _ in range(3):
            trade.return_(delivered, "1")

        assert (trade.stock(), trade.cost()) == ("3 kg 10.00", D("0.00"))
        assert refusal_of(lambda: trade.return_(delivered, "1")).code == "inventory.more_than_issued"
        trade.require_sound_books()

    def test_reversing_it_puts_cost_order_and_commitment_back(self) -> None:
        trade = make_trade()
        order_line = trade.ordered("10", "5.00")
        delivered = trade.deliver(order_line)

        mirror = trade.reverse("goods_issue", delivered)

        assert (trade.cost(), trade.committed()) == (D("0.00"), D("50.00"))
        assert received_of(trade, order_line) == (0, 0)
        assert ways_of(trade, mirror) == [("node", "site", "50.00"), ("site", "supplier", "50.00")]
        trade.require_sound_books()

    def test_it_is_not_reversed_while_some_of_it_came_back(self) -> None:
        trade = make_trade()
        delivered = trade.deliver(trade.ordered())
        trade.return_(delivered, "4")

        refusal = refusal_of(lambda: trade.reverse("goods_issue", delivered))

        assert refusal.code == "inventory.later_documents_depend"

    def test_a_reversal_takes_back_what_the_invoice_added(self) -> None:
        trade = make_trade()
        delivered = trade.deliver(trade.ordered("10", "5.00"))
        revalue(trade, (delivered, "-7.00"))
        assert trade.cost() == D("43.00")

        trade.reverse("goods_issue", delivered)

        assert trade.cost() == D("0.00")
        trade.require_sound_books()

    def test_a_draft_keeps_what_was_written_and_is_posted(self) -> None:
        trade = make_trade()
        order_line = trade.ordered("10", "5.00")
        request = trade.issue_request(
            trade.direct_line(order_line), supplier_id=trade.supplier_id, delivery_note="S-77"
        )
        save_goods_issue(actor=trade.keeper, request=request, at=NOW)
        assert trade.cost() == 0

        post_goods_issue(actor=trade.keeper, document_id=request.id, at=NOW)

        assert (trade.cost(), received_of(trade, order_line)) == (D("50.00"), (D(10), D("50.00")))

    def test_a_saved_draft_tells_what_is_open(self) -> None:
        trade = make_trade()
        order_line = trade.ordered("10", "5.00")
        request = trade.issue_request(trade.direct_line(order_line, "6"), supplier_id=trade.supplier_id)
        save_goods_issue(actor=trade.keeper, request=request, at=NOW)

        def still_open() -> Any:
            [line] = Caller(trade.keeper).get(f"/goods-issues/{request.id}").body["lines"]
            assert line["left_quantity"] is None
            return D(line["open_quantity"])

        assert still_open() == 10
        trade.receive(order_line, "3")
        assert still_open() == 7
        post_goods_issue(actor=trade.keeper, document_id=request.id, at=NOW)
        assert still_open() == 1

    def test_sent_twice_it_is_delivered_once(self) -> None:
        trade = make_trade()
        request = trade.issue_request(trade.direct_line(trade.ordered()), supplier_id=trade.supplier_id)

        for _ in range(2):
            issue_material(actor=trade.keeper, request=request, at=NOW)

        assert trade.cost() == D("40.00")

    def test_a_batch_is_made_and_used(self) -> None:
        trade = make_trade()
        order_line = trade.ordered("10", "5.00", item_id=trade.paint_id)

        delivered = trade.deliver(order_line, item_id=trade.paint_id, batch_no="P-9", expiry_date=date(2027, 1, 1))

        rows = trade.rows(
            "SELECT b.number, l.quantity FROM inventory_goodsissueline l"
            " JOIN ledger_batch b ON b.tenant_id = l.tenant_id AND b.id = l.batch_id"
            " WHERE l.tenant_id = %s AND l.document_id = %s",
            delivered,
        )
        assert rows == [("P-9", D(10))]

    def test_it_counts_for_the_requisition(self) -> None:
        trade = make_trade()
        asked = RequisitionLine(new_id(), trade.steel_id, D(10), "kg", trade.works.node_id, trade.category_id)
        requisition = trade.requisition(asked)
        order_line = trade.ordered("20")
        line = trade.direct_line(order_line, "8", requisition_line_id=asked.id)
        straight(trade, line, requisition_id=requisition)

        refusal = refusal_of(
            lambda: straight(trade, replace(line, id=new_id(), quantity=D(3)), requisition_id=requisition)
        )

        assert (refusal.code, refusal.figures()) == ("inventory.more_than_requisitioned", {"asked": 3, "open": 2})

    def test_eight_at_once_never_bring_more_than_was_ordered(self) -> None:
        trade = make_trade()
        order_line = trade.ordered("10")
        requests = [
            trade.issue_request(trade.direct_line(order_line, "3"), supplier_id=trade.supplier_id) for _ in range(8)
        ]

        at_once(
            [
                lambda request=request: issue_material(actor=trade.keeper, request=request, at=NOW)  # type: ignore[misc]
                for request in requests
            ]
        )

        assert received_of(trade, order_line)[0] == 9
        trade.require_sound_books()


FAULTS: dict[str, tuple[Callable[[Trade, Any], IssueLine], str]] = {
    "without its order": (lambda t, o: replace(t.direct_line(o), order_line_id=None), "inventory.order_line_needed"),
    "an order that is not there": (lambda t, o: t.direct_line(new_id()), "procurement.order_line_not_found"),
    "more than was ordered": (lambda t, o: t.direct_line(o, "10.000001"), "procurement.over_receipt"),
    "another item": (lambda t, o: t.direct_line(o, item_id=t.paint_id), "inventory.wrong_item"),
    "another project's node": (
        lambda t, o: t.direct_line(o, node_id=t.other_works.node_id),
        "inventory.stock_of_other_project",
    ),
    "a batch that is not there": (lambda t, o: t.direct_line(o, batch_id=new_id()), "ledger.batch_not_found"),
    "other work's material": (lambda t, o: t.direct_line(o, from_line_id=new_id()), "inventory.two_origins"),
    "a batch of what has none": (lambda t, o: t.direct_line(o, batch_no="P-1"), "ledger.batch_not_tracked"),
    "no such unit": (lambda t, o: t.direct_line(o, unit="箱"), "catalog.unit_unknown"),
}


class TestRefusals:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_a_line_is_refused_and_nothing_is_done(self, fault: str) -> None:
        make, code = FAULTS[fault]
        trade = make_trade()
        order_line = trade.ordered("10")

        refusal = refusal_of(lambda: straight(trade, make(trade, order_line)))

        assert (refusal.code, refusal.line) == (code, 1)
        assert (trade.cost(), trade.count("inventory_goodsissue")) == (0, 0)

    def test_a_batch_in_store_is_not_what_the_truck_brings(self) -> None:
        trade = make_trade()
        line = trade.receipt_line(trade.ordered("5", item_id=trade.paint_id), "5", batch_no="P-1")
        receive_goods(actor=trade.keeper, request=trade.receipt(line), at=NOW)
        [(batch,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s")
        order_line = trade.ordered("5", item_id=trade.paint_id)

        refusal = refusal_of(
            lambda: straight(trade, trade.direct_line(order_line, "5", item_id=trade.paint_id, batch_id=batch))
        )

        assert refusal.code == "inventory.batch_by_number"

    def test_an_order_line_needs_the_supplier_named(self) -> None:
        trade = make_trade()
        line = trade.direct_line(trade.ordered())

        assert refusal_of(lambda: straight(trade, line, supplier_id=None)).code == "inventory.supplier_needed"
        assert refusal_of(lambda: straight(trade, line, supplier_id=new_id())).code == "catalog.party_not_found"

    def test_another_suppliers_order_is_refused(self) -> None:
        trade = make_trade()
        other = make_supplier(trade.boss, "S2")
        line = trade.direct_line(trade.ordered())

        assert refusal_of(lambda: straight(trade, line, supplier_id=other)).code == "inventory.wrong_supplier"

    def test_who_may_only_issue_may_not_receive_by_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        trade = make_trade()
        request = trade.issue_request(trade.direct_line(trade.ordered()), supplier_id=trade.supplier_id)
        keeper = trade.world.person("storekeeper")
        monkeypatch.setitem(GRANTS_BY_ROLE, "storekeeper", GRANTS_BY_ROLE["storekeeper"] - {"inventory.receive"})

        refusal = refusal_of(lambda: issue_material(actor=keeper, request=request, at=NOW))

        assert (refusal.code, refusal.figures()) == ("platform.missing_grant", {"grant": "inventory.receive"})
