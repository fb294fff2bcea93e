"""Posted issue lines from which material comes back, locked with how much of them did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongliao.inventory.rules import Issued
from gongliao.ledger.public import CostObject, Ownership
from gongliao.platform.public import current_tenant_id, fetch


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A posted issue line and the document that holds it.

    ``ownership`` is what the goods are by now: what was consigned was bought by being issued.
    """

    document_id: UUID
    company_id: UUID
    business_date: date
    item_id: UUID
    batch_id: UUID | None
    owner_id: UUID | None
    ownership: Ownership
    cost: CostObject
    issued: Issued


# Locking the issue's head keeps two returns, or a return and a reversal, from using the same goods.
_LOCK_ISSUES = """
SELECT h.id FROM inventory_goodsissue h WHERE h.tenant_id = %s AND h.state = 'posted' AND h.reverses_id IS NULL
 AND h.id IN (SELECT document_id FROM inventory_goodsissueline WHERE tenant_id = %s AND id = ANY(%s))
ORDER BY h.id FOR UPDATE
"""
_ISSUED_LINES = """
SELECT l.id, h.id, h.company_id, h.business_date, l.item_id, l.batch_id, l.owner_id,
 CASE l.ownership WHEN 'consignment' THEN 'own' ELSE l.ownership END,
 l.project_id, l.node_id, l.category_id, l.quantity, coalesce(sum(r.quantity), 0)
FROM inventory_goodsissueline l
JOIN inventory_goodsissue h ON h.tenant_id = l.tenant_id AND h.id = l.document_id
LEFT JOIN (
  SELECT rl.issue_line_id, rl.quantity FROM inventory_materialreturnline rl
  JOIN inventory_materialreturn rh ON rh.tenant_id = rl.tenant_id AND rh.id = rl.document_id
  WHERE rl.tenant_id = %s AND rl.issue_line_id = ANY(%s) AND rh.state = 'posted' AND rh.reverses_id IS NULL
   AND (NOT rh.notional OR rh.business_date = %s)
  UNION ALL
  SELECT tl.from_line_id, tl.quantity FROM inventory_goodsissueline tl
  JOIN inventory_goodsissue th ON th.tenant_id = tl.tenant_id AND th.id = tl.document_id
  WHERE tl.tenant_id = %s AND tl.from_line_id = ANY(%s) AND th.state = 'posted' AND th.reverses_id IS NULL
) r ON r.issue_line_id = l.id
WHERE l.tenant_id = %s AND l.id = ANY(%s) AND h.id = ANY(%s)
GROUP BY l.id, h.id, h.company_id, h.business_date, l.item_id, l.batch_id, l.owner_id, l.ownership,
 l.project_id, l.node_id, l.category_id, l.quantity
"""


def lock_issued_lines(ids: Sequence[UUID], *, notional_on: date | None) -> dict[UUID, IssuedLine]:
    """Return issue lines with what came back of them or was taken over.

    For a notional return what came back on paper for the night of its day counts as well.
    """
    tenant_id = current_tenant_id()
    heads = [row[0] for row in fetch(_LOCK_ISSUES, (tenant_id, tenant_id, list(ids)))]
    rows = fetch(_ISSUED_LINES, (tenant_id, list(ids), notional_on, *(tenant_id, list(ids)) * 2, heads))
    return {
        line_id: IssuedLine(
            issue_id, company_id, day, item_id, batch_id, owner_id, ownership, CostObject(*rest[:3]), Issued(*rest[3:])
        )
        for line_id, issue_id, company_id, day, item_id, batch_id, owner_id, ownership, *rest in rows
    }
