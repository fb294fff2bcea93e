"""Receipt lines of which goods go back: held, with what went back before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongliao.inventory.rules import ReceivedGoods
from gongliao.ledger.public import Ownership
from gongliao.platform.public import current_tenant_id, fetch

# Locking the receipt's head keeps two returns, or a return and a reversal, from using the same goods.
_LOCK_RECEIPTS = """
SELECT h.id FROM inventory_goodsreceipt h WHERE h.tenant_id = %s AND h.state = 'posted' AND h.reverses_id IS NULL
 AND h.id IN (SELECT document_id FROM inventory_goodsreceiptline WHERE tenant_id = %s AND id = ANY(%s))
ORDER BY h.id FOR UPDATE
"""
_RECEIVED_LINES = """
SELECT l.id, h.id, h.number, h.company_id, h.supplier_id, h.business_date, l.item_id, l.batch_id, l.owner_id, l.bin_id,
 l.order_line_id, l.ownership, l.quantity, l.amount, coalesce(sum(r.quantity), 0),
 coalesce(sum(r.quantity) FILTER (WHERE r.replacement), 0), coalesce(sum(r.reopened_amount), 0)
FROM inventory_goodsreceiptline l
JOIN inventory_goodsreceipt h ON h.tenant_id = l.tenant_id AND h.id = l.document_id
LEFT JOIN (
  SELECT rl.receipt_line_id, rl.quantity, rl.replacement, rl.reopened_amount FROM inventory_supplierreturnline rl
  JOIN inventory_supplierreturn rh ON rh.tenant_id = rl.tenant_id AND rh.id = rl.document_id
  WHERE rl.tenant_id = %s AND rl.receipt_line_id = ANY(%s) AND rh.state = 'posted' AND rh.reverses_id IS NULL
) r ON r.receipt_line_id = l.id
WHERE l.tenant_id = %s AND l.id = ANY(%s) AND h.id = ANY(%s)
GROUP BY l.id, h.id, h.number, h.company_id, h.supplier_id, h.business_date, l.item_id, l.batch_id, l.owner_id,
 l.bin_id, l.order_line_id, l.ownership, l.quantity, l.amount
"""


@dataclass(frozen=True, slots=True)
class ReceivedLineFacts:
    """A posted receipt line and the document that holds it; owner and bin are where it brought the goods.

    What the employer supplied has no supplier and no order line, a consignment no order line.
    """

    goods: ReceivedGoods
    document_id: UUID
    number: str
    company_id: UUID
    supplier_id: UUID | None
    business_date: date
    item_id: UUID
    batch_id: UUID | None
    owner_id: UUID | None
    bin_id: UUID
    order_line_id: UUID | None
    ownership: Ownership


def hold_received_lines(ids: Sequence[UUID]) -> dict[UUID, ReceivedLineFacts]:
    """Return those of the receipt lines that are in force; nobody else sends them back or reverses them meanwhile."""
    tenant_id = current_tenant_id()
    heads = [row[0] for row in fetch(_LOCK_RECEIPTS, (tenant_id, tenant_id, list(ids)))]
    rows = fetch(_RECEIVED_LINES, (tenant_id, list(ids), tenant_id, list(ids), heads))
    return {line_id: ReceivedLineFacts(ReceivedGoods(*rest[11:]), *rest[:11]) for line_id, *rest in rows}
