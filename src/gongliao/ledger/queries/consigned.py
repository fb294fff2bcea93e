"""What suppliers consigned 寄售 and what became of it: by supplier, item and warehouse, as of a day and as known then.

A reversal counts as less of what it takes back. What was used is bought by the same line of its document, so that its
value is that of the purchase, with what an invoice or freight changed of it since.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from gongliao.platform.public import current_tenant_id, described

_CONSIGNED = """
WITH known AS (
  SELECT m.*, CASE WHEN m.reverses_id IS NULL THEN 1 ELSE -1 END AS sign FROM ledger_stockmove m
  WHERE m.tenant_id = %(tenant)s AND m.company_id = %(company)s AND m.business_date <= %(day)s
    AND m.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')),
consigned AS (
  SELECT item_id, document_type, document_id, document_line_id, sign * quantity AS quantity,
    CASE WHEN sign = 1 THEN source_kind ELSE target_kind END AS came_from,
    CASE WHEN sign = 1 THEN source_id ELSE target_id END AS from_id,
    CASE WHEN sign = 1 THEN target_kind ELSE source_kind END AS went_to,
    CASE WHEN sign = 1 THEN target_id ELSE source_id END AS to_id,
    CASE WHEN source_kind = 'bin' THEN source_owner_id ELSE target_owner_id END AS supplier_id
  FROM known WHERE ownership = 'consignment'),
sides AS (
  SELECT supplier_id, item_id, to_id AS bin_id,
    CASE came_from WHEN 'supplier' THEN 'received' WHEN 'bin' THEN 'moved' ELSE 'found' END AS what, quantity,
    0 AS value FROM consigned WHERE went_to = 'bin'
  UNION ALL
  SELECT supplier_id, item_id, from_id, 'moved', -quantity, 0 FROM consigned WHERE came_from = 'bin' AND went_to = 'bin'
  UNION ALL
  SELECT supplier_id, item_id, from_id,
    CASE document_type WHEN 'supplier_return' THEN 'returned' ELSE 'used' END, quantity, 0
  FROM consigned WHERE came_from = 'bin' AND went_to <> 'bin'
  UNION ALL
  SELECT CASE WHEN b.source_kind = 'supplier' THEN b.source_id ELSE b.target_id END, b.item_id,
    CASE WHEN b.source_kind = 'supplier' THEN b.target_id ELSE b.source_id END, 'used', 0, b.sign * b.value
  FROM known b WHERE b.ownership = 'own'
    AND 'supplier' IN (b.source_kind, b.target_kind) AND 'site' IN (b.source_kind, b.target_kind)
    AND EXISTS (
      SELECT 1 FROM consigned c JOIN known o ON o.id = coalesce(b.corrects_id, b.id)
      WHERE c.document_id = o.document_id AND c.document_line_id = o.document_line_id))
SELECT s.supplier_id, s.item_id, h.id, h.code, h.name,
  coalesce(sum(quantity) FILTER (WHERE what = 'received'), 0), coalesce(sum(quantity) FILTER (WHERE what = 'moved'), 0),
  coalesce(sum(quantity) FILTER (WHERE what = 'found'), 0), coalesce(sum(quantity) FILTER (WHERE what = 'used'), 0),
  coalesce(sum(value), 0), coalesce(sum(quantity) FILTER (WHERE what = 'returned'), 0)
FROM sides s JOIN catalog_bin w ON w.tenant_id = %(tenant)s AND w.id = s.bin_id
JOIN catalog_warehouse h ON h.tenant_id = %(tenant)s AND h.id = w.warehouse_id
GROUP BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class Consigned:
    """What a supplier consigned of an item in a warehouse.

    Units: the item's base unit; ``used_value`` in company currency, without tax. ``moved`` is what came from other
    warehouses less what went to them; ``found`` is what counts found.
    """

    supplier_id: UUID
    item_id: UUID
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    received: Decimal
    moved: Decimal
    found: Decimal
    used: Decimal
    used_value: Decimal
    returned: Decimal

    @property
    def on_hand(self) -> Decimal:
        """Return what lies there still."""
        return self.received + self.moved + self.found - self.used - self.returned


def consigned_goods(*, company_id: UUID, day: date, known_at: datetime | None = None) -> list[Consigned]:
    """Return what was consigned to a company up to a day, by supplier, item and warehouse, in no order.

    Source: requirements 3.12; design.md 4, "as of a business date, and as known at an instant".
    """
    asked = {"tenant": current_tenant_id(), "company": company_id, "day": day, "known_at": known_at}
    rows, _ = described(_CONSIGNED, asked)
    return [Consigned(*row) for row in rows]
