"""Saving, moving, pasting and dropping nodes on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import IntegrityError, connections

from gongliao.kernel.errors import SeveralRefusals
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Assignment, MissingGrant, RequestIdReused, StaleVersion, tenant_transaction
from gongliao.projects.errors.records import CodeTaken, NodeNotFound, ProjectNotFound
from gongliao.projects.errors.status import ProjectIsClosed, TakesNoNewNodes
from gongliao.projects.errors.tree import (
    NodeHasChildren,
    NodeHasPostings,
    NodeMovesOtherwise,
    NodeOfOtherProject,
    TaskTakesNoChildren,
    TooManyRows,
)
from gongliao.projects.models import WbsNode
from gongliao.projects.public import (
    NodeRequest,
    OutlineRequest,
    OutlineRow,
    chargeable_nodes,
    close_project,
    complete_project,
    delete_node,
    find_project,
    hold_nodes,
    mark_nodes_used,
    move_node,
    nodes_by_id,
    save_node,
    save_outline,
    save_project,
    tree_of,
)
from tests.projects.kit import Site, counted, make_site, project_request
from tests.support.world import NOW


def paste(site: Site, *rows: OutlineRow, under: UUID | None = None, seen: int | None = None) -> None:
    with tenant_transaction(site.world.tenant.id):
        current = find_project(actor=site.boss, project_id=site.project.id).tree_version
    request = OutlineRequest(
        project_id=site.project.id,
        tree_version=current if seen is None else seen,
        parent_id=under,
        rows=rows,
    )
    save_outline(actor=site.boss, request=request)


def row(code: str, level: int, **fields: object) -> OutlineRow:
    return OutlineRow(id=new_id(), code=code, name=code, level=level, **fields)  # type: ignore[arg-type]


def second_project(site: Site) -> Site:
    project = save_project(actor=site.boss, request=project_request(site.world, site.boss, code="P-002"), at=NOW)
    return Site(site.world, site.boss, project)


def use(site: Site, node: WbsNode) -> None:
    with tenant_transaction(site.world.tenant.id):
        mark_nodes_used(hold_nodes([node.id]).get())


class TestSaveNode:
    def test_builds_a_tree(self) -> None:
        site = make_site()
        a = site.node("A")
        site.node("B", a.id)
        site.node("C")
        site.node("D", a.id)

        assert site.shape() == "1 A, 1.1 B, 1.2 D, 2 C"

    def test_the_same_again_changes_nothing_and_another_content_is_refused(self) -> None:
        site = make_site()
        request = NodeRequest(id=new_id(), project_id=site.project.id, code="A", name="A")

        first = save_node(actor=site.boss, request=request)
        again = save_node(actor=site.boss, request=request)

        assert (again.id, again.version) == (first.id, 1)
        with pytest.raises(RequestIdReused):
            save_node(actor=site.boss, request=replace(request, name="B"))

    def test_changes_what_the_editor_saw_and_refuses_what_is_stale(self) -> None:
        site = make_site()
        request = NodeRequest(id=new_id(), project_id=site.project.id, code="A", name="A")
        save_node(actor=site.boss, request=request)

        changed = save_node(actor=site.boss, request=replace(request, name="土建", billable=True, version=1))

        assert (changed.name, changed.billable, changed.version) == ("土建", True, 2)
        with pytest.raises(StaleVersion):
            save_node(actor=site.boss, request=replace(request, name="x", version=1))

    def test_refuses_what_the_tree_does_not_take(self) -> None:
        site = make_site()
        other = second_project(site)
        a = site.node("A")
        task = site.node("T", node_type="task")
        foreign = other.node("A")

        with pytest.raises(CodeTaken):
            site.node("A")
        with pytest.raises(TaskTakesNoChildren):
            site.node("B", task.id)
        with pytest.raises(NodeNotFound):
            site.node("B", new_id())
        with pytest.raises(NodeOfOtherProject):
            site.node("B", foreign.id)
        with pytest.raises(NodeOfOtherProject):
            site.node("A", id=foreign.id)
        with pytest.raises(NodeMovesOtherwise):
            site.node("A", id=task.id, under=a.id, version=1)
        with pytest.raises(NodeNotFound):
            site.node("B", version=4)
        with pytest.raises(ProjectNotFound):
            site.node("B", project_id=new_id())

    def test_work_that_is_done_takes_no_new_nodes_and_a_closed_project_no_change(self) -> None:
        site = make_site(released=True)
        a = site.node("A")
        complete_project(actor=site.boss, project_id=site.project.id, at=NOW)
        with pytest.raises(TakesNoNewNodes):
            site.node("B")
        renamed = site.node("A", id=a.id, name="renamed", version=1)
        assert renamed.name == "renamed"

        close_project(actor=site.boss, project_id=site.project.id, at=NOW)
        with pytest.raises(ProjectIsClosed):
            site.node("A", id=a.id, name="x", version=renamed.version)

    def test_is_for_those_who_manage_the_project(self) -> None:
        site = make_site()
        request = NodeRequest(id=new_id(), project_id=site.project.id, code="A", name="A")
        with pytest.raises(MissingGrant):
            save_node(actor=site.world.person("storekeeper"), request=request)
        elsewhere = second_project(site).project
        manager = site.world.person("project_manager", scope_kind="project", scope_id=elsewhere.id)
        with pytest.raises(ProjectNotFound):
            save_node(actor=manager, request=request)

    def test_who_reads_everything_and_manages_one_project_changes_no_other(self) -> None:
        site = make_site()
        elsewhere = second_project(site).project
        manager = site.world.person("project_manager", scope_kind="project", scope_id=elsewhere.id)
        both = replace(manager, assignments=(*manager.assignments, Assignment("site_worker", "tenant")), _reach={})
        with pytest.raises(MissingGrant):
            save_node(actor=both, request=NodeRequest(id=new_id(), project_id=site.project.id, code="A", name="A"))


class TestMoveNode:
    def test_moves_a_subtree(self) -> None:
        site = make_site()
        a = site.node("A")
        b = site.node("B", a.id)
        site.node("C", b.id)
        d = site.node("D")

        move_node(actor=site.boss, node_id=b.id, parent_id=None, before_id=d.id)
        assert site.shape() == "1 A, 2 B, 2.1 C, 3 D"

        move_node(actor=site.boss, node_id=d.id, parent_id=b.id, before_id=None)
        assert site.shape() == "1 A, 2 B, 2.1 C, 2.2 D"

    def test_moving_to_where_it_is_changes_nothing(self) -> None:
        site = make_site()
        site.node("A")
        b = site.node("B")
        with tenant_transaction(site.world.tenant.id):
            before = find_project(actor=site.boss, project_id=site.project.id).tree_version

        move_node(actor=site.boss, node_id=b.id, parent_id=None, before_id=None)

        with tenant_transaction(site.world.tenant.id):
            assert find_project(actor=site.boss, project_id=site.project.id).tree_version == before

    def test_stays_in_its_project(self) -> None:
        site = make_site()
        a = site.node("A")
        foreign = second_project(site).node("A")
        with pytest.raises(NodeOfOtherProject):
            move_node(actor=site.boss, node_id=a.id, parent_id=foreign.id, before_id=None)
        with pytest.raises(NodeOfOtherProject):
            move_node(actor=site.boss, node_id=a.id, parent_id=None, before_id=foreign.id)

    def test_a_node_with_postings_moves_within_its_project(self) -> None:
        site = make_site()
        a, b = site.node("A"), site.node("B")
        use(site, b)

        move_node(actor=site.boss, node_id=b.id, parent_id=a.id, before_id=None)

        assert site.shape() == "1 A, 1.1 B"
        assert site.again(b).has_postings

    def test_another_tenants_node_is_not_found(self) -> None:
        site, theirs = make_site(), make_site()
        a, foreign = site.node("A"), theirs.node("A")
        with pytest.raises(NodeNotFound):
            move_node(actor=site.boss, node_id=foreign.id, parent_id=None, before_id=None)
        with pytest.raises(NodeNotFound):
            move_node(actor=site.boss, node_id=a.id, parent_id=foreign.id, before_id=None)


class TestDeleteNode:
    def test_drops_a_leaf_and_closes_the_gap(self) -> None:
        site = make_site()
        a = site.node("A")
        site.node("B")

        delete_node(actor=site.boss, node_id=a.id, version=1)

        assert site.shape() == "1 B"

    def test_refuses(self) -> None:
        site = make_site()
        a = site.node("A")
        b = site.node("B", a.id)
        with pytest.raises(NodeHasChildren):
            delete_node(actor=site.boss, node_id=a.id, version=1)
        with pytest.raises(StaleVersion):
            delete_node(actor=site.boss, node_id=b.id, version=2)
        use(site, b)
        with pytest.raises(NodeHasPostings):
            delete_node(actor=site.boss, node_id=b.id, version=1)
        with pytest.raises(NodeNotFound):
            delete_node(actor=site.boss, node_id=new_id(), version=1)


class TestMarkNodesUsed:
    def test_marks_once_and_keeps_the_node_chargeable(self) -> None:
        site = make_site()
        a = site.node("A")
        use(site, a)
        use(site, a)

        marked = site.again(a)
        assert (marked.has_postings, marked.version) == (True, 1)
        with pytest.raises(NodeHasPostings):
            site.node("A", id=a.id, chargeable=False, version=1)

    def test_refuses_a_node_that_is_gone(self) -> None:
        site, theirs = make_site(), make_site()
        foreign = theirs.node("A")
        for missing in (new_id(), foreign.id):
            with tenant_transaction(site.world.tenant.id), pytest.raises(NodeNotFound):
                mark_nodes_used(hold_nodes([missing]).get())

    def test_a_node_that_a_row_names_can_not_go_from_under_it(self) -> None:
        site = make_site()
        a = site.node("A")
        site.node("B", a.id)
        with pytest.raises(IntegrityError), tenant_transaction(site.world.tenant.id):
            WbsNode.objects.filter(id=a.id)._raw_delete("default")


class TestRaces:
    def test_a_removal_waits_for_a_posting_under_way_and_then_finds_it(self) -> None:
        site = make_site()
        a = site.node("A")

        def remove() -> None:
            try:
                delete_node(actor=site.boss, node_id=a.id, version=1)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            with tenant_transaction(site.world.tenant.id):
                mark_nodes_used(hold_nodes([a.id]).get())
                removal = pool.submit(remove)
                with pytest.raises(TimeoutError):
                    removal.result(timeout=0.3)
            with pytest.raises(NodeHasPostings):
                removal.result(timeout=10)

    def test_two_nodes_added_at_once_stand_one_after_the_other(self) -> None:
        site = make_site()

        def add(code: str) -> None:
            try:
                site.node(code)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(add, ["A", "B"]))

        assert sorted(node.sort_order for node in site.nodes()) == [1, 2]


class TestSaveOutline:
    def test_saves_a_whole_outline_and_again_changes_nothing(self) -> None:
        site = make_site()
        rows = (row("A", 1), row("B", 2), row("C", 3), row("D", 2))

        paste(site, *rows)
        paste(site, *rows, seen=0)

        assert site.shape() == "1 A, 1.1 B, 1.1.1 C, 1.2 D"
        assert [node.version for node in site.nodes()] == [1, 1, 1, 1]

    def test_changes_and_reorders_by_code(self) -> None:
        site = make_site()
        paste(site, row("A", 1), row("B", 2), row("C", 2))

        paste(site, row("A", 1), row("C", 2), row("B", 2, billable=True))

        assert site.shape() == "1 A, 1.1 C, 1.2 B"
        assert {node.code: node.version for node in site.nodes()} == {"A": 1, "C": 1, "B": 2}

    def test_codes_may_be_swapped(self) -> None:
        site = make_site()
        a, b = site.node("A"), site.node("B")

        paste(
            site,
            OutlineRow(id=a.id, code="B", name="B", level=1),
            OutlineRow(id=b.id, code="A", name="A", level=1),
        )

        assert site.shape() == "1 B, 2 A"

    def test_an_outline_from_an_old_tree_is_refused(self) -> None:
        site = make_site()
        site.node("A")
        with pytest.raises(StaleVersion):
            paste(site, row("B", 1), seen=0)

    def test_all_faults_come_together_and_nothing_is_saved(self) -> None:
        site = make_site()
        foreign = second_project(site).node("X")
        with pytest.raises(SeveralRefusals) as refusal:
            paste(
                site,
                row("A", 1),
                row("A", 1),
                row("B", 5),
                OutlineRow(id=foreign.id, code="C", name="C", level=1),
            )
        assert [(each.code, each.line) for each in refusal.value.refusals] == [
            ("projects.row_twice", 2),
            ("projects.level_skipped", 3),
            ("projects.node_of_other_project", 4),
        ]
        assert site.shape() == ""

    def test_a_thousand_rows_and_one_more(self) -> None:
        site = make_site()
        rows = [row(f"N{at}", 1 if at == 0 else 2) for at in range(1001)]
        with pytest.raises(TooManyRows):
            paste(site, *rows)

        with counted() as statements:
            paste(site, *rows[:1000])

        assert len(site.nodes()) == 1000
        assert len([each for each in statements if "projects_" in each]) < 15

    def test_work_that_is_done_is_renamed_but_not_added_to(self) -> None:
        site = make_site(released=True)
        a = site.node("A")
        complete_project(actor=site.boss, project_id=site.project.id, at=NOW)

        paste(site, OutlineRow(id=a.id, code="A", name="renamed", level=1))
        assert site.again(a).name == "renamed"

        with pytest.raises(TakesNoNewNodes):
            paste(site, row("B", 1))


class TestBigTrees:
    def test_a_tree_fifty_deep(self) -> None:
        site = make_site()
        paste(site, *(row(f"N{depth}", depth) for depth in range(1, 51)))

        nodes = site.nodes()

        assert [node.depth for node in nodes] == list(range(1, 51))
        top, bottom = nodes[0], nodes[-1]
        assert bottom.path.startswith(top.path)

    def test_two_thousand_nodes_are_one_statement_and_a_move_among_them_few(self) -> None:
        site = make_site()
        paste(site, *(row(f"A{at}", 1 + at % 5) for at in range(1000)))
        paste(site, *(row(f"B{at}", 1 + at % 5) for at in range(1000)))

        with tenant_transaction(site.world.tenant.id):
            tree = tree_of(actor=site.boss, project_id=site.project.id)
            with counted() as statements:
                nodes = list(tree)

        assert len(nodes) == 2000
        assert len(statements) == 1
        assert [node.path for node in nodes] == sorted(node.path for node in nodes)

        last = next(node for node in nodes if node.code == "B995")
        with counted() as statements:
            move_node(actor=site.boss, node_id=last.id, parent_id=None, before_id=nodes[0].id)
        assert len(statements) < 15
        assert site.nodes()[0].code == "B995"


class TestFacts:
    def test_nodes_come_with_what_decides_over_them(self) -> None:
        site = make_site(released=True)
        a = site.node("A", chargeable=False)
        b = site.node("B", a.id)
        with tenant_transaction(site.world.tenant.id):
            found = nodes_by_id([a.id, b.id, new_id()])
            chargeable = chargeable_nodes(site.project.id)

        assert set(found) == {a.id, b.id}
        assert (found[b.id].project_code, found[b.id].company_id) == ("P-001", site.world.company_id)
        assert [each.code for each in chargeable] == ["B"]

    def test_another_tenants_are_not_there(self) -> None:
        site, theirs = make_site(), make_site()
        foreign = theirs.node("A")
        with tenant_transaction(site.world.tenant.id):
            assert nodes_by_id([foreign.id]) == {}
            assert chargeable_nodes(theirs.project.id) == []
