"""Rules of the projects module, as tables."""

from collections.abc import Sequence
from itertools import product
from uuid import UUID

import pytest

from gongliao.kernel.errors import Refusal
from gongliao.projects.errors.records import CodeTaken, NodeNotFound
from gongliao.projects.errors.status import (
    CannotClose,
    CannotComplete,
    CannotRelease,
    CannotReopen,
    CategoryInactive,
    HeldFromAbove,
    NodeClosed,
    NodeNotChargeable,
    NodeNotReleased,
    NodeTechnicallyComplete,
    ProjectIsClosed,
    ReasonMissing,
    TakesNoNewNodes,
)
from gongliao.projects.errors.tree import (
    LevelSkipped,
    NodeHasChildren,
    NodeHasPostings,
    NodeMovesOtherwise,
    NodeUnderItself,
    NotASibling,
    RowTwice,
    TaskTakesNoChildren,
    TooManyNodes,
)
from gongliao.projects.rules.facts import CategoryFacts, Kind, NodeFacts, NodeType, Purpose, Status
from gongliao.projects.rules.outline import OutlineRow, arrange_outline
from gongliao.projects.rules.status import (
    Action,
    actions_from,
    first_status,
    narrowest,
    next_status,
    require_category_takes,
    require_node_takes,
    require_open,
    require_reason,
    require_room,
    takes_new_nodes,
)
from gongliao.projects.rules.tree import (
    NODES_MAX,
    Node,
    lay_out,
    outline_number,
    require_size,
    with_moved,
    with_saved,
    without,
)

DRAFT, RELEASED, COMPLETE, CLOSED = Status
PURPOSES: tuple[Purpose, ...] = ("order", "requisition", "issue", "return", "cost", "receipt")

STEPS: dict[tuple[Status, Action], Status | type[Refusal]] = {
    (DRAFT, Action.RELEASE): RELEASED,
    (DRAFT, Action.COMPLETE): CannotComplete,
    (DRAFT, Action.CLOSE): CannotClose,
    (DRAFT, Action.REOPEN): CannotReopen,
    (RELEASED, Action.RELEASE): CannotRelease,
    (RELEASED, Action.COMPLETE): COMPLETE,
    (RELEASED, Action.CLOSE): CannotClose,
    (RELEASED, Action.REOPEN): CannotReopen,
    (COMPLETE, Action.RELEASE): CannotRelease,
    (COMPLETE, Action.COMPLETE): CannotComplete,
    (COMPLETE, Action.CLOSE): CLOSED,
    (COMPLETE, Action.REOPEN): RELEASED,
    (CLOSED, Action.RELEASE): CannotRelease,
    (CLOSED, Action.COMPLETE): CannotComplete,
    (CLOSED, Action.CLOSE): CannotClose,
    (CLOSED, Action.REOPEN): COMPLETE,
}


class TestSteps:
    def test_the_table_is_complete(self) -> None:
        assert set(STEPS) == set(product(Status, Action))

    @pytest.mark.parametrize(("status", "action"), list(STEPS))
    def test_each_status_takes_each_action_or_says_why_not(self, status: Status, action: Action) -> None:
        outcome = STEPS[status, action]

        if isinstance(outcome, Status):
            assert next_status(status=status, action=action, subject="P1") is outcome
            assert action in actions_from(status)
        else:
            with pytest.raises(outcome):
                next_status(status=status, action=action, subject="P1")
            assert action not in actions_from(status)

    def test_opening_again_needs_a_reason(self) -> None:
        with pytest.raises(ReasonMissing):
            require_reason(action=Action.REOPEN, reason="  ", subject="P1")
        require_reason(action=Action.REOPEN, reason="late invoice", subject="P1")
        require_reason(action=Action.CLOSE, reason="", subject="P1")

    @pytest.mark.parametrize(
        ("bound", "room"),
        [
            (DRAFT, set()),
            (RELEASED, {RELEASED, COMPLETE, CLOSED}),
            (COMPLETE, {COMPLETE, CLOSED}),
            (CLOSED, set()),
        ],
    )
    def test_what_lies_above_bounds_where_a_node_gets(self, bound: Status, room: set[Status]) -> None:
        for target in (RELEASED, COMPLETE, CLOSED):
            if target in room:
                require_room(target=target, bound=bound, subject="N", above="P")
            else:
                with pytest.raises(HeldFromAbove):
                    require_room(target=target, bound=bound, subject="N", above="P")

    def test_the_narrowest_status_counts(self) -> None:
        assert narrowest(RELEASED, COMPLETE) is COMPLETE
        assert narrowest(DRAFT, COMPLETE) is DRAFT
        assert narrowest(DRAFT, CLOSED) is CLOSED
        assert narrowest(RELEASED) is RELEASED

    def test_only_a_closed_project_does_not_change(self) -> None:
        for status in (DRAFT, RELEASED, COMPLETE):
            require_open(status=status, project="P1")
        with pytest.raises(ProjectIsClosed):
            require_open(status=CLOSED, project="P1")

    def test_new_nodes_begin_with_their_project(self) -> None:
        assert first_status(DRAFT) is DRAFT
        assert first_status(RELEASED) is RELEASED
        assert [status for status in Status if takes_new_nodes(status)] == [DRAFT, RELEASED]


def facts(*, project: Status, node: Status, chargeable: bool = True) -> NodeFacts:
    return NodeFacts(UUID(int=1), "N1", "Node", UUID(int=2), "P1", UUID(int=3), chargeable, node, project)


class TestRequireNodeTakes:
    TAKEN = {
        DRAFT: set(),
        RELEASED: set(PURPOSES),
        COMPLETE: {"return", "cost", "receipt"},
        CLOSED: set(),
    }
    REFUSED = {DRAFT: NodeNotReleased, COMPLETE: NodeTechnicallyComplete, CLOSED: NodeClosed}

    @pytest.mark.parametrize(("project", "node", "purpose"), list(product(Status, Status, PURPOSES)))
    def test_each_status_takes_each_purpose_or_says_why_not(
        self, project: Status, node: Status, purpose: Purpose
    ) -> None:
        counts = narrowest(project, node)

        if purpose in self.TAKEN[counts]:
            require_node_takes(facts(project=project, node=node), purpose)
        else:
            with pytest.raises(self.REFUSED[counts]) as refusal:
                require_node_takes(facts(project=project, node=node), purpose, line=3)
            assert (refusal.value.line, refusal.value.field) == (3, "node_id")

    @pytest.mark.parametrize("purpose", PURPOSES)
    def test_a_node_for_order_only_takes_nothing(self, purpose: Purpose) -> None:
        with pytest.raises(NodeNotChargeable):
            require_node_takes(facts(project=RELEASED, node=RELEASED, chargeable=False), purpose, line=1)

    def test_a_category_out_of_use_takes_nothing(self) -> None:
        require_category_takes(CategoryFacts(UUID(int=1), "MAT", "材料费", Kind.MATERIAL))
        with pytest.raises(CategoryInactive):
            require_category_takes(CategoryFacts(UUID(int=1), "MAT", "材料费", Kind.MATERIAL, active=False), line=2)


def node(code: str, under: str | None = None, at: int = 1, **fields: object) -> Node:
    values: dict[str, object] = {
        "node_type": NodeType.SECTION,
        "plannable": True,
        "chargeable": True,
        "billable": False,
        "status": RELEASED,
        **fields,
    }
    parent_id = key(under) if under else None
    return Node(id=key(code), parent_id=parent_id, sort_order=at, code=code, name=code, **values)  # type: ignore[arg-type]


def key(code: str) -> UUID:
    return UUID(bytes=code.encode().ljust(16, b"\0"))


def shape(nodes: Sequence[Node]) -> str:
    """Return the tree on one line: ``1 A, 1.1 B, 2 C``."""
    codes = {each.id: each.code for each in nodes}
    return ", ".join(f"{outline_number(place.path)} {codes[at]}" for at, place in lay_out(nodes).items())


TREE = [node("A"), node("B", "A"), node("C", "B"), node("D", "A", 2), node("E", at=2, node_type=NodeType.TASK)]


class TestLayOut:
    def test_numbers_siblings_from_one_in_their_order(self) -> None:
        scattered = [node("C", "A", 9), node("B", "A", 4), node("A", at=7)]

        assert shape(scattered) == "1 A, 1.1 B, 1.2 C"
        assert [place.depth for place in lay_out(scattered).values()] == [1, 2, 2]

    def test_siblings_with_one_number_go_by_id(self) -> None:
        assert shape([node("B"), node("A")]) == "1 A, 2 B"

    def test_paths_sort_in_tree_order_past_nine_siblings(self) -> None:
        many = [node(f"N{number:03d}", at=number) for number in range(1, 201)]

        paths = [place.path for place in lay_out(many).values()]

        assert paths == sorted(paths)

    def test_a_status_reaches_down_the_tree(self) -> None:
        tree = [node("A", status=COMPLETE), node("B", "A"), node("C", "B", status=CLOSED), node("D", "A", 2)]

        in_force = {at: place.status_in_force for at, place in lay_out(tree).items()}

        assert in_force == {key("A"): COMPLETE, key("B"): COMPLETE, key("C"): CLOSED, key("D"): COMPLETE}

    def test_a_chain_may_be_deeper_than_the_interpreters_stack(self) -> None:
        chain = [node("N0")] + [node(f"N{at}", f"N{at - 1}") for at in range(1, 3000)]

        assert max(place.depth for place in lay_out(chain).values()) == 3000


class TestMoving:
    @pytest.mark.parametrize(
        ("moved", "under", "before", "after"),
        [
            ("B", "A", None, "1 A, 1.1 D, 1.2 B, 1.2.1 C, 2 E"),  # last among its siblings
            ("D", "A", "B", "1 A, 1.1 D, 1.2 B, 1.2.1 C, 2 E"),  # before one of them
            ("B", None, "E", "1 A, 1.1 D, 2 B, 2.1 C, 3 E"),  # to the top, with what lies below
            ("C", "D", None, "1 A, 1.1 B, 1.2 D, 1.2.1 C, 2 E"),
            ("E", "B", "C", "1 A, 1.1 B, 1.1.1 E, 1.1.2 C, 1.2 D"),
            ("B", "A", "B", "1 A, 1.1 B, 1.1.1 C, 1.2 D, 2 E"),  # before itself is where it is
            ("B", "A", "D", "1 A, 1.1 B, 1.1.1 C, 1.2 D, 2 E"),
        ],
    )
    def test_hangs_a_subtree_elsewhere(self, moved: str, under: str | None, before: str | None, after: str) -> None:
        result = with_moved(
            nodes=TREE,
            node_id=key(moved),
            parent_id=key(under) if under else None,
            before_id=key(before) if before else None,
        )

        assert shape(result) == after

    @pytest.mark.parametrize(
        ("moved", "under", "before", "refusal"),
        [
            ("A", "C", None, NodeUnderItself),
            ("A", "A", None, NodeUnderItself),
            ("B", "E", None, TaskTakesNoChildren),
            ("B", "Z", None, NodeNotFound),
            ("B", "A", "Z", NodeNotFound),
            ("B", "A", "E", NotASibling),
        ],
    )
    def test_refuses(self, moved: str, under: str, before: str | None, refusal: type[Refusal]) -> None:
        before_id = key(before) if before else None
        with pytest.raises(refusal):
            with_moved(nodes=TREE, node_id=key(moved), parent_id=key(under), before_id=before_id)

    def test_refuses_to_move_work_below_what_is_done(self) -> None:
        tree = [node("A", status=CLOSED), node("B", "A"), node("C", at=2)]

        with pytest.raises(TakesNoNewNodes):
            with_moved(nodes=tree, node_id=key("C"), parent_id=key("B"), before_id=None)


class TestSavingAndDropping:
    def test_a_new_node_comes_last_below_its_parent(self) -> None:
        assert shape(with_saved(nodes=TREE, saved=node("F", "A"))) == "1 A, 1.1 B, 1.1.1 C, 1.2 D, 1.3 F, 2 E"

    def test_a_saved_node_keeps_what_saving_does_not_say(self) -> None:
        before = node("B", "A", 5, status=CLOSED, status_reason="done", has_postings=True)

        [_, after] = with_saved(nodes=[node("A"), before], saved=node("B", "A", billable=True))

        assert (after.sort_order, after.status, after.status_reason, after.has_postings) == (5, CLOSED, "done", True)
        assert after.billable

    @pytest.mark.parametrize(
        ("saved", "refusal"),
        [
            (node("F", "Z"), NodeNotFound),
            (node("F", "E"), TaskTakesNoChildren),
            (node("B"), NodeMovesOtherwise),
            (node("B", "A", node_type=NodeType.TASK), TaskTakesNoChildren),
        ],
    )
    def test_refuses(self, saved: Node, refusal: type[Refusal]) -> None:
        with pytest.raises(refusal):
            with_saved(nodes=TREE, saved=saved)

    def test_refuses_a_code_that_another_node_has(self) -> None:
        from dataclasses import replace

        with pytest.raises(CodeTaken):
            with_saved(nodes=TREE, saved=replace(node("F", "A"), code="D"))

    def test_refuses_a_node_below_what_is_done(self) -> None:
        with pytest.raises(TakesNoNewNodes):
            with_saved(nodes=[node("A", status=COMPLETE), node("B", "A")], saved=node("F", "B"))

    def test_a_node_with_postings_stays_chargeable(self) -> None:
        with pytest.raises(NodeHasPostings) as refusal:
            with_saved(nodes=[node("A", has_postings=True)], saved=node("A", chargeable=False))
        assert refusal.value.field == "chargeable"

    def test_drops_only_what_nothing_hangs_on(self) -> None:
        assert shape(without(nodes=TREE, node_id=key("C"))) == "1 A, 1.1 B, 1.2 D, 2 E"
        with pytest.raises(NodeHasChildren):
            without(nodes=TREE, node_id=key("B"))
        with pytest.raises(NodeHasPostings):
            without(nodes=[node("A", has_postings=True)], node_id=key("A"))

    def test_a_tree_has_an_end(self) -> None:
        require_size(NODES_MAX)
        with pytest.raises(TooManyNodes):
            require_size(NODES_MAX + 1)


def row(code: str, level: int, **fields: object) -> OutlineRow:
    return OutlineRow(id=key(f"id-{code}"), code=code, name=code, level=level, **fields)  # type: ignore[arg-type]


def arrange(
    rows: Sequence[OutlineRow], nodes: Sequence[Node] = (), under: str | None = None
) -> tuple[list[Node], list[Refusal]]:
    return arrange_outline(rows=rows, nodes=nodes, under=key(under) if under else None, first_status=DRAFT)


def faults(refusals: Sequence[Refusal]) -> list[tuple[int | None, type[Refusal]]]:
    return [(refusal.line, type(refusal)) for refusal in refusals]


class TestOutline:
    def test_levels_make_the_tree(self) -> None:
        tree, refusals = arrange([row("A", 1), row("B", 2), row("C", 3), row("D", 2), row("E", 1)])

        assert refusals == []
        assert shape(tree) == "1 A, 1.1 B, 1.1.1 C, 1.2 D, 2 E"
        kinds = {each.code: (each.node_type, each.chargeable, each.status) for each in tree}
        assert kinds["B"] == (NodeType.SECTION, False, DRAFT)
        assert kinds["C"] == (NodeType.TASK, True, DRAFT)

    def test_rows_name_nodes_by_code_and_leave_the_others(self) -> None:
        tree, refusals = arrange([row("A", 1), row("D", 2, billable=True), row("F", 2)], TREE)

        assert refusals == []
        assert shape(tree) == "1 E, 2 A, 2.1 B, 2.1.1 C, 2.2 D, 2.3 F"
        changed = next(each for each in tree if each.code == "D")
        assert (changed.id, changed.billable, changed.chargeable) == (key("D"), True, True)

    def test_a_row_that_names_a_node_by_id_renames_it(self) -> None:
        renamed = OutlineRow(id=key("B"), code="B2", name="new", level=2)

        tree, refusals = arrange([row("A", 1), renamed], TREE)

        assert refusals == []
        assert next(each for each in tree if each.id == key("B")).code == "B2"

    def test_two_nodes_may_swap_codes(self) -> None:
        swapped = [
            row("A", 1),
            OutlineRow(id=key("B"), code="D", name="D", level=2),
            OutlineRow(id=key("D"), code="B", name="B", level=2),
        ]

        tree, refusals = arrange(swapped, TREE)

        assert refusals == []
        assert {each.id: each.code for each in tree}[key("B")] == "D"

    def test_can_be_laid_below_a_node(self) -> None:
        tree, refusals = arrange([row("F", 1), row("G", 2)], TREE, under="B")

        assert refusals == []
        assert shape(tree) == "1 A, 1.1 B, 1.1.1 C, 1.1.2 F, 1.1.2.1 G, 1.2 D, 2 E"

    def test_tells_all_faults_together_by_line(self) -> None:
        posted = [*TREE, node("P", at=3, has_postings=True), node("S", at=4, status=COMPLETE)]

        _, refusals = arrange(
            [
                row("X", 2),  # 1: begins below nothing
                row("Y", 1),
                row("Y", 1),  # 3: twice
                row("E", 1, node_type=NodeType.TASK),
                row("F", 4),  # 5: skips levels, and lies below a task (4)
                row("P", 1, chargeable=False),  # 6
                row("S", 1),
                row("T", 2),  # 8: below work that is done
            ],
            posted,
        )

        assert faults(refusals) == [
            (1, LevelSkipped),
            (3, RowTwice),
            (4, TaskTakesNoChildren),
            (5, LevelSkipped),
            (6, NodeHasPostings),
            (8, TakesNoNewNodes),
        ]

    def test_a_code_of_a_node_that_is_not_in_the_outline_is_taken(self) -> None:
        _, refusals = arrange([OutlineRow(id=key("E"), code="A", name="A", level=1)], TREE)

        assert faults(refusals) == [(1, CodeTaken)]

    def test_a_node_can_not_come_below_itself(self) -> None:
        _, refusals = arrange([row("A", 1)], TREE, under="C")

        assert faults(refusals) == [(1, NodeUnderItself)]

    def test_nothing_is_laid_below_a_task_or_a_stranger(self) -> None:
        _, refusals = arrange([row("F", 1)], TREE, under="E")

        assert faults(refusals) == [(1, TaskTakesNoChildren)]
        with pytest.raises(NodeNotFound):
            arrange([row("F", 1)], TREE, under="Z")

    def test_a_thousand_rows_under_a_big_tree_are_arranged_at_once(self) -> None:
        nodes = [node(f"N{at:05d}", at=at) for at in range(1, 5001)]

        tree, refusals = arrange([row(f"R{at}", 1 + at % 2) for at in range(1000)], nodes)

        assert refusals == []
        assert len(tree) == 6000
