"""What somebody counted, and what the books say lay there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import Quantity
from gongliao.ledger.models import CountedStock
from gongliao.ledger.rules.places import Ownership
from gongliao.platform.public import current_tenant_id, document_types, fetch

# What lies there today, less all that moved after the day, is what lay there on the day.
_LEVELS = """
SELECT coalesce((SELECT sum(b.quantity) FROM ledger_stockpool p
   JOIN ledger_stockbalance b ON b.tenant_id = p.tenant_id AND b.pool_id = p.id
   WHERE p.tenant_id = c.tenant_id AND p.company_id = c.company_id AND p.item_id = k.item AND p.owner_id = k.owner
    AND p.ownership = k.ownership AND b.bin_id = k.bin AND b.batch_id = k.batch), 0)
 - coalesce((SELECT sum(CASE WHEN m.target_kind = 'bin' AND m.target_id = k.bin AND m.target_owner_id = k.owner
    THEN m.quantity ELSE -m.quantity END)
   FROM ledger_stockmove m
   WHERE m.tenant_id = c.tenant_id AND m.company_id = c.company_id AND m.item_id = k.item AND m.batch_id = k.batch
    AND m.ownership = k.ownership AND m.business_date > c.day
    AND ((m.target_kind = 'bin' AND m.target_id = k.bin AND m.target_owner_id = k.owner)
     OR (m.source_kind = 'bin' AND m.source_id = k.bin AND m.source_owner_id = k.owner))), 0)
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::text[])
 WITH ORDINALITY AS k (item, bin, batch, owner, ownership, at)
CROSS JOIN (VALUES (%s::uuid, %s::uuid, %s::date)) AS c (tenant_id, company_id, day)
ORDER BY k.at
"""


# What another document than the count or its reversal made of its difference; nothing where it only took it back.
_CHANGES = """
WITH of_count AS (
 SELECT k.id AS counted_id, k.document_line_id, m.id, m.business_date, m.document_type, m.document_id, m.recorded_at,
  m.seq, CASE WHEN m.source_kind = 'gain' THEN m.quantity ELSE -m.quantity END AS difference
 FROM ledger_countedstock k
 JOIN ledger_stockmove m ON m.tenant_id = k.tenant_id AND m.item_id = k.item_id AND m.business_date = k.business_date
  AND m.posting_date >= k.business_date AND m.counted_id = k.id
 WHERE k.tenant_id = %s AND k.document_id = %s AND k.reverses_id IS NULL)
SELECT document_line_id, document_type, document_id, recorded_at, sum(difference) FROM (
 SELECT document_line_id, document_type, document_id, recorded_at, seq, difference FROM of_count
 UNION ALL
 SELECT c.document_line_id, r.document_type, r.document_id, r.recorded_at, r.seq, 0::numeric(18, 6)
 FROM of_count c
 JOIN ledger_stockmove r ON r.tenant_id = %s AND r.reverses_id = c.id AND r.posting_date >= c.business_date
 WHERE NOT EXISTS (SELECT 1 FROM ledger_countedstock z WHERE z.tenant_id = r.tenant_id
  AND z.document_id = r.document_id AND z.reverses_id = c.counted_id)) AS written
WHERE document_id <> %s GROUP BY 1, 2, 3, 4 ORDER BY min(seq)
"""


@dataclass(frozen=True, slots=True)
class StockSpot:
    """Where goods of one item, batch, owner and ownership lie."""

    item_id: UUID
    bin_id: UUID
    batch_id: UUID = NO_ID
    owner_id: UUID | None = None
    ownership: Ownership = "own"


def levels_on(*, company_id: UUID, on: date, spots: Sequence[StockSpot]) -> list[Quantity]:
    """Return how much lay at each spot at the end of a day, by all that is recorded."""
    places = (
        [each.item_id for each in spots],
        [each.bin_id for each in spots],
        [each.batch_id for each in spots],
        [each.owner_id or NO_ID for each in spots],
        [each.ownership for each in spots],
    )
    return [row[0] for row in fetch(_LEVELS, (*places, current_tenant_id(), company_id, on))]


@dataclass(frozen=True, slots=True)
class DifferenceChange:
    """A document that happened before a count and became known after it, and what it left of a line's difference."""

    line_id: UUID
    document_type: str
    document_id: UUID
    number: str
    recorded_at: datetime
    difference: Quantity


def difference_changes(document_id: UUID) -> list[DifferenceChange]:
    """Return what became of the differences of a count's lines since it was posted, in the order recorded.

    Source: ADR-0026.
    """
    tenant_id = current_tenant_id()
    rows = fetch(_CHANGES, (tenant_id, document_id, tenant_id, document_id))
    numbers: dict[UUID, str] = {}
    for kind in {row[1] for row in rows}:
        found = document_types()[kind].objects.filter(id__in=[row[2] for row in rows if row[1] == kind])
        numbers |= {id_: number or "" for id_, number in found.values_list("id", "number")}
    return [DifferenceChange(row[0], row[1], row[2], numbers.get(row[2], ""), row[3], row[4]) for row in rows]


def has_no_price(counted_id: UUID) -> bool:
    """Tell whether what a count found costs what the others there do."""
    return CountedStock.objects.filter(id=counted_id, price__isnull=True).exists()
