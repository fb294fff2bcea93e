"""Where the price of a move comes from: its pool's history up to it, and how its value was worked out from that.

Numbers are whole micro-units and cents. Nothing here decides a value: the same rules that valued the goods are asked
again, so that what is explained can be compared with what is booked. Source: design.md 4, "Valuation"; ADR-0008.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal
from uuid import UUID

from gongliao.kernel.values import MICRO
from gongliao.ledger.rules.costing import Costing, FirstInFirstOut, MovingAverage, Source, at_unit_cost
from gongliao.ledger.rules.places import Ownership, PlaceKind
from gongliao.ledger.rules.pools import Method

Known = Literal["now", "posted"]
"""What counts as known: all that was recorded until now, or only what was when the move was posted."""
Way = Literal["moving_average", "fifo", "specific_batch", "carried", "unit_cost", "given"]
"""How a move is worth what it is.

By its pool's method, as a part of the move it is linked to, at the unit cost of the pool that it enters, or by its
document.
"""
Rounding = Literal["half_up", "all_that_is_left", "none"]
MoveKind = Literal[
    "receipt",
    "employer_supply",
    "employer_return",
    "opening",
    "return",
    "gain",
    "customer_return",
    "issue",
    "delivery",
    "loss",
    "supplier_return",
    "transfer",
]

_INTO_BIN: dict[PlaceKind, MoveKind] = {
    "supplier": "receipt",
    "opening": "opening",
    "node": "return",
    "loss": "gain",
    "gain": "gain",
    "customer": "customer_return",
    "bin": "transfer",
    "site": "transfer",
    "variance": "supplier_return",
}
_OUT_OF_BIN: dict[PlaceKind, MoveKind] = {
    "node": "issue",
    "customer": "delivery",
    "loss": "loss",
    "gain": "loss",
    "supplier": "supplier_return",
    "opening": "loss",
    "bin": "transfer",
    "variance": "supplier_return",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What a pool holds."""

    quantity: int = 0
    value: int = 0


NOTHING = Held()


@dataclass(frozen=True, slots=True)
class Entry:
    """A move into or out of a pool; ``value`` is what it is known to be worth, corrections included."""

    move_id: UUID
    arrives: bool
    quantity: int
    value: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one move did to its pool, and what the pool held then.

    Moves in a row that the reader may not see are one step without a ``move_id``; ``moves`` tells how many they are.
    """

    number: int
    move_id: UUID | None
    moves: int
    quantity_in: int
    quantity_out: int
    value_in: int
    value_out: int
    after: Held


@dataclass(frozen=True, slots=True)
class Layer:
    """Goods of one arrival that still lay in a first-in-first-out pool, and what they cost."""

    move_id: UUID
    quantity: int
    value: int


@dataclass(frozen=True, slots=True)
class TakenLayer:
    """How much of a layer a move took, and what that part cost."""

    layer: Layer
    quantity: int
    value: int
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a move's value is worked out.

    ``base`` is what it is a part of: its pool as the move found it, or the move whose unit cost it carries, of which
    ``taken`` went to others before. ``layers`` are what first-in-first-out took. ``value`` is the result.
    """

    way: Way
    quantity: int
    value: int
    rounding: Rounding = "none"
    base: Held = NOTHING
    taken: int = 0
    layers: tuple[TakenLayer, ...] = ()

    @property
    def unrounded(self) -> Decimal | None:
        """Return what a part of the whole is before it is rounded to cents, to six places."""
        if self.way not in ("moving_average", "specific_batch", "unit_cost"):
            return None
        return (Decimal(self.base.value) * self.quantity / self.base.quantity).scaleb(-2).quantize(MICRO)


def kind_of_move(source: PlaceKind, target: PlaceKind, ownership: Ownership = "own") -> MoveKind:
    """Return what people call a move of such goods between places of these kinds."""
    if ownership == "owner_supplied" and source == "customer":
        return "employer_supply"
    if ownership == "owner_supplied" and target == "customer":
        return "employer_return"
    return _INTO_BIN[source] if target in ("bin", "site") else _OUT_OF_BIN[target]


def walk(entries: Sequence[Entry], *, opening: Held, first: int = 1) -> tuple[Step, ...]:
    """Return what each entry did to the pool.

    Shape: ``entries`` in the order in which they are valued; ``opening`` is what the pool held before the first, whose
        number is ``first``.
    """
    steps: list[Step] = []
    held = opening
    for number, entry in enumerate(entries, start=first):
        sign = 1 if entry.arrives else -1
        held = Held(held.quantity + sign * entry.quantity, held.value + sign * entry.value)
        came, went = (entry, None) if entry.arrives else (None, entry)
        steps.append(
            Step(
                number=number,
                move_id=entry.move_id,
                moves=1,
                quantity_in=came.quantity if came else 0,
                quantity_out=went.quantity if went else 0,
                value_in=came.value if came else 0,
                value_out=went.value if went else 0,
                after=held,
            )
        )
    return tuple(steps)


def fold_unseen(steps: Sequence[Step], *, seen: Collection[UUID]) -> tuple[Step, ...]:
    """Return the steps with those in a row that are not seen made one, so that their sums remain and nothing else."""
    folded: list[Step] = []
    for step in steps:
        if step.move_id in seen:
            folded.append(step)
        elif folded and folded[-1].move_id is None:
            last = folded[-1]
            folded[-1] = replace(
                last,
                moves=last.moves + 1,
                quantity_in=last.quantity_in + step.quantity_in,
                quantity_out=last.quantity_out + step.quantity_out,
                value_in=last.value_in + step.value_in,
                value_out=last.value_out + step.value_out,
                after=step.after,
            )
        else:
            folded.append(replace(step, move_id=None))
    return tuple(folded)


def reckon_from_pool(quantity: int, *, method: Method, pool: Held, layers: Sequence[Layer] = ()) -> Reckoning:
    """Return how goods that leave a pool are worth what they are.

    Shape: ``layers`` are all that the pool's goods lie in, the oldest first; needed where it is valued so.
    """
    if method == "fifo":
        taken = _take(layers, quantity)
        value = sum(each.value for each in taken)
        return Reckoning(method, quantity, value, base=pool, layers=taken)
    value, rounding = _part(MovingAverage(pool.quantity, pool.value), quantity)
    return Reckoning(method, quantity, value, rounding, base=pool)


def reckon_at_unit_cost(quantity: int, *, pool: Held) -> Reckoning:
    """Return how goods that were found are worth what they are."""
    value = at_unit_cost(MovingAverage(pool.quantity, pool.value), quantity)
    return Reckoning("unit_cost", quantity, value, "half_up", base=pool)


def reckon_from_move(quantity: int, *, source: Held, taken: int) -> Reckoning:
    """Return how goods that carry a move's unit cost are worth what they are; ``taken`` of it went before them."""
    value = Source(source.quantity, source.value, taken).take(quantity)
    return Reckoning("carried", quantity, value, "half_up", base=source, taken=taken)


def _take(layers: Sequence[Layer], quantity: int) -> tuple[TakenLayer, ...]:
    taken: list[TakenLayer] = []
    for layer in layers:
        if not quantity:
            break
        part = min(quantity, layer.quantity)
        value, rounding = _part(FirstInFirstOut([(layer.quantity, layer.value)]), part)
        taken.append(TakenLayer(layer, part, value, rounding))
        quantity -= part
    assert not quantity, "the layers hold what leaves"
    return tuple(taken)


def _part(goods: Costing, quantity: int) -> tuple[int, Rounding]:
    return goods.worth(quantity), "all_that_is_left" if quantity == goods.quantity else "half_up"
