"""A pasted outline: rows with levels, as they come from a spreadsheet, laid over a project's tree.

A row names a node by id, else by code; what is not found is new. Nodes that the outline does not name stay as they are,
before those that it does. Everything that is wrong is told at once, each with its row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from gongliao.kernel.errors import Refusal
from gongliao.projects.errors.records import CodeTaken, NodeNotFound
from gongliao.projects.errors.status import TakesNoNewNodes
from gongliao.projects.errors.tree import LevelSkipped, NodeHasPostings, NodeUnderItself, RowTwice, TaskTakesNoChildren
from gongliao.projects.rules.facts import NodeType, Status
from gongliao.projects.rules.status import narrowest, takes_new_nodes
from gongliao.projects.rules.tree import Node, is_within, lay_out


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One row as pasted; what is ``None`` keeps its value, or for a new node takes the usual one.

    Shape: ``level`` is 1 at the top of the outline. Usual is a section where rows lie below, and where none do a task
    that takes plan and cost.
    """

    id: UUID
    code: str
    name: str
    level: int
    node_type: NodeType | None = None
    plannable: bool | None = None
    chargeable: bool | None = None
    billable: bool | None = None


def arrange_outline(
    *, rows: Sequence[OutlineRow], nodes: Sequence[Node], under: UUID | None, first_status: Status
) -> tuple[list[Node], list[Refusal]]:
    """Return the tree with the outline laid over it, and all that speaks against it, in row order.

    ``under`` takes the outline's top rows; new nodes begin in ``first_status``. The tree holds only when nothing speaks
    against it.

    Raises: NodeNotFound, when ``under`` is not in the project.
    """
    by_id = {node.id: node for node in nodes}
    if under is not None and under not in by_id:
        raise NodeNotFound(id=under, field="parent_id")
    named, refusals = _name(rows, by_id)
    parents, skipped = _hang(rows, named, under)
    listed = set(named)
    have_children = {*parents, *(node.parent_id for node in nodes if node.id not in listed)}
    laid = dict(by_id)
    for at, row in enumerate(rows):
        earlier = by_id.get(named[at])
        fresh = _as_node(row, earlier, named[at] in have_children, first_status)
        # Beyond every sort order in use, so that the rows follow what the outline does not name.
        laid[fresh.id] = replace(fresh, id=named[at], parent_id=parents[at], sort_order=len(nodes) + at + 1)
    refusals += skipped
    refusals += _against_codes(rows, nodes, listed)
    refusals += _against_shape(rows, named, by_id, laid, have_children)
    refusals += _against_place(rows, named, parents, by_id, under)
    return list(laid.values()), sorted(refusals, key=lambda refusal: refusal.line or 0)


def _name(rows: Sequence[OutlineRow], by_id: Mapping[UUID, Node]) -> tuple[list[UUID], list[Refusal]]:
    """Return the node that each row means: the one with its id, or else the one with its code, or else a new one."""
    ids = {row.id for row in rows}
    # A node renamed by id in one row no longer answers to its old code in another.
    by_code = {node.code: node.id for node in by_id.values() if node.id not in ids}
    named = [row.id if row.id in by_id else by_code.get(row.code, row.id) for row in rows]
    refusals: list[Refusal] = []
    first_line: dict[UUID | str, int] = {}
    for line, (row, node_id) in enumerate(zip(rows, named, strict=True), start=1):
        earlier = min(first_line.setdefault(row.code, line), first_line.setdefault(node_id, line))
        if earlier < line:
            refusals.append(RowTwice(node=row.code, first_line=earlier, line=line))
    return named, refusals


def _hang(
    rows: Sequence[OutlineRow], named: Sequence[UUID], under: UUID | None
) -> tuple[list[UUID | None], list[Refusal]]:
    """Return the parent of each row: the nearest row before it that is one level up."""
    parents: list[UUID | None] = []
    refusals: list[Refusal] = []
    above: list[UUID | None] = [under]
    for line, (row, node_id) in enumerate(zip(rows, named, strict=True), start=1):
        if not 1 <= row.level <= len(above):
            refusals.append(LevelSkipped(level=row.level, level_max=len(above), line=line))
        del above[max(row.level, 1) :]
        parents.append(above[-1])
        above.append(node_id)
    return parents, refusals


def _as_node(row: OutlineRow, earlier: Node | None, has_children: bool, first_status: Status) -> Node:
    usual = NodeType.SECTION if has_children else NodeType.TASK
    if earlier is None:
        node_type = row.node_type or usual
        working = node_type is NodeType.TASK
        return Node(
            id=row.id,
            parent_id=None,
            sort_order=0,
            code=row.code,
            name=row.name,
            node_type=node_type,
            plannable=working if row.plannable is None else row.plannable,
            chargeable=working if row.chargeable is None else row.chargeable,
            billable=bool(row.billable),
            status=first_status,
        )
    return replace(
        earlier,
        code=row.code,
        name=row.name,
        node_type=row.node_type or earlier.node_type,
        plannable=earlier.plannable if row.plannable is None else row.plannable,
        chargeable=earlier.chargeable if row.chargeable is None else row.chargeable,
        billable=earlier.billable if row.billable is None else row.billable,
    )


def _against_codes(rows: Sequence[OutlineRow], nodes: Sequence[Node], listed: set[UUID]) -> list[Refusal]:
    taken = {node.code for node in nodes if node.id not in listed}
    return [CodeTaken(taken=row.code, line=line) for line, row in enumerate(rows, start=1) if row.code in taken]


def _against_shape(
    rows: Sequence[OutlineRow],
    named: Sequence[UUID],
    by_id: Mapping[UUID, Node],
    laid: Mapping[UUID, Node],
    have_children: set[UUID | None],
) -> list[Refusal]:
    refusals: list[Refusal] = []
    for line, (row, node_id) in enumerate(zip(rows, named, strict=True), start=1):
        if laid[node_id].node_type is NodeType.TASK and node_id in have_children:
            refusals.append(TaskTakesNoChildren(node=row.code, line=line))
        if node_id in by_id and by_id[node_id].has_postings and row.chargeable is False:
            refusals.append(NodeHasPostings(node=row.code, line=line, field="chargeable"))
    return refusals


def _against_place(
    rows: Sequence[OutlineRow],
    named: Sequence[UUID],
    parents: Sequence[UUID | None],
    by_id: Mapping[UUID, Node],
    under: UUID | None,
) -> list[Refusal]:
    refusals: list[Refusal] = []
    places = lay_out(by_id.values())
    force: dict[UUID | None, Status] = {None: Status.RELEASED}
    codes = {node_id: row.code for row, node_id in zip(rows, named, strict=True)}
    if under is not None:
        force[under] = places[under].status_in_force
        codes.setdefault(under, by_id[under].code)
        if by_id[under].node_type is NodeType.TASK:
            refusals.append(TaskTakesNoChildren(node=by_id[under].code, line=1, field="parent_id"))
    for line, (row, node_id, parent_id) in enumerate(zip(rows, named, parents, strict=True), start=1):
        if under is not None and node_id in by_id and is_within(by_id, under, node_id):
            refusals.append(NodeUnderItself(node=row.code, line=line))
        earlier = by_id.get(node_id)
        above = force[parent_id]
        force[node_id] = narrowest(above, earlier.status) if earlier else above
        comes_here = earlier is None or earlier.parent_id != parent_id
        if comes_here and parent_id is not None and not takes_new_nodes(above):
            refusals.append(TakesNoNewNodes(above=codes[parent_id], line=line))
    return refusals
