"""Goods that moved earlier than others that are booked already: what they and the others are worth now.

The items' pools are replayed from the day on. What later moves turn out to have cost differently is corrected; nothing
is rewritten. Source: design.md 4, "One correction mechanism" and "Never negative"; ADR-0008.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongliao.kernel.errors import refuse_together
from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.ledger.errors import InsufficientStock, NoUnitCost, ValueBelowNothing
from gongliao.ledger.operations.corrections import Correction
from gongliao.ledger.operations.history import History, ItemMethods, Spots, read_history
from gongliao.ledger.operations.replay_stock import Wrong, replay_stock
from gongliao.ledger.rules import Movement, PoolKey, Stock, settle_stock
from gongliao.ledger.rules.costing import in_cents, in_micro, of_cents, of_micro
from gongliao.ledger.rules.places import Place
from gongliao.ledger.rules.pools import Method
from gongliao.ledger.rules.replay import Doubled, Short, Spot, Step


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


@dataclass(frozen=True, slots=True)
class InTwoPlaces:
    """A serial number that comes in on a day on which it lies in a bin; a move of the past, or one that is new."""

    move_id: UUID
    item_id: UUID
    batch_id: UUID
    bin_id: UUID
    on: date
    line_no: int


@dataclass(frozen=True, slots=True)
class WithoutCost:
    """Goods that a count of the past found, for which no others would be there to tell their unit cost."""

    move_id: UUID
    item_id: UUID
    on: date


Misplaced = ShortLater | InTwoPlaces | WithoutCost
ChangedTo = Mapping[UUID, Method]


def place_in_history(
    *, stock: Stock, movements: Sequence[Movement], lines: Sequence[UUID], on: date
) -> Placed | Misplaced:
    """Value movements of a day among all that happened since, and leave the stock as it is after today.

    Shape: ``stock`` holds all pools of the items, locked; ``lines`` are the causing lines of ``movements``.
    Raises: InsufficientStock, NoUnitCost, FigureTooLarge.
    """
    changed_to = {movement.item_id: movement.changed_to for movement in movements if movement.changed_to}
    history = _history_of(stock, movements, changed_to, since=on)
    added = [_step_of(movement, history, on) for movement in movements]
    wrong = replay_stock(stock, history, movements, steps=[*history.steps, *added], since=on)
    if wrong is not None:
        _refuse_added(wrong, movements, added)
        return _misplaced(wrong, history, movements, added)
    settle_stock(stock, movements)
    return Placed(tuple(of_cents(step.worth) for step in added), _corrections(history, _causes(movements, lines)))


def take_from_history(
    *,
    stock: Stock,
    movements: Sequence[Movement],
    lines: Sequence[UUID],
    moves: Sequence[UUID],
    on: date,
    changed_to: ChangedTo,
) -> Placed | Misplaced:
    """Value what happened since a day as if ``moves`` of that day had not been, and leave the stock as it is then.

    Shape: as ``place_in_history``; ``movements`` mirror ``moves``, in order. The values are what those were worth last.
        ``changed_to`` is how items are valued by now that were valued otherwise first.
    """
    history = _history_of(stock, movements, changed_to, since=on)
    gone = {step.move_id: step for step in history.of(moves)}
    left = [step for step in history.steps if step.move_id not in gone]
    wrong = replay_stock(stock, history, movements, steps=left, since=on)
    if wrong is not None:
        return _misplaced(wrong, history, movements, ())
    settle_stock(stock, movements)
    history.steps = left
    return Placed(
        tuple(of_cents(gone[move_id].value) for move_id in moves), _corrections(history, _causes(movements, lines))
    )


def revalue_in_history(
    *,
    stock: Stock,
    movements: Sequence[Movement],
    lines: Sequence[UUID],
    moves: Sequence[UUID],
    on: date,
    changed_to: ChangedTo,
) -> tuple[Correction, ...]:
    """Value what happened since a day with other prices of what came from outside, and leave the stock as it is then.

    Shape: as ``place_in_history``; ``movements`` are ``moves`` as they came, in order, each with the value by which it
        changes. A change is its line's; what follows from it is that of the item's first line. ``changed_to`` is how
        items are valued by now that were valued otherwise first.
    Raises: ValueBelowNothing of all lines together; FigureTooLarge.
    """
    history = _history_of(stock, movements, changed_to, since=on)
    worth = {step.move_id: step.value for step in history.of(moves)}
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
    for step in history.of(moves):
        step.worth += changes[step.move_id]
    wrong = replay_stock(stock, history, movements, steps=history.steps, since=on)
    assert wrong is None, "prices move no goods"
    settle_stock(stock, movements)
    return _corrections(history, _causes(movements, lines) | dict(zip(moves, lines, strict=True)))


def _history_of(stock: Stock, movements: Sequence[Movement], changed_to: ChangedTo, *, since: date) -> History:
    [company_id] = {movement.company_id for movement in movements}
    methods = {each.item_id: ItemMethods(each.method, changed_to.get(each.item_id)) for each in movements}
    return read_history(spots=Spots(company_id, list(stock), methods), company_id=company_id, since=since)


def _step_of(movement: Movement, history: History, on: date) -> Step:
    def spot(key: PoolKey | None, place: Place) -> Spot | None:
        return history.spots.at(key, place.id, movement.batch_id, movement.changed_to) if key else None

    return Step(
        move_id=movement.move_id,
        item_id=movement.item_id,
        on=on,
        posted_on=on,
        quantity=in_micro(movement.quantity),
        value=0,
        leaves=spot(movement.leaves, movement.source),
        enters=spot(movement.enters, movement.target),
        linked_id=movement.linked_id,
        worth=in_cents(movement.value or NO_MONEY),
        found=movement.found,
    )


def _corrections(history: History, causes: Mapping[UUID, UUID]) -> tuple[Correction, ...]:
    found: list[Correction] = []
    for step in history.steps:
        if step.worth != step.value:
            line_id = causes.get(step.move_id) or causes[step.item_id]
            found.append(Correction(step.move_id, step.posted_on, step.worth - step.value, line_id))
    return tuple(found)


def _causes(movements: Sequence[Movement], lines: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the first line of each item; where a move is a cause itself, its line stands beside them."""
    causes: dict[UUID, UUID] = {}
    for movement, line_id in zip(movements, lines, strict=True):
        causes.setdefault(movement.item_id, line_id)
    return causes


def _refuse_added(wrong: Wrong, movements: Sequence[Movement], added: Sequence[Step]) -> None:
    """Refuse a new move that finds too little, or nothing to take its unit cost from."""
    for step, movement in zip(added, movements, strict=True):
        if wrong is step:
            raise NoUnitCost(item=movement.item, line=movement.line_no)
        if isinstance(wrong, Short) and wrong.step is step:
            available = Quantity(movement.quantity - of_micro(wrong.missing))
            raise InsufficientStock(
                item=movement.item, asked=movement.quantity, available=available, line=movement.line_no
            )


def _misplaced(wrong: Wrong, history: History, movements: Sequence[Movement], added: Sequence[Step]) -> Misplaced:
    if isinstance(wrong, Doubled):
        return _in_two_places(wrong, history, movements, added)
    if isinstance(wrong, Short):
        item_id = history.spots.pools[wrong.spot.pool].item_id
        return ShortLater(wrong.step.move_id, item_id, wrong.spot.bin_id, wrong.step.on, of_micro(wrong.missing))
    assert wrong.enters is not None, "goods are found at a bin"
    return WithoutCost(wrong.move_id, history.spots.pools[wrong.enters.pool].item_id, wrong.on)


def _in_two_places(
    found: Doubled, history: History, movements: Sequence[Movement], added: Sequence[Step]
) -> InTwoPlaces:
    """Name the bin where the piece lies when a new move brings it in, or into which one of the past brings it later."""
    line_nos = {step.move_id: movement.line_no for step, movement in zip(added, movements, strict=False)}
    step, batch_id = found.step, found.spot.batch_id
    if step.move_id in line_nos:
        # People look for it where it lay last on that day; what comes in counts before what was moved since.
        entered = [each.enters for each in history.steps if each.on == step.on and each.enters]
        lain = [found.spot, *(spot for spot in entered if spot.batch_id == batch_id)]
        spot, line_no = lain[-1], line_nos[step.move_id]
    else:
        spot = step.enters or found.spot
        line_no = next(movement.line_no for movement in movements if movement.batch_id == batch_id)
    item_id = history.spots.pools[spot.pool].item_id
    return InTwoPlaces(step.move_id, item_id, batch_id, spot.bin_id, step.on, line_no)
