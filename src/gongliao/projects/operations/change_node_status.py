"""Take a node through its life: release, complete, close, and open again."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gongliao.contracts.projects import NodeStatusChanged
from gongliao.platform.public import Actor, announce, in_tenant, require
from gongliao.projects.models import WbsNode
from gongliao.projects.operations.write_tree import Tree, lock_tree, write_tree
from gongliao.projects.permissions import MANAGE
from gongliao.projects.queries.records import find_node
from gongliao.projects.rules.facts import Status
from gongliao.projects.rules.status import Action, next_status, require_reason, require_room
from gongliao.projects.rules.tree import Node, is_within


@in_tenant
def release_node(*, actor: Actor, node_id: UUID, at: datetime) -> WbsNode:
    """Let work begin on a node and on all that is planned below it.

    Raises: MissingGrant, NodeNotFound, CannotRelease, HeldFromAbove.
    """
    return _take_step(actor, node_id, Action.RELEASE, reason="", at=at)


@in_tenant
def complete_node(*, actor: Actor, node_id: UUID, at: datetime) -> WbsNode:
    """Declare the work on a node, and on all below it, done.

    Raises: MissingGrant, NodeNotFound, CannotComplete, HeldFromAbove.
    """
    return _take_step(actor, node_id, Action.COMPLETE, reason="", at=at)


@in_tenant
def close_node(*, actor: Actor, node_id: UUID, at: datetime) -> WbsNode:
    """Let a node, and all below it, take nothing more.

    Raises: MissingGrant, NodeNotFound, CannotClose, HeldFromAbove.
    """
    return _take_step(actor, node_id, Action.CLOSE, reason="", at=at)


@in_tenant
def reopen_node(*, actor: Actor, node_id: UUID, reason: str, at: datetime) -> WbsNode:
    """Take a node one step back; what lies below it is again as it was.

    Raises: MissingGrant, NodeNotFound, ReasonMissing, CannotReopen, HeldFromAbove.
    """
    return _take_step(actor, node_id, Action.REOPEN, reason=reason, at=at)


def _take_step(actor: Actor, node_id: UUID, action: Action, *, reason: str, at: datetime) -> WbsNode:
    require(actor, MANAGE)
    tree = lock_tree(actor=actor, project_id=find_node(actor=actor, node_id=node_id).project_id)
    node = find_node(actor=actor, node_id=node_id).as_rule_input()
    require_reason(action=action, reason=reason, subject=node.code)
    target = next_status(status=node.status, action=action, subject=node.code)
    _require_room(tree, node, target)
    stepped = replace(node, status=target, status_reason=reason)
    after = [stepped if each.id == node_id else each for each in tree.nodes]
    if action is Action.RELEASE:
        after = _with_drafts_below_released(after, node_id)
    write_tree(tree, after)
    announce(
        NodeStatusChanged(
            document_id=tree.project.id, at=at, node_id=node_id, status=target, person_id=actor.person_id, reason=reason
        )
    )
    return find_node(actor=actor, node_id=node_id)


def _require_room(tree: Tree, node: Node, target: Status) -> None:
    project = tree.project
    require_room(target=target, bound=Status(project.status), subject=node.code, above=project.code)
    if node.parent_id is not None:
        [parent] = [each for each in tree.nodes if each.id == node.parent_id]
        bound = tree.places[parent.id].status_in_force
        require_room(target=target, bound=bound, subject=node.code, above=parent.code)


def _with_drafts_below_released(nodes: list[Node], top_id: UUID) -> list[Node]:
    by_id = {node.id: node for node in nodes}
    return [
        replace(node, status=Status.RELEASED)
        if node.status is Status.DRAFT and is_within(by_id, node.id, top_id)
        else node
        for node in nodes
    ]
