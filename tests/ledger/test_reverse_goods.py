"""Reversing goods: mirrored rows, and what stands in the way."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from gongliao.inventory.public import issue_material, receive_goods, transfer_stock
from gongliao.kernel.ids import new_id
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, make_item, make_trade
from tests.support.world import NOW


class TestReverseGoods:
    def test_mirrors_every_row_on_the_originals_day(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00", on=date(2026, 6, 1))
        issue_id = trade.issue("4", on=date(2026, 6, 2))

        later = datetime(2026, 6, 20, 2, 0, tzinfo=UTC)
        mirror_id = trade.reverse("goods_issue", issue_id, at=later)

        moves = trade.rows(
            "SELECT r.business_date, r.posting_date, r.recorded_at, r.quantity, r.value,"
            " r.source_id = o.target_id AND r.target_id = o.source_id, r.target_owner_id = o.source_owner_id"
            " FROM ledger_stockmove r JOIN ledger_stockmove o ON o.id = r.reverses_id"
            " WHERE r.tenant_id = %s AND r.document_id = %s",
            mirror_id,
        )
        assert moves == [(date(2026, 6, 2), date(2026, 6, 2), later, 4, D("16.00"), True, True)]
        costs = trade.rows(
            "SELECT r.quantity, r.amount, r.business_date FROM ledger_costentry r"
            " JOIN ledger_costentry o ON o.id = r.reverses_id WHERE r.tenant_id = %s AND r.document_id = %s",
            mirror_id,
        )
        assert costs == [(-4, D("-16.00"), date(2026, 6, 2))]

    def test_each_document_of_a_long_story_reverses_back_to_nothing(self) -> None:
        trade = make_trade()
        story: list[tuple[str, Any]] = [("goods_receipt", trade.buy("7", "3.33"))]
        story.append(("goods_receipt", trade.buy("11", "4.17")))
        story.append(("stock_transfer", trade.transfer("5")))
        issue_id = trade.issue("6")
        story.append(("goods_issue", issue_id))
        story.append(("material_return", trade.return_(issue_id, "2.5")))
        story.append(("goods_issue", trade.issue("3")))

        for document, id_ in reversed(story):
            trade.reverse(document, id_)
            trade.require_sound_books()

        assert (trade.pool(), trade.cost()) == ("0 kg 0.00", 0)
        assert trade.committed() == D("69.18")

    @pytest.mark.parametrize(
        ("later", "documents"),
        [
            ("issue", ("GI-2026-00001",)),
            ("transfer", ("ST-2026-00001",)),
            ("issue and transfer", ("GI-2026-00001", "ST-2026-00001")),
            ("issue at the average elsewhere", ("GI-2026-00001", "ST-2026-00001")),
            ("reversed issue", ()),
            ("receipt", ()),
            ("another item", ()),
            ("another owner", ()),
        ],
    )
    def test_what_stands_on_a_receipt(self, later: str, documents: tuple[str, ...]) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")
        STORIES[later](trade)

        if documents:
            refusal = refusal_of(lambda: trade.reverse("goods_receipt", receipt_id))
            assert refusal.code == "ledger.later_moves_depend"
            assert refusal.figures() == {"item": "STEEL", "documents": documents}
        else:
            trade.reverse("goods_receipt", receipt_id)
        trade.require_sound_books()

    def test_a_transfer_stands_in_nobodys_way_but_where_it_went(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        transfer_id = trade.transfer("4")
        line = trade.transfer_line("1", target_bin_id=trade.far_store.yard_id)
        ways = {"warehouse_id": trade.far_store.id, "target_warehouse_id": trade.far_store.id}
        onward = transfer_stock(actor=trade.keeper, request=trade.transfer_request(line, **ways), at=NOW)

        refusal = refusal_of(lambda: trade.reverse("stock_transfer", transfer_id))

        assert refusal.figures() == {"item": "STEEL", "documents": ("ST-2026-00002",)}
        trade.reverse("stock_transfer", onward)
        trade.reverse("stock_transfer", transfer_id)
        assert trade.stock() == "10 kg 40.00"

    def test_documents_of_two_kinds_may_share_an_id_of_the_clients_making(self) -> None:
        trade = make_trade()
        trade.buy("5", "4.00")
        shared = new_id()
        request = trade.receipt(trade.receipt_line(trade.ordered("10", "4.00")), id=shared)
        receive_goods(actor=trade.keeper, request=request, at=NOW)
        issue_material(actor=trade.keeper, request=trade.issue_request(trade.issue_line("5"), id=shared), at=NOW)

        trade.reverse("goods_issue", shared)

        assert (trade.pool(), trade.cost()) == ("15 kg 60.00", 0)
        trade.reverse("goods_receipt", shared)
        assert trade.pool() == "5 kg 20.00"
        trade.require_sound_books()


def _issue_far(trade: Trade) -> None:
    trade.transfer("4")
    request = trade.issue_request(trade.issue_line("1"), warehouse_id=trade.far_store.id)
    issue_material(actor=trade.keeper, request=request, at=NOW)


def _both(trade: Trade) -> None:
    trade.issue("1")
    trade.transfer("1")


def _another_item(trade: Trade) -> None:
    plank = make_item(trade.boss, "PLANK")
    trade.buy("5", "1.00", item_id=plank)
    trade.issue("5", item_id=plank)


def _another_owner(trade: Trade) -> None:
    trade.buy("5", "1.00", project_id=trade.other_works.id, node_id=trade.other_works.node_id)
    trade.issue("5", owner_id=trade.other_works.id, node_id=trade.other_works.node_id)


STORIES = {
    "issue": lambda trade: trade.issue("1"),
    "transfer": lambda trade: trade.transfer("1"),
    "issue and transfer": _both,
    "issue at the average elsewhere": _issue_far,
    "reversed issue": lambda trade: trade.reverse("goods_issue", trade.issue("1")),
    "receipt": lambda trade: trade.buy("5", "9.00"),
    "another item": _another_item,
    "another owner": _another_owner,
}
