"""Goods documents over HTTP: drafts, posting in one step and two, lists, what is hidden from whom."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from gongliao.inventory.public import receive_goods
from gongliao.kernel.ids import new_id
from tests.support.http import Caller
from tests.support.trade import Trade, make_store, make_trade
from tests.support.world import NOW, TODAY


@pytest.fixture(scope="module")
def trade() -> Trade:
    """A trade that the tests of this module share; each looks at documents of its own."""
    return make_trade()


def receipt_body(trade: Trade, order_line_id: Any, quantity: str = "10", **changes: Any) -> dict[str, Any]:
    line = {"id": new_id(), "order_line_id": order_line_id, "entered_quantity": quantity, "unit": "kg"}
    return {
        "company_id": trade.world.company_id,
        "business_date": TODAY,
        "warehouse_id": trade.store.id,
        "supplier_id": trade.supplier_id,
        "delivery_note": "SH-1",
        "lines": [line],
        **changes,
    }


def issue_body(trade: Trade, quantity: str = "4", **line: Any) -> dict[str, Any]:
    goods = {
        "id": new_id(),
        "item_id": trade.steel_id,
        "entered_quantity": quantity,
        "unit": "kg",
        "node_id": trade.works.node_id,
        "category_id": trade.category_id,
        "owner_id": trade.works.id,
        **line,
    }
    return {
        "company_id": trade.world.company_id,
        "business_date": TODAY,
        "warehouse_id": trade.store.id,
        "recipient": "张三",
        "lines": [goods],
    }


class TestGoodsReceipts:
    def test_records_and_posts_in_one_step_and_answers_the_same_again(self, trade: Trade) -> None:
        keeper, body = Caller(trade.keeper), receipt_body(trade, trade.ordered("10", "4.00"), id=new_id())

        first, again = keeper.post("/goods-receipts", body), keeper.post("/goods-receipts", body)

        assert first.status == 200, first.body
        assert first.body == again.body
        assert (first.body["state"], first.body["version"], first.body["delivery_note"]) == ("posted", 1, "SH-1")
        [line] = first.body["lines"]
        assert (line["quantity"], line["entered_quantity"], line["unit"]) == ("10.000000", "10.000000", "kg")
        assert (line["project_code"], line["node_code"], line["category_code"]) == ("P1", "A", "MAT")
        assert (line["item_code"], line["bin_code"], line["open_quantity"]) == ("STEEL", "00", "0.000000")

    def test_a_draft_is_saved_changed_and_posted(self, trade: Trade) -> None:
        keeper, id_, body = Caller(trade.keeper), new_id(), receipt_body(trade, trade.ordered("10", "4.00"))

        saved = keeper.put(f"/goods-receipts/{id_}", {**body, "version": 0})
        changed = keeper.put(f"/goods-receipts/{id_}", {**body, "version": 1, "remark": "晚到"})
        posted = keeper.post(f"/goods-receipts/{id_}/post")

        assert [(a.status, a.body["state"], a.body["version"]) for a in (saved, changed, posted)] == [
            (200, "draft", 1),
            (200, "draft", 2),
            (200, "posted", 3),
        ]
        assert saved.body["number"] is None and posted.body["number"].startswith("GR-2026-")

    def test_a_stale_editor_is_told(self, trade: Trade) -> None:
        keeper, id_, body = Caller(trade.keeper), new_id(), receipt_body(trade, trade.ordered())
        keeper.put(f"/goods-receipts/{id_}", {**body, "version": 0})
        keeper.put(f"/goods-receipts/{id_}", {**body, "version": 1, "remark": "甲"})

        stale = keeper.put(f"/goods-receipts/{id_}", {**body, "version": 1, "remark": "乙"})

        assert (stale.status, stale.code) == (409, "platform.stale_version")
        assert stale.body["figures"] == {"seen": 1, "current": 2}

    def test_a_draft_is_dropped(self, trade: Trade) -> None:
        keeper, id_ = Caller(trade.keeper), new_id()
        keeper.put(f"/goods-receipts/{id_}", {**receipt_body(trade, trade.ordered()), "version": 0})

        gone = keeper.delete(f"/goods-receipts/{id_}", version=1)

        assert gone.status == 204
        assert keeper.get(f"/goods-receipts/{id_}").code == "platform.document_not_found"

    def test_a_reversal_is_shown_with_a_minus_and_both_name_each_other(self, trade: Trade) -> None:
        keeper, boss = Caller(trade.keeper), Caller(trade.boss)
        receipt_id, mirror_id = trade.buy("10", "4.00", item_id=trade.steel_id), new_id()

        mirror = keeper.post(f"/goods-receipts/{receipt_id}/reverse", {"id": mirror_id, "reason": "录错了"})

        assert mirror.status == 200, mirror.body
        seen, original = boss.get(f"/goods-receipts/{mirror_id}").body, boss.get(f"/goods-receipts/{receipt_id}").body
        assert (seen["amount"], seen["lines"][0]["quantity"], seen["reverses_id"]) == (
            "-40.00",
            "-10.000000",
            str(receipt_id),
        )
        assert (original["state"], original["reversed_by_id"]) == ("reversed", str(mirror_id))
        assert original["reversed_by_number"] == seen["number"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"q": "SH-77"}, 1),
            ({"q": "nowhere"}, 0),
            ({"state": "posted", "delivery": ""}, 1),
            ({"state": "draft"}, 0),
            ({"business_date_to": "2026-06-14"}, 0),
            ({"business_date_from": "2026-06-15"}, 1),
        ],
    )
    def test_lists_what_the_filter_says(self, query: dict[str, str], found: int) -> None:
        trade = make_trade()
        trade.receive(trade.ordered("10", "4.00"), delivery_note="SH-77")

        page = Caller(trade.boss).get("/goods-receipts", **query).body

        assert page["total"] == len(page["rows"]) == found
        assert page["totals"] == {"amount": "40.00" if found else "0"}

    def test_filters_by_what_its_lines_hold(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        boss = Caller(trade.boss)

        def found(**query: Any) -> int:
            return boss.get("/goods-receipts", **query).body["total"]

        assert found(project_id=trade.works.id, item_id=trade.steel_id, warehouse_id=trade.store.id) == 1
        assert found(project_id=trade.other_works.id) == 0
        assert found(item_id=trade.paint_id) == 0
        assert found(warehouse_id=trade.far_store.id) == 0
        assert found(supplier_id=trade.supplier_id, company_id=trade.world.company_id) == 1
        assert found(supplier_id=new_id()) == 0

    def test_totals_count_a_reversed_receipt_as_nothing(self) -> None:
        trade = make_trade()
        trade.reverse("goods_receipt", trade.buy("10", "4.00"))
        trade.buy("1", "7.00")

        page = Caller(trade.boss).get("/goods-receipts", sort="amount").body

        assert [row["amount"] for row in page["rows"]] == ["-40.00", "7.00", "40.00"]
        assert page["totals"] == {"amount": "7.00"}

    def test_a_sheet_holds_what_is_listed(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")

        sheet = load_workbook(BytesIO(Caller(trade.boss).get("/goods-receipts", format="xlsx").content)).active

        titles, row = ([cell.value for cell in line] for line in sheet.iter_rows())
        shown = dict(zip(titles, row, strict=True))
        assert (shown["Number"], shown["Projects"], shown["Amount"]) == ("GR-2026-00001", "P1", 40)

    def test_money_is_hidden_without_the_grant(self) -> None:
        trade = make_trade()
        receipt_id = trade.buy("10", "4.00")
        keeper = Caller(trade.keeper)

        page, one = keeper.get("/goods-receipts").body, keeper.get(f"/goods-receipts/{receipt_id}").body

        assert page["totals"] == {} and page["rows"][0]["amount"] is None
        assert (one["amount"], one["lines"][0]["amount"], one["lines"][0]["unit_cost"]) == (None, None, None)

    def test_a_project_manager_sees_the_money_of_their_project_only(self) -> None:
        trade = make_trade()
        manager = trade.world.person("project_manager", scope_kind="project", scope_id=trade.works.id)
        other = trade.order_line("5", "3.00", project_id=trade.other_works.id, node_id=trade.other_works.node_id)
        mine = trade.order_line("10", "4.00")
        trade.order(mine, other)
        mixed = trade.receipt(trade.receipt_line(mine.id), trade.receipt_line(other.id, "5"))
        receive_goods(actor=trade.keeper, request=mixed, at=NOW)
        seer = Caller(manager)

        page, one = seer.get("/goods-receipts").body, seer.get(f"/goods-receipts/{mixed.id}").body

        assert page["totals"] == {"amount": "0"} and page["rows"][0]["amount"] is None
        assert one["amount"] is None
        assert [line["amount"] for line in one["lines"]] == ["40.00", None]


class TestGoodsIssues:
    def test_records_shows_and_returns(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        keeper, boss = Caller(trade.keeper), Caller(trade.boss)

        issued = keeper.post("/goods-issues", {**issue_body(trade), "id": new_id()})
        assert issued.status == 200, issued.body
        line_id = issued.body["lines"][0]["id"]
        picked = keeper.get("/goods-issue-lines", returnable=True, project_id=trade.works.id, q="张三").body
        back = {"id": new_id(), "issue_line_id": line_id, "entered_quantity": "1", "unit": "kg"}
        head = {key: issue_body(trade)[key] for key in ("company_id", "business_date", "warehouse_id")}
        returned = keeper.post("/material-returns", {**head, "id": new_id(), "lines": [back]})

        assert picked["total"] == 1 and picked["rows"][0]["returnable_quantity"] == "4.000000"
        assert returned.status == 200, returned.body
        shown = boss.get(f"/material-returns/{returned.body['id']}").body["lines"][0]
        assert (shown["amount"], shown["issued_quantity"], shown["returnable_quantity"]) == (
            "4.00",
            "4.000000",
            "3.000000",
        )
        issue = boss.get(f"/goods-issues/{issued.body['id']}").body
        assert (issue["amount"], issue["lines"][0]["unit_cost"]) == ("16.00", "4.000000")
        assert (issue["lines"][0]["returned_quantity"], issue["lines"][0]["returnable_quantity"]) == (
            "1.000000",
            "3.000000",
        )
        assert boss.get("/goods-issue-lines", returnable=True, item_id=trade.paint_id).body["total"] == 0

    def test_what_is_wrong_with_lines_is_told_together_with_line_and_field(self, trade: Trade) -> None:
        body = issue_body(trade)
        body["lines"] = [
            {**body["lines"][0], "id": new_id(), "unit": "m"},
            {**body["lines"][0], "id": new_id(), "node_id": new_id()},
        ]

        refused = Caller(trade.keeper).post("/goods-issues", {**body, "id": new_id()})

        assert refused.status == 409
        assert refused.places == [(1, "unit", "catalog.unit_unknown"), (2, "node_id", "projects.node_not_found")]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("entered_quantity", "0"),
            ("entered_quantity", "-1"),
            ("entered_quantity", "1.0000001"),
            ("entered_quantity", "1000000000000"),
            ("entered_quantity", "ten"),
            ("entered_quantity", "NaN"),
            ("item_id", "steel"),
            ("unit", "x" * 21),
            ("remark", "x" * 201),
        ],
    )
    def test_a_malformed_line_is_refused_at_its_field(self, trade: Trade, field: str, value: str) -> None:
        refused = Caller(trade.keeper).post("/goods-issues", {**issue_body(trade, **{field: value}), "id": new_id()})

        assert refused.status == 422
        assert [place[:2] for place in refused.places] == [(1, field)]

    def test_more_lines_than_a_document_holds_are_refused(self, trade: Trade) -> None:
        body = issue_body(trade)
        body["lines"] = [{**body["lines"][0], "id": new_id()} for _ in range(1001)]

        refused = Caller(trade.keeper).post("/goods-issues", {**body, "id": new_id()})

        assert refused.status == 422
        assert [place[:2] for place in refused.places] == [(None, "lines")]

    def test_one_line_id_twice_is_no_crash(self, trade: Trade) -> None:
        trade.buy("10", "4.00")
        body = issue_body(trade, "1")
        body["lines"] *= 2

        refused = Caller(trade.keeper).post("/goods-issues", {**body, "id": new_id()})

        assert refused.status == 409


class TestStockTransfers:
    def test_is_found_from_both_its_warehouses(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        body = issue_body(trade)
        line = {key: body["lines"][0][key] for key in ("id", "item_id", "entered_quantity", "unit", "owner_id")}
        head = {key: body[key] for key in ("company_id", "business_date", "warehouse_id")}
        boss = Caller(trade.boss)

        moved = boss.post(
            "/stock-transfers", {**head, "id": new_id(), "target_warehouse_id": trade.far_store.id, "lines": [line]}
        )

        assert moved.status == 200, moved.body
        assert (moved.body["amount"], moved.body["target_warehouse_code"]) == ("16.00", "W2")
        assert moved.body["lines"][0]["target_bin_code"] == "00"
        for warehouse in (trade.store.id, trade.far_store.id):
            assert boss.get("/stock-transfers", warehouse_id=warehouse).body["total"] == 1

    def test_is_seen_by_the_keepers_of_both_its_warehouses_and_no_other(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        transfer_id = trade.transfer("4")
        third = make_store(trade.world, trade.boss, "W3")

        def status(warehouse_id: UUID) -> int:
            keeper = trade.world.person("storekeeper", scope_kind="warehouse", scope_id=warehouse_id)
            return Caller(keeper).get(f"/stock-transfers/{transfer_id}").status

        assert [status(store.id) for store in (trade.store, trade.far_store, third)] == [200, 200, 404]


class TestMaterialRequisitions:
    def test_goes_from_draft_to_closed(self) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        worker = Caller(trade.world.person("site_worker", scope_kind="project", scope_id=trade.works.id))
        manager, keeper, id_ = Caller(trade.manager), Caller(trade.keeper), new_id()
        line = {
            "id": new_id(),
            "item_id": trade.steel_id,
            "entered_quantity": "6",
            "unit": "kg",
            "node_id": trade.works.node_id,
            "category_id": trade.category_id,
        }
        body = {
            "version": 0,
            "company_id": trade.world.company_id,
            "business_date": TODAY,
            "project_id": trade.works.id,
            "warehouse_id": trade.store.id,
            "use_place": "三层",
            "lines": [line],
        }

        saved = worker.put(f"/material-requisitions/{id_}", body)
        assert saved.status == 200, saved.body
        rejected = [
            worker.post(f"/material-requisitions/{id_}/submit"),
            manager.post(f"/material-requisitions/{id_}/reject", {"reason": "太多"}),
        ]
        way = [
            worker.post(f"/material-requisitions/{id_}/submit"),
            worker.post(f"/material-requisitions/{id_}/withdraw"),
            worker.post(f"/material-requisitions/{id_}/submit"),
            manager.post(f"/material-requisitions/{id_}/approve"),
        ]
        issue = {**issue_body(trade, requisition_line_id=line["id"]), "id": new_id(), "requisition_id": id_}
        issued = keeper.post("/goods-issues", issue)
        seen = keeper.get(f"/material-requisitions/{id_}").body
        closed = keeper.post(f"/material-requisitions/{id_}/close")

        assert [(a.status, a.body["state"]) for a in rejected] == [(200, "submitted"), (200, "draft")]
        assert rejected[1].body["rejected_reason"] == "太多"
        assert [(a.status, a.body["state"]) for a in way] == [
            (200, "submitted"),
            (200, "draft"),
            (200, "submitted"),
            (200, "approved"),
        ]
        assert issued.status == 200, issued.body
        assert issued.body["requisition_number"] == seen["number"] == "MR-2026-00001"
        assert (seen["issued"], seen["lines"][0]["issued_quantity"], seen["lines"][0]["open_quantity"]) == (
            "partly",
            "4.000000",
            "2.000000",
        )
        assert (closed.status, closed.body["state"]) == (200, "closed")

    def test_open_ones_are_approved_and_not_issued_in_full(self) -> None:
        trade = make_trade()
        trade.requisition()
        trade.requisition(approved=False)

        boss = Caller(trade.boss)

        assert boss.get("/material-requisitions").body["total"] == 2
        assert [row["state"] for row in boss.get("/material-requisitions", open=True).body["rows"]] == ["approved"]
        assert boss.get("/material-requisitions", item_id=trade.paint_id).body["total"] == 0


KINDS = ("goods-receipts", "goods-issues", "material-returns", "stock-transfers", "material-requisitions")


class TestEmptyCells:
    def test_an_id_left_empty_is_missing(self, trade: Trade) -> None:
        keeper = Caller(trade.world.person("site_worker"), language="zh")
        line = {"id": str(new_id()), "item_id": "", "entered_quantity": "1", "unit": "kg", "node_id": "x"}
        head = {"version": 0, "company_id": "", "project_id": str(new_id()), "warehouse_id": str(new_id())}

        body = {**head, "business_date": "2026-06-15", "lines": [line]}
        answer = keeper.put(f"/material-requisitions/{new_id()}", body)

        assert answer.places == [
            (None, "company_id", "validation.missing"),
            (1, "item_id", "validation.missing"),
            (1, "node_id", "validation.uuid_parsing"),
            (1, "category_id", "validation.missing"),
        ]
        assert answer.body["errors"][1]["detail"] == "必填。"
        # A grid sends nothing for a cell that was left empty.
        answer = keeper.put(f"/material-requisitions/{new_id()}", {**body, "lines": [{**line, "item_id": None}]})
        assert answer.body["errors"][1]["detail"] == "必填，请选择。"


class TestReach:
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_document_of_another_tenant_is_not_there(self, trade: Trade, kind: str) -> None:
        stranger = Caller(make_trade().boss)
        documents = {
            "goods-receipts": lambda: trade.buy("10", "4.00"),
            "goods-issues": lambda: trade.issue("1"),
            "material-returns": lambda: trade.return_(trade.issue("1"), "1"),
            "stock-transfers": lambda: trade.transfer("1"),
            "material-requisitions": trade.requisition,
        }
        trade.buy("10", "4.00")
        id_ = documents[kind]()

        assert Caller(trade.boss).get(f"/{kind}/{id_}").status == 200
        assert stranger.get(f"/{kind}/{id_}").code == "platform.document_not_found"
        assert stranger.get(f"/{kind}").body["total"] == 0
        for verb in ("post", "reverse") if kind != "material-requisitions" else ("submit", "approve", "close"):
            body = {"id": str(new_id()), "reason": "x"} if verb == "reverse" else None
            assert stranger.post(f"/{kind}/{id_}/{verb}", body).code == "platform.document_not_found", verb

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_member_of_another_project_sees_nothing_of_it(self, kind: str) -> None:
        trade = make_trade()
        trade.buy("10", "4.00")
        made = {
            "goods-receipts": lambda: trade.buy("10", "4.00"),
            "goods-issues": lambda: trade.issue("1"),
            "material-returns": lambda: trade.return_(trade.issue("1"), "1"),
            "stock-transfers": lambda: trade.transfer("1"),
            "material-requisitions": trade.requisition,
        }
        id_ = made[kind]()
        other = Caller(trade.world.person("project_manager", scope_kind="project", scope_id=trade.other_works.id))

        assert other.get(f"/{kind}/{id_}").code == "platform.document_not_found"
        assert other.get(f"/{kind}").body["total"] == 0

    def test_without_the_grant_nothing_is_read(self, trade: Trade) -> None:
        nobody = Caller(trade.world.person())

        answers = [nobody.get(f"/{kind}") for kind in KINDS]

        assert {(answer.status, answer.code) for answer in answers} == {(403, "platform.missing_grant")}
