"""Save a whole outline, as it is pasted from a spreadsheet."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.platform.public import LINES_MAX, Actor, StaleVersion, in_tenant, require
from gongliao.projects.errors.tree import NodeOfOtherProject, TooManyRows
from gongliao.projects.models import Project, WbsNode
from gongliao.projects.operations.write_tree import Tree, lock_tree, require_in_tree, write_tree
from gongliao.projects.permissions import MANAGE
from gongliao.projects.queries.records import find_project
from gongliao.projects.rules.facts import Status
from gongliao.projects.rules.outline import OutlineRow, arrange_outline
from gongliao.projects.rules.status import first_status, require_open, require_takes_new_nodes
from gongliao.projects.rules.tree import Node, lay_out, require_size


@dataclass(frozen=True)
class OutlineRequest:
    """Rows in outline order; ``tree_version`` is that of the tree which the editor saw.

    ``parent_id`` names the node that takes the top rows, or none for the project itself.
    """

    project_id: UUID
    tree_version: int
    rows: tuple[OutlineRow, ...]
    parent_id: UUID | None = None


@in_tenant
def save_outline(*, actor: Actor, request: OutlineRequest) -> Project:
    """Lay an outline over a project's tree: all of it, or nothing and every reason why not, by row.

    Nodes are recognised by id, else by code; others are made; those not named stay. The same outline again changes
    nothing.

    Raises: MissingGrant, TooManyRows, ProjectNotFound, ProjectIsClosed, NodeNotFound, NodeOfOtherProject,
        SeveralRefusals of RowTwice, LevelSkipped, CodeTaken, TaskTakesNoChildren, NodeHasPostings, NodeUnderItself,
        TakesNoNewNodes; then TakesNoNewNodes for the project, TooManyNodes, StaleVersion.
    Source: requirements 1.1, 1.13.
    """
    require(actor, MANAGE)
    if len(request.rows) > LINES_MAX:
        raise TooManyRows(rows=len(request.rows), rows_max=LINES_MAX)
    tree = lock_tree(actor=actor, project_id=request.project_id, field=None)
    status = Status(tree.project.status)
    require_open(status=status, project=tree.project.code)
    require_in_tree(tree, request.parent_id, actor=actor, field="parent_id")
    after, refusals = arrange_outline(
        rows=request.rows, nodes=tree.nodes, under=request.parent_id, first_status=first_status(status)
    )
    refusals += _of_other_projects(request, tree)
    refuse_together(sorted(refusals, key=lambda refusal: refusal.line or 0))
    if _differs(tree, after):
        if len(after) > len(tree.nodes):
            require_takes_new_nodes(status=status, above=tree.project.code)
            require_size(len(after))
        if tree.project.tree_version != request.tree_version:
            raise StaleVersion(seen=request.tree_version, current=tree.project.tree_version)
        write_tree(tree, after)
    return find_project(actor=actor, project_id=tree.project.id)


def _of_other_projects(request: OutlineRequest, tree: Tree) -> list[Refusal]:
    asked = [row.id for row in request.rows if row.id not in tree.places]
    elsewhere = set(WbsNode.objects.filter(id__in=asked).values_list("id", flat=True))
    return [
        # The row's own code, not the other node's, which the actor might not be allowed to see.
        NodeOfOtherProject(node=row.code, line=line, field="id")
        for line, row in enumerate(request.rows, start=1)
        if row.id in elsewhere
    ]


def _differs(tree: Tree, after: list[Node]) -> bool:
    """Tell whether the outline asks for anything that is not so already, sort orders aside."""
    before = {node.id: node for node in tree.nodes}
    places = lay_out(after)
    return any(
        node.id not in before or places[node.id] != tree.places[node.id] or _said(node) != _said(before[node.id])
        for node in after
    )


def _said(node: Node) -> tuple[object, ...]:
    return (node.parent_id, node.code, node.name, node.node_type, node.plannable, node.chargeable, node.billable)
