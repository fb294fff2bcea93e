"""The catalogue over HTTP."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from gongliao.kernel.ids import new_id
from gongliao.platform.models import Person, User
from gongliao.platform.public import Actor, tenant_transaction
from tests.catalog.kit import CREDIT_CODE, pipe, saved_store, stocked_world
from tests.support.world import World


class Caller:
    """A signed-in person's browser."""

    def __init__(self, world: World, actor: Actor) -> None:
        with tenant_transaction(world.tenant.id):
            person = Person.objects.get(id=actor.person_id)
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(User.objects.get(id=person.user_id))

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.put(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


@pytest.fixture
def scene() -> tuple[World, Caller]:
    """A tenant with units, and its buyer's browser."""
    world, buyer = stocked_world()
    return world, Caller(world, buyer)


def pipe_body(**changes: Any) -> dict[str, Any]:
    """Return the body of a stainless steel pipe."""
    body = {
        "version": 0,
        "code": "P-001",
        "name": "不锈钢管",
        "specification": "DN100×4.0",
        "base_unit": "kg",
        "conversions": [{"unit": "t", "factor": "1000"}, {"unit": "箱", "factor": "12.5"}],
        "barcodes": ["6901234567892"],
    }
    return {**body, **changes}


class TestItems:
    def test_are_saved_found_and_read(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene
        id = str(new_id())

        saved = caller.put(f"items/{id}", pipe_body())
        listed = caller.get("items", q="bxgg dn100", limit=20, active="true").json()

        assert saved.status_code == 200, saved.content
        item = saved.json()
        assert (item["id"], item["version"], item["in_use"]) == (id, 1, False)
        assert item["conversions"] == [
            {"unit": "箱", "factor": "12.500000", "valid_from": None},
            {"unit": "t", "factor": "1000.000000", "valid_from": None},
        ]
        assert (listed["total"], [row["id"] for row in listed["rows"]]) == (1, [id])
        assert caller.get(f"items/{id}").json()["barcodes"] == ["6901234567892"]
        picked = caller.get("item-picker", q="6901234567892").json()
        assert [unit["unit"] for unit in picked[0]["units"]] == ["kg", "箱", "t"]
        assert caller.get(f"items/{id}/history").json()[0]["person"] == "采购员"

    def test_of_a_category_are_those_of_the_branch(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene
        steel, pipes = str(new_id()), str(new_id())
        caller.put(f"item-categories/{steel}", {"code": "1", "name": "钢材"})
        put = caller.put(f"item-categories/{pipes}", {"code": "101", "name": "管材", "parent_id": steel})
        caller.put(f"items/{new_id()}", pipe_body(category_id=pipes))

        assert (put.json()["level"], put.json()["path"]) == (2, "钢材 / 管材")
        assert [caller.get("items", category_id=each).json()["total"] for each in (steel, pipes, new_id())] == [1, 1, 0]
        rows = caller.get("item-categories").json()["rows"]
        assert [(row["code"], row["parent_id"], row["level"]) for row in rows] == [("1", None, 1), ("101", steel, 2)]

    def test_pages_hang_together_in_order_of_fit(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene
        for number in range(7):
            caller.put(f"items/{new_id()}", pipe_body(code=f"P-{number}", barcodes=[]))

        first = caller.get("items", q="bxgg", limit=4).json()
        second = caller.get("items", q="bxgg", limit=4, cursor=first["next_cursor"]).json()

        assert [row["code"] for row in first["rows"] + second["rows"]] == [f"P-{n}" for n in range(7)]
        assert (first["total"], second["next_cursor"]) == (7, None)

    def test_download_as_a_sheet(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene
        caller.put(f"items/{new_id()}", pipe_body())

        answer = caller.get("items", q="bxgg", format="xlsx")

        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        assert (rows[0][0], rows[1][0], rows[1][1]) == ("编码", "P-001", "不锈钢管")

    def test_the_same_put_again_answers_the_same(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene
        id = new_id()

        answers = [caller.put(f"items/{id}", pipe_body()).json()["version"] for _ in range(2)]

        assert answers == [1, 1]

    @pytest.mark.parametrize(
        ("changes", "status", "code"),
        [
            ({"name": None}, 422, None),
            ({"name": ""}, 422, None),
            ({"name": "x" * 201}, 422, None),
            ({"code": "x" * 51}, 422, None),
            ({"code": " P"}, 422, None),
            ({"conversions": [{"unit": "t", "factor": "abc"}]}, 422, None),
            ({"conversions": [{"unit": "t", "factor": "0"}]}, 422, None),
            ({"conversions": [{"unit": "t", "factor": "-1"}]}, 422, None),
            ({"conversions": [{"unit": "t", "factor": "0.0000001"}]}, 422, None),
            ({"conversions": [{"unit": "t", "factor": "1000000000000"}]}, 422, None),
            ({"conversions": [{"unit": "t", "factor": "1"}] * 101}, 422, None),
            ({"tracking": "maybe"}, 422, None),
            ({"valuation_method": "lifo"}, 422, None),
            ({"category_id": "nonsense"}, 422, None),
            ({"version": -1}, 422, None),
            ({"version": 2**31}, 422, None),
            ({"active": "perhaps"}, 422, None),
            ({"version": 5}, 404, "catalog.item_not_found"),
            ({"code": "\u2028"}, 422, None),
            ({"name": "\u0001"}, 409, "catalog.blank_text"),
            ({"category_id": str(new_id())}, 404, "catalog.item_category_not_found"),
            ({"base_unit": "nope"}, 409, "catalog.no_such_unit"),
            ({"conversions": [{"unit": "kg", "factor": "1"}]}, 409, "catalog.conversion_of_base_unit"),
            (
                {"conversions": [{"unit": "t", "factor": "1"}, {"unit": "t", "factor": "2"}]},
                409,
                "catalog.conversion_twice",
            ),
            ({"valuation_method": "specific_batch"}, 409, "catalog.own_cost_needs_batch"),
            ({"code": "P-000"}, 409, "catalog.code_taken"),
            ({"barcodes": ["6900000000000"]}, 409, "catalog.barcode_taken"),
        ],
    )
    def test_refuses(self, scene: tuple[World, Caller], changes: dict[str, Any], status: int, code: str | None) -> None:
        _, caller = scene
        caller.put(f"items/{new_id()}", pipe_body(code="P-000", barcodes=["6900000000000"]))

        answer = caller.put(f"items/{new_id()}", pipe_body(**changes))

        problem = answer.json()
        assert answer.status_code == status, problem
        assert problem["detail"]
        assert code is None or problem["code"] == code

    def test_says_which_field_is_wrong_in_the_callers_language(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene

        answer = caller.put(f"items/{new_id()}", pipe_body(base_unit="斤"), **{"X-Language": "en"})

        [fault] = answer.json()["errors"]
        assert (fault["field"], fault["detail"]) == ("base_unit", "There is no unit “斤” in use")

    def test_lists_refuse_what_they_do_not_know(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene
        for query in ({"sort": "cost"}, {"limit": "0"}, {"q": "x" * 101}, {"cursor": "%%"}, {"category_id": "x"}):
            assert caller.get("items", **query).status_code == 422, query
        assert caller.get("items", q="%_\\\t\n").status_code == 200


class TestParties:
    def test_are_saved_filtered_and_read(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene
        id = new_id()
        body = {
            "code": "S-1",
            "name": "北京钢铁公司",
            "is_supplier": True,
            "credit_code": CREDIT_CODE,
            "contacts": [{"name": "王工", "phone": "138"}],
        }

        saved = caller.put(f"parties/{id}", body).json()

        assert saved["contacts"] == [{"name": "王工", "title": "", "phone": "138", "email": ""}]
        assert [caller.get("parties", q="bjgt", role=role).json()["total"] for role in ("supplier", "customer")] == [
            1,
            0,
        ]
        assert caller.get(f"parties/{id}").json() == saved
        assert caller.get(f"parties/{id}/history").json()[0]["action"] == "created"
        assert caller.get("parties", role="enemy").status_code == 422
        taken = caller.put(f"parties/{new_id()}", {**body, "code": "S-2"}).json()
        assert (taken["code"], taken["figures"]["party"]) == ("catalog.credit_code_taken", "S-1")


class TestWarehouses:
    def test_come_with_a_bin_and_take_zones_and_bins(self, scene: tuple[World, Caller]) -> None:
        world, caller = scene
        id, zone, bin = new_id(), new_id(), new_id()
        body = {"code": "W1", "name": "中心仓库", "company_id": str(world.company_id)}

        saved = caller.put(f"warehouses/{id}", body)
        caller.put(f"warehouses/{id}/zones/{zone}", {"code": "A", "name": "A 区"})
        made = caller.put(f"warehouses/{id}/bins/{bin}", {"code": "A-01", "zone_id": str(zone)})

        assert saved.json()["company_name"] == "测试公司"
        assert made.json()["zone_code"] == "A"
        bins = caller.get(f"warehouses/{id}/bins").json()["rows"]
        assert [(row["code"], row["is_default"]) for row in bins] == [("00", True), ("A-01", False)]
        assert caller.get(f"warehouses/{id}/bins", zone_id=zone).json()["total"] == 1
        assert caller.get(f"warehouses/{id}/zones").json()["total"] == 1
        assert caller.get(f"warehouses/{id}/bins/{bin}").json() == made.json()
        assert caller.get("warehouses", kind="site").json()["total"] == 0
        for path in ("history", f"zones/{zone}/history", f"bins/{bin}/history"):
            assert caller.get(f"warehouses/{id}/{path}").json()[0]["action"] == "created"
        assert caller.get(f"warehouses/{new_id()}/bins/{bin}/history").status_code == 404


class TestUnits:
    def test_are_named_in_the_callers_language(self, scene: tuple[World, Caller]) -> None:
        _, caller = scene

        rows = caller.client.get("/api/v1/units", {"q": "千克"}, headers={"X-Language": "en"}).json()["rows"]

        assert [(row["code"], row["name"], row["name_zh"]) for row in rows] == [("kg", "kilogram", "千克")]
        id = rows[0]["id"]
        renamed = caller.put(f"units/{id}", {"version": 1, "code": "kg", "name_zh": "公斤", "name_en": "kilogram"})
        assert (renamed.json()["name"], caller.get(f"units/{id}").json()["version"]) == ("公斤", 2)
        assert len(caller.get(f"units/{id}/history").json()) == 2


class TestAccess:
    def test_who_only_reads_changes_nothing(self) -> None:
        world, _ = stocked_world()
        keeper = Caller(world, world.person("storekeeper"))

        assert keeper.get("items").status_code == 200
        refused = keeper.put(f"items/{new_id()}", pipe_body())
        assert (refused.status_code, refused.json()["code"]) == (403, "platform.missing_grant")

    def test_nobody_else_gets_anything(self) -> None:
        assert Client(SERVER_NAME="127.0.0.1").get("/api/v1/items").status_code == 401

    def test_a_record_of_another_tenant_is_not_there(self) -> None:
        world, buyer = stocked_world()
        theirs, stranger = stocked_world()
        store = saved_store(world, buyer)
        caller = Caller(theirs, stranger)
        own = pipe(code="P-009")
        Caller(world, buyer).put(f"items/{own.id}", pipe_body())

        paths = (
            f"items/{own.id}",
            f"items/{own.id}/history",
            f"warehouses/{store.id}",
            f"warehouses/{store.id}/history",
        )
        assert [caller.get(path).status_code for path in paths] == [404] * 4
        assert caller.get(f"warehouses/{store.id}/bins").json()["total"] == 0
        body = {"code": "X", "name": "X"}
        assert caller.put(f"warehouses/{store.id}/zones/{new_id()}", body).status_code == 404
