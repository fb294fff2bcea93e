"""The books over HTTP: stock on hand in any group, the stock ledger, cost entries, batches."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from gongliao.inventory.public import receive_goods
from gongliao.kernel.ids import new_id
from gongliao.ledger.api import books
from gongliao.projects.public import NodeRequest, NodeType, save_node
from tests.support.http import Caller
from tests.support.trade import GENERAL, Trade, make_trade
from tests.support.world import NOW, TODAY


def stocked() -> Trade:
    """Return a trade with 10 kg of the project's steel for 40, of which 2 kg lie afar, and 5 kg of general for 15."""
    trade = make_trade()
    trade.buy("10", "4.00")
    trade.transfer("2")
    line = trade.stock_line("5", "3.00")
    trade.order(line)
    trade.receive(line.id, "5")
    return trade


@pytest.fixture(scope="module")
def trade() -> Trade:
    """A stocked trade that the tests of this module only read."""
    return stocked()


def shown(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


class TestSelectionsThatAreNotCounted:
    """A list that grows without end counts and adds up no more than so many rows."""

    def test_says_that_there_are_more(self, trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Caller(trade.boss).get("/stock/moves").body
        assert (whole["total"], whole["more"]) == (len(whole["rows"]), False) and whole["totals"]
        monkeypatch.setattr(books, "MOVES", replace(books.MOVES, counted_max=whole["total"] - 1))

        page = Caller(trade.boss).get("/stock/moves", limit="2").body

        assert (page["total"], page["more"], page["totals"]) == (whole["total"] - 1, True, {})
        assert page["rows"] == whole["rows"][:2] and page["next_cursor"]
        monkeypatch.setattr(books, "MOVES", replace(books.MOVES, counted_max=whole["total"]))
        assert Caller(trade.boss).get("/stock/moves").body == whole


class TestStockBalances:
    def test_lists_what_lies_where_and_whose_it_is(self, trade: Trade) -> None:
        page = Caller(trade.boss).get("/stock/balances", sort="quantity").body

        names = ("warehouse_code", "bin_code", "owner_code", "quantity", "value", "unit_cost")
        assert shown(page["rows"], *names) == [
            ("W2", "00", "P1", "2.000000", "8.00", "4.000000"),
            ("W1", "00", None, "5.000000", "15.00", "3.000000"),
            ("W1", "00", "P1", "8.000000", "32.00", "4.000000"),
        ]
        assert page["totals"] == {"value": "55.00"}
        assert page["rows"][1]["owner_id"] is None and page["rows"][0]["batch_id"] is None

    def test_quantities_are_totalled_over_one_item_only(self, trade: Trade) -> None:
        page = Caller(trade.boss).get("/stock/balances", item_id=trade.steel_id).body

        assert page["totals"] == {"value": "55.00", "quantity": "15.000000"}

    def test_groups_of_one_item_have_quantities(self, trade: Trade) -> None:
        page = Caller(trade.boss).get("/stock/balances", item_id=trade.steel_id, group="warehouse").body

        assert shown(page["rows"], "warehouse_code", "quantity") == [("W1", "13.000000"), ("W2", "2.000000")]
        assert page["totals"] == {"value": "55.00", "quantity": "15.000000"}

    @pytest.mark.parametrize(
        ("group", "names", "rows"),
        [
            ("item", ("item_code", "quantity", "value"), [("STEEL", "15.000000", "55.00")]),
            ("warehouse", ("warehouse_code", "quantity", "value"), [("W1", None, "47.00"), ("W2", None, "8.00")]),
            ("owner", ("owner_code", "value"), [(None, "15.00"), ("P1", "40.00")]),
            ("bin", ("warehouse_code", "bin_code", "value"), [("W1", "00", "47.00"), ("W2", "00", "8.00")]),
            ("category", ("category_code", "value"), [(None, "55.00")]),
        ],
    )
    def test_groups(self, trade: Trade, group: str, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        page = Caller(trade.boss).get("/stock/balances", group=group).body

        assert shown(page["rows"], *names) == rows
        assert (page["total"], page["totals"]) == (len(rows), {"value": "55.00"})

    def test_groups_page_by_cursor(self, trade: Trade) -> None:
        boss = Caller(trade.boss)

        first = boss.get("/stock/balances", group="warehouse", limit=1).body
        second = boss.get("/stock/balances", group="warehouse", limit=1, cursor=first["next_cursor"]).body

        assert shown(first["rows"] + second["rows"], "warehouse_code") == [("W1",), ("W2",)]
        assert second["next_cursor"] is None

    @pytest.mark.parametrize(
        ("query", "total"),
        [
            ({"q": "steel"}, 3),
            ({"q": "paint"}, 0),
            ({"general": True}, 1),
            ({"general": False}, 2),
        ],
    )
    def test_filters(self, trade: Trade, query: dict[str, Any], total: int) -> None:
        assert Caller(trade.boss).get("/stock/balances", **query).body["total"] == total

    def test_filters_by_place_and_owner(self, trade: Trade) -> None:
        boss = Caller(trade.boss)

        def found(**query: Any) -> int:
            return boss.get("/stock/balances", **query).body["total"]

        assert found(warehouse_id=trade.store.id) == 2
        assert found(bin_id=trade.far_store.bin_id) == 1
        assert found(owner_id=trade.works.id) == 2
        assert found(owner_id=trade.other_works.id) == 0
        assert found(company_id=trade.world.company_id) == 3
        assert found(category_id=new_id()) == found(batch_id=new_id()) == 0

    def test_what_is_used_up_is_not_listed(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        trade.issue("10")

        assert Caller(trade.boss).get("/stock/balances").body["total"] == 0

    def test_values_are_hidden_without_the_grant(self, trade: Trade) -> None:
        page = Caller(trade.keeper).get("/stock/balances").body

        assert page["totals"] == {}
        assert {row["value"] for row in page["rows"]} == {row["unit_cost"] for row in page["rows"]} == {None}

    def test_a_project_manager_sees_what_the_project_may_draw_and_the_value_of_its_own(self) -> None:
        trade = stocked()
        other = trade.order_line("7", "9.00", project_id=trade.other_works.id, node_id=trade.other_works.node_id)
        trade.order(other)
        trade.receive(other.id, "7")
        manager = trade.world.person("project_manager", scope_kind="project", scope_id=trade.works.id)

        page = Caller(manager).get("/stock/balances", group="owner").body

        assert shown(page["rows"], "owner_code", "value") == [(None, None), ("P1", "40.00")]
        assert page["totals"] == {"value": "40.00"}

    def test_a_keeper_of_one_warehouse_sees_that_warehouse(self, trade: Trade) -> None:
        keeper = trade.world.person("storekeeper", scope_kind="warehouse", scope_id=trade.far_store.id)

        page = Caller(keeper).get("/stock/balances").body

        assert shown(page["rows"], "warehouse_code", "quantity") == [("W2", "2.000000")]

    def test_a_sheet_holds_what_is_listed(self, trade: Trade) -> None:
        content = Caller(trade.boss).get("/stock/balances", format="xlsx", warehouse_id=trade.far_store.id).content

        titles, row = ([cell.value for cell in line] for line in load_workbook(BytesIO(content)).active.iter_rows())
        sheet = dict(zip(titles, row, strict=True))
        assert (sheet["Item code"], sheet["Quantity"], sheet["Value"]) == ("STEEL", 2, 8)
        # What the books write by a code stands there in the reader's words.
        assert sheet["Ownership"] == "ours"


class TestStockMoves:
    def test_tells_where_goods_came_from_and_went(self) -> None:
        trade = stocked()
        trade.issue("3")

        page = Caller(trade.boss).get("/stock/moves", sort="recorded_at", item_id=trade.steel_id).body

        names = ("document_number", "from_place", "to_place", "quantity_in", "quantity_out", "value")
        assert shown(page["rows"], *names) == [
            ("GR-2026-00001", "供应商 S1 S1", "仓库 W1 00", "10.000000", None, "40.00"),
            ("ST-2026-00001", "仓库 W1 00", "仓库 W2 00", "2.000000", "2.000000", "8.00"),
            ("GR-2026-00002", "供应商 S1 S1", "仓库 W1 00", "5.000000", None, "15.00"),
            ("GI-2026-00001", "仓库 W1 00", "主体结构 A", None, "3.000000", "12.00"),
        ]
        assert page["totals"] == {
            "quantity_in": "17.000000",
            "quantity_out": "5.000000",
            "value_in": "63.00",
            "value_out": "20.00",
        }
        assert page["rows"][1]["target"]["owner_code"] == "P1"

    def test_a_transfer_is_in_or_out_as_seen_from_a_warehouse(self, trade: Trade) -> None:
        boss = Caller(trade.boss)

        def seen(**query: Any) -> list[tuple[Any, ...]]:
            rows = boss.get("/stock/moves", q="ST-2026", **query).body["rows"]
            return shown(rows, "quantity_in", "quantity_out")

        assert seen() == [("2.000000", "2.000000")]
        assert seen(warehouse_id=trade.store.id) == [(None, "2.000000")]
        assert seen(bin_id=trade.far_store.bin_id) == [("2.000000", None)]

    def test_filters(self) -> None:
        trade = stocked()
        issue_id = trade.issue("3")
        boss = Caller(trade.boss)

        def found(**query: Any) -> int:
            return boss.get("/stock/moves", **query).body["total"]

        assert found() == 4
        assert found(project_id=trade.works.id) == 3
        assert found(project_id=trade.other_works.id) == 0
        assert found(node_id=trade.works.node_id) == 1
        assert found(document_id=issue_id) == 1
        assert found(warehouse_id=trade.far_store.id) == 1
        assert found(item_id=trade.paint_id) == found(batch_id=new_id()) == found(company_id=new_id()) == 0
        assert found(business_date_from=TODAY, business_date_to=TODAY) == 4
        assert found(business_date_to="2026-06-14") == found(business_date_from="2026-06-16") == 0
        assert found(q="GI-2026") == 1 and found(q="物料 STEEL") == 4

    def test_a_reversal_names_what_it_reverses(self) -> None:
        trade = make_trade()
        trade.reverse("goods_receipt", trade.buy("10", "4.00"))

        mirror, original = Caller(trade.boss).get("/stock/moves").body["rows"]

        assert (mirror["reverses_id"], mirror["quantity_out"]) == (original["id"], "10.000000")

    def test_values_are_hidden_without_the_grant(self, trade: Trade) -> None:
        page = Caller(trade.keeper).get("/stock/moves").body

        assert page["totals"] == {} and {row["value"] for row in page["rows"]} == {None}

    def test_a_member_of_another_project_sees_none_of_its_moves(self, trade: Trade) -> None:
        other = trade.world.person("project_manager", scope_kind="project", scope_id=trade.other_works.id)
        member = trade.world.person("project_manager", scope_kind="project", scope_id=trade.works.id)

        assert Caller(other).get("/stock/moves").body["total"] == 0
        assert Caller(member).get("/stock/moves").body["total"] == 2


class TestCostEntries:
    def test_lists_what_nodes_bear_and_drills_to_the_document(self) -> None:
        trade = stocked()
        issue_id = trade.issue("3")
        trade.return_(issue_id, "1")

        page = Caller(trade.boss).get("/cost-entries", sort="recorded_at").body

        names = ("document_type", "document_number", "node_code", "category_code", "item_code", "quantity", "amount")
        assert shown(page["rows"], *names) == [
            ("goods_issue", "GI-2026-00001", "A", "MAT", "STEEL", "3.000000", "12.00"),
            ("material_return", "RT-2026-00001", "A", "MAT", "STEEL", "-1.000000", "-4.00"),
        ]
        assert page["totals"] == {"amount": "8.00"}

    def test_a_node_includes_all_below_it(self) -> None:
        trade = stocked()
        project_id = trade.works.id
        above = save_node(
            actor=trade.boss,
            request=NodeRequest(
                id=new_id(), project_id=project_id, code="C", name="C", node_type=NodeType.SECTION, chargeable=False
            ),
        )
        below = save_node(
            actor=trade.boss,
            request=NodeRequest(id=new_id(), project_id=project_id, code="C1", name="C1", parent_id=above.id),
        )
        trade.issue("1")
        trade.issue("2", node_id=below.id)
        boss = Caller(trade.boss)

        def total(**query: Any) -> str:
            return str(boss.get("/cost-entries", **query).body["totals"]["amount"])

        assert total(project_id=project_id) == "12.00"
        assert total(node_id=above.id) == total(node_id=below.id) == "8.00"
        assert total(node_id=trade.works.node_id) == "4.00"
        assert total(node_id=above.id, with_below=False) == "0"
        assert total(node_id=below.id, with_below=False) == "8.00"
        assert total(category_id=trade.category_id, with_below=False) == "12.00"
        assert (total(material=True), total(material=False)) == ("12.00", "0")
        assert total(category_id=trade.category_id, item_id=trade.steel_id) == "12.00"
        assert total(node_id=new_id()) == total(category_id=new_id()) == total(posting_date_to="2026-06-14") == "0"
        assert total(q="GI-2026-00002") == "8.00"

    def test_asks_for_the_cost_report_grant_and_keeps_to_the_project(self) -> None:
        trade = stocked()
        trade.issue("3")
        member = trade.world.person("project_manager", scope_kind="project", scope_id=trade.works.id)
        other = trade.world.person("project_manager", scope_kind="project", scope_id=trade.other_works.id)

        assert Caller(trade.keeper).get("/cost-entries").code == "platform.missing_grant"
        assert Caller(member).get("/cost-entries").body["totals"] == {"amount": "12.00"}
        assert Caller(other).get("/cost-entries").body["total"] == 0


class TestCommitments:
    def test_lists_what_orders_bind_and_what_receipts_take_from_it(self) -> None:
        trade = make_trade()
        line_id = trade.ordered("10", "4.00")
        receipt_id = trade.receive(line_id, "3")
        boss = Caller(trade.boss)

        page = boss.get("/commitment-entries", sort="recorded_at", project_id=trade.works.id).body

        names = ("kind", "document_type", "document_number", "node_code", "bound", "received", "open")
        assert shown(page["rows"], *names) == [
            ("order", "purchase_order", "PO-2026-00001", "A", "40.00", None, "40.00"),
            ("relief", "goods_receipt", "GR-2026-00001", "A", None, "12.00", "-12.00"),
        ]
        assert page["totals"] == {"bound": "40.00", "received": "12.00", "open": "28.00"}
        assert boss.get("/commitment-entries", document_id=receipt_id).body["total"] == 1
        assert boss.get("/commitment-entries", q="PO-2026").body["total"] == 1
        assert boss.get("/commitment-entries", business_date_from="2026-06-02").body["total"] == 1
        assert boss.get("/commitment-entries", project_id=trade.other_works.id).body["total"] == 0

    def test_asks_for_the_cost_report_grant_and_keeps_to_the_project(self) -> None:
        trade = make_trade()
        trade.ordered("10", "4.00")
        member = trade.world.person("project_manager", scope_kind="project", scope_id=trade.works.id)
        other = trade.world.person("project_manager", scope_kind="project", scope_id=trade.other_works.id)

        assert Caller(trade.keeper).get("/commitment-entries").code == "platform.missing_grant"
        assert Caller(member).get("/commitment-entries").body["totals"]["open"] == "40.00"
        assert Caller(other).get("/commitment-entries").body["total"] == 0


class TestBatches:
    def test_lists_batches_with_what_lies_of_them(self) -> None:
        trade = make_trade()
        order_line_id = trade.ordered("10", "4.00", item_id=trade.paint_id)
        line = trade.receipt_line(order_line_id, batch_no="B-1")
        line = replace(line, production_date=date(2026, 5, 1), expiry_date=date(2027, 5, 1))
        receive_goods(actor=trade.keeper, request=trade.receipt(line), at=NOW)
        boss = Caller(trade.boss)

        [batch] = boss.get("/batches", item_id=trade.paint_id, q="B-1").body["rows"]

        assert (batch["number"], batch["supplier_code"], batch["on_hand"]) == ("B-1", "S1", "10.000000")
        assert boss.get(f"/batches/{batch['id']}").body == batch
        assert boss.get("/batches", expires_to="2027-04-30").body["total"] == 0
        assert boss.get("/batches", expires_from="2027-05-01", on_hand=True).body["total"] == 1
        assert boss.get("/batches", supplier_id=new_id()).body["total"] == 0
        assert boss.get(f"/batches/{new_id()}").code == "ledger.batch_not_found"
        assert Caller(stocked().boss).get(f"/batches/{batch['id']}").code == "ledger.batch_not_found"
        assert trade.stock(trade.paint_id, owner=GENERAL) == "0 kg 0.00"
        by_batch = boss.get("/stock/balances", group="batch").body["rows"]
        assert shown(by_batch, "item_code", "batch_no", "quantity") == [("PAINT", "B-1", "10.000000")]
