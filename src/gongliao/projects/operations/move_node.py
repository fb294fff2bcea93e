"""Move a node within its project's tree."""

from uuid import UUID

from gongliao.platform.public import Actor, in_tenant, require
from gongliao.projects.models import WbsNode
from gongliao.projects.operations.write_tree import lock_tree, require_in_tree, write_tree
from gongliao.projects.permissions import MANAGE
from gongliao.projects.queries.records import find_node
from gongliao.projects.rules.facts import Status
from gongliao.projects.rules.status import require_open
from gongliao.projects.rules.tree import with_moved


@in_tenant
def move_node(
    *,
    actor: Actor,
    node_id: UUID,
    parent_id: UUID | None,
    before_id: UUID | None,
) -> WbsNode:
    """Hang a node, with all below it, under another parent of its project or at another place among its siblings.

    With no ``before_id`` it comes last. Moving it where it is changes nothing.

    Raises: MissingGrant, NodeNotFound, ProjectIsClosed, NodeOfOtherProject, NodeUnderItself, TaskTakesNoChildren,
        TakesNoNewNodes, NotASibling.
    Source: requirement 1.1.
    """
    require(actor, MANAGE)
    moved = find_node(actor=actor, node_id=node_id)
    tree = lock_tree(actor=actor, project_id=moved.project_id)
    # Found again under the lock, since somebody may have removed it while we waited.
    find_node(actor=actor, node_id=node_id)
    require_open(status=Status(tree.project.status), project=tree.project.code)
    require_in_tree(tree, parent_id, actor=actor, field="parent_id")
    require_in_tree(tree, before_id, actor=actor, field="before_id")
    write_tree(tree, with_moved(nodes=tree.nodes, node_id=node_id, parent_id=parent_id, before_id=before_id))
    return find_node(actor=actor, node_id=node_id)
