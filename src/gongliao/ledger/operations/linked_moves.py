"""Moves that others carry the unit cost of: what they are worth now, and how much of them was taken so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from gongliao.ledger.operations.goods import GoodsLine
from gongliao.ledger.rules import Movement
from gongliao.ledger.rules.costing import Source, in_micro, of_cents
from gongliao.platform.public import current_tenant_id, fetch

_MOVES = """
SELECT b.document_line_id, b.source_kind, b.target_kind, b.ownership, b.id, b.business_date, t.latest,
 (b.quantity * 1000000)::bigint,
 ((b.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c
   WHERE c.tenant_id = b.tenant_id AND c.corrects_id = b.id
    AND c.posting_date >= b.business_date), 0)) * 100)::bigint,
 (coalesce(t.quantity, 0) * 1000000)::bigint
FROM ledger_stockmove b
CROSS JOIN LATERAL (SELECT max(l.business_date) AS latest, sum(l.quantity) AS quantity FROM ledger_stockmove l
 WHERE l.tenant_id = b.tenant_id AND l.linked_id = b.id AND NOT EXISTS (
  SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = l.tenant_id AND r.reverses_id = l.id
    AND r.posting_date >= l.business_date)) t
WHERE b.tenant_id = %s AND b.document_id = ANY(%s) AND b.document_line_id = ANY(%s)
 AND b.corrects_id IS NULL AND b.reverses_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class _Linked:
    id: UUID
    on: date
    carried_until: date | None
    source: Source


def link_movements(movements: Sequence[Movement], lines: Sequence[GoodsLine]) -> list[Movement]:
    """Return the movements with the moves whose unit cost they carry and what they carry of it.

    Asked under the lock of the pools, because a correction changes what those are worth.
    """
    named = [line.carries for line in lines if line.carries]
    if not named:
        return list(movements)
    documents, of_lines = [each[0] for each in named], [each[1] for each in named]
    rows = fetch(_MOVES, (current_tenant_id(), documents, of_lines))
    # Of a line that went on over the site it is the leg that goods come back from.
    back = {line.carries[1]: (line.source.kind, line.target.kind, line.ownership) for line in lines if line.carries}
    known = {
        line_id: _Linked(id_, on, until, Source(*figures))
        for line_id, came_from, went_to, owned, id_, on, until, *figures in rows
        if owned == back[line_id][2] and (went_to == back[line_id][0] or came_from == back[line_id][1])
    }
    return [
        _linked(movement, known[line.carries[1]]) if line.carries else movement
        for movement, line in zip(movements, lines, strict=True)
    ]


def _linked(movement: Movement, linked: _Linked) -> Movement:
    value = of_cents(linked.source.take(in_micro(movement.quantity)))
    return replace(movement, value=value, linked_id=linked.id, linked_on=linked.on, carried_until=linked.carried_until)
