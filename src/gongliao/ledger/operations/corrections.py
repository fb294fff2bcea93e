"""Value-only moves: what turns out to have cost more or less than was booked (design.md 4).

They name the move that they correct, have its business date, count in a month that is open, and go into the cost of its
node as it did. Written from the corrected rows by the database itself, because one late receipt may correct a hundred
thousand issues.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.ledger.operations.goods import Voucher
from gongliao.ledger.rules.causes import Cause
from gongliao.ledger.rules.costing import of_cents
from gongliao.platform.public import Actor, execute

_MOVES = """
INSERT INTO ledger_stockmove (id, tenant_id, company_id, item_id, batch_id,
 source_kind, source_id, source_owner_id, target_kind, target_id, target_owner_id, ownership,
 quantity, value, entered_quantity, entered_unit, business_date, posting_date, recorded_at,
 document_type, document_id, document_line_id, recorded_by_id, corrects_id, cause, method, project_id, category_id)
SELECT d.id, m.tenant_id, m.company_id, m.item_id, m.batch_id,
 m.source_kind, m.source_id, m.source_owner_id, m.target_kind, m.target_id, m.target_owner_id, m.ownership,
 0, d.value, 0, m.entered_unit, m.business_date, greatest(m.business_date, %s), %s, %s, %s, d.line_id, %s,
 m.id, %s, m.method, m.project_id, m.category_id
FROM unnest(%s::uuid[], %s::uuid[], %s::numeric[], %s::uuid[], %s::date[]) WITH ORDINALITY
 AS d (id, move_id, value, line_id, posted_on, at)
JOIN ledger_stockmove m ON m.tenant_id = %s AND m.id = d.move_id AND m.posting_date = d.posted_on
 AND m.posting_date >= %s
ORDER BY d.at
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """A move of the past, by how much its value changes, and the line that is the cause.

    Shape: ``posted_on`` is the move's own posting date, by which it is found.
    Units: ``cents`` may be negative.
    """

    move_id: UUID
    posted_on: date
    cents: int
    line_id: UUID


def write_corrections(
    *, actor: Actor, voucher: Voucher, corrections: Sequence[Correction], cause: Cause, at: datetime
) -> None:
    """Append the value-only moves with their cause.

    Source: design.md 4, "One correction mechanism"; requirements 3.4, 5.9.
    """
    if not corrections:
        return
    ids = [new_id() for _ in corrections]
    moved = [each.move_id for each in corrections]
    values = [of_cents(each.cents) for each in corrections]
    lines = [each.line_id for each in corrections]
    document = (voucher.open_from, voucher.recorded_at(at), voucher.type, voucher.id, actor.person_id)
    # Each is looked up in its own month, and no month is read that has none of them.
    posted = [each.posted_on for each in corrections]
    execute(_MOVES, (*document, cause, ids, moved, values, lines, posted, actor.tenant_id, min(posted)))
