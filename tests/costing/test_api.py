"""Cost notes over HTTP."""

import io
from typing import Any

import openpyxl
import pytest

from gongliao.kernel.ids import new_id
from tests.costing.kit import Desk, make_desk
from tests.support.http import Caller
from tests.support.world import TODAY


@pytest.fixture(scope="module")
def desk() -> Desk:
    return make_desk()


def line_body(desk: Desk, **changes: Any) -> dict[str, Any]:
    body = {
        "id": str(new_id()),
        "project_id": str(desk.scene.tower.project_id),
        "node_id": str(desk.scene.tower.node_id),
        "category_id": str(desk.scene.categories["OTH-FRT"]),
        "amount": "780.34",
        "description": "运费",
    }
    return {**body, **changes}


def note_body(desk: Desk, **changes: Any) -> dict[str, Any]:
    body = {
        "company_id": str(desk.scene.world.company_id),
        "business_date": TODAY.isoformat(),
        "lines": [line_body(desk)],
    }
    return {**body, **changes}


class TestNotes:
    def test_are_recorded_in_one_step_and_taken_back(self, desk: Desk) -> None:
        caller, id = Caller(desk.accountant), str(new_id())
        body = note_body(desk, id=id)

        recorded = caller.post("/cost-notes", body)
        again = caller.post("/cost-notes", body)
        mirror = caller.post(f"/cost-notes/{id}/reverse", {"id": str(new_id()), "reason": "记错了"})

        assert (recorded.status, recorded.body["state"], recorded.body["amount"]) == (200, "posted", "780.34")
        assert again.body == recorded.body
        assert (mirror.body["amount"], mirror.body["reverses_id"]) == ("-780.34", id)
        original = caller.get(f"/cost-notes/{id}").body
        assert (original["state"], original["reversed_by_id"]) == ("reversed", mirror.body["id"])
        flow = caller.get(f"/documents/cost_note/{id}/flow").body
        assert [step["id"] for step in flow["after"]] == [mirror.body["id"]]

    def test_go_from_draft_to_posted(self, desk: Desk) -> None:
        caller, path = Caller(desk.accountant), f"/cost-notes/{new_id()}"

        saved = caller.put(path, note_body(desk, version=0))
        posted = caller.post(f"{path}/post", {"version": 1})

        assert (saved.body["state"], saved.body["number"]) == ("draft", None)
        assert (posted.body["state"], posted.body["number"][:8]) == ("posted", "CN-2026-")
        assert posted.body["lines"][0]["category_code"] == "OTH-FRT"

    def test_a_draft_is_dropped(self, desk: Desk) -> None:
        caller, path = Caller(desk.accountant), f"/cost-notes/{new_id()}"
        caller.put(path, note_body(desk, version=0))

        assert caller.delete(path, version=1).status == 204
        assert caller.get(path).status == 404

    @pytest.mark.parametrize("amount", ["0", "-1", "1.234", "100000000000000000", "much", None])
    def test_malformed_amounts_are_422(self, desk: Desk, amount: Any) -> None:
        body = note_body(desk, id=str(new_id()), lines=[line_body(desk, amount=amount)])

        refused = Caller(desk.accountant).post("/cost-notes", body)

        assert (refused.status, refused.places[0][:2]) == (422, (1, "amount"))

    def test_a_thousand_lines_pass_and_one_more_does_not(self, desk: Desk) -> None:
        caller = Caller(desk.accountant)
        long = note_body(desk, id=str(new_id()), lines=[line_body(desk) for _ in range(1001)])

        assert caller.post("/cost-notes", long).status == 422
        assert caller.post("/cost-notes", {**long, "lines": long["lines"][1:]}).body["amount"] == "780340.00"

    def test_without_a_grant_nothing_is_reached(self, desk: Desk) -> None:
        note, keeper = desk.draft(), Caller(desk.scene.world.person("storekeeper"))

        for method, path in (
            ("GET", "/cost-notes"),
            ("POST", "/cost-notes"),
            ("GET", f"/cost-notes/{note.id}"),
            ("PUT", f"/cost-notes/{note.id}"),
            ("DELETE", f"/cost-notes/{note.id}?version=1"),
            ("POST", f"/cost-notes/{note.id}/post"),
            ("POST", f"/cost-notes/{note.id}/reverse"),
        ):
            answer = keeper.raw(method, f"/api/v1{path}", b"{}")
            assert (answer.status, answer.code) == (403, "platform.missing_grant")


class TestLists:
    def test_total_what_is_seen(self) -> None:
        desk = make_desk()
        desk.recorded()
        both = desk.recorded(desk.line(), desk.bridge_line(description="吊车"))
        desk.reverse(desk.recorded(desk.bridge_line()).id)
        tower = desk.scene.tower.project_id
        of_tower = Caller(desk.scene.world.person("project_manager", scope_kind="project", scope_id=tower))
        everyone = Caller(desk.accountant)

        page = everyone.get("/cost-notes", sort="number").body
        theirs = of_tower.get("/cost-notes", sort="-amount").body

        assert (page["total"], page["totals"]) == (4, {"amount": "2341.02"})
        assert (theirs["total"], theirs["totals"]) == (2, {"amount": "780.34"})
        assert [row["amount"] for row in theirs["rows"]] == ["780.34", None]
        shown = of_tower.get(f"/cost-notes/{both.id}").body
        assert (shown["amount"], [line["project_code"] for line in shown["lines"]]) == (None, ["TOWER"])
        assert everyone.get("/cost-notes", q="吊车").body["total"] == 1
        assert of_tower.get("/cost-notes", q="吊车").body["total"] == 0
        assert everyone.get("/cost-notes", state="reversed").body["total"] == 1
        assert everyone.get("/cost-notes", project_id=str(tower)).body["total"] == 2
        assert everyone.get("/cost-notes", category_id=str(new_id())).body["total"] == 0
        assert everyone.get("/cost-notes", business_date_to="2026-01-01").body["total"] == 0
        for sort in ("number", "business_date", "state", "amount", "created_at"):
            assert everyone.get("/cost-notes", sort=sort).status == 200
        sheet = openpyxl.load_workbook(io.BytesIO(everyone.get("/cost-notes", format="xlsx").content)).active
        assert sheet is not None
        assert sheet.max_row == 5

    def test_hold_nothing_of_another_tenant(self, desk: Desk) -> None:
        note, stranger = desk.recorded(), Caller(make_desk().accountant)

        assert stranger.get("/cost-notes").body["total"] == 0
        assert stranger.get(f"/cost-notes/{note.id}").status == 404
        assert stranger.post(f"/cost-notes/{note.id}/post").status == 404
