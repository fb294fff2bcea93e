"""Replay: what every move of an item is worth, worked out again from a day on.

Numbers are whole micro-units and cents, because a replay may walk over a hundred thousand moves. Steps are taken in one
order for all pools of the item: by day; within a day first what arrives from outside at a price that the day's own
stock does not decide, then the rest as it was recorded, what a count found among it. The order in which documents
became known decides nothing else.

Source: design.md 4, "Rules that decide a number" and "One correction mechanism"; 5, invariants 2 and 8; ADR-0008.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongliao.ledger.rules.costing import Costing, Source, at_unit_cost


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """Where goods of a pool lie: the pool's number in the replay, the bin and the batch.

    Each is made once and told from the others by being another: comparing ids at every step would cost more than the
    replay itself.
    """

    pool: int
    bin_id: UUID
    batch_id: UUID


@dataclass(slots=True)
class Step:
    """A move as a replay sees it.

    ``leaves`` and ``enters`` are spots of ours, or nothing outside our bins. ``value`` is what the books say so far,
    corrections included. ``worth`` is what the move brings along where it comes from outside; of the others it is what
    the replay finds. ``linked_id`` is the move whose unit cost this one carries. ``found`` tells of goods that a count
    found whether they take the unit cost of the pool that they enter; it is none of others. ``place`` grows in the
    order recorded.
    """

    move_id: UUID
    item_id: UUID
    on: date
    posted_on: date
    quantity: int
    value: int
    leaves: Spot | None
    enters: Spot | None
    linked_id: UUID | None
    worth: int
    found: bool | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Short:
    """A spot that would hold less than nothing."""

    step: Step
    spot: Spot
    missing: int


@dataclass(frozen=True, slots=True)
class Doubled:
    """A serial number that comes in while its one piece lies at a spot already."""

    step: Step
    spot: Spot


def in_order(steps: Sequence[Step], *, linked_on: Mapping[UUID, date]) -> list[Step]:
    """Return the steps in the order in which they are valued.

    Shape: ``steps`` in the order recorded; ``linked_on`` is the day of each move that a step is linked to.
    """

    def key(step: Step) -> tuple[date, bool]:
        settled = step.linked_id is None or linked_on[step.linked_id] < step.on
        return step.on, step.leaves is not None or step.found is not None or not settled

    return sorted(steps, key=key)


def first_short(steps: Sequence[Step], *, levels: dict[Spot, int]) -> Short | None:
    """Return the first step after which a spot holds less than nothing, if there is one.

    Shape: ``steps`` in order; ``levels`` as they were before the first, and left as they are after the last.
    """
    for step in steps:
        if step.leaves:
            left = levels.get(step.leaves, 0) - step.quantity
            if left < 0:
                return Short(step, step.leaves, -left)
            levels[step.leaves] = left
        if step.enters:
            levels[step.enters] = levels.get(step.enters, 0) + step.quantity
    return None


def first_doubled(steps: Sequence[Step], *, levels: Mapping[Spot, int], pools: Collection[int]) -> Doubled | None:
    """Return the first step that brings in a serial number which lies somewhere already, if there is one.

    Shape: ``steps`` in order; ``levels`` as they were before the first; ``pools`` are all of the items whose every
        batch is one piece.
    Source: ADR-0014.
    """
    lying = {spot.batch_id: spot for spot, level in levels.items() if level and spot.pool in pools}
    for step in steps:
        if step.leaves:
            lying.pop(step.leaves.batch_id, None)
        if step.enters and step.enters.pool in pools:
            if (spot := lying.get(step.enters.batch_id)) is not None:
                return Doubled(step, spot)
            lying[step.enters.batch_id] = step.enters
    return None


def replay(steps: Sequence[Step], *, pools: Sequence[Costing], sources: dict[UUID, Source]) -> Step | None:
    """Find what each step is worth, and leave the pools as they are after the last.

    Return the first step that an empty pool would have to tell the unit cost of, if there is one; all ends there.

    Goods that move within a pool carry what they would leave it with, and change nothing.

    Shape: ``steps`` in order, none of which takes more than there is; ``pools`` as they were before the first, by their
        numbers; ``sources`` are the moves before it that steps are linked to.
    """
    named = {step.linked_id for step in steps if step.linked_id}
    for step in steps:
        value = step.worth
        within = step.leaves is not None and step.enters is not None and step.leaves.pool == step.enters.pool
        if step.leaves:
            pool = pools[step.leaves.pool]
            value = pool.worth(step.quantity) if within else pool.leave(step.quantity)
        elif step.linked_id:
            value = sources[step.linked_id].take(step.quantity)
        elif step.found and step.enters:
            pool = pools[step.enters.pool]
            if not pool.quantity:
                return step
            value = at_unit_cost(pool, step.quantity)
        if step.enters and not within:
            pools[step.enters.pool].arrive(step.quantity, value)
        if step.move_id in named:
            sources[step.move_id] = Source(step.quantity, value)
        step.worth = value
    return None
