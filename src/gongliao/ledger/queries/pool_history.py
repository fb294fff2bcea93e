"""The history of one pool up to a move, in the order in which it was valued, as it was known at a place in the books.

A page of it is read with what the pool held before: sums that the database forms over all that came earlier, so that a
pool of a hundred thousand moves is never sent whole. Source: design.md 4; the order is that of ``rules.replay``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from gongliao.ledger.rules.costing import layers_of
from gongliao.ledger.rules.explain import NOTHING, Entry, Held, Layer
from gongliao.platform.public import Row, current_tenant_id, fetch

# What a reader is shown of the corrections of one move; the rest is summed up.
CORRECTIONS_SHOWN = 20

# A reversed move and its mirror are as if they had never been; a correction belongs to the move that it corrects. Both
# are looked up by their indexes for each move: a join would be planned from statistics that a young item does not have.
_RUNNING = """
WITH asked AS MATERIALIZED (
 SELECT %s::uuid AS tenant_id, %s::uuid AS company_id, %s::uuid AS item_id, %s::text AS ownership, %s::uuid AS owner_id,
  %s::uuid AS batch_id, %s::text AS method, %s::bigint AS through,
  %s::date AS day, %s::boolean AS of_the_day, %s::bigint AS place, %s::bigint AS seq),
moved AS MATERIALIZED (
 SELECT m.id, m.seq, coalesce(m.place_seq, m.seq) AS place, m.business_date,
  m.source_kind IN ('bin', 'gain') OR coalesce((SELECT l.business_date = m.business_date
    FROM ledger_stockmove l WHERE l.tenant_id = m.tenant_id AND l.id = m.linked_id), false) AS of_the_day,
  m.target_kind = 'bin' AND m.target_owner_id = a.owner_id AS arrives, (m.quantity * 1000000)::bigint AS quantity,
  ((m.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c
    WHERE c.tenant_id = m.tenant_id AND c.corrects_id = m.id
    AND c.posting_date >= m.business_date AND c.seq <= a.through), 0)) * 100)::bigint AS value
 FROM asked a
 JOIN ledger_stockmove m ON m.tenant_id = a.tenant_id AND m.item_id = a.item_id AND m.business_date <= a.day
 WHERE m.company_id = a.company_id AND m.ownership = a.ownership AND m.method = a.method AND m.seq <= a.through
  AND (a.batch_id IS NULL OR m.batch_id = a.batch_id) AND m.corrects_id IS NULL AND m.reverses_id IS NULL
  AND (m.source_kind = 'bin' AND m.source_owner_id = a.owner_id)
   <> (m.target_kind = 'bin' AND m.target_owner_id = a.owner_id)
  AND (SELECT min(r.seq) FROM ledger_stockmove r
   WHERE r.tenant_id = m.tenant_id AND r.reverses_id = m.id
    AND r.posting_date >= m.business_date AND r.seq <= a.through) IS NULL),
running AS MATERIALIZED (
 SELECT m.*, row_number() OVER w AS number,
  sum(CASE WHEN m.arrives THEN m.quantity ELSE -m.quantity END) OVER w AS quantity_after,
  sum(CASE WHEN m.arrives THEN m.value ELSE -m.value END) OVER w AS value_after
 FROM moved m, asked a WHERE (m.business_date, m.of_the_day, m.place, m.seq) < (a.day, a.of_the_day, a.place, a.seq)
 WINDOW w AS (ORDER BY m.business_date, m.of_the_day, m.place, m.seq ROWS UNBOUNDED PRECEDING)),
emptied AS MATERIALIZED (SELECT coalesce(max(number), 0) AS number FROM running WHERE quantity_after = 0),
found AS MATERIALIZED (SELECT quantity_after, value_after FROM running ORDER BY number DESC LIMIT 1),
arrivals AS MATERIALIZED (
 SELECT r.id, r.quantity, r.value, r.number, sum(r.quantity) OVER (ORDER BY r.number DESC) AS reached
 FROM running r WHERE r.arrives)
"""
_PAGE = (
    _RUNNING
    + """
SELECT r.id, r.arrives, r.quantity, r.value, (r.number - e.number)::bigint, r.quantity_after::bigint,
 r.value_after::bigint, f.quantity_after::bigint, f.value_after::bigint
FROM running r, emptied e, found f
WHERE r.number > e.number AND r.number - e.number < %s ORDER BY r.number DESC LIMIT %s
"""
)
# The youngest arrivals that cover what the pool held: what lies in it is what came last.
_LAYERS = (
    _RUNNING
    + """
SELECT n.id, n.quantity, n.value FROM arrivals n, found f WHERE n.reached - n.quantity < f.quantity_after
ORDER BY n.number DESC
"""
)
_LATEST = """
SELECT coalesce(max(m.seq), 0) FROM ledger_stockmove m
WHERE m.tenant_id = %s AND m.company_id = %s AND m.item_id = %s AND m.ownership = %s
 AND ((m.source_kind = 'bin' AND m.source_owner_id = %s) OR (m.target_kind = 'bin' AND m.target_owner_id = %s))
 AND (%s::uuid IS NULL OR m.batch_id = %s)
"""
_LATEST_OF_ITEM = """
SELECT coalesce(max(m.seq), 0) FROM ledger_stockmove m WHERE m.tenant_id = %s AND m.company_id = %s AND m.item_id = %s
"""
_OF_DOCUMENT = """
SELECT max(m.seq) FROM ledger_stockmove m
WHERE m.tenant_id = %s AND m.document_id = %s AND m.document_type = %s AND m.item_id = %s
"""
_CORRECTIONS = """
SELECT c.id, c.corrects_id, c.how_many, c.value FROM (
 SELECT m.id, m.corrects_id, m.seq, count(*) OVER w AS how_many, sum(m.value) OVER w AS value,
  row_number() OVER (PARTITION BY m.corrects_id ORDER BY m.seq DESC) AS number
 FROM ledger_stockmove m WHERE m.tenant_id = %s AND m.corrects_id = ANY(%s) AND m.seq <= %s
 WINDOW w AS (PARTITION BY m.corrects_id)) c
WHERE c.number <= %s ORDER BY c.seq
"""
# What is linked to a move takes its parts in the order in which it is valued.
_CARRIED = """
SELECT (b.quantity * 1000000)::bigint,
 ((b.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c
   WHERE c.tenant_id = b.tenant_id AND c.corrects_id = b.id
    AND c.posting_date >= b.business_date AND c.seq <= %s), 0)) * 100)::bigint,
 (coalesce((SELECT sum(l.quantity) FROM ledger_stockmove l
   WHERE l.tenant_id = b.tenant_id AND l.linked_id = b.id AND l.seq <= %s AND (l.business_date, l.seq) < (%s, %s)
    AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r
     WHERE r.tenant_id = l.tenant_id AND r.reverses_id = l.id
    AND r.posting_date >= l.business_date AND r.seq <= %s)), 0) * 1000000)::bigint
FROM ledger_stockmove b WHERE b.tenant_id = %s AND b.id = %s
"""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A pool, a place in its order of valuation, and up to where the books are known.

    ``batch_id`` is given where each batch is a pool; ``of_the_day`` is what comes after a day's arrivals. ``method`` is
    what moves of the pool say that its item's method was changed to, empty before it was.
    """

    company_id: UUID
    item_id: UUID
    ownership: str
    owner_id: UUID
    batch_id: UUID | None
    method: str
    through: int
    day: date
    of_the_day: bool
    place: int
    seq: int

    def parameters(self) -> tuple[Any, ...]:
        """Return what the statements ask for, in their order."""
        pool = (self.company_id, self.item_id, self.ownership, self.owner_id, self.batch_id, self.method)
        return (current_tenant_id(), *pool, self.through, self.day, self.of_the_day, self.place, self.seq)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Entries in order since the pool was last empty, what it held before them, and what the move found in it."""

    entries: tuple[Entry, ...] = ()
    first: int = 1
    opening: Held = NOTHING
    found: Held = NOTHING


def read_page(at: Standpoint, *, before: int, limit: int) -> HistoryPage:
    """Return the last entries whose number, counted since the pool was last empty, is below ``before``."""
    rows = fetch(_PAGE, (*at.parameters(), before, limit))[::-1]
    if not rows:
        return HistoryPage()
    _, arrives, quantity, value, number, quantity_after, value_after, *found = rows[0]
    sign = 1 if arrives else -1
    return HistoryPage(
        entries=tuple(Entry(*row[:4]) for row in rows),
        first=number,
        opening=Held(quantity_after - sign * quantity, value_after - sign * value),
        found=Held(*found),
    )


def read_layers_at(at: Standpoint, held: Held) -> tuple[Layer, ...]:
    """Return the layers that a pool's goods lie in, the oldest first."""
    arrivals = fetch(_LAYERS, at.parameters())
    layers, covered = layers_of(((row[1], row[2]) for row in arrivals), quantity=held.quantity, value=held.value)
    assert covered, "no more lies in a pool than arrived"
    ids: list[UUID] = [row[0] for row in arrivals][: len(layers)][::-1]
    return tuple(Layer(move_id, *layer) for move_id, layer in zip(ids, layers, strict=True))


def latest_of_pool(*, company_id: UUID, item_id: UUID, ownership: str, owner_id: UUID, batch_id: UUID | None) -> int:
    """Return the last row of a pool in the books.

    Whoever moves a pool holds its lock, so what is read up to this row stays the same in later statements.
    """
    [(seq,)] = fetch(
        _LATEST, (current_tenant_id(), company_id, item_id, ownership, owner_id, owner_id, batch_id, batch_id)
    )
    return int(seq)


def latest_of_item(*, company_id: UUID, item_id: UUID) -> int:
    """Return the last row of an item in the books, for moves that touch none of its pools.

    Whoever corrects one holds all pools of the item, so what is read up to this row stays the same.
    """
    [(seq,)] = fetch(_LATEST_OF_ITEM, (current_tenant_id(), company_id, item_id))
    return int(seq)


def last_of_document(*, document_type: str, document_id: UUID, item_id: UUID) -> int:
    """Return the last row that a document wrote of an item: all that was known when it was posted lies before it."""
    [(seq,)] = fetch(_OF_DOCUMENT, (current_tenant_id(), document_id, document_type, item_id))
    return int(seq)


def read_corrections(move_ids: Collection[UUID], *, through: int) -> list[Row]:
    """Return the last corrections of each move in the order recorded: id, the move's id, how many and their sum."""
    return fetch(_CORRECTIONS, (current_tenant_id(), list(move_ids), through, CORRECTIONS_SHOWN))


def read_carried(linked_id: UUID, *, through: int, day: date, seq: int) -> tuple[Held, int]:
    """Return the move that another carries the unit cost of, and how much of it went before that one."""
    asked = (through, through, day, seq, through, current_tenant_id(), linked_id)
    [(quantity, value, taken)] = fetch(_CARRIED, asked)
    return Held(quantity, value), taken
