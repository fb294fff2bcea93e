"""Note that something was posted to nodes; called by the books, which lie above."""

from collections.abc import Iterable
from uuid import UUID

from gongliao.platform.public import current_tenant_id, execute, fetch
from gongliao.projects.errors.records import NodeNotFound

# The lock that a foreign key takes anyway: it waits for a removal under way and holds off the next one, but lets
# other postings to the same nodes pass.
HOLD = """
SELECT id, has_postings FROM projects_wbsnode WHERE tenant_id = %s AND id = ANY(%s) ORDER BY id FOR KEY SHARE
"""
LOCK = """
SELECT id FROM projects_wbsnode WHERE tenant_id = %s AND id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
MARK = "UPDATE projects_wbsnode SET has_postings = true WHERE tenant_id = %s AND id = ANY(%s) AND NOT has_postings"


def mark_nodes_used(ids: Iterable[UUID]) -> None:
    """Mark nodes as posted to, within the transaction of the posting; a marked node can be closed but not removed.

    One statement when all were marked before, three the first time, however many nodes.

    Raises: NodeNotFound, when a node was removed meanwhile.
    """
    asked = sorted(set(ids))
    held: dict[UUID, bool] = dict(fetch(HOLD, (current_tenant_id(), asked)))
    for node_id in asked:
        if node_id not in held:
            raise NodeNotFound(id=node_id)
    fresh = [node_id for node_id, used in held.items() if not used]
    if fresh:
        execute(LOCK, (current_tenant_id(), fresh))
        execute(MARK, (current_tenant_id(), fresh))
