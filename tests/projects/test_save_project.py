"""Saving and reading projects."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongliao.catalog.public import PartyNotFound, PartyRequest, WarehouseRequest, save_party, save_warehouse
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company
from gongliao.platform.public import (
    CompanyNotFound,
    MissingGrant,
    RequestIdReused,
    StaleVersion,
    tenant_transaction,
)
from gongliao.projects.errors.records import (
    CodeTaken,
    CompanyFixed,
    FinishBeforeStart,
    NotACustomer,
    PersonNotFound,
    ProjectNotFound,
    ProjectUnderItself,
    SiteStoreNotFound,
)
from gongliao.projects.errors.status import ProjectIsClosed
from gongliao.projects.models import Project
from gongliao.projects.public import (
    close_project,
    complete_project,
    find_project,
    list_projects,
    projects_by_id,
    save_project,
)
from gongliao.projects.queries.history import history_of_project
from gongliao.projects.queries.records import sees_contract_value
from tests.projects.kit import Site, first_node, make_site, project_request
from tests.support.world import NOW, World, make_world


def other_company(world: World) -> Company:
    with tenant_transaction(world.tenant.id):
        return Company.objects.create(code="C2", name="子公司", books_open_on=date(2020, 1, 1))


class TestSaveProject:
    def test_makes_a_draft_with_its_first_node(self) -> None:
        site = make_site(first_node=first_node(), contract_value=Decimal("1200000.50"))

        assert (site.project.status, site.project.version) == ("draft", 1)
        assert site.project.contract_value == Decimal("1200000.50")
        assert site.shape() == "1 1"
        [node] = site.nodes()
        assert (node.chargeable, node.status) == (True, "draft")

    def test_takes_the_next_number_where_no_code_is_given(self) -> None:
        world = make_world()
        boss = world.person("administrator")

        codes = [save_project(actor=boss, request=project_request(world, boss, code=""), at=NOW).code for _ in range(2)]

        assert codes == ["PJ-2026-00001", "PJ-2026-00002"]

    def test_the_same_again_changes_nothing(self) -> None:
        world = make_world()
        boss = world.person("administrator")
        request = project_request(world, boss, code="", first_node=first_node())

        first = save_project(actor=boss, request=request, at=NOW)
        again = save_project(actor=boss, request=request, at=NOW)

        assert (again.id, again.code, again.version) == (first.id, first.code, 1)

    def test_the_same_id_with_another_content_is_refused(self) -> None:
        site = make_site()
        with pytest.raises(RequestIdReused):
            save_project(
                actor=site.boss, request=project_request(site.world, site.boss, id=site.project.id, name="x"), at=NOW
            )

    def test_changes_what_the_editor_saw_and_refuses_what_is_stale(self) -> None:
        site = make_site()
        edit = project_request(site.world, site.boss, id=site.project.id, name="二号楼", version=1)

        saved = save_project(actor=site.boss, request=edit, at=NOW)

        assert (saved.name, saved.version) == ("二号楼", 2)
        with pytest.raises(StaleVersion) as refusal:
            save_project(actor=site.boss, request=replace(edit, name="三号楼"), at=NOW)
        assert (refusal.value.seen, refusal.value.current) == (1, 2)

    def test_takes_a_customer_a_parent_and_a_site_store(self) -> None:
        site = make_site()
        party = save_party(actor=site.boss, request=PartyRequest(id=new_id(), code="K1", name="甲方", is_customer=True))
        store = save_warehouse(
            actor=site.boss,
            request=WarehouseRequest(
                id=new_id(), code="S1", name="现场库", company_id=site.world.company_id, kind="site"
            ),
        )
        request = project_request(
            site.world,
            site.boss,
            code="P-002",
            customer_id=party.id,
            parent_id=site.project.id,
            site_store_id=store.id,
            planned_start=date(2026, 1, 1),
            planned_finish=date(2026, 1, 1),
        )

        saved = save_project(actor=site.boss, request=request, at=NOW)

        assert (saved.customer.code, saved.parent.code, saved.site_store.code) == ("K1", "P-001", "S1")
        with tenant_transaction(site.world.tenant.id):
            assert projects_by_id([saved.id])[saved.id].site_store_id == store.id

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"company_id": new_id()}, CompanyNotFound),
            ({"manager_id": new_id()}, PersonNotFound),
            ({"customer_id": new_id()}, PartyNotFound),
            ({"site_store_id": new_id()}, SiteStoreNotFound),
            ({"parent_id": new_id()}, ProjectNotFound),
            ({"planned_start": date(2026, 2, 1), "planned_finish": date(2026, 1, 31)}, FinishBeforeStart),
            ({"code": "P-001"}, CodeTaken),
            ({"version": 3}, ProjectNotFound),
        ],
    )
    def test_refuses(self, changes: dict[str, object], refusal: type[Refusal]) -> None:
        site = make_site()
        request = project_request(site.world, site.boss, **{"code": "P-002", **changes})

        with pytest.raises(refusal):
            save_project(actor=site.boss, request=request, at=NOW)

    def test_refuses_a_party_that_is_no_customer(self) -> None:
        site = make_site()
        party = save_party(
            actor=site.boss, request=PartyRequest(id=new_id(), code="V1", name="供应商", is_supplier=True)
        )
        with pytest.raises(NotACustomer):
            save_project(
                actor=site.boss,
                request=project_request(site.world, site.boss, code="P-002", customer_id=party.id),
                at=NOW,
            )

    def test_refuses_a_store_of_another_company(self) -> None:
        site = make_site()
        company = other_company(site.world)
        store = save_warehouse(
            actor=site.boss, request=WarehouseRequest(id=new_id(), code="S1", name="库", company_id=company.id)
        )
        with pytest.raises(SiteStoreNotFound):
            save_project(
                actor=site.boss,
                request=project_request(site.world, site.boss, code="P-002", site_store_id=store.id),
                at=NOW,
            )

    def test_refuses_a_project_that_would_be_part_of_itself(self) -> None:
        site = make_site()
        child = save_project(
            actor=site.boss,
            request=project_request(site.world, site.boss, code="P-002", parent_id=site.project.id),
            at=NOW,
        )
        edit = project_request(site.world, site.boss, id=site.project.id, parent_id=child.id, version=1)
        with pytest.raises(ProjectUnderItself):
            save_project(actor=site.boss, request=edit, at=NOW)

    def test_the_company_is_fixed_once_the_draft_is_left(self) -> None:
        site = make_site(released=True)
        company = other_company(site.world)
        edit = project_request(
            site.world, site.boss, id=site.project.id, company_id=company.id, version=site.project.version
        )
        with pytest.raises(CompanyFixed):
            save_project(actor=site.boss, request=edit, at=NOW)

    def test_a_closed_project_does_not_change(self) -> None:
        site = make_site(released=True)
        complete_project(actor=site.boss, project_id=site.project.id, at=NOW)
        closed = close_project(actor=site.boss, project_id=site.project.id, at=NOW)
        edit = project_request(site.world, site.boss, id=closed.id, name="x", version=closed.version)
        with pytest.raises(ProjectIsClosed):
            save_project(actor=site.boss, request=edit, at=NOW)


class TestWhoMay:
    def test_a_manager_of_one_project_changes_it_but_makes_no_other(self) -> None:
        site = make_site()
        manager = site.world.person("project_manager", scope_kind="project", scope_id=site.project.id)
        edit = project_request(site.world, site.boss, id=site.project.id, name="x", version=1)

        assert save_project(actor=manager, request=edit, at=NOW).name == "x"
        with pytest.raises(MissingGrant):
            save_project(actor=manager, request=project_request(site.world, manager, code="P-002"), at=NOW)

    def test_a_manager_of_a_company_makes_projects_there_alone(self) -> None:
        world = make_world()
        company = other_company(world)
        manager = world.person("project_manager", scope_kind="company", scope_id=company.id)

        request = project_request(world, manager, company_id=company.id)
        assert save_project(actor=manager, request=request, at=NOW).company_id == company.id
        with pytest.raises(MissingGrant):
            save_project(actor=manager, request=project_request(world, manager, code="P-002"), at=NOW)

    def test_a_site_worker_changes_nothing(self) -> None:
        site = make_site()
        worker = site.world.person("site_worker")
        with pytest.raises(MissingGrant):
            save_project(actor=worker, request=project_request(site.world, worker, code="P-002"), at=NOW)

    def test_another_tenants_project_is_as_good_as_none(self) -> None:
        ours, theirs = make_site(), make_site()
        edit = project_request(ours.world, ours.boss, id=theirs.project.id, code="P-002", version=1)

        with pytest.raises(ProjectNotFound):
            save_project(actor=ours.boss, request=edit, at=NOW)
        with tenant_transaction(ours.world.tenant.id):
            assert projects_by_id([theirs.project.id]) == {}
            with pytest.raises(ProjectNotFound):
                find_project(actor=ours.boss, project_id=theirs.project.id)
        with pytest.raises(ProjectNotFound):
            save_project(
                actor=ours.boss,
                request=project_request(ours.world, ours.boss, code="P-002", parent_id=theirs.project.id),
                at=NOW,
            )

    def test_a_project_out_of_sight_is_not_found_rather_than_forbidden(self) -> None:
        site = make_site()
        company = other_company(site.world)
        stranger = site.world.person("project_manager", scope_kind="company", scope_id=company.id)
        edit = project_request(site.world, stranger, id=site.project.id, company_id=company.id, version=1)
        with pytest.raises(ProjectNotFound):
            save_project(actor=stranger, request=edit, at=NOW)


def seen(site: Site, role: str, **scope: object) -> set[str]:
    actor = site.world.person(role, **scope)  # type: ignore[arg-type]
    with tenant_transaction(site.world.tenant.id):
        return set(list_projects(actor=actor).values_list("code", flat=True))


class TestVisibleTo:
    def test_reach_decides(self) -> None:
        site = make_site()
        company = other_company(site.world)
        save_project(
            actor=site.boss,
            request=project_request(site.world, site.boss, code="P-002", company_id=company.id),
            at=NOW,
        )

        assert seen(site, "site_worker") == {"P-001", "P-002"}
        assert seen(site, "site_worker", scope_kind="company", scope_id=company.id) == {"P-002"}
        assert seen(site, "site_worker", scope_kind="project", scope_id=site.project.id) == {"P-001"}
        assert seen(site, "storekeeper", scope_kind="warehouse", scope_id=new_id()) == set()

    def test_filters_and_text(self) -> None:
        site = make_site()
        with tenant_transaction(site.world.tenant.id):
            found = {
                name: list_projects(actor=site.boss, **asked).count()
                for name, asked in {
                    "text": {"text": "p-0"},
                    "other text": {"text": "二号"},
                    "status": {"status": "draft"},
                    "other status": {"status": "closed"},
                    "no filter": {"status": None},
                }.items()
            }
        assert found == {"text": 1, "other text": 0, "status": 1, "other status": 0, "no filter": 1}

    def test_contract_value_is_for_those_who_see_cost(self) -> None:
        site = make_site(contract_value=Decimal(5))
        roles = {"administrator": True, "project_manager": True, "site_worker": False, "buyer": False}
        for role, sees in roles.items():
            actor = site.world.person(role, scope_kind="project", scope_id=site.project.id)
            assert sees_contract_value(actor, site.project) is sees, role


class TestHistory:
    def test_tells_who_changed_what(self) -> None:
        site = make_site(contract_value=Decimal("5.00"))
        manager = site.world.person("project_manager", name="李工")
        edit = project_request(
            site.world,
            site.boss,
            id=site.project.id,
            name="二号楼",
            manager_id=manager.person_id,
            contract_value=Decimal("6.00"),
            version=1,
        )
        save_project(actor=manager, request=edit, at=NOW)

        with tenant_transaction(site.world.tenant.id):
            created, changed = history_of_project(actor=site.boss, project_id=site.project.id)
            seen_by_worker = history_of_project(actor=site.world.person("site_worker"), project_id=site.project.id)

        assert (created.person, created.action, changed.person) == ("管理员", "insert", "李工")
        assert {(each.field, each.before, each.after) for each in changed.changes} == {
            ("name", "一号楼", "二号楼"),
            ("manager_id", "管理员", "李工"),
            ("contract_value", "5.00", "6.00"),
        }
        assert ("code", None, "P-001") in {(each.field, each.before, each.after) for each in created.changes}
        assert "contract_value" not in {each.field for entry in seen_by_worker for each in entry.changes}

    def test_the_tree_is_no_news_of_the_project(self) -> None:
        site = make_site()
        site.node("A")
        with tenant_transaction(site.world.tenant.id):
            assert len(history_of_project(actor=site.boss, project_id=site.project.id)) == 1
            assert Project.objects.get(id=site.project.id).tree_version == 1
