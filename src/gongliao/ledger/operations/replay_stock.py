"""Stock and its history together: what each step was worth, and what lies there after the last."""

from collections.abc import Mapping, Sequence
from datetime import date

from gongliao.ledger.operations.history import History, Spots
from gongliao.ledger.operations.layers import read_layers
from gongliao.ledger.rules import BalanceKey, Movement, PoolKey, Stock
from gongliao.ledger.rules.costing import (
    Costing,
    FirstInFirstOut,
    MovingAverage,
    in_cents,
    in_micro,
    of_cents,
    of_micro,
)
from gongliao.ledger.rules.replay import Doubled, Short, Spot, Step, first_doubled, first_short, in_order, replay

# What can't be so: too little at a spot, a piece at two, or goods found that nothing tells the unit cost of.
Wrong = Short | Doubled | Step


def replay_stock(
    stock: Stock,
    history: History,
    movements: Sequence[Movement],
    *,
    steps: Sequence[Step],
    since: date,
) -> Wrong | None:
    """Find what each step is worth and bring the stock to it; return the first that can't be so, if there is one."""
    held, levels = _before(stock, history)
    pools = _pools_of(history.spots, held, since=since)
    history.know_sources(steps, since=since)
    steps = in_order(steps, linked_on=history.linked_on)
    items = {movement.item_id for movement in movements if movement.serial}
    serial = {number for number, key in enumerate(history.spots.pools) if key.item_id in items}
    before = dict(levels) if serial else {}
    if short := first_short(steps, levels=levels):
        return short
    # Looked for last: a piece that leaves where it does not lie would seem to lie twice afterwards.
    if serial and (doubled := first_doubled(steps, levels=before, pools=serial)):
        return doubled
    if without_cost := replay(steps, pools=pools, sources=history.sources):
        return without_cost
    _bring(stock, history.spots.pools, pools, levels)
    return None


def _bring(stock: Stock, keys: Sequence[PoolKey], pools: Sequence[Costing], levels: Mapping[Spot, int]) -> None:
    """Bring the stock to what a replay found; a pool whose item was valued otherwise once has several numbers."""
    found: dict[PoolKey, tuple[int, int]] = {}
    for key, after in zip(keys, pools, strict=True):
        quantity, value = found.get(key, (0, 0))
        found[key] = (quantity + after.quantity, value + after.value)
    for key, (quantity, value) in found.items():
        stock[key].quantity, stock[key].value = of_micro(quantity), of_cents(value)
    lying: dict[tuple[PoolKey, BalanceKey], int] = {}
    for spot, level in levels.items():
        place = (keys[spot.pool], BalanceKey(spot.bin_id, spot.batch_id))
        lying[place] = lying.get(place, 0) + level
    for (key, at), level in lying.items():
        stock[key].at(at).quantity = of_micro(level)


def _before(stock: Stock, history: History) -> tuple[list[MovingAverage], dict[Spot, int]]:
    """Return pools and levels as they were before the first step: as they are now, less all that the steps did."""
    pools = [MovingAverage(in_micro(pool.quantity), in_cents(pool.value)) for pool in stock.values()]
    # What was valued otherwise once and is not any more.
    pools += [MovingAverage() for _ in history.spots.pools[len(pools) :]]
    levels = {
        history.spots.now(of, key.bin_id, key.batch_id): in_micro(balance.quantity)
        for of, pool in stock.items()
        for key, balance in pool.balances.items()
    }
    for step in history.steps:
        if spot := step.leaves:
            pools[spot.pool].quantity += step.quantity
            pools[spot.pool].value += step.value
            levels[spot] = levels.get(spot, 0) + step.quantity
        if spot := step.enters:
            pools[spot.pool].quantity -= step.quantity
            pools[spot.pool].value -= step.value
            levels[spot] = levels.get(spot, 0) - step.quantity
    return pools, levels


def _pools_of(spots: Spots, held: Sequence[MovingAverage], *, since: date) -> list[Costing]:
    """Return the pools as they are valued, by their numbers."""
    by_age = {number for number in range(len(held)) if spots.valued_by(number) == "fifo"}
    layered = {spots.pools[number]: held[number] for number in by_age if held[number].quantity}
    layers = read_layers(
        company_id=spots.company_id,
        held={key: (each.quantity, each.value) for key, each in layered.items()},
        before=since,
    )
    return [
        (layers[spots.pools[number]] if each.quantity else FirstInFirstOut()) if number in by_age else each
        for number, each in enumerate(held)
    ]
