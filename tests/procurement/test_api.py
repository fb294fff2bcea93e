"""Purchase orders over HTTP."""

import io
from decimal import Decimal
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from gongliao.kernel.ids import new_id
from tests.procurement.kit import Scene, make_scene
from tests.support.http import Caller
from tests.support.world import TODAY


@pytest.fixture(scope="module")
def scene() -> Scene:
    return make_scene()


@pytest.fixture(scope="module")
def shop() -> Scene:
    """Three approved orders and a draft."""
    scene = make_scene()
    for _ in range(3):
        scene.approved()
    scene.draft(scene.stock_line())
    return scene


def line_body(scene: Scene, **changes: Any) -> dict[str, Any]:
    body = {
        "id": str(new_id()),
        "item_id": str(scene.steel_id),
        "entered_quantity": "2",
        "unit": "t",
        "entered_price": "4200",
        "tax_rate": "13",
        "project_id": str(scene.tower.project_id),
        "node_id": str(scene.tower.node_id),
        "category_id": str(scene.categories["MAT"]),
    }
    return {**body, **changes}


def order_body(scene: Scene, **changes: Any) -> dict[str, Any]:
    body = {
        "version": 0,
        "company_id": str(scene.world.company_id),
        "supplier_id": str(scene.supplier_id),
        "business_date": TODAY.isoformat(),
        "lines": [line_body(scene)],
    }
    return {**body, **changes}


class TestOrders:
    def test_go_from_draft_to_closed(self, scene: Scene) -> None:
        buyer, manager = Caller(scene.buyer), Caller(scene.manager)
        path = f"/purchase-orders/{new_id()}"

        saved = buyer.put(path, order_body(scene))
        assert (saved.status, saved.body["state"], saved.body["version"]) == (200, "draft", 1)
        line = saved.body["lines"][0]
        assert (Decimal(line["quantity"]), Decimal(line["unit_price"]), line["amount"]) == (
            2000,
            Decimal("4.2"),
            "8400.00",
        )
        assert (line["item_code"], line["node_code"], line["project_code"]) == ("STEEL", "TOWER-1", "TOWER")

        submitted = buyer.post(f"{path}/submit", {"version": 1})
        assert submitted.body["number"].startswith("PO-2026-")
        rejected = manager.post(f"{path}/reject", {"reason": "太贵"})
        assert (rejected.body["state"], rejected.body["rejected_reason"]) == ("draft", "太贵")
        buyer.post(f"{path}/submit")
        buyer.post(f"{path}/withdraw")
        buyer.post(f"{path}/submit")
        approved = manager.post(f"{path}/approve")
        assert (approved.body["state"], approved.body["approved_by_name"]) == ("approved", "项目经理")
        assert approved.body["received"] == "none"
        closed = buyer.post(f"{path}/close")
        assert (closed.status, closed.body["state"]) == (200, "closed")

    def test_a_draft_is_dropped(self, scene: Scene) -> None:
        buyer, path = Caller(scene.buyer), f"/purchase-orders/{new_id()}"
        buyer.put(path, order_body(scene))

        assert buyer.delete(path, version=1).status == 204
        assert (buyer.get(path).status, buyer.get(path).code) == (404, "platform.document_not_found")

    def test_an_approved_order_is_cancelled(self, scene: Scene) -> None:
        order = scene.approved()

        assert Caller(scene.buyer).post(f"/purchase-orders/{order.id}/cancel").body["state"] == "cancelled"

    def test_approving_ones_own_order_is_refused_in_words(self, scene: Scene) -> None:
        both = scene.world.person("buyer", "project_manager")
        caller, path = Caller(both), f"/purchase-orders/{new_id()}"
        caller.put(path, order_body(scene))
        caller.post(f"{path}/submit")

        refused = caller.post(f"{path}/approve")

        assert (refused.status, refused.code) == (403, "platform.own_document")

    def test_faults_stand_at_line_and_field(self, scene: Scene) -> None:
        body = order_body(
            scene,
            lines=[line_body(scene, unit="袋"), line_body(scene), line_body(scene, node_id=str(scene.bridge.node_id))],
        )

        refused = Caller(scene.buyer).put(f"/purchase-orders/{new_id()}", body)

        assert refused.places == [
            (1, "unit", "catalog.unit_unknown"),
            (3, "node_id", "procurement.node_of_other_project"),
        ]

    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"entered_quantity": "0"}, (1, "entered_quantity")),
            ({"entered_quantity": "-1"}, (1, "entered_quantity")),
            ({"entered_quantity": "0.1234567"}, (1, "entered_quantity")),
            ({"entered_quantity": "1000000000000"}, (1, "entered_quantity")),
            ({"entered_quantity": "many"}, (1, "entered_quantity")),
            ({"entered_price": "-0.01"}, (1, "entered_price")),
            ({"amount": "1.234"}, (1, "amount")),
            ({"amount": "100000000000000000"}, (1, "amount")),
            ({"tax_rate": "101"}, (1, "tax_rate")),
            ({"item_id": "steel"}, (1, "item_id")),
            ({"expected_on": "2026-02-30"}, (1, "expected_on")),
            ({"unit": ""}, (1, "unit")),
        ],
    )
    def test_malformed_lines_are_422(self, scene: Scene, changes: dict[str, Any], place: tuple[int, str]) -> None:
        body = order_body(scene, lines=[line_body(scene, **changes)])

        refused = Caller(scene.buyer).put(f"/purchase-orders/{new_id()}", body)

        assert refused.status == 422
        assert [each[:2] for each in refused.places] == [place]

    def test_a_thousand_lines_pass_and_one_more_does_not(self, scene: Scene) -> None:
        buyer, path = Caller(scene.buyer), f"/purchase-orders/{new_id()}"

        assert buyer.put(path, order_body(scene, lines=[line_body(scene) for _ in range(1001)])).status == 422
        saved = buyer.put(path, order_body(scene, lines=[line_body(scene) for _ in range(1000)]))

        assert (saved.status, saved.body["amount"]) == (200, "8400000.00")

    def test_a_line_id_of_another_order_is_refused(self, scene: Scene) -> None:
        buyer, line = Caller(scene.buyer), line_body(scene)
        buyer.put(f"/purchase-orders/{new_id()}", order_body(scene, lines=[line]))

        refused = buyer.put(f"/purchase-orders/{new_id()}", order_body(scene, lines=[line]))

        assert (refused.status, refused.code) == (409, "platform.already_exists")

    @pytest.mark.parametrize(
        ("method", "verb"),
        [("GET", ""), ("PUT", "")]
        + [("POST", v) for v in ("/submit", "/withdraw", "/approve", "/reject", "/close", "/cancel")],
    )
    def test_without_a_grant_nothing_is_reached(self, scene: Scene, method: str, verb: str) -> None:
        worker = Caller(scene.world.person("site_worker"))

        answer = worker.raw(method, f"/api/v1/purchase-orders/{scene.draft().id}{verb}", b"{}")

        assert (answer.status, answer.code) == (403, "platform.missing_grant")

    def test_another_tenants_order_is_not_there(self, scene: Scene) -> None:
        order, stranger = scene.submitted(), make_scene()
        buyer, manager = Caller(stranger.buyer), Caller(stranger.manager)

        assert buyer.get(f"/purchase-orders/{order.id}").status == 404
        assert buyer.post(f"/purchase-orders/{order.id}/withdraw").status == 404
        assert manager.post(f"/purchase-orders/{order.id}/approve").status == 404
        assert buyer.get("/purchase-orders").body["total"] == 0
        assert buyer.get("/purchase-order-lines").body["total"] == 0


class TestLists:
    def test_total_filter_sort_and_page(self, shop: Scene) -> None:
        buyer = Caller(shop.buyer)

        page = buyer.get("/purchase-orders", limit=2, sort="-number").body
        rest = buyer.get("/purchase-orders", limit=2, sort="-number", cursor=page["next_cursor"]).body

        assert (page["total"], page["totals"]) == (4, {"amount": "1680.00", "tax_amount": "218.40"})
        numbers = [row["number"] for row in page["rows"] + rest["rows"]]
        assert numbers == ["PO-2026-00003", "PO-2026-00002", "PO-2026-00001", None]
        assert page["rows"][0] | {"lines_count": 1, "lines_received": 0, "supplier_code": "S1"} == page["rows"][0]
        assert buyer.get("/purchase-orders", state="draft").body["total"] == 1
        assert buyer.get("/purchase-orders", project_id=str(shop.tower.project_id)).body["total"] == 3
        assert buyer.get("/purchase-orders", business_date_from="2026-06-16").body["total"] == 0
        assert buyer.get("/purchase-orders", q="00002").body["total"] == 1
        for sort in ("number", "business_date", "state", "supplier_name", "amount", "created_at"):
            assert buyer.get("/purchase-orders", sort=sort).status == 200
        assert buyer.get("/purchase-orders", sort="secret").code == "platform.unknown_sort"

    def test_prices_are_hidden_with_their_totals(self, shop: Scene) -> None:
        storekeeper = Caller(shop.world.person("storekeeper"))

        page = storekeeper.get("/purchase-orders", sort="amount").body

        assert page["totals"] == {}
        assert {row["amount"] for row in page["rows"]} == {None}
        [line, *_] = storekeeper.get("/purchase-order-lines", open=True).body["rows"]
        assert (line["unit_price"], line["amount"], line["received_value"]) == (None, None, None)

    def test_open_lines_for_a_receipt(self, shop: Scene) -> None:
        storekeeper = Caller(shop.world.person("storekeeper"))

        page = storekeeper.get("/purchase-order-lines", open=True, supplier_id=str(shop.supplier_id), q="钢").body

        assert page["total"] == 3
        line = page["rows"][0]
        assert (line["order_number"], line["line_no"], line["item_tracking"]) == ("PO-2026-00001", 1, "none")
        assert Decimal(line["open_quantity"]) == 100
        assert UUID(line["order_id"])
        for sort in ("order_number", "business_date", "item_code", "supplier_name"):
            assert storekeeper.get("/purchase-order-lines", sort=sort).status == 200

    @pytest.mark.parametrize(
        ("path", "title"), [("/purchase-orders", "采购订单"), ("/purchase-order-lines", "采购订单行")]
    )
    def test_sheets_hold_what_is_filtered(self, shop: Scene, path: str, title: str) -> None:
        answer = Caller(shop.buyer, language="zh").get(path, format="xlsx")
        hidden = Caller(shop.world.person("storekeeper"), language="zh").get(path, format="xlsx")

        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))[title]
        titles = [cell.value for cell in sheet[1]]
        assert sheet.max_row == 5
        assert all(titles)
        assert "金额" in titles
        shown = openpyxl.load_workbook(io.BytesIO(hidden.content))[title]
        assert "金额" not in [cell.value for cell in shown[1]]
