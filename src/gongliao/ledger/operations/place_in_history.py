"""Goods that moved earlier than others that are booked already: what they and the others are worth now.

The items' pools are replayed from the day on. What later moves turn out to have cost differently is corrected; nothing
is rewritten. Source: design.md 4, "One correction mechanism" and "Never negative"; ADR-0008.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from gongliao.kernel.errors import refuse_together
from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.ledger.errors import InsufficientStock, NoUnitCost, ValueBelowNothing
from gongliao.ledger.operations.absorb_in_counts import Recount, made_up, mirrored_by
from gongliao.ledger.operations.corrections import Correction
from gongliao.ledger.operations.history import History, ItemMethods, Spots, read_history
from gongliao.ledger.operations.replay_stock import Wrong, replay_stock
from gongliao.ledger.rules import Movement, PoolKey, Stock, settle_stock
from gongliao.ledger.rules.costing import in_cents, in_micro, of_cents, of_micro
from gongliao.ledger.rules.places import Place
from gongliao.ledger.rules.pools import Method
from gongliao.ledger.rules.replay import Doubled, Short, Spot, Step

DocumentName = tuple[str, UUID]
# After all that is recorded.
_LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Placed:
    """What the movements carry, in order, and what of the past has changed by them.

    ``counted_before`` is what differences of counts were worth that are taken back, ``counted_now`` those that take
    their places, both in the order of the counts that have them.
    """

    values: tuple[Money, ...]
    corrections: tuple[Correction, ...]
    counted_before: tuple[Money, ...] = ()
    counted_now: tuple[Money, ...] = ()


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
    """A serial number that comes in on a day on which it lies in a bin; a move of the past, or one that is new.

    ``document`` is the count that would find it, where that is no move yet.
    """

    move_id: UUID
    item_id: UUID
    batch_id: UUID
    bin_id: UUID
    on: date
    line_no: int
    document: DocumentName | None = None


@dataclass(frozen=True, slots=True)
class WithoutCost:
    """Goods that a count of the past found, for which no others would be there to tell their unit cost.

    ``document`` is the count, where it would find them from now on.
    """

    move_id: UUID
    item_id: UUID
    on: date
    document: DocumentName | None = None


Misplaced = ShortLater | InTwoPlaces | WithoutCost
ChangedTo = Mapping[UUID, Method]


def place_in_history(
    *, stock: Stock, movements: Sequence[Movement], lines: Sequence[UUID], on: date, recounts: Sequence[Recount] = ()
) -> Placed | Misplaced:
    """Value movements of a day among all that happened since, and leave the stock as it is after today.

    Shape: ``stock`` holds all pools of the items, locked; ``lines`` are the causing lines of ``movements``;
        ``recounts`` are the counts that make up for what they move.
    Raises: InsufficientStock, NoUnitCost, FigureTooLarge.
    """
    changed_to = {movement.item_id: movement.changed_to for movement in movements if movement.changed_to}
    history = _history_of(stock, movements, changed_to, since=on)
    added = [_step_of(movement, history, on) for movement in movements]
    found = _replayed(stock, history, movements, added, (), recounts, on)
    if not isinstance(found, _Replayed):
        _refuse_added(found, movements, added)
        return _misplaced(found, history, movements, added, recounts)
    return found.placed([step.worth for step in added], history, _causes(movements, lines))


def take_from_history(
    *,
    stock: Stock,
    movements: Sequence[Movement],
    lines: Sequence[UUID],
    moves: Sequence[UUID],
    on: date,
    changed_to: ChangedTo,
    recounts: Sequence[Recount] = (),
) -> Placed | Misplaced:
    """Value what happened since a day as if ``moves`` of that day had not been, and leave the stock as it is then.

    Shape: as ``place_in_history``; ``movements`` mirror ``moves``, in order. The values are what those were worth last.
        ``changed_to`` is how items are valued by now that were valued otherwise first.
    """
    history = _history_of(stock, movements, changed_to, since=on)
    found = _replayed(stock, history, movements, (), moves, recounts, on)
    if not isinstance(found, _Replayed):
        return _misplaced(found, history, movements, (), recounts)
    return found.placed([found.gone[move_id] for move_id in moves], history, _causes(movements, lines))


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


@dataclass(frozen=True, slots=True)
class _Replayed:
    """What is no longer among the steps, by move and with its worth, and what is there for it, in cents."""

    gone: Mapping[UUID, int]
    recounts: Sequence[Recount]
    counted: Sequence[Step]

    def placed(self, values: Sequence[int], history: History, causes: Mapping[UUID, UUID]) -> Placed:
        return Placed(
            tuple(map(of_cents, values)),
            _corrections(history, causes),
            tuple(of_cents(self.gone[move_id]) for move_id in mirrored_by(self.recounts)),
            tuple(of_cents(step.worth) for step in self.counted),
        )


def _replayed(
    stock: Stock,
    history: History,
    movements: Sequence[Movement],
    added: Sequence[Step],
    moves: Sequence[UUID],
    recounts: Sequence[Recount],
    on: date,
) -> _Replayed | Wrong:
    """Replay the history with some steps more and without some of its moves, and keep the steps that are left."""
    gone = {step.move_id: step for step in history.of([*moves, *mirrored_by(recounts)])}
    left = [step for step in history.steps if step.move_id not in gone] if gone else history.steps
    counted = [_step_of(each.movement, history, each.on, each.place) for each in made_up(recounts)]
    steps = [*left, *added, *counted]
    if counted:
        # Each in its count's place, behind what has the same.
        steps.sort(key=lambda step: step.place)
    wrong = replay_stock(stock, history, movements, steps=steps, since=on)
    if wrong is not None:
        return wrong
    settle_stock(stock, movements)
    history.steps = left
    return _Replayed({move_id: step.value for move_id, step in gone.items()}, recounts, counted)


def _step_of(movement: Movement, history: History, on: date, place: int = _LAST) -> Step:
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
        place=place,
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


def _misplaced(
    wrong: Wrong,
    history: History,
    movements: Sequence[Movement],
    added: Sequence[Step],
    recounts: Sequence[Recount],
) -> Misplaced:
    documents = {each.movement.move_id: each.document for each in made_up(recounts)}
    if isinstance(wrong, Doubled):
        found = _in_two_places(wrong, history, movements, added)
        return replace(found, document=documents.get(found.move_id))
    if isinstance(wrong, Short):
        item_id = history.spots.pools[wrong.spot.pool].item_id
        return ShortLater(wrong.step.move_id, item_id, wrong.spot.bin_id, wrong.step.on, of_micro(wrong.missing))
    assert wrong.enters is not None, "goods are found at a bin"
    item_id = history.spots.pools[wrong.enters.pool].item_id
    return WithoutCost(wrong.move_id, item_id, wrong.on, documents.get(wrong.move_id))


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
