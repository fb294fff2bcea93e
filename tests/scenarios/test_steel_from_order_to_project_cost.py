"""A storekeeper's story: rebar is ordered for a building, comes in two lorries, is drawn, partly given back, and one
issue turns out to have been booked on the wrong node."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from gongliao.inventory.public import (
    ReceiptRequest,
    ReturnLine,
    issue_material,
    receive_goods,
    return_material,
    transfer_stock,
)
from gongliao.kernel.ids import new_id
from tests.support.http import Caller
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, make_trade

MONDAY = date(2026, 6, 1)


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def at(day: int) -> datetime:
    return datetime(2026, 6, 1, 9, 0, tzinfo=UTC) + timedelta(days=day)


class TestSteelFromOrderToProjectCost:
    def test_every_quantity_and_every_cent(self) -> None:
        trade = make_trade()
        frame, finish = trade.works.node_id, trade.works.other_node_id
        yard, site = trade.store.bin_id, trade.far_store.bin_id

        # The buyer orders 10 t of rebar for the frame at 3,850.00 a tonne; the manager approves.
        rebar = trade.order_line("10", "3850.00", unit="t")
        trade.order(rebar)
        assert trade.committed() == D("38500.00")
        assert trade.pool() == "0 kg 0.00"

        first = bring_two_lorries(trade, rebar.id)

        # The site asks for 3 t; the storekeeper brings 4 t nearer and issues from there.
        move = trade.transfer_request(trade.transfer_line("4", unit="t"), business_date=on(3))
        transfer_stock(actor=trade.keeper, request=move, at=at(3))
        assert (trade.stock(bin_id=yard), trade.stock(bin_id=site)) == ("6000 kg 23100.00", "4000 kg 15400.00")

        draw = trade.issue_request(
            trade.issue_line("3", unit="t"), warehouse_id=trade.far_store.id, business_date=on(4)
        )
        issue_material(actor=trade.keeper, request=draw, at=at(4))
        assert trade.stock(bin_id=site) == "1000 kg 3850.00"
        assert trade.cost(frame) == D("11550.00")

        # 1.2 t are booked on the finishing work by mistake.
        mistaken = trade.issue_request(trade.issue_line("1.2", unit="t", node_id=finish), business_date=on(5))
        issue_material(actor=trade.keeper, request=mistaken, at=at(5))
        assert (trade.cost(frame), trade.cost(finish)) == (D("11550.00"), D("4620.00"))

        # Off-cuts of 0.35 t come back from the frame at what they cost.
        cuts = ReturnLine(new_id(), draw.lines[0].id, D("0.35"), "t")
        back = trade.return_request(cuts, business_date=on(6))
        return_material(actor=trade.keeper, request=back, at=at(6))
        assert trade.cost(frame) == D("10202.50")
        assert trade.stock(bin_id=yard) == "5150 kg 19827.50"

        # The mistake is reversed: the figure returns, and the goods with it.
        trade.reverse("goods_issue", mistaken.id, at=at(7))
        assert trade.cost(finish) == 0
        assert trade.stock(bin_id=yard) == "6350 kg 24447.50"

        # The first receipt can't be undone any more, and the refusal names why.
        refusal = refusal_of(lambda: trade.reverse("goods_receipt", first.id, at=at(7)))
        assert refusal.figures()["documents"] == ("GI-2026-00001", "ST-2026-00001")

        # What came in is what is there and what was used; the books agree.
        assert trade.pool() == "7350 kg 28297.50"
        assert D("28297.50") + trade.cost(frame) == D("38500.00")
        trade.require_sound_books()
        manager_follows_each_figure(trade, issue_id=draw.id, receipt_id=first.id)


def bring_two_lorries(trade: Trade, order_line_id: UUID) -> ReceiptRequest:
    """Receive the order in two parts; returns the first."""
    # The first lorry brings 6.24 t.
    first = trade.receipt(trade.receipt_line(order_line_id, "6.24", unit="t"), business_date=on(1))
    receive_goods(actor=trade.keeper, request=first, at=at(1))
    assert trade.stock() == "6240 kg 24024.00"
    assert trade.committed() == D("14476.00")
    assert trade.cost() == 0

    # The driver's phone sends the note again from the gate: nothing happens twice.
    assert receive_goods(actor=trade.keeper, request=first, at=at(1)) == first.id
    assert trade.stock() == "6240 kg 24024.00"

    # The second lorry brings 4 t: more than is still ordered, and sent back to weigh.
    heavy = trade.receipt(trade.receipt_line(order_line_id, "4", unit="t"), business_date=on(2))
    refusal = refusal_of(lambda: receive_goods(actor=trade.keeper, request=heavy, at=at(2)))
    assert refusal.figures() == {"asked": 4000, "open": 3760, "tolerance": 0}

    # Weighed again it is 3.76 t: the order is fulfilled and binds nothing more.
    second = replace(heavy, id=new_id(), lines=(trade.receipt_line(order_line_id, "3.76", unit="t"),))
    receive_goods(actor=trade.keeper, request=second, at=at(2))
    assert trade.stock() == "10000 kg 38500.00"
    assert trade.committed() == 0
    return first


def manager_follows_each_figure(trade: Trade, *, issue_id: UUID, receipt_id: UUID) -> None:
    """Read on the screen what the books say, and where each figure comes from."""
    # The manager reads the same on the screen, and can follow each figure to its document.
    manager = Caller(trade.manager)
    balances = manager.get("/stock/balances", item_id=trade.steel_id).body["totals"]
    assert balances == {"value": "28297.50", "quantity": "7350.000000"}
    costs = manager.get("/cost-entries", project_id=trade.works.id, sort="recorded_at").body
    assert costs["totals"] == {"amount": "10202.50"}
    assert [(row["document_number"], row["node_code"], row["amount"]) for row in costs["rows"]] == [
        ("GI-2026-00001", "A", "11550.00"),
        ("GI-2026-00002", "B", "4620.00"),
        ("RT-2026-00001", "A", "-1347.50"),
        ("GI-2026-00003", "B", "-4620.00"),
    ]
    flow = manager.get(f"/documents/goods_issue/{issue_id}/flow").body
    assert [step["number"] for step in flow["after"]] == ["RT-2026-00001"]
    order = manager.get(f"/documents/goods_receipt/{receipt_id}/flow").body["before"]
    assert [step["number"] for step in order] == ["PO-2026-00001"]
