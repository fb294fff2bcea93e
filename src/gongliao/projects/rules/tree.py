"""The work breakdown tree of one project: where each node stands, and what may be done to it.

A tree is handed around as all its nodes at once. That keeps every rule a plain walk over a few thousand small records,
and lets one statement write whatever a change has moved.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from gongliao.projects.errors.records import CodeTaken, NodeNotFound
from gongliao.projects.errors.tree import (
    NodeHasChildren,
    NodeHasPostings,
    NodeMovesOtherwise,
    NodeUnderItself,
    NotASibling,
    TaskTakesNoChildren,
    TooManyNodes,
)
from gongliao.projects.rules.facts import NodeType, Status
from gongliao.projects.rules.status import narrowest, require_takes_new_nodes

# Five digits a level: no level can hold more nodes than the whole project may have.
SEGMENT = 5
NODES_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Node:
    """What a person decides about a node; its place in the outline follows from all nodes together."""

    id: UUID
    parent_id: UUID | None
    sort_order: int
    code: str
    name: str
    node_type: NodeType
    plannable: bool
    chargeable: bool
    billable: bool
    status: Status
    status_reason: str = ""
    has_postings: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands.

    Shape: ``sort_order`` counts from 1 without gaps among siblings; ``depth`` is 1 at the root; ``path`` joins the
    sort orders from the root down, five digits each, so that texts sort in tree order and a subtree shares a prefix.
    """

    sort_order: int
    depth: int
    path: str
    status_in_force: Status


def lay_out(nodes: Iterable[Node]) -> dict[UUID, Place]:
    """Return every node's place, in tree order; siblings go by sort order, then id.

    Raises: AssertionError when a node hangs on no root, which the rules below never let happen.
    """
    children: dict[UUID | None, list[Node]] = defaultdict(list)
    count = 0
    for node in nodes:
        children[node.parent_id].append(node)
        count += 1
    for siblings in children.values():
        siblings.sort(key=lambda node: (node.sort_order, node.id))
    places: dict[UUID, Place] = {}
    root = Place(sort_order=0, depth=0, path="", status_in_force=Status.RELEASED)
    # A stack, not recursion: a tree may be deeper than the interpreter's.
    waiting = [(root, number, node) for number, node in enumerate(children[None], start=1)][::-1]
    while waiting:
        above, number, node = waiting.pop()
        here = Place(
            sort_order=number,
            depth=above.depth + 1,
            path=f"{above.path}{number:0{SEGMENT}d}",
            status_in_force=narrowest(above.status_in_force, node.status),
        )
        places[node.id] = here
        waiting += [(here, at, child) for at, child in enumerate(children.get(node.id, ()), start=1)][::-1]
    assert len(places) == count, "a node hangs on no root"
    return places


def outline_number(path: str) -> str:
    """Return a path as people write it: ``0000100002`` is ``1.2``."""
    return ".".join(str(int(path[at : at + SEGMENT])) for at in range(0, len(path), SEGMENT))


def with_saved(*, nodes: Sequence[Node], saved: Node) -> list[Node]:
    """Return the tree with a node added at the end of its siblings, or changed where it stands.

    Raises: NodeMovesOtherwise, NodeNotFound, TaskTakesNoChildren, TakesNoNewNodes, TooManyNodes, CodeTaken,
        NodeHasPostings.
    """
    by_id = {node.id: node for node in nodes}
    earlier = by_id.get(saved.id)
    if earlier is None:
        _require_parent_takes(nodes, saved.parent_id)
        require_size(len(nodes) + 1)
    elif earlier.parent_id != saved.parent_id:
        raise NodeMovesOtherwise(node=earlier.code)
    if any(node.code == saved.code and node.id != saved.id for node in nodes):
        raise CodeTaken(taken=saved.code)
    if earlier is None:
        return [*nodes, replace(saved, sort_order=len(nodes) + 1)]
    _require_may_become(nodes, earlier, saved)
    kept = replace(
        saved,
        sort_order=earlier.sort_order,
        status=earlier.status,
        status_reason=earlier.status_reason,
        has_postings=earlier.has_postings,
    )
    return [kept if node.id == kept.id else node for node in nodes]


def with_moved(*, nodes: Sequence[Node], node_id: UUID, parent_id: UUID | None, before_id: UUID | None) -> list[Node]:
    """Return the tree with a node, and all below it, standing before a sibling, or last where none is named.

    Raises: NodeNotFound, NodeUnderItself, TaskTakesNoChildren, TakesNoNewNodes, NotASibling.
    """
    by_id = {node.id: node for node in nodes}
    moved = by_id[node_id]
    if parent_id is not None and is_within(by_id, parent_id, node_id):
        raise NodeUnderItself(node=moved.code)
    if parent_id != moved.parent_id:
        _require_parent_takes(nodes, parent_id)
    siblings = sorted(
        (node for node in nodes if node.parent_id == parent_id and node.id != node_id),
        key=lambda node: (node.sort_order, node.id),
    )
    at = len(siblings)
    if before_id is not None and before_id != node_id:
        if before_id not in by_id:
            raise NodeNotFound(id=before_id, field="before_id")
        at = next((i for i, node in enumerate(siblings) if node.id == before_id), -1)
        if at < 0:
            raise NotASibling(node=by_id[before_id].code)
    elif before_id == node_id and parent_id == moved.parent_id:
        return list(nodes)
    siblings.insert(at, replace(moved, parent_id=parent_id))
    renumbered = {node.id: replace(node, sort_order=number) for number, node in enumerate(siblings, start=1)}
    return [renumbered.get(node.id, node) for node in nodes]


def without(*, nodes: Sequence[Node], node_id: UUID) -> list[Node]:
    """Return the tree without a node.

    Raises: NodeHasChildren, NodeHasPostings.
    """
    [dropped] = [node for node in nodes if node.id == node_id]
    if any(node.parent_id == node_id for node in nodes):
        raise NodeHasChildren(node=dropped.code)
    if dropped.has_postings:
        raise NodeHasPostings(node=dropped.code)
    return [node for node in nodes if node.id != node_id]


def is_within(by_id: Mapping[UUID, Node], node_id: UUID, top_id: UUID) -> bool:
    """Tell whether a node is the top one or lies below it."""
    at: UUID | None = node_id
    while at is not None and at in by_id:
        if at == top_id:
            return True
        at = by_id[at].parent_id
    return False


def require_size(count: int) -> None:
    """Refuse a tree with more nodes than a project may have.

    Raises: TooManyNodes.
    """
    if count > NODES_MAX:
        raise TooManyNodes(nodes=count, nodes_max=NODES_MAX)


def _require_parent_takes(nodes: Sequence[Node], parent_id: UUID | None) -> None:
    if parent_id is None:
        return
    parent = next((node for node in nodes if node.id == parent_id), None)
    if parent is None:
        raise NodeNotFound(id=parent_id, field="parent_id")
    if parent.node_type is NodeType.TASK:
        raise TaskTakesNoChildren(node=parent.code, field="parent_id")
    require_takes_new_nodes(status=lay_out(nodes)[parent_id].status_in_force, above=parent.code)


def _require_may_become(nodes: Sequence[Node], earlier: Node, saved: Node) -> None:
    if saved.node_type is NodeType.TASK and any(node.parent_id == saved.id for node in nodes):
        raise TaskTakesNoChildren(node=saved.code)
    if earlier.has_postings and not saved.chargeable:
        raise NodeHasPostings(node=earlier.code, field="chargeable")
