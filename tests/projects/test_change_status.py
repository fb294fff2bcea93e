"""The life of projects and nodes."""

import pytest

from gongliao.platform.public import MissingGrant, tenant_transaction
from gongliao.projects.errors.records import NodeNotFound, ProjectNotFound
from gongliao.projects.errors.status import (
    CannotClose,
    CannotComplete,
    CannotRelease,
    CannotReopen,
    HeldFromAbove,
    ReasonMissing,
)
from gongliao.projects.public import (
    close_node,
    close_project,
    complete_node,
    complete_project,
    nodes_by_id,
    release_node,
    release_project,
    reopen_node,
    reopen_project,
)
from gongliao.projects.queries.history import history_of_node, history_of_project
from tests.projects.kit import Site, first_node, make_site
from tests.support.world import NOW


def in_force(site: Site) -> dict[str, str]:
    return {node.code: node.status_in_force for node in site.nodes()}


class TestProjectStatus:
    def test_goes_through_life_and_back(self) -> None:
        site = make_site(first_node=first_node())
        step = {"actor": site.boss, "project_id": site.project.id, "at": NOW}

        statuses = [
            release_project(**step).status,
            complete_project(**step).status,
            close_project(**step).status,
            reopen_project(**step, reason="迟到发票").status,
            reopen_project(**step, reason="补充工程").status,
        ]

        assert statuses == ["released", "technically_complete", "closed", "technically_complete", "released"]
        assert site.events() == [
            "projects.project_released.v1",
            "projects.project_completed.v1",
            "projects.project_closed.v1",
            "projects.project_reopened.v1",
            "projects.project_reopened.v1",
        ]

    def test_opening_again_is_in_the_history_with_its_reason(self) -> None:
        site = make_site(released=True)
        complete_project(actor=site.boss, project_id=site.project.id, at=NOW)
        reopen_project(actor=site.boss, project_id=site.project.id, reason="补充工程", at=NOW)

        with tenant_transaction(site.world.tenant.id):
            last = history_of_project(actor=site.boss, project_id=site.project.id)[-1]

        assert last.person == "管理员"
        assert {(each.field, each.before, each.after) for each in last.changes} == {
            ("status", "technically_complete", "released"),
            ("status_reason", "", "补充工程"),
        }

    def test_releasing_releases_what_is_planned(self) -> None:
        site = make_site(first_node=first_node())
        [root] = site.nodes()
        site.node("1.1", root.id)

        release_project(actor=site.boss, project_id=site.project.id, at=NOW)

        assert [node.status for node in site.nodes()] == ["released", "released"]
        assert site.node("1.2", root.id).status == "released"

    def test_closing_a_project_leaves_its_nodes_as_they_were(self) -> None:
        site = make_site(first_node=first_node(), released=True)
        [root] = site.nodes()
        complete_project(actor=site.boss, project_id=site.project.id, at=NOW)

        with tenant_transaction(site.world.tenant.id):
            facts = nodes_by_id([root.id])[root.id]

        assert (facts.node_status, facts.project_status) == ("released", "technically_complete")

    def test_refuses_steps_out_of_turn(self) -> None:
        site = make_site()
        step = {"actor": site.boss, "project_id": site.project.id, "at": NOW}
        with pytest.raises(CannotComplete):
            complete_project(**step)
        with pytest.raises(CannotClose):
            close_project(**step)
        with pytest.raises(CannotReopen):
            reopen_project(**step, reason="x")
        with pytest.raises(ReasonMissing):
            reopen_project(**step, reason=" ")
        release_project(**step)
        with pytest.raises(CannotRelease):
            release_project(**step)

    def test_is_for_those_who_manage_the_project(self) -> None:
        site, theirs = make_site(), make_site()
        with pytest.raises(MissingGrant):
            release_project(actor=site.world.person("site_worker"), project_id=site.project.id, at=NOW)
        with pytest.raises(ProjectNotFound):
            release_project(actor=site.boss, project_id=theirs.project.id, at=NOW)


class TestNodeStatus:
    def test_reaches_down_and_comes_back_as_it_was(self) -> None:
        site = make_site(released=True)
        a = site.node("A")
        b = site.node("B", a.id)
        site.node("C", b.id)
        complete_node(actor=site.boss, node_id=b.id, at=NOW)

        complete_node(actor=site.boss, node_id=a.id, at=NOW)
        close_node(actor=site.boss, node_id=a.id, at=NOW)
        assert in_force(site) == {"A": "closed", "B": "closed", "C": "closed"}

        reopen_node(actor=site.boss, node_id=a.id, reason="质保维修", at=NOW)
        opened = reopen_node(actor=site.boss, node_id=a.id, reason="质保维修", at=NOW)

        assert in_force(site) == {"A": "released", "B": "technically_complete", "C": "technically_complete"}
        assert opened.status_reason == "质保维修"
        assert site.events().count("projects.node_status_changed.v1") == 5

    def test_is_bounded_by_its_project(self) -> None:
        site = make_site(first_node=first_node())
        [root] = site.nodes()
        with pytest.raises(HeldFromAbove):
            release_node(actor=site.boss, node_id=root.id, at=NOW)

        for step in (release_project, complete_project, close_project):
            step(actor=site.boss, project_id=site.project.id, at=NOW)
        with pytest.raises(HeldFromAbove):
            complete_node(actor=site.boss, node_id=root.id, at=NOW)

    def test_a_node_closes_while_its_project_is_technically_complete_but_does_not_open(self) -> None:
        site = make_site(first_node=first_node(), released=True)
        [root] = site.nodes()
        complete_project(actor=site.boss, project_id=site.project.id, at=NOW)

        complete_node(actor=site.boss, node_id=root.id, at=NOW)
        close_node(actor=site.boss, node_id=root.id, at=NOW)
        reopen_node(actor=site.boss, node_id=root.id, reason="x", at=NOW)

        with pytest.raises(HeldFromAbove):
            reopen_node(actor=site.boss, node_id=root.id, reason="x", at=NOW)

    def test_is_bounded_by_the_node_above(self) -> None:
        site = make_site(released=True)
        a = site.node("A")
        b = site.node("B", a.id)
        complete_node(actor=site.boss, node_id=a.id, at=NOW)
        complete_node(actor=site.boss, node_id=b.id, at=NOW)
        with pytest.raises(HeldFromAbove) as refusal:
            reopen_node(actor=site.boss, node_id=b.id, reason="x", at=NOW)
        assert refusal.value.above == "A"

    def test_refuses_steps_out_of_turn_and_without_reason(self) -> None:
        site = make_site(released=True)
        a = site.node("A")
        with pytest.raises(CannotClose):
            close_node(actor=site.boss, node_id=a.id, at=NOW)
        with pytest.raises(ReasonMissing):
            reopen_node(actor=site.boss, node_id=a.id, reason="", at=NOW)

    def test_is_in_the_history_of_the_node(self) -> None:
        site = make_site(released=True)
        a = site.node("A")
        complete_node(actor=site.boss, node_id=a.id, at=NOW)
        with tenant_transaction(site.world.tenant.id):
            _, changed = history_of_node(actor=site.boss, node_id=a.id)
        assert [(each.field, each.after) for each in changed.changes] == [("status", "technically_complete")]

    def test_a_strangers_node_is_not_found(self) -> None:
        site, theirs = make_site(), make_site(released=True)
        foreign = theirs.node("A")
        with pytest.raises(NodeNotFound):
            complete_node(actor=site.boss, node_id=foreign.id, at=NOW)
        outsider = theirs.world.person("project_manager", scope_kind="project", scope_id=site.project.id)
        with pytest.raises(NodeNotFound):
            complete_node(actor=outsider, node_id=foreign.id, at=NOW)
        with pytest.raises(MissingGrant):
            complete_node(actor=theirs.world.person("site_worker"), node_id=foreign.id, at=NOW)
