"""What the employer supplies 甲供材: kept in quantity for his project, worth nothing here, never mixed with ours."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gongliao.inventory.public import (
    CountLine,
    IssueLine,
    count_stock,
    issue_material,
    post_goods_receipt,
    receive_goods,
    return_to_supplier,
    save_goods_receipt,
    transfer_stock,
)
from gongliao.kernel.ids import new_id
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, make_trade, make_works
from tests.support.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
HIS = "owner_supplied"


@pytest.fixture
def trade() -> Trade:
    """10 kg of our steel for 40.00, and 100 kg of the employer's."""
    trade = make_trade()
    trade.buy("10", "4.00", on=YESTERDAY)
    trade.supply("100", on=YESTERDAY)
    return trade


def his(trade: Trade, **where: Any) -> str:
    return trade.stock(ownership=HIS, **where)


def vouchers(trade: Trade, document_id: Any) -> list[Any]:
    return trade.rows(
        "SELECT account, debit, credit FROM ledger_voucherline WHERE tenant_id = %s AND document_id = %s", document_id
    )


class TestStory:
    def test_quantities_move_and_nothing_is_worth_anything(self) -> None:
        trade = make_trade()
        ordered = trade.ordered("10", "4.00")
        trade.receive(ordered, "6", business_date=YESTERDAY)
        assert (trade.stock(), trade.committed()) == ("6 kg 24.00", D("16.00"))

        receipt = trade.supply("0.1", unit="t", on=YESTERDAY)
        assert (trade.stock(), his(trade)) == ("6 kg 24.00", "100 kg 0.00")
        assert (trade.committed(), vouchers(trade, receipt)) == (D("16.00"), [])

        issue = trade.issue("60", ownership=HIS, on=YESTERDAY)
        assert (trade.stock(), his(trade), trade.cost()) == ("6 kg 24.00", "40 kg 0.00", 0)
        assert vouchers(trade, issue) == []
        assert trade.rows(
            "SELECT node_id, quantity, amount FROM ledger_costentry WHERE tenant_id = %s AND document_id = %s", issue
        ) == [(trade.works.node_id, D(60), 0)]

        trade.issue("2")
        assert (trade.stock(), trade.cost()) == ("4 kg 16.00", D("8.00"))

        trade.return_(issue, "15")
        assert (his(trade), trade.stock(), trade.cost()) == ("55 kg 0.00", "4 kg 16.00", D("8.00"))

        trade.transfer("20", ownership=HIS)
        far = trade.far_store.bin_id
        assert (his(trade), his(trade, bin_id=far)) == ("35 kg 0.00", "20 kg 0.00")

        trade.scrap("5", ownership=HIS)
        assert (his(trade), trade.pool(ownership=HIS)) == ("30 kg 0.00", "50 kg 0.00")

        trade.count_stock("28", ownership=HIS)
        assert (his(trade), trade.stock()) == ("28 kg 0.00", "4 kg 16.00")

        # What is found is worth nothing either, where none of it lies any more, too.
        trade.count_stock("0", ownership=HIS)
        found = trade.count_stock("3", ownership=HIS)
        assert (his(trade), vouchers(trade, found)) == ("3 kg 0.00", [])

        trade.receive(ordered, "4")
        assert (trade.stock(), his(trade), trade.committed()) == ("8 kg 32.00", "3 kg 0.00", 0)
        trade.require_sound_books()

    def test_it_comes_from_the_projects_employer(self, trade: Trade) -> None:
        rows = trade.rows(
            "SELECT source_kind, source_id, target_owner_id, value FROM ledger_stockmove"
            " WHERE tenant_id = %s AND ownership = 'owner_supplied'"
        )

        assert rows == [("customer", trade.employer_id, trade.works.id, 0)]

    def test_through_a_draft(self, trade: Trade) -> None:
        request = trade.supply_request(trade.supply_line("5", remark="首批"))
        save_goods_receipt(actor=trade.keeper, request=request, at=NOW)
        save_goods_receipt(actor=trade.keeper, request=request, at=NOW)
        assert his(trade) == "100 kg 0.00"

        post_goods_receipt(actor=trade.keeper, document_id=request.id, at=NOW)

        assert his(trade) == "105 kg 0.00"
        assert trade.head("goodsreceipt", request.id)[1] == "posted"

    def test_a_reversal_takes_it_back(self, trade: Trade) -> None:
        receipt = trade.supply("7")
        trade.reverse("goods_receipt", receipt)

        assert (his(trade), trade.stock()) == ("100 kg 0.00", "10 kg 40.00")
        trade.require_sound_books()

    def test_each_of_them_is_reversed_in_quantity(self, trade: Trade) -> None:
        issue = trade.issue("60", ownership=HIS)
        back = trade.return_(issue, "10")
        for kind, document in (
            ("material_return", back),
            ("goods_issue", issue),
            ("stock_transfer", trade.transfer("1", ownership=HIS)),
            ("stock_scrap", trade.scrap("1", ownership=HIS)),
            ("stock_count", trade.count_stock("70", ownership=HIS)),
        ):
            trade.reverse(kind, document)

        assert (his(trade), trade.stock(), trade.cost()) == ("100 kg 0.00", "10 kg 40.00", 0)
        trade.require_sound_books()

    def test_a_late_receipt_of_ours_does_not_reach_it(self, trade: Trade) -> None:
        trade.issue("50", ownership=HIS)
        trade.issue("10")
        trade.buy("10", "6.00", on=YESTERDAY)

        assert (trade.cost(), trade.stock(), his(trade)) == (D("50.00"), "10 kg 50.00", "50 kg 0.00")
        trade.require_sound_books()

    def test_what_comes_late_changes_nothing_of_what_was_counted(self, trade: Trade) -> None:
        trade.issue("100", ownership=HIS)
        trade.count_stock("4", ownership=HIS)
        trade.supply("30", on=YESTERDAY)

        # Instead of 4 kg that were found, 26 kg of the 30 are missing.
        assert his(trade) == "4 kg 0.00"
        trade.require_sound_books()

    def test_of_a_batch_that_nobody_supplied_to_us(self, trade: Trade) -> None:
        trade.supply("5", item_id=trade.paint_id, batch_no="L1", expiry_date=date(2027, 1, 1))
        trade.supply("5", item_id=trade.paint_id, batch_no="L2", expiry_date=date(2026, 12, 1))
        first, second = [
            id_ for (id_,) in trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s ORDER BY number")
        ]

        # His earlier batch is to go first of his, but ours is not held up by it.
        ours = trade.ordered("5", "30.00", item_id=trade.paint_id)
        request = trade.receipt(trade.receipt_line(ours, "5", batch_no="L3"))
        receive_goods(actor=trade.keeper, request=request, at=NOW)
        [(third,)] = trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s AND number = 'L3'")
        trade.issue("1", item_id=trade.paint_id, batch_id=third)
        refusal = refusal_of(lambda: trade.issue("1", item_id=trade.paint_id, batch_id=first, ownership=HIS))
        assert (refusal.code, refusal.figures()["earlier"]) == ("inventory.earlier_batch_first", "L2")
        trade.issue("1", item_id=trade.paint_id, batch_id=second, ownership=HIS)

        assert trade.stock(trade.paint_id, ownership=HIS) == "9 kg 0.00"
        trade.require_sound_books()

    def test_other_work_of_the_project_takes_it_over(self, trade: Trade) -> None:
        issue = trade.issue("60", ownership=HIS)
        [line_id] = trade.lines_of("goodsissue", issue)
        over = trade.issue("20", from_line_id=line_id, owner_id=None, node_id=trade.works.other_node_id)
        trade.return_(over, "5")

        assert his(trade) == "45 kg 0.00"
        used = trade.rows(
            "SELECT node_id, sum(quantity), sum(amount) FROM ledger_costentry WHERE tenant_id = %s GROUP BY 1"
        )
        assert {node: figures for node, *figures in used} == {
            trade.works.node_id: [D(40), 0],
            trade.works.other_node_id: [D(15), 0],
        }
        trade.require_sound_books()

    def test_at_months_end_it_is_returned_on_paper(self, trade: Trade) -> None:
        issue = trade.issue("60", ownership=HIS, on=YESTERDAY)
        trade.return_(issue, "25", notional=True, business_date=YESTERDAY)

        assert (his(trade), trade.cost()) == ("40 kg 0.00", 0)
        trade.require_sound_books()


def receipt_refused(trade: Trade, *, line: dict[str, Any] | None = None, **changes: Any) -> Any:
    request = trade.supply_request(replace(trade.supply_line("1"), **(line or {})))
    return refusal_of(lambda: receive_goods(actor=trade.keeper, request=replace(request, **changes), at=NOW))


class TestRefusals:
    @pytest.mark.parametrize(
        ("line", "changes", "code", "field"),
        [
            ({"owner_id": None}, {}, "inventory.project_of_employer_needed", "owner_id"),
            ({"owner_id": new_id()}, {}, "projects.project_not_found", "owner_id"),
            ({"order_line_id": new_id()}, {}, "inventory.employers_goods_not_bought", "order_line_id"),
            ({"item_id": new_id()}, {}, "catalog.item_not_found", "item_id"),
            ({"item_id": None}, {}, "catalog.item_not_found", "item_id"),
            ({"batch_no": "L1"}, {}, "ledger.batch_not_tracked", "batch_no"),
            ({}, {"ownership": "own"}, "inventory.receipt_supplier_needed", "supplier_id"),
            ({}, {"supplier_id": new_id()}, "inventory.employers_goods_not_bought", "supplier_id"),
            ({}, {"lines": ()}, "inventory.no_lines", "lines"),
        ],
    )
    def test_what_is_wrong_with_a_receipt(
        self, trade: Trade, line: dict[str, Any], changes: dict[str, Any], code: str, field: str
    ) -> None:
        refusal = receipt_refused(trade, line=line, **changes)

        assert (refusal.code, refusal.field) == (code, field)
        assert his(trade) == "100 kg 0.00"

    def test_goods_of_ours_without_an_order(self, trade: Trade) -> None:
        refusal = receipt_refused(trade, ownership="own", supplier_id=trade.supplier_id)

        assert (refusal.code, refusal.line) == ("inventory.receipt_order_line_needed", 1)

    def test_a_project_without_an_employer(self, trade: Trade) -> None:
        works = make_works(trade.world, trade.boss, "P3")

        refusal = receipt_refused(trade, line={"owner_id": works.id})

        assert (refusal.code, refusal.figures(), refusal.line) == ("inventory.employer_not_named", {"project": "P3"}, 1)

    def test_work_of_another_project(self, trade: Trade) -> None:
        refusal = refusal_of(lambda: trade.issue("1", ownership=HIS, node_id=trade.other_works.node_id))

        assert (refusal.code, refusal.field, refusal.line) == ("inventory.employers_goods_elsewhere", "node_id", 1)
        assert refusal.figures() == {"item": "STEEL", "project": "P2"}
        assert his(trade) == "100 kg 0.00"

    def test_general_stock_of_it(self, trade: Trade) -> None:
        for deed in (trade.issue, trade.scrap, trade.transfer, trade.count_stock):
            refusal = refusal_of(lambda deed=deed: deed("1", ownership=HIS, owner_id=None))
            assert (refusal.code, refusal.field) == ("inventory.project_of_employer_needed", "owner_id")

    def test_more_than_he_supplied(self, trade: Trade) -> None:
        refusal = refusal_of(lambda: trade.issue("101", ownership=HIS))

        assert (refusal.code, refusal.asked, refusal.available) == ("ledger.insufficient_stock", 101, 100)

    @pytest.mark.parametrize("target", ["another project", "general stock"])
    def test_another_owner(self, trade: Trade, target: str) -> None:
        owner = {"to_general": True} if target == "general stock" else {"target_owner_id": trade.other_works.id}
        request = trade.transfer_request(trade.transfer_line("1", ownership=HIS, **owner))

        refusal = refusal_of(lambda: transfer_stock(actor=trade.boss, request=request, at=NOW))

        assert (refusal.code, refusal.field, refusal.line) == ("inventory.employers_goods_stay", "target_owner_id", 1)
        assert refusal.figures() == {"item": "STEEL"}

    def test_a_price_of_what_was_found(self, trade: Trade) -> None:
        line = CountLine(
            new_id(), trade.steel_id, D(105), "kg", owner_id=trade.works.id, price=D("4"), ownership=HIS, reason="lost"
        )
        request = trade.count_request(line)

        refusal = refusal_of(lambda: count_stock(actor=trade.boss, request=request, at=NOW))

        assert (refusal.code, refusal.field, refusal.line) == ("inventory.employers_goods_have_no_price", "price", 1)
        assert refusal.figures() == {"item": "STEEL", "price": D(4)}

    def test_straight_from_a_supplier(self, trade: Trade) -> None:
        ordered = trade.ordered("10", "4.00")

        refusal = refusal_of(lambda: trade.deliver(ordered, ownership=HIS, owner_id=trade.works.id))

        assert (refusal.code, refusal.field) == ("inventory.employers_goods_not_bought", "ownership")

    def test_other_projects_take_none_of_it_over(self, trade: Trade) -> None:
        [line_id] = trade.lines_of("goodsissue", trade.issue("60", ownership=HIS))

        def taken(**line: Any) -> Any:
            changes = {"from_line_id": line_id, "owner_id": None, **line}
            of_line: IssueLine = trade.issue_line("1", **changes)
            return refusal_of(lambda: issue_material(actor=trade.boss, request=trade.issue_request(of_line), at=NOW))

        assert taken(node_id=trade.other_works.node_id).code == "inventory.employers_goods_elsewhere"
        [ours] = trade.lines_of("goodsissue", trade.issue("5"))
        refusal = taken(from_line_id=ours, ownership=HIS, owner_id=trade.works.id, node_id=trade.works.other_node_id)
        assert (refusal.code, refusal.field) == ("inventory.not_employers_goods", "ownership")

    def test_no_supplier_takes_it_back(self, trade: Trade) -> None:
        receipt = trade.supply("5")
        line = trade.send_back_line(trade.lines_of("goodsreceipt", receipt)[0], "1", replacement=True)

        refusal = refusal_of(
            lambda: return_to_supplier(actor=trade.keeper, request=trade.send_back_request(line), at=NOW)
        )

        assert refusal.code == "inventory.receipt_of_other_ownership"


class TestGoingBack:
    """What is left of it goes back to the employer 甲供材退还."""

    def test_in_quantity_alone(self, trade: Trade) -> None:
        [(receipt,)] = trade.rows(
            "SELECT id FROM inventory_goodsreceipt WHERE tenant_id = %s AND ownership = 'owner_supplied'"
        )
        trade.issue("60", ownership=HIS)
        back = trade.send_back(receipt, "25", ownership=HIS)

        assert (his(trade), trade.stock(), vouchers(trade, back)) == ("15 kg 0.00", "10 kg 40.00", [])
        assert trade.rows(
            "SELECT source_owner_id, target_kind, target_id, quantity, value FROM ledger_stockmove"
            " WHERE tenant_id = %s AND document_id = %s",
            back,
        ) == [(trade.works.id, "customer", trade.employer_id, 25, 0)]
        refusal = refusal_of(lambda: trade.send_back(receipt, "76", ownership=HIS))
        assert (refusal.code, refusal.figures()) == ("inventory.more_than_received", {"asked": 76, "open": 75})
        refusal = refusal_of(lambda: trade.send_back(receipt, "16", ownership=HIS))
        assert refusal.code == "ledger.insufficient_stock"

        trade.reverse("supplier_return", back)
        assert his(trade) == "40 kg 0.00"
        trade.require_sound_books()

    def test_to_no_supplier(self, trade: Trade) -> None:
        receipt = trade.supply("5")
        line = trade.send_back_line(trade.lines_of("goodsreceipt", receipt)[0], "1")
        for changes, code in (
            ({"ownership": HIS}, "inventory.employers_goods_go_to_him"),
            ({"ownership": "own", "supplier_id": None}, "inventory.return_supplier_needed"),
            (
                {"ownership": HIS, "supplier_id": None, "lines": (replace(line, replacement=True),)},
                "inventory.replacement_not_ordered",
            ),
        ):
            request = replace(trade.send_back_request(line), **changes)
            refusal = refusal_of(
                lambda request=request: return_to_supplier(actor=trade.keeper, request=request, at=NOW)
            )
            assert refusal.code == code
