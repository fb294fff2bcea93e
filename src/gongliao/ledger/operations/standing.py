"""What stands in the way of a posting or a reversal, as people call it."""

from collections.abc import Collection
from uuid import UUID

from gongliao.ledger.errors import SerialInStock, ShortOnLaterDay
from gongliao.ledger.errors.counts import CountedConsignment, CountNeedsCost
from gongliao.ledger.models import Batch
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.operations.absorb_in_counts import Recount
from gongliao.ledger.operations.place_in_history import InTwoPlaces, ShortLater, WithoutCost
from gongliao.platform.public import current_tenant_id, document_types, fetch

# What a count found or missed is the count's, whichever document made another difference of it.
_DOCUMENT = """
SELECT coalesce(k.document_type, m.document_type), coalesce(k.document_id, m.document_id)
FROM ledger_stockmove m LEFT JOIN ledger_countedstock k ON k.tenant_id = m.tenant_id AND k.id = m.counted_id
WHERE m.tenant_id = %s AND m.id = %s
"""

# What stands on a move into stock: goods that left the same place since, or left the same pool at its cost.
_STANDING = """
SELECT DISTINCT coalesce(k.document_type, l.document_type), coalesce(k.document_id, l.document_id)
FROM ledger_stockmove m
JOIN ledger_stockmove l ON l.tenant_id = m.tenant_id AND l.item_id = m.item_id AND l.business_date >= m.business_date
 AND l.posting_date >= m.business_date
 AND l.company_id = m.company_id AND l.ownership = m.ownership AND l.corrects_id IS NULL
 AND l.source_kind = 'bin' AND l.source_owner_id = m.target_owner_id
LEFT JOIN ledger_countedstock k ON k.tenant_id = l.tenant_id AND k.id = l.counted_id
WHERE m.tenant_id = %s AND m.document_id = %s AND m.document_type = %s AND m.target_kind = 'bin'
 AND m.corrects_id IS NULL AND m.item_id = %s AND (l.batch_id = m.batch_id OR NOT %s)
 AND (l.business_date > m.business_date OR l.seq > m.seq)
 AND (coalesce(k.document_id, l.document_id) <> m.document_id OR l.document_type <> m.document_type)
 AND l.reverses_id IS NULL
 AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = l.tenant_id AND r.reverses_id = l.id
    AND r.posting_date >= l.business_date)
 AND ((l.source_id = m.target_id AND l.batch_id = m.batch_id)
  OR ((l.target_kind <> 'bin' OR l.target_owner_id <> l.source_owner_id)
   AND (m.source_kind <> 'bin' OR m.source_owner_id <> m.target_owner_id)))
LIMIT 20
"""


def documents_standing_on(
    short: ShortLater, *, document_id: UUID, kind: str, by_batch: bool = False
) -> tuple[str, ...]:
    """Return the numbers of documents that took goods of the item, or of the same batch, since a document brought some.

    ``by_batch`` is for items of which each batch is valued by itself.
    """
    found = fetch(_STANDING, (current_tenant_id(), document_id, kind, short.item_id, by_batch))
    # One of the same day that was recorded before is named where no other stands there.
    found = found or fetch(_DOCUMENT, (current_tenant_id(), short.move_id))
    return numbers_of([(row[0], row[1]) for row in found])


def short_on_later_day(short: ShortLater, *, item: str, line: int) -> ShortOnLaterDay:
    """Return the refusal that names the place, the day and the document which would find too little."""
    [bin_] = rows_of("catalog.Bin").filter(id=short.bin_id).select_related("warehouse")
    [(kind, document_id)] = fetch(_DOCUMENT, (current_tenant_id(), short.move_id))
    [document] = numbers_of([(kind, document_id)])
    return ShortOnLaterDay(
        item=item,
        place=f"{bin_.warehouse.code} {bin_.code}",
        date=short.on,
        missing=short.missing,
        document=document,
        line=line,
    )


def serial_in_stock(found: InTwoPlaces, *, item: str) -> SerialInStock:
    """Return the refusal that names the serial number, and the place and the day where it lies."""
    [bin_] = rows_of("catalog.Bin").filter(id=found.bin_id).select_related("warehouse")
    [serial] = Batch.objects.filter(id=found.batch_id)
    place = f"{bin_.warehouse.code} {bin_.code}"
    return SerialInStock(item=item, serial=serial.number, place=place, date=found.on, line=found.line_no)


def counted_consignment(found: Recount) -> CountedConsignment:
    """Return the refusal that names the count that bought what it missed, and its day."""
    [document] = numbers_of([found.document])
    return CountedConsignment(item=found.item.code, date=found.on, document=document, line=found.line_no)


def count_needs_cost(found: WithoutCost, *, item: str, line: int) -> CountNeedsCost:
    """Return the refusal that names the count that found goods, and its day."""
    [document] = documents_of(found)
    return CountNeedsCost(item=item, date=found.on, document=document, line=line)


def documents_of(found: InTwoPlaces | WithoutCost) -> tuple[str, ...]:
    """Return the number of the document that brought a serial number in again, or found goods."""
    named = [found.document] if found.document else fetch(_DOCUMENT, (current_tenant_id(), found.move_id))
    return numbers_of([(kind, id_) for kind, id_ in named])


def numbers_of(documents: Collection[tuple[str, UUID]]) -> tuple[str, ...]:
    """Return the numbers of documents, in order."""
    numbers: list[str] = []
    for kind in {kind for kind, _ in documents}:
        rows = document_types()[kind].objects.filter(id__in=[id_ for each, id_ in documents if each == kind])
        numbers += [number or str(id_) for id_, number in rows.values_list("id", "number")]
    return tuple(sorted(numbers))
