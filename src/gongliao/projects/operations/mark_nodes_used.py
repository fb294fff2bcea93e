"""Note that something was posted to nodes; called by the books, which lie above."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from gongliao.platform.public import Later, ask, current_tenant_id, execute, known
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


def hold_nodes(ids: Iterable[UUID]) -> Later[Mapping[UUID, bool | None]]:
    """Keep nodes from being removed until the transaction ends, and ask whether something was posted to each.

    Shape: by node; ``None`` for one that was removed meanwhile.
    """
    asked = sorted(set(ids))
    if not asked:
        return known({})
    missing: dict[UUID, bool | None] = dict.fromkeys(asked)
    return ask(HOLD, (current_tenant_id(), asked), lambda rows: missing | dict(rows))


def mark_nodes_used(held: Mapping[UUID, bool | None]) -> None:
    """Mark held nodes as posted to, within the transaction of the posting; a marked one can be closed but not removed.

    No statement when all were marked before, two the first time, however many nodes.

    Raises: NodeNotFound, when a node was removed meanwhile.
    """
    for node_id, used in held.items():
        if used is None:
            raise NodeNotFound(id=node_id)
    fresh = [node_id for node_id, used in held.items() if not used]
    if fresh:
        execute(LOCK, (current_tenant_id(), fresh))
        execute(MARK, (current_tenant_id(), fresh))
