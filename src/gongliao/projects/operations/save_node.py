"""Save a node of a project's work breakdown."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.platform.public import Actor, RequestIdReused, StaleVersion, in_tenant, lock_request_id, require
from gongliao.projects.errors.records import NodeNotFound
from gongliao.projects.errors.tree import NodeOfOtherProject
from gongliao.projects.models import WbsNode
from gongliao.projects.operations.write_tree import lock_tree, require_in_tree, write_tree
from gongliao.projects.permissions import MANAGE
from gongliao.projects.queries.records import find_node
from gongliao.projects.rules.facts import NodeType, Status
from gongliao.projects.rules.status import first_status, require_open, require_takes_new_nodes
from gongliao.projects.rules.tree import Node, with_saved

FIELDS = ("parent_id", "code", "name", "node_type", "plannable", "chargeable", "billable")


@dataclass(frozen=True)
class NodeRequest:
    """A node as it shall be; ``version`` is the one that the editor saw, 0 for a new one.

    A new node comes last below its parent; an old one stays where it is, and moves by ``move_node``.
    """

    id: UUID
    project_id: UUID
    code: str
    name: str
    parent_id: UUID | None = None
    node_type: NodeType = NodeType.TASK
    plannable: bool = True
    chargeable: bool = True
    billable: bool = False
    version: int = 0


@in_tenant
def save_node(*, actor: Actor, request: NodeRequest) -> WbsNode:
    """Create or change a node; the same content again changes nothing.

    A new node begins as a draft while its project is one, and released once the project is.

    Raises: MissingGrant, ProjectNotFound, NodeNotFound, NodeOfOtherProject, RequestIdReused, StaleVersion,
        ProjectIsClosed, TakesNoNewNodes, NodeMovesOtherwise, TaskTakesNoChildren, TooManyNodes, CodeTaken,
        NodeHasPostings.
    Source: requirements 1.1, 1.2.
    """
    require(actor, MANAGE)
    lock_request_id(request.id)
    tree = lock_tree(actor=actor, project_id=request.project_id)
    found: WbsNode | None = WbsNode.objects.filter(id=request.id).first()
    if found is None and request.version:
        raise NodeNotFound(id=request.id, field=None)
    if found is not None:
        if found.project_id != request.project_id:
            raise NodeOfOtherProject(node=find_node(actor=actor, node_id=found.id).code, field="project_id")
        if all(getattr(found, name) == getattr(request, name) for name in FIELDS):
            return find_node(actor=actor, node_id=found.id)
        if request.version == 0:
            raise RequestIdReused(id=request.id)
        if found.version != request.version:
            raise StaleVersion(seen=request.version, current=found.version)
    status = Status(tree.project.status)
    require_open(status=status, project=tree.project.code)
    if found is None:
        require_takes_new_nodes(status=status, above=tree.project.code)
        require_in_tree(tree, request.parent_id, actor=actor, field="parent_id")
    write_tree(tree, with_saved(nodes=tree.nodes, saved=_node(request, status)))
    return find_node(actor=actor, node_id=request.id)


def _node(request: NodeRequest, project_status: Status) -> Node:
    return Node(
        id=request.id,
        parent_id=request.parent_id,
        sort_order=0,
        code=request.code,
        name=request.name,
        node_type=request.node_type,
        plannable=request.plannable,
        chargeable=request.chargeable,
        billable=request.billable,
        status=first_status(project_status),
    )
