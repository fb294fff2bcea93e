"""The past of items as a replay needs it, read once from the first day that matters."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.rules import PoolKey
from gongliao.ledger.rules.costing import Source
from gongliao.ledger.rules.pools import Method
from gongliao.ledger.rules.replay import Spot, Step
from gongliao.platform.public import current_tenant_id, fetch

# Corrections and reversals have the business date of what they correct or reverse, so none is missed. Ids that name no
# place of ours are left out: making them would take longer than the replay.
_ROWS = """
SELECT m.id, m.business_date, m.posting_date, (m.quantity * 1000000)::bigint, (m.value * 100)::bigint,
 m.linked_id, m.reverses_id, m.corrects_id,
 CASE WHEN m.source_kind = 'gain' THEN (SELECT c.price IS NULL FROM ledger_countedstock c
  WHERE c.tenant_id = m.tenant_id AND c.id = m.counted_id) END,
 m.item_id, m.ownership, nullif(m.batch_id, k.none), nullif(m.method, ''),
 coalesce(m.place_seq, m.seq), CASE WHEN m.source_kind = 'bin' THEN m.source_id END,
 CASE WHEN m.source_kind = 'bin' THEN nullif(m.source_owner_id, k.none) END,
 CASE WHEN m.target_kind = 'bin' THEN m.target_id END,
 CASE WHEN m.target_kind = 'bin' THEN nullif(m.target_owner_id, k.none) END
FROM ledger_stockmove m CROSS JOIN (VALUES (%s::uuid)) AS k (none)
WHERE m.tenant_id = %s AND m.company_id = %s AND m.item_id = ANY(%s) AND m.business_date >= %s
 AND m.posting_date >= %s
ORDER BY m.item_id, m.business_date, coalesce(m.place_seq, m.seq), m.seq
"""
# What is linked to an older move took its part of it before; a reversed part gave it back.
_SOURCES = """
SELECT b.id, b.business_date, (b.quantity * 1000000)::bigint,
 ((b.value + coalesce((SELECT sum(c.value) FROM ledger_stockmove c
   WHERE c.tenant_id = b.tenant_id AND c.corrects_id = b.id AND c.posting_date >= b.business_date), 0)) * 100)::bigint,
 (coalesce((SELECT sum(l.quantity) FROM ledger_stockmove l
   WHERE l.tenant_id = b.tenant_id AND l.linked_id = b.id AND l.business_date < %s AND NOT EXISTS (
    SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = l.tenant_id AND r.reverses_id = l.id
     AND r.posting_date >= l.business_date)), 0) * 1000000)::bigint
FROM ledger_stockmove b WHERE b.tenant_id = %s AND b.id = ANY(%s)
"""


@dataclass
class History:
    """Steps in the order recorded, without what was reversed, and the moves from before that they are linked to.

    What a count found or missed keeps the count's place, whenever it became so (ADR-0026).
    """

    spots: "Spots"
    steps: list[Step]
    sources: dict[UUID, Source] = field(default_factory=dict)
    linked_on: dict[UUID, date] = field(default_factory=dict)

    def of(self, move_ids: Collection[UUID]) -> list[Step]:
        """Return the steps of some moves, as far as they are among these."""
        wanted = set(move_ids)
        return [step for step in self.steps if step.move_id in wanted] if wanted else []

    def know_sources(self, steps: Sequence[Step], *, since: date) -> None:
        """Read the moves that steps are linked to and that are not steps themselves."""
        named = {step.linked_id for step in steps if step.linked_id}
        self.linked_on = {step.move_id: step.on for step in steps if step.move_id in named} if named else {}
        older = [move_id for move_id in named if move_id not in self.linked_on]
        if not older:
            return
        for move_id, on, quantity, value, taken in fetch(_SOURCES, (since, current_tenant_id(), older)):
            self.sources[move_id] = Source(quantity, value, taken)
            self.linked_on[move_id] = on


def read_history(*, spots: "Spots", company_id: UUID, since: date) -> History:
    """Return what happened to the spots' items from a day on."""
    rows = fetch(_ROWS, (NO_ID, current_tenant_id(), company_id, list(spots.methods), since, since))
    gone: set[UUID] = set()
    for row in rows:
        if row[6]:
            gone.update((row[0], row[6]))
    steps: dict[UUID, Step] = {}
    for row in rows:
        id_, on, posted_on, quantity, value, linked_id, _, corrects_id, found, *of = row[:13]
        place, from_bin, from_owner, to_bin, to_owner = row[13:]
        if corrects_id is not None:
            if (corrected := steps.get(corrects_id)) is not None:
                corrected.value += value
                corrected.worth += value
        elif id_ not in gone:
            leaves = spots.named(*of, from_owner, from_bin) if from_bin else None
            enters = spots.named(*of, to_owner, to_bin) if to_bin else None
            steps[id_] = Step(
                id_, of[0], on, posted_on, quantity, value, leaves, enters, linked_id, value, found, place
            )
    return History(spots, list(steps.values()))


@dataclass(frozen=True, slots=True)
class ItemMethods:
    """How an item was valued first, and to what that was changed by now."""

    first: Method
    changed_to: Method | None = None


# Of an item that is held along with others and is not replayed.
_UNMOVED = ItemMethods("moving_average")


class Spots:
    """The spots of the pools that items have in a company, which are numbered; each is made once.

    What a pool held before its item was valued otherwise has a number of its own: a change takes the goods from one to
    the other.
    """

    def __init__(self, company_id: UUID, pools: Sequence[PoolKey], methods: Mapping[UUID, ItemMethods]) -> None:
        self.methods = methods
        self.pools = list(pools)
        self.changed_to = [self._methods_of(key).changed_to for key in pools]
        self.company_id = company_id
        self._numbers = {each: number for number, each in enumerate(zip(pools, self.changed_to, strict=True))}
        self._made: dict[tuple[int, UUID, UUID], Spot] = {}
        self._named: dict[tuple[Any, ...], Spot] = {}

    def valued_by(self, number: int) -> Method:
        """Return how a pool is valued."""
        return self.changed_to[number] or self._methods_of(self.pools[number]).first

    def now(self, key: PoolKey, bin_id: UUID, batch_id: UUID) -> Spot:
        """Return where goods of a pool lie by now."""
        return self.at(key, bin_id, batch_id, self._methods_of(key).changed_to)

    def at(self, key: PoolKey, bin_id: UUID, batch_id: UUID, changed_to: Method | None) -> Spot:
        """Return where goods of a pool lay when it was valued so."""
        if (number := self._numbers.get((key, changed_to))) is None:
            number = self._numbers[key, changed_to] = len(self.pools)
            self.pools.append(key)
            self.changed_to.append(changed_to)
        name = (number, bin_id, batch_id)
        if (spot := self._made.get(name)) is None:
            spot = self._made[name] = Spot(*name)
        return spot

    def _methods_of(self, key: PoolKey) -> ItemMethods:
        return self.methods.get(key.item_id, _UNMOVED)

    def named(self, *row: Any) -> Spot:
        """Return where goods lie of which a row says item, ownership, batch, changed method, stock owner and bin."""
        if (spot := self._named.get(row)) is None:
            item_id, ownership, batch_id, changed_to, owner_id, bin_id = row
            owner_id, batch_id = owner_id or NO_ID, batch_id or NO_ID
            # A batch has a pool of its own where the item is valued so.
            by_batch = (changed_to or self.methods[item_id].first) == "specific_batch"
            key = PoolKey(self.company_id, item_id, owner_id, ownership, batch_id if by_batch else NO_ID)
            spot = self._named[row] = self.at(key, bin_id, batch_id, changed_to)
        return spot
