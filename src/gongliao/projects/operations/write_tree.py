"""Load a project's tree for a change, and write what the change made different, in a few set statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from gongliao.platform.public import Actor, Row, Update, require
from gongliao.projects.errors.tree import NodeOfOtherProject
from gongliao.projects.models import Project, WbsNode
from gongliao.projects.permissions import MANAGE, place_of
from gongliao.projects.queries.records import find_node, lock_project
from gongliao.projects.rules.tree import Node, Place, lay_out

_KEYS = (("id", "uuid"),)
_PLACE = (("sort_order", "integer"), ("depth", "integer"), ("path", "text"), ("status_in_force", "text"))
_CONTENT = (
    ("parent_id", "uuid"),
    ("code", "text"),
    ("name", "text"),
    ("node_type", "text"),
    ("plannable", "boolean"),
    ("chargeable", "boolean"),
    ("billable", "boolean"),
    ("status", "text"),
    ("status_reason", "text"),
)
_MOVE = Update("projects_wbsnode", keys=_KEYS, sets=_PLACE)
_CHANGE = Update("projects_wbsnode", keys=_KEYS, sets=_PLACE + _CONTENT, add=(("version", "integer"),))


@dataclass(frozen=True)
class Tree:
    """A locked project with its nodes as they are now."""

    project: Project
    nodes: Sequence[Node]
    places: Mapping[UUID, Place]


def lock_tree(*, actor: Actor, project_id: UUID, field: str | None = "project_id") -> Tree:
    """Return a project's tree, locked against other changes of it, for somebody who may change it.

    Raises: ProjectNotFound, MissingGrant.
    """
    project = lock_project(actor=actor, project_id=project_id, field=field)
    require(actor, MANAGE, place_of(project))
    rows = list(WbsNode.objects.filter(project_id=project.id).order_by("path"))
    return Tree(
        project=project,
        nodes=[row.as_rule_input() for row in rows],
        places={row.id: row.place() for row in rows},
    )


def require_in_tree(tree: Tree, node_id: UUID | None, *, actor: Actor, field: str) -> None:
    """Refuse a node that is not of this project.

    Raises: NodeNotFound, NodeOfOtherProject.
    """
    if node_id is not None and node_id not in tree.places:
        stranger = find_node(actor=actor, node_id=node_id, field=field)
        raise NodeOfOtherProject(node=stranger.code, field=field)


def write_tree(tree: Tree, after: Sequence[Node]) -> bool:
    """Write the tree as it shall be and tell whether anything differed; dropped nodes are deleted by the caller."""
    before = {node.id: node for node in tree.nodes}
    places = lay_out(after)
    added = [node for node in after if node.id not in before]
    changed = [node for node in after if node.id in before and _content(node) != _content(before[node.id])]
    said = {node.id for node in changed}
    moved = [
        node for node in after if node.id in before and node.id not in said and places[node.id] != tree.places[node.id]
    ]
    WbsNode.objects.bulk_create([_row(tree.project, node, places[node.id]) for node in added], batch_size=500)
    tenant_id = tree.project.tenant_id
    _CHANGE.run(tenant_id, [(node.id, *_place(places[node.id]), *_content(node), 1) for node in changed])
    _MOVE.run(tenant_id, [(node.id, *_place(places[node.id])) for node in moved])
    if not (added or changed or moved or len(after) < len(before)):
        return False
    Project.objects.filter(id=tree.project.id).update(tree_version=F("tree_version") + 1)
    return True


def _content(node: Node) -> Row:
    return (
        node.parent_id,
        node.code,
        node.name,
        node.node_type,
        node.plannable,
        node.chargeable,
        node.billable,
        node.status,
        node.status_reason,
    )


def _place(place: Place) -> Row:
    return (place.sort_order, place.depth, place.path, place.status_in_force)


def _row(project: Project, node: Node, place: Place) -> WbsNode:
    columns = dict(zip((name for name, _ in _PLACE + _CONTENT), _place(place) + _content(node), strict=True))
    return WbsNode(id=node.id, project_id=project.id, **columns)
