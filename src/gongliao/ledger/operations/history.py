"""The past of items as a replay needs it, read once from the first day that matters."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.rules import PoolKey
from gongliao.ledger.rules.costing import Source
from gongliao.ledger.rules.replay import Spot, Step
from gongliao.platform.public import current_tenant_id, fetch

# Corrections and reversals have the business date of what they correct or reverse, so none is missed.
_ROWS = """
SELECT m.id, m.item_id, m.business_date, m.batch_id, m.ownership,
 m.source_kind, m.source_id, m.source_owner_id, m.target_kind, m.target_id, m.target_owner_id,
 (m.quantity * 1000000)::bigint, (m.value * 100)::bigint, m.linked_id, m.reverses_id, m.corrects_id
FROM ledger_stockmove m
WHERE m.tenant_id = %s AND m.company_id = %s AND m.item_id = ANY(%s) AND m.business_date >= %s
ORDER BY m.item_id, m.business_date, m.seq
"""
# What is linked to an older move took its part of it before; a reversed part gave it back.
_SOURCES = """
SELECT b.id, b.business_date, (b.quantity * 1000000)::bigint,
 ((b.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c
   WHERE c.tenant_id = b.tenant_id AND c.corrects_id = b.id), 0)) * 100)::bigint,
 (coalesce((SELECT sum(l.quantity) FROM ledger_stockmove l
   WHERE l.tenant_id = b.tenant_id AND l.linked_id = b.id AND l.business_date < %s AND NOT EXISTS (
    SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = l.tenant_id AND r.reverses_id = l.id)), 0) * 1000000)::bigint
FROM ledger_stockmove b WHERE b.tenant_id = %s AND b.id = ANY(%s)
"""


@dataclass
class History:
    """Steps in the order recorded, without what was reversed, and the moves from before that they are linked to."""

    numbers: dict[PoolKey, int]
    steps: list[Step]
    sources: dict[UUID, Source] = field(default_factory=dict)
    linked_on: dict[UUID, date] = field(default_factory=dict)

    def know_sources(self, linked_ids: Iterable[UUID], *, since: date) -> None:
        """Read the moves that steps are linked to and that are not steps themselves."""
        days = {step.move_id: step.on for step in self.steps}
        named = set(linked_ids)
        self.linked_on = {move_id: days[move_id] for move_id in named if move_id in days}
        older = [move_id for move_id in named if move_id not in days]
        if not older:
            return
        for move_id, on, quantity, value, taken in fetch(_SOURCES, (since, current_tenant_id(), older)):
            self.sources[move_id] = Source(quantity, value, taken)
            self.linked_on[move_id] = on


def read_history(*, company_id: UUID, item_ids: Collection[UUID], since: date, pools: Sequence[PoolKey]) -> History:
    """Return what happened to the items from a day on; ``pools`` are all that these items have in the company."""
    rows = fetch(_ROWS, (current_tenant_id(), company_id, list(item_ids), since))
    numbers = {key: number for number, key in enumerate(pools)}
    gone: set[UUID] = set()
    for row in rows:
        if row[14]:
            gone.update((row[0], row[14]))
    steps: dict[UUID, Step] = {}
    spots = _Spots(company_id, numbers)
    for row in rows:
        move_id, corrects_id, value = row[0], row[15], row[12]
        if corrects_id is not None:
            if (corrected := steps.get(corrects_id)) is not None:
                corrected.value += value
        elif move_id not in gone:
            steps[move_id] = _step(row, spots)
    return History(numbers, list(steps.values()))


class _Spots:
    """Names spots, each pool's number looked up once."""

    def __init__(self, company_id: UUID, numbers: dict[PoolKey, int]) -> None:
        self._company_id = company_id
        self._numbers = numbers

    def at(
        self, item_id: UUID, ownership: Any, batch_id: UUID, kind: str, place_id: UUID, owner_id: UUID
    ) -> Spot | None:
        if kind != "bin":
            return None
        # A batch has a pool of its own where the item is valued so.
        of_batch = self._numbers.get(PoolKey(self._company_id, item_id, owner_id, ownership, batch_id))
        if of_batch is None:
            of_batch = self._numbers[PoolKey(self._company_id, item_id, owner_id, ownership, NO_ID)]
        return Spot(of_batch, place_id, batch_id)


def _step(row: tuple[Any, ...], spots: _Spots) -> Step:
    move_id, item_id, on, batch_id, ownership, *places = row[:11]
    of = (item_id, ownership, batch_id)
    return Step(move_id, on, row[11], row[12], spots.at(*of, *places[:3]), spots.at(*of, *places[3:]), row[13])
