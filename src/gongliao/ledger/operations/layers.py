"""The layers that goods valued by first-in-first-out lie in, read from what arrived in their pools.

Nothing keeps layers: what lies in a pool is what came last, so the youngest arrivals tell, up to the quantity there is.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from gongliao.ledger.rules import PoolKey
from gongliao.ledger.rules.costing import FirstInFirstOut, layers_of
from gongliao.platform.public import current_tenant_id, fetch

# In the order in which they are valued, backwards (see rules.replay); at what they turned out to be worth.
_ARRIVALS = """
SELECT k.at - 1, n.quantity, n.value
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) WITH ORDINALITY AS k (item, owner, ownership, at)
CROSS JOIN LATERAL (
 SELECT m.business_date, coalesce(m.place_seq, m.seq) AS place, m.seq, (m.quantity * 1000000)::bigint AS quantity,
  ((m.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c
    WHERE c.tenant_id = m.tenant_id AND c.corrects_id = m.id
    AND c.posting_date >= m.business_date), 0)) * 100)::bigint AS value,
  m.source_kind IN ('bin', 'gain') OR coalesce((SELECT l.business_date = m.business_date FROM ledger_stockmove l
    WHERE l.tenant_id = m.tenant_id AND l.id = m.linked_id), false) AS of_the_day
 FROM ledger_stockmove m
 WHERE m.tenant_id = %s AND m.company_id = %s AND m.item_id = k.item AND m.business_date < %s
  AND m.target_kind = 'bin' AND m.target_owner_id = k.owner AND m.ownership = k.ownership
  AND m.corrects_id IS NULL AND m.reverses_id IS NULL
  AND (m.source_kind <> 'bin' OR m.source_owner_id <> m.target_owner_id)
  AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = m.tenant_id AND r.reverses_id = m.id
    AND r.posting_date >= m.business_date)
 ORDER BY m.business_date DESC, of_the_day DESC, place DESC, m.seq DESC LIMIT %s) n
ORDER BY k.at, n.business_date DESC, n.of_the_day DESC, n.place DESC, n.seq DESC
"""
# Most stock lies in a few deliveries; the rest is looked for in ever longer steps.
FIRST_ARRIVALS, LONGER = 32, 16

Held = tuple[int, int]
"""Micro-units and cents."""


def read_layers(*, company_id: UUID, held: Mapping[PoolKey, Held], before: date) -> dict[PoolKey, FirstInFirstOut]:
    """Return the layers of locked pools that held so much before a day.

    Source: design.md 4, "Valuation".
    """
    found = {key: FirstInFirstOut() for key, (quantity, _) in held.items() if not quantity}
    limit = FIRST_ARRIVALS
    while missing := [key for key in held if key not in found]:
        arrivals = _arrivals(company_id, missing, before, limit)
        for key, of_pool in zip(missing, arrivals, strict=True):
            quantity, value = held[key]
            layers, covered = layers_of(of_pool, quantity=quantity, value=value)
            assert covered or len(of_pool) == limit, f"more lies in {key} than ever arrived"
            if covered:
                found[key] = FirstInFirstOut(layers)
        limit *= LONGER
    return found


def _arrivals(company_id: UUID, keys: list[PoolKey], before: date, limit: int) -> list[list[tuple[int, int]]]:
    pools = ([key.item_id for key in keys], [key.owner_id for key in keys], [key.ownership for key in keys])
    arrivals: list[list[tuple[int, int]]] = [[] for _ in keys]
    rows: list[Any] = fetch(_ARRIVALS, (*pools, current_tenant_id(), company_id, before, limit))
    for at, quantity, value in rows:
        arrivals[at].append((quantity, value))
    return arrivals
