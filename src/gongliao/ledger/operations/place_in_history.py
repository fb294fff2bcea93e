"""Goods that moved earlier than others that are booked already: what they and the others are worth now.

The items' pools are replayed from the day on. What later moves turn out to have cost differently is corrected; nothing
is rewritten. Source: design.md 4, "One correction mechanism" and "Never negative"; ADR-0008.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from gongliao.kernel.errors import refuse_together
from gongliao.kernel.ids import new_id
from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.ledger.errors import InsufficientStock, ValueBelowNothing
from gongliao.ledger.operations.corrections import Correction
from gongliao.ledger.operations.history import History, read_history
from gongliao.ledger.operations.layers import Held, read_layers
from gongliao.ledger.rules import BalanceKey, Movement, PoolKey, Stock, settle_stock
from gongliao.ledger.rules.costing import Costing, MovingAverage, in_cents, in_micro, of_cents, of_micro
from gongliao.ledger.rules.places import Place
from gongliao.ledger.rules.replay import Short, Spot, Step, first_short, in_order, replay


@dataclass(frozen=True, slots=True)
class Placed:
    """What the movements carry, in order, and what of the past has changed by them."""

    values: tuple[Money, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class ShortLater:
    """A later move of the past for which the goods would no longer be there."""

    move_id: UUID
    item_id: UUID
    bin_id: UUID
    on: date
    missing: Quantity


def place_in_history(
    *, stock: Stock, movements: Sequence[Movement], lines: Sequence[UUID], on: date
) -> Placed | ShortLater:
    """Value movements of a day among all that happened since, and leave the stock as it is after today.

    Shape: ``stock`` holds all pools of the items, locked; ``lines`` are the causing lines of ``movements``.
    Raises: InsufficientStock, FigureTooLarge.
    """
    history = _history_of(stock, movements, since=on)
    added = [_step_of(movement, history, on) for movement in movements]
    found = _replayed(stock, history, movements, steps=[*history.steps, *added], since=on)
    if isinstance(found, Short):
        for step, movement in zip(added, movements, strict=True):
            if step is found.step:
                raise InsufficientStock(
                    item=movement.item,
                    asked=movement.quantity,
                    available=Quantity(movement.quantity - of_micro(found.missing)),
                    line=movement.line_no,
                )
        return _short_later(found, history)
    settle_stock(stock, movements)
    return Placed(
        tuple(of_cents(found[step.move_id]) for step in added), _corrections(history, found, _causes(movements, lines))
    )


def take_from_history(
    *, stock: Stock, movements: Sequence[Movement], lines: Sequence[UUID], moves: Sequence[UUID], on: date
) -> Placed | ShortLater:
    """Value what happened since a day as if ``moves`` of that day had not been, and leave the stock as it is then.

    Shape: as ``place_in_history``; ``movements`` mirror ``moves``, in order. The values are what those were worth last.
    """
    history = _history_of(stock, movements, since=on)
    worth = {step.move_id: step.value for step in history.steps}
    gone = set(moves)
    left = [step for step in history.steps if step.move_id not in gone]
    found = _replayed(stock, history, movements, steps=left, since=on)
    if isinstance(found, Short):
        return _short_later(found, history)
    settle_stock(stock, movements)
    return Placed(
        tuple(of_cents(worth[move_id]) for move_id in moves), _corrections(history, found, _causes(movements, lines))
    )


def revalue_in_history(
    *, stock: Stock, movements: Sequence[Movement], lines: Sequence[UUID], moves: Sequence[UUID], on: date
) -> tuple[Correction, ...]:
    """Value what happened since a day with other prices of what came from outside, and leave the stock as it is then.

    Shape: as ``place_in_history``; ``movements`` are ``moves`` as they came, in order, each with the value by which it
        changes. A change is its line's; what follows from it is that of the item's first line.
    Raises: ValueBelowNothing of all lines together; FigureTooLarge.
    """
    history = _history_of(stock, movements, since=on)
    worth = {step.move_id: step.value for step in history.steps}
    changes = {move_id: in_cents(each.value or NO_MONEY) for move_id, each in zip(moves, movements, strict=True)}
    refuse_together(
        [
            ValueBelowNothing(
                item=each.item,
                value=of_cents(worth[move_id]),
                change=of_cents(changes[move_id]),
                line=each.line_no,
            )
            for move_id, each in zip(moves, movements, strict=True)
            if worth[move_id] + changes[move_id] < 0
        ]
    )
    steps = [replace(step, value=step.value + changes.get(step.move_id, 0)) for step in history.steps]
    found = _replayed(stock, history, movements, steps=steps, since=on)
    assert not isinstance(found, Short), "prices move no goods"
    settle_stock(stock, movements)
    causes = _causes(movements, lines) | dict(zip(moves, lines, strict=True))
    return _corrections(history, found, causes)


def _history_of(stock: Stock, movements: Sequence[Movement], *, since: date) -> History:
    items = {movement.item_id for movement in movements}
    [company_id] = {movement.company_id for movement in movements}
    return read_history(company_id=company_id, item_ids=items, since=since, pools=list(stock))


def _step_of(movement: Movement, history: History, on: date) -> Step:
    def spot(key: PoolKey | None, place: Place) -> Spot | None:
        return Spot(history.numbers[key], place.id, movement.batch_id) if key else None

    return Step(
        move_id=new_id(),
        on=on,
        quantity=in_micro(movement.quantity),
        value=in_cents(movement.value or NO_MONEY),
        leaves=spot(movement.leaves, movement.source),
        enters=spot(movement.enters, movement.target),
        linked_id=movement.linked_id,
    )


def _replayed(
    stock: Stock,
    history: History,
    movements: Sequence[Movement],
    *,
    steps: Sequence[Step],
    since: date,
) -> dict[UUID, int] | Short:
    """Return what each move is worth and bring the stock to it, or the first place that would be short."""
    held, levels = _before(stock, history.steps)
    pools = _pools_of(held, movements, since=since)
    history.know_sources((step.linked_id for step in steps if step.linked_id), since=since)
    steps = in_order(steps, linked_on=history.linked_on | {step.move_id: step.on for step in steps})
    if short := first_short(steps, levels=levels):
        return short
    worth = replay(steps, pools=pools, sources=history.sources)
    for pool, after in zip(stock.values(), pools, strict=True):
        pool.quantity, pool.value = of_micro(after.quantity), of_cents(after.value)
    by_number = list(stock.values())
    for spot, level in levels.items():
        by_number[spot.pool].at(BalanceKey(spot.bin_id, spot.batch_id)).quantity = of_micro(level)
    return {step.move_id: value for step, value in zip(steps, worth, strict=True)}


def _before(stock: Stock, steps: Sequence[Step]) -> tuple[dict[PoolKey, Held], dict[Spot, int]]:
    """Return pools and levels as they were before the first step: as they are now, less all that the steps did."""
    pools = [MovingAverage(in_micro(pool.quantity), in_cents(pool.value)) for pool in stock.values()]
    levels = {
        Spot(number, key.bin_id, key.batch_id): in_micro(balance.quantity)
        for number, pool in enumerate(stock.values())
        for key, balance in pool.balances.items()
    }
    for step in steps:
        for spot, sign in ((step.leaves, 1), (step.enters, -1)):
            if spot:
                pools[spot.pool].quantity += sign * step.quantity
                pools[spot.pool].value += sign * step.value
                levels[spot] = levels.get(spot, 0) + sign * step.quantity
    return {key: (pool.quantity, pool.value) for key, pool in zip(stock, pools, strict=True)}, levels


def _pools_of(held: Mapping[PoolKey, Held], movements: Sequence[Movement], *, since: date) -> list[Costing]:
    """Return the pools as their items are valued, in their order."""
    by_age = {movement.item_id for movement in movements if movement.method == "fifo"}
    layered = {key: each for key, each in held.items() if key.item_id in by_age}
    layers = read_layers(company_id=movements[0].company_id, held=layered, before=since)
    return [layers[key] if key in layers else MovingAverage(*each) for key, each in held.items()]


def _corrections(history: History, worth: Mapping[UUID, int], causes: Mapping[UUID, UUID]) -> tuple[Correction, ...]:
    items = [key.item_id for key in history.numbers]
    found: list[Correction] = []
    for step in history.steps:
        now = worth.get(step.move_id)
        spot = step.leaves or step.enters
        if now is not None and now != step.value and spot:
            line_id = causes.get(step.move_id) or causes[items[spot.pool]]
            found.append(Correction(step.move_id, now - step.value, line_id))
    return tuple(found)


def _causes(movements: Sequence[Movement], lines: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the first line of each item; where a move is a cause itself, its line stands beside them."""
    causes: dict[UUID, UUID] = {}
    for movement, line_id in zip(movements, lines, strict=True):
        causes.setdefault(movement.item_id, line_id)
    return causes


def _short_later(short: Short, history: History) -> ShortLater:
    item_id = list(history.numbers)[short.spot.pool].item_id
    return ShortLater(short.step.move_id, item_id, short.spot.bin_id, short.step.on, of_micro(short.missing))
