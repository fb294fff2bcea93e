"""The endpoints of the projects module, through the whole gateway."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor
from tests.projects.kit import make_site
from tests.support.http import Caller
from tests.support.world import make_world


def body_of(actor: Actor, company_id: Any, **changes: Any) -> dict[str, Any]:
    body = {
        "code": "P-001",
        "name": "一号楼",
        "company_id": str(company_id),
        "manager_id": str(actor.person_id),
        "contract_value": "1200000.50",
    }
    return {**body, **changes}


class TestProjects:
    def test_the_life_of_a_project(self) -> None:
        world = make_world()
        boss = world.person("administrator", name="Boss")
        caller = Caller(boss)
        path = f"/projects/{new_id()}"
        first = {"id": str(new_id()), "code": "1", "name": "All"}

        saved = caller.put(path, body_of(boss, world.company_id, first_node=first))
        assert saved.status == 200, saved.content
        project = saved.body
        assert (project["status"], project["version"], project["currency"]) == ("draft", 1, "CNY")
        assert (project["contract_value"], project["actions"]) == ("1200000.50", ["release"])

        assert caller.post(f"{path}/release").body["status"] == "released"
        assert caller.post(f"{path}/complete").body["status"] == "technically_complete"
        assert caller.post(f"{path}/close").body["status"] == "closed"
        assert caller.post(f"{path}/reopen", {"reason": " "}).status == 422
        assert caller.post(f"{path}/reopen", {"reason": "late"}).body["status_reason"] == "late"
        refused = caller.post(f"{path}/release")
        assert (refused.status, refused.body["code"]) == (409, "projects.cannot_release")

        nodes = caller.get(f"{path}/nodes").body
        assert [(node["path"], node["depth"], node["status_in_force"]) for node in nodes["rows"]] == [
            ("1", 1, "technically_complete")
        ]
        history = caller.get(f"{path}/history").body
        assert [entry["person"] for entry in history] == ["Boss"] * 5
        assert caller.get(path).body["version"] == 5

    def test_lists_filter_sort_and_export(self) -> None:
        site = make_site(code="P-007")
        caller = Caller(site.boss)

        page = caller.get("/projects", q="007", status="draft", sort="-name").body
        assert (page["total"], [row["code"] for row in page["rows"]]) == (1, ["P-007"])
        assert caller.get("/projects", status="closed").body["total"] == 0
        sheet = openpyxl.load_workbook(BytesIO(caller.get("/projects", format="xlsx").content)).active
        assert [cell.value for cell in sheet[1]][:2] == ["Code", "Name"]
        assert sheet.cell(2, 1).value == "P-007"

    def test_contract_value_is_hidden_from_who_may_not_see_cost(self) -> None:
        site = make_site(contract_value=Decimal(5))
        worker = Caller(site.world.person("site_worker"))

        assert worker.get(f"/projects/{site.project.id}").body["contract_value"] is None
        book = openpyxl.load_workbook(BytesIO(worker.get("/projects", format="xlsx").content))
        assert "Contract value" not in [cell.value for cell in book.active[1]]

    def test_refusals_speak_the_callers_language(self) -> None:
        site = make_site()
        body = body_of(site.boss, site.world.company_id)

        refused = Caller(site.boss, language="zh").put(f"/projects/{new_id()}", body)

        assert refused.status == 409
        assert refused.body["errors"][0]["field"] == "code"
        assert refused.body["detail"] == "编码 P-001 已被使用。"

    @pytest.mark.parametrize(
        "changes",
        [
            {"contract_value": "1.005"},
            {"contract_value": "99999999999999999"},
            {"contract_value": "much"},
            {"contract_value": "-1"},
            {"planned_start": "2026-02-30"},
            {"planned_start": "soon"},
            {"name": "  "},
            {"name": "x" * 201},
            {"code": " "},
            {"version": -1},
            {"version": 2**31},
            {"company_id": "none"},
        ],
    )
    def test_malformed_bodies_are_told_so(self, changes: dict[str, Any]) -> None:
        site = make_site()
        refused = Caller(site.boss).put(
            f"/projects/{new_id()}", {**body_of(site.boss, site.world.company_id), **changes}
        )
        assert refused.status == 422, refused.content

    def test_foreign_and_unknown_ids_are_not_found(self) -> None:
        site, theirs = make_site(), make_site()
        foreign = theirs.node("A")
        caller = Caller(site.boss)
        for project_id in (theirs.project.id, new_id()):
            path = f"/projects/{project_id}"
            for suffix in ("", "/nodes", "/history", "/members"):
                assert caller.get(path + suffix).status == 404, suffix
            for verb in ("release", "complete", "close"):
                assert caller.post(f"{path}/{verb}").status == 404, verb
            assert caller.post(f"{path}/reopen", {"reason": "x"}).status == 404
            tree = {"version": 0, "lines": [{"id": str(new_id()), "code": "A", "name": "A", "level": 1}]}
            assert caller.put(f"{path}/node-tree", tree).status == 404
        path = f"/nodes/{foreign.id}"
        assert caller.get(path).status == caller.get(f"{path}/history").status == 404
        assert caller.post(f"{path}/release").status == caller.post(f"{path}/move", {}).status == 404
        assert caller.delete(path, version=1).status == 404

    def test_without_the_grant_nothing_is_done(self) -> None:
        site = make_site()
        worker = Caller(site.world.person("site_worker"))
        path = f"/projects/{site.project.id}"
        assert worker.get(path).status == 200
        assert worker.post(f"{path}/release").status == 403
        assert worker.put(path, {}).status == 403
        assert worker.post(f"{path}/members", {}).status == 403
        assert Caller(site.world.person()).get("/projects").status == 403
        assert Caller().get("/projects").status == 401


class TestNodes:
    def test_the_life_of_a_node(self) -> None:
        site = make_site(released=True)
        caller = Caller(site.boss)
        body = {"project_id": str(site.project.id), "code": "A", "name": "A", "node_type": "section"}
        top, child = new_id(), new_id()

        assert caller.put(f"/nodes/{top}", body).body["status"] == "released"
        made = caller.put(f"/nodes/{child}", {**body, "code": "B", "parent_id": str(top)}).body
        assert (made["path"], made["depth"]) == ("1.1", 2)
        assert caller.post(f"/nodes/{child}/move", {"before_id": str(top)}).body["path"] == "1"
        assert caller.post(f"/nodes/{child}/complete").body["status"] == "technically_complete"
        assert caller.post(f"/nodes/{child}/close").body["status"] == "closed"
        assert caller.post(f"/nodes/{child}/reopen", {"reason": "x"}).body["actions"] == ["close", "reopen"]
        refused = caller.delete(f"/nodes/{top}", version=9)
        assert (refused.status, refused.body["code"]) == (409, "platform.stale_version")
        assert caller.delete(f"/nodes/{top}", version=1).status == 204
        assert [row["code"] for row in caller.get(f"/projects/{site.project.id}/nodes").body["rows"]] == ["B"]
        assert len(caller.get(f"/nodes/{child}/history").body) == 5

    def test_a_pasted_outline_comes_back_as_the_tree_or_with_all_its_faults(self) -> None:
        site = make_site()
        caller = Caller(site.boss)
        path = f"/projects/{site.project.id}/node-tree"
        lines = [
            {"id": str(new_id()), "code": code, "name": code, "level": level}
            for code, level in (("A", 1), ("B", 2), ("C", 3), ("D", 1))
        ]

        tree = caller.put(path, {"version": 0, "lines": lines}).body
        assert [(row["path"], row["code"]) for row in tree["rows"]] == [
            ("1", "A"),
            ("1.1", "B"),
            ("1.1.1", "C"),
            ("2", "D"),
        ]

        bad = [lines[0], {**lines[1], "level": 4}, lines[0]]
        refused = caller.put(path, {"version": 1, "lines": bad})
        assert refused.status == 409
        assert [(each["line"], each["field"]) for each in refused.body["errors"]] == [(2, "level"), (3, "code")]

        malformed = caller.put(path, {"version": 1, "lines": [{**lines[0], "level": "top", "name": ""}]})
        assert malformed.status == 422
        assert {(each["line"], each["field"]) for each in malformed.body["errors"]} == {(1, "level"), (1, "name")}
        assert caller.put(path, {"version": 1, "lines": lines * 251}).status == 422

    def test_the_tree_is_exported(self) -> None:
        site = make_site()
        site.node("A")
        answer = Caller(site.boss).get(f"/projects/{site.project.id}/nodes", format="xlsx")
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        assert sheet.max_row == 2


class TestMembersAndCategories:
    def test_members_come_and_go(self) -> None:
        site = make_site()
        worker = site.world.person(name="Zhang")
        caller = Caller(site.boss)
        path = f"/projects/{site.project.id}/members"
        body = {"id": str(new_id()), "person_id": str(worker.person_id), "role": "site_worker"}

        assert caller.post(path, body).body["person_name"] == "Zhang"
        assert [member["role"] for member in caller.get(path).body] == ["site_worker"]
        assert caller.post(path, {**body, "role": "administrator"}).status == 422
        assert caller.delete(f"{path}/{body['id']}").status == 204
        assert caller.delete(f"{path}/{body['id']}").status == 404

    def test_categories(self) -> None:
        world = make_world()
        caller = Caller(world.person("administrator"))

        assert len(caller.post("/cost-categories/defaults").body) == 7
        material = caller.get("/cost-categories", kind="MATERIAL").body["rows"][0]
        body = {"code": "STEEL", "name": "钢材", "kind": "MATERIAL", "parent_id": material["id"]}
        path = f"/cost-categories/{new_id()}"
        assert caller.put(path, body).body["parent_code"] == "MAT"
        assert caller.get(path).body["name"] == "钢材"
        assert caller.put(path, {**body, "kind": "GOLD"}).status == 422
        assert caller.get("/cost-categories", q="钢材", active=True).body["total"] == 1
        assert Caller(world.person("buyer")).put(path, body).status == 403
