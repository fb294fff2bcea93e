"""What somebody counted, and what the books say lay there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import Quantity
from gongliao.ledger.models import CountedStock
from gongliao.ledger.rules.places import Ownership
from gongliao.platform.public import current_tenant_id, fetch

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


def has_no_price(counted_id: UUID) -> bool:
    """Tell whether what a count found costs what the others there do."""
    return CountedStock.objects.filter(id=counted_id, price__isnull=True).exists()
