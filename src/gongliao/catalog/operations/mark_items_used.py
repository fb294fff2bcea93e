"""Note that stock of items has moved."""

from collections.abc import Iterable
from uuid import UUID

from gongliao.platform.public import current_tenant_id, execute, fetch

# In id order, so that two first postings of the same items can't wait for each other in a ring.
UNUSED = """SELECT id FROM catalog_item
 WHERE tenant_id = %s AND id = ANY(%s) AND NOT in_use ORDER BY id FOR NO KEY UPDATE"""
MARK = "UPDATE catalog_item SET in_use = true WHERE tenant_id = %s AND id = ANY(%s)"


def mark_items_used(ids: Iterable[UUID]) -> None:
    """Fix base unit, tracking and valuation method of items for good; called inside the transaction that uses them.

    Call it before reading the facts that the posting goes by: it waits for an editor who is changing one of the items.
    """
    tenant_id = current_tenant_id()
    unused = [id for (id,) in fetch(UNUSED, (tenant_id, list(ids)))]
    if unused:
        execute(MARK, (tenant_id, unused))
