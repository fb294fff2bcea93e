"""Remove a node that nothing hangs on."""

from uuid import UUID

from gongliao.platform.public import Actor, StaleVersion, in_tenant, require
from gongliao.projects.models import WbsNode
from gongliao.projects.operations.write_tree import lock_tree, write_tree
from gongliao.projects.permissions import MANAGE
from gongliao.projects.queries.records import find_node
from gongliao.projects.rules.facts import Status
from gongliao.projects.rules.status import require_open
from gongliao.projects.rules.tree import without


@in_tenant
def delete_node(*, actor: Actor, node_id: UUID, version: int) -> None:
    """Remove a node without children and postings; its history stays.

    Raises: MissingGrant, NodeNotFound, StaleVersion, ProjectIsClosed, NodeHasChildren, NodeHasPostings.
    Source: requirement 1.1.
    """
    require(actor, MANAGE)
    tree = lock_tree(actor=actor, project_id=find_node(actor=actor, node_id=node_id).project_id)
    # Locked before the flag is read: a posting that marks the node now waits, and then finds it gone.
    found: WbsNode | None = WbsNode.objects.select_for_update().filter(id=node_id).first()
    if found is None:
        found = find_node(actor=actor, node_id=node_id)
    if found.version != version:
        raise StaleVersion(seen=version, current=found.version)
    require_open(status=Status(tree.project.status), project=tree.project.code)
    now = [found.as_rule_input() if node.id == node_id else node for node in tree.nodes]
    after = without(nodes=now, node_id=node_id)
    found.delete()
    write_tree(tree, after)
