"""Order lines as plain facts, for deciding; the statements are bare because every receipt runs them."""

from collections.abc import Collection
from uuid import UUID

from gongliao.platform.public import current_tenant_id, fetch
from gongliao.procurement.rules import OrderLineFacts

FACTS = """
SELECT l.id, h.id, h.number, h.state, h.company_id, h.supplier_id, l.line_no, l.item_id, l.unit, l.quantity,
 l.received_quantity, l.received_value, l.amount, l.unit_price, l.project_id, l.node_id, l.category_id,
 l.over_tolerance_percent
FROM procurement_purchaseorderline l
JOIN procurement_purchaseorder h ON h.tenant_id = l.tenant_id AND h.id = l.document_id
WHERE l.tenant_id = %s
"""
# The head is held too: whoever closes the order changes it, and so waits for receipts under way and they for him.
LOCK = FACTS + "AND l.id = ANY(%s) ORDER BY l.id FOR UPDATE OF l FOR SHARE OF h"
OF_ORDER = FACTS + "AND l.document_id = %s ORDER BY l.line_no"


def lock_order_lines(ids: Collection[UUID]) -> dict[UUID, OrderLineFacts]:
    """Return the lines that are there among the ids, locked in id order together with their orders' states.

    Nobody receives on a locked line, and nobody closes or cancels its order, until the transaction ends.
    """
    return {row[0]: OrderLineFacts(*row) for row in fetch(LOCK, (current_tenant_id(), list(ids)))}


def lines_of_order(order_id: UUID) -> list[OrderLineFacts]:
    """Return the lines of an order, in order; stable while the head is locked, since receipts hold the head too."""
    return [OrderLineFacts(*row) for row in fetch(OF_ORDER, (current_tenant_id(), order_id))]
