"""Companies, people and roles, through the interface."""

from typing import Any
from uuid import UUID

import pytest

from gongliao.kernel.ids import new_id
from gongliao.platform.models import Person, RoleAssignment
from gongliao.platform.people import found_tenant
from gongliao.platform.public import Actor, actor_of_user, tenant_transaction
from tests.support.http import Caller, user_of
from tests.support.world import World, make_world


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def administrator(world: World) -> Actor:
    return world.person("administrator", name="Ann")


@pytest.fixture
def ann(administrator: Actor) -> Caller:
    return Caller(administrator)


def person(**changes: Any) -> dict[str, Any]:
    return {"version": 0, "username": f"zhang-{new_id().hex}", "name": "张三", "language": "zh", **changes}


def company(**changes: Any) -> dict[str, Any]:
    return {"version": 0, "code": "C2", "name": "分公司", "books_open_on": "2026-01-01", **changes}


class TestMe:
    def test_says_who_where_and_what(self, world: World, administrator: Actor, ann: Caller) -> None:
        me = ann.get("/me").body

        assert me["person"] == {
            "id": str(administrator.person_id),
            "name": "Ann",
            "username": user_of(administrator).username,
        }
        assert me["tenant"] == {"id": str(world.tenant.id), "name": "Test"}
        assert [c["id"] for c in me["companies"]] == [str(world.company_id)]
        assert "platform.administer" in me["grants"]
        assert me["language"] == "zh"

    def test_keeps_the_chosen_language(self, ann: Caller) -> None:
        ann.put("/me", {"language": "en"})

        assert ann.get("/me").body["language"] == "en"

    def test_an_unknown_language_is_refused(self, ann: Caller) -> None:
        assert ann.put("/me", {"language": "de"}).places == [(None, "language", "validation.literal_error")]


class TestSaveCompany:
    def test_creates_and_changes(self, ann: Caller) -> None:
        id = new_id()
        made = ann.put(f"/companies/{id}", company())
        changed = ann.put(f"/companies/{id}", company(version=1, name="华东分公司"))

        assert (made.status, made.body["version"]) == (200, 1)
        assert (changed.body["version"], changed.body["name"]) == (2, "华东分公司")
        assert [c["code"] for c in ann.get("/companies").body["rows"]] == ["C1", "C2"]

    def test_the_same_again_changes_nothing(self, ann: Caller) -> None:
        id = new_id()

        assert ann.put(f"/companies/{id}", company()).body == ann.put(f"/companies/{id}", company()).body

    def test_another_content_under_the_id_of_a_new_one_is_refused(self, ann: Caller) -> None:
        id = new_id()
        ann.put(f"/companies/{id}", company())

        assert ann.put(f"/companies/{id}", company(name="x")).code == "platform.request_id_reused"

    def test_a_stale_version_is_refused(self, ann: Caller) -> None:
        id = new_id()
        ann.put(f"/companies/{id}", company())
        ann.put(f"/companies/{id}", company(version=1, name="x"))

        answer = ann.put(f"/companies/{id}", company(version=1, name="y"))

        assert (answer.code, answer.body["figures"]) == ("platform.stale_version", {"seen": 1, "current": 2})

    def test_a_taken_code_is_refused_at_its_field(self, ann: Caller) -> None:
        answer = ann.put(f"/companies/{new_id()}", company(code="C1"))

        assert answer.places == [(None, "code", "platform.already_exists")]

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"time_zone": "Asia/Nowhere"}, "platform.unknown_time_zone"),
            ({"parent_id": str(new_id())}, "platform.company_not_found"),
            ({"version": 3}, "platform.company_not_found"),
            ({"currency": "yuan"}, "platform.malformed"),
            ({"books_open_on": "31.01.2026"}, "platform.malformed"),
        ],
    )
    def test_what_is_wrong_is_refused(self, ann: Caller, change: dict[str, Any], code: str) -> None:
        assert ann.put(f"/companies/{new_id()}", company(**change)).code == code

    def test_no_company_stands_above_itself(self, world: World, ann: Caller) -> None:
        below = new_id()
        ann.put(f"/companies/{below}", company(parent_id=str(world.company_id)))

        answer = ann.put(
            f"/companies/{world.company_id}",
            company(version=1, code="C1", name="x", books_open_on="2020-01-01", parent_id=str(below)),
        )

        assert answer.code == "platform.company_in_circle"

    def test_takes_the_grant_over_the_whole_tenant(self, world: World) -> None:
        of_one_company = world.person("administrator", scope_kind="company", scope_id=world.company_id)

        assert Caller(of_one_company).put(f"/companies/{new_id()}", company()).code == "platform.missing_grant"
        assert Caller(world.person("buyer")).put(f"/companies/{new_id()}", company()).status == 403


class TestSavePerson:
    def test_a_new_person_can_sign_in_with_the_first_password(self, ann: Caller) -> None:
        id = new_id()
        made = ann.put(f"/people/{id}", person())

        assert made.status == 200
        assert len(made.body["first_password"]) >= 16
        with tenant_transaction(UUID(ann.get("/me").body["tenant"]["id"])):
            assert Person.objects.get(id=id).user.check_password(made.body["first_password"])

    def test_the_same_again_shows_no_password(self, ann: Caller) -> None:
        id, body = new_id(), person()
        ann.put(f"/people/{id}", body)

        again = ann.put(f"/people/{id}", body)

        assert (again.status, again.body["first_password"], again.body["version"]) == (200, None, 1)

    def test_changes_what_changed(self, ann: Caller) -> None:
        id, body = new_id(), person()
        ann.put(f"/people/{id}", body)

        changed = ann.put(f"/people/{id}", {**body, "version": 1, "name": "李四"})

        assert (changed.body["name"], changed.body["version"]) == ("李四", 2)

    def test_a_taken_user_name_is_refused_in_any_case_and_tenant(self, ann: Caller) -> None:
        taken = user_of(make_world().person("buyer")).username

        answer = ann.put(f"/people/{new_id()}", person(username=taken.upper()))

        assert answer.places == [(None, "username", "platform.username_taken")]

    def test_a_deactivated_person_is_out_at_once(self, world: World, ann: Caller) -> None:
        leaving = world.person("buyer", name="Leo")
        caller = Caller(leaving)
        body = person(version=1, username=user_of(leaving).username, name="Leo", active=False)

        answer = ann.put(f"/people/{leaving.person_id}", body)

        assert answer.body["active"] is False
        assert caller.get("/me").status == 401

    def test_the_last_administrator_stays(self, administrator: Actor, ann: Caller) -> None:
        body = person(version=1, username=user_of(administrator).username, name="Ann", active=False)

        assert ann.put(f"/people/{administrator.person_id}", body).code == "platform.last_administrator"
        assert ann.get("/me").status == 200

    def test_a_person_of_another_tenant_is_not_there(self, ann: Caller) -> None:
        stranger = make_world().person("buyer")

        assert ann.get(f"/people/{stranger.person_id}").code == "platform.person_not_found"
        assert ann.put(f"/people/{stranger.person_id}", person(version=1)).code == "platform.person_not_found"
        assert ann.post(f"/people/{stranger.person_id}/password", {}).code == "platform.person_not_found"

    @pytest.mark.parametrize("username", ["", "x", "a b", "a/b", "x" * 51, "a\nb"])
    def test_a_user_name_has_its_form(self, ann: Caller, username: str) -> None:
        assert ann.put(f"/people/{new_id()}", person(username=username)).code == "platform.malformed"


class TestListPeople:
    def test_shows_user_names_to_administrators_only(self, world: World, ann: Caller) -> None:
        buyer = Caller(world.person("buyer", name="Bob"))

        seen_by_ann = ann.get("/people").body["rows"]
        seen_by_buyer = buyer.get("/people").body["rows"]

        assert [p["name"] for p in seen_by_ann] == ["Ann", "Bob"]
        assert all(p["username"] for p in seen_by_ann)
        assert [bool(p["username"]) for p in seen_by_buyer] == [False, True]

    def test_user_names_can_not_be_found_out_by_searching(self, world: World, administrator: Actor) -> None:
        buyer = Caller(world.person("buyer"))

        assert buyer.get("/people", q=user_of(administrator).username).body["total"] == 0

    def test_goes_on_where_the_page_ended(self, world: World, ann: Caller) -> None:
        for name in ("Eve", "Bob", "Cid", "Bob", "Dan"):
            world.person(name=name)

        names, cursor = [], None
        while True:
            page = ann.get("/people", limit="2", sort="-name", cursor=cursor).body
            names += [p["name"] for p in page["rows"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break

        assert names == ["Eve", "Dan", "Cid", "Bob", "Bob", "Ann"]
        assert page["total"] == 6

    def test_comes_as_a_sheet(self, world: World, ann: Caller) -> None:
        from io import BytesIO

        from openpyxl import load_workbook

        world.person(name="=1+1")

        sheet = load_workbook(BytesIO(ann.get("/people", format="xlsx").content)).active

        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert sheet.title == "People"
        assert rows[0] == ["User name", "Name", "Language", "In use"]
        assert sorted(row[1] for row in rows[1:]) == ["=1+1", "Ann"]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ({"sort": "password"}, "platform.unknown_sort"),
            ({"cursor": "AAAA"}, "platform.bad_cursor"),
            ({"cursor": "WyJuYW1lIiwiQm9iIiwieCJd"}, "platform.bad_cursor"),
            ({"limit": "0"}, "platform.malformed"),
            ({"format": "pdf"}, "platform.malformed"),
        ],
    )
    def test_what_is_wrong_is_refused(self, ann: Caller, query: dict[str, str], code: str) -> None:
        answer = ann.get("/people", **query)

        assert (answer.status, answer.code) == (422, code)


class TestPassword:
    def test_a_reset_ends_the_persons_sessions(self, world: World, ann: Caller) -> None:
        bob = world.person("buyer")
        caller = Caller(bob)

        answer = ann.post(f"/people/{bob.person_id}/password", {})

        assert user_of(bob).check_password(answer.body["password"])
        assert caller.get("/me").status == 401

    @pytest.mark.parametrize("password", ["short", "password12", "1234567890"])
    def test_a_weak_one_is_refused(self, world: World, ann: Caller, password: str) -> None:
        bob = world.person("buyer")

        answer = ann.post(f"/people/{bob.person_id}/password", {"password": password})

        assert answer.places == [(None, "password", "platform.weak_password")]


class TestRoles:
    def test_lists_what_roles_grant(self, world: World) -> None:
        roles = {r["role"]: r["grants"] for r in Caller(world.person()).get("/roles").body}

        assert set(roles) >= {"administrator", "buyer", "storekeeper", "site_worker", "director"}
        assert "cost.read" not in roles["storekeeper"]

    def test_a_given_role_counts_at_once_and_a_taken_one_no_more(self, world: World, ann: Caller) -> None:
        bob = world.person(name="Bob")
        caller = Caller(bob)
        assert caller.get("/me").body["grants"] == []

        given = ann.post(f"/people/{bob.person_id}/roles", {"id": str(new_id()), "role": "buyer"})
        with_role = caller.get("/me").body["grants"]
        taken = ann.delete(f"/people/{bob.person_id}/roles/{given.body['id']}")

        assert "procurement.order" in with_role
        assert taken.status == 204
        assert caller.get("/me").body["grants"] == []

    def test_given_twice_is_held_once(self, world: World, ann: Caller) -> None:
        bob = world.person()
        path = f"/people/{bob.person_id}/roles"
        scope = {"role": "storekeeper", "scope_kind": "company", "scope_id": str(world.company_id)}

        first = ann.post(path, {"id": str(new_id()), **scope})
        second = ann.post(path, {"id": str(new_id()), **scope})

        assert first.body == second.body
        assert len(ann.get(path).body) == 1

    @pytest.mark.parametrize("kind", ["company", "project", "warehouse"])
    def test_an_unknown_scope_is_refused(self, world: World, ann: Caller, kind: str) -> None:
        body = {"id": str(new_id()), "role": "buyer", "scope_kind": kind, "scope_id": str(new_id())}

        answer = ann.post(f"/people/{world.person().person_id}/roles", body)

        assert (answer.status, answer.code) == (404, "platform.scope_not_found")

    def test_a_company_of_another_tenant_is_unknown(self, world: World, ann: Caller) -> None:
        scope = {"scope_kind": "company", "scope_id": str(make_world().company_id)}

        answer = ann.post(f"/people/{world.person().person_id}/roles", {"id": str(new_id()), "role": "buyer", **scope})

        assert answer.code == "platform.scope_not_found"

    @pytest.mark.parametrize(
        "change", [{"role": "king"}, {"scope_kind": "company"}, {"scope_id": str(new_id())}, {"id": "x"}]
    )
    def test_a_malformed_one_is_refused(self, world: World, ann: Caller, change: dict[str, str]) -> None:
        body = {"id": str(new_id()), "role": "buyer", **change}

        assert ann.post(f"/people/{world.person().person_id}/roles", body).code == "platform.malformed"

    def test_the_last_administrator_keeps_the_role(self, administrator: Actor, ann: Caller) -> None:
        path = f"/people/{administrator.person_id}/roles"
        [held] = ann.get(path).body

        answer = ann.delete(f"{path}/{held['id']}")

        assert answer.code == "platform.last_administrator"
        assert len(ann.get(path).body) == 1

    def test_who_administers_one_company_can_not_climb(self, world: World) -> None:
        climber = world.person("administrator", scope_kind="company", scope_id=world.company_id)

        answer = Caller(climber).post(
            f"/people/{climber.person_id}/roles", {"id": str(new_id()), "role": "administrator"}
        )

        assert answer.code == "platform.missing_grant"

    def test_ones_own_roles_are_seen_and_others_are_not(self, world: World, administrator: Actor) -> None:
        bob = world.person("buyer")

        assert [r["role"] for r in Caller(bob).get(f"/people/{bob.person_id}/roles").body] == ["buyer"]
        assert Caller(bob).get(f"/people/{administrator.person_id}/roles").status == 403


class TestFoundTenant:
    def test_makes_somebody_who_can_administer(self) -> None:
        from datetime import date

        from gongliao.platform.models import User

        founded = found_tenant(
            tenant="新公司",
            company_code="01",
            company="新公司",
            books_open_on=date(2026, 1, 1),
            person="管理员",
            username=f"admin-{new_id().hex}",
            password="a long enough secret",
        )

        actor = actor_of_user(User.objects.get(username=founded.username))
        assert actor.person_id == founded.person_id
        assert actor.holds("platform.administer")
        with tenant_transaction(founded.tenant_id):
            assert RoleAssignment.objects.count() == 1
