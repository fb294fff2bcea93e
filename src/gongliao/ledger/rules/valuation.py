"""What goods cost when they move, and what is left.

Source: design.md 4, "Valuation" and "Rules that decide a number".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import (
    MONEY_LIMIT,
    NO_MONEY,
    NO_QUANTITY,
    QUANTITY_LIMIT,
    Money,
    Quantity,
    money,
    share,
)
from gongliao.ledger.errors import FigureTooLarge, InsufficientStock, NoUnitCost
from gongliao.ledger.rules.costing import MovingAverage, at_unit_cost, in_cents, in_micro, of_cents
from gongliao.ledger.rules.places import Ownership, Place
from gongliao.ledger.rules.pools import BalanceKey, Method, Pool, PoolKey, Stock


@dataclass(frozen=True, slots=True)
class Movement:
    """One line's goods on their way, which become the move ``move_id``.

    ``leaves`` and ``enters`` are the pools that the goods belong to at their places; none outside our bins. ``value``
    is given where the goods bring their price with them (a receipt, a return at its issue's cost); without it they
    leave at what their pool says by its method, and are found at the unit cost of the pool that they come to.
    ``linked_id`` is the move whose unit cost they carry, ``linked_on`` its day and ``carried_until`` the last day of
    what carried parts of it already. ``item`` is the item's code, for refusals. ``serial`` says that a batch of the
    item is one piece. ``method`` is the one that the item was made with, ``changed_to`` the one since.
    """

    move_id: UUID
    line_no: int
    company_id: UUID
    item_id: UUID
    item: str
    batch_id: UUID
    ownership: Ownership
    source: Place
    target: Place
    quantity: Quantity
    value: Money | None = None
    linked_id: UUID | None = None
    linked_on: date | None = None
    carried_until: date | None = None
    method: Method = "moving_average"
    changed_to: Method | None = None
    serial: bool = False
    leaves: PoolKey | None = field(init=False, compare=False)
    enters: PoolKey | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # Made once: a posting asks for them at every step.
        object.__setattr__(self, "leaves", self._pool_at(self.source))
        object.__setattr__(self, "enters", self._pool_at(self.target))

    def _pool_at(self, place: Place) -> PoolKey | None:
        if place.kind != "bin":
            return None
        batch_id = self.batch_id if self.valued_by == "specific_batch" else NO_ID
        return PoolKey(self.company_id, self.item_id, place.owner_id, self.ownership, batch_id)

    @property
    def valued_by(self) -> Method:
        """Return the method that decides."""
        return self.changed_to or self.method

    @property
    def found(self) -> bool | None:
        """Tell of goods that a count found whether they cost what those that lie there do; none for others."""
        return self.value is None if self.source.kind == "gain" else None

    def balance_at(self, place: Place) -> BalanceKey:
        """Return the balance that the goods belong to at a bin."""
        return BalanceKey(place.id, self.batch_id)


@dataclass(frozen=True, slots=True)
class Valued:
    """A movement with the value it carries."""

    movement: Movement
    value: Money


def come_last(*, stock: Stock, movements: Sequence[Movement], on: date) -> bool:
    """Tell whether movements of a day change nothing that was valued before: then they are simply added.

    Source: design.md 4, "Within a business date, what comes in is valued before what goes out".
    """
    for movement in movements:
        # Parts of one move are rounded in the order of their days.
        if movement.carried_until is not None and on < movement.carried_until:
            return False
        settled = movement.linked_on is None or movement.linked_on < on
        for key in {movement.leaves, movement.enters} - {None}:
            pool = stock[key]  # type: ignore[index]
            arrives = settled and movement.leaves is None and movement.found is None
            latest = pool.last_out_date if arrives else pool.last_business_date
            if latest is not None and (on <= latest if arrives else on < latest):
                return False
    return True


def note_dates(*, stock: Stock, movements: Sequence[Movement], on: date) -> None:
    """Note on the pools that they moved, and whether something left or arrived as late as what leaves."""
    for movement in movements:
        settled = movement.linked_on is None or movement.linked_on < on
        for key in {movement.leaves, movement.enters} - {None}:
            pool = stock[key]  # type: ignore[index]
            pool.last_business_date = max(on, pool.last_business_date or on)
            if movement.leaves is not None or movement.found is not None or not settled:
                pool.last_out_date = max(on, pool.last_out_date or on)


def value_movements(*, stock: Stock, movements: Sequence[Movement]) -> tuple[Valued, ...]:
    """Return the movements with their values, in order, and leave the stock as it is after them.

    Shape: ``stock`` holds every pool and balance that a movement names, empty ones included; they ``come_last``.
    Raises: InsufficientStock, NoUnitCost, FigureTooLarge.
    """
    valued: list[Valued] = []
    for movement in movements:
        leaves, enters = _pools_of(stock, movement)
        value = _take(leaves, movement) if leaves else _brought(enters, movement)
        assert value is not None, "goods from outside bring their value"
        if enters:
            _put(enters, movement, value)
        valued.append(Valued(movement, value))
    _share_out_all(stock)
    return tuple(valued)


def settle_stock(stock: Stock, movements: Sequence[Movement]) -> None:
    """Share out the values of pools that were brought to what a replay found.

    Raises: FigureTooLarge.
    """
    lines = {key: movement.line_no for movement in movements for key in (movement.leaves, movement.enters) if key}
    for key, pool in stock.items():
        _refuse_too_large(pool, lines.get(key))
    _share_out_all(stock)


def apportion(value: Money, quantities: Sequence[Quantity]) -> list[Money]:
    """Split a value over quantities so that the cents add up to it exactly.

    Each part ends where the rounded running total ends, so none is off by more than a cent.
    """
    whole = sum(quantities, NO_QUANTITY)
    parts: list[Money] = []
    running, given = NO_QUANTITY, NO_MONEY
    for quantity in quantities:
        running = Quantity(running + quantity)
        reached = share(of=value, part=running, whole=Quantity(whole)) if whole else NO_MONEY
        parts.append(Money(reached - given))
        given = reached
    return parts


def _pools_of(stock: Stock, movement: Movement) -> tuple[Pool | None, Pool | None]:
    return (
        stock[movement.leaves] if movement.leaves else None,
        stock[movement.enters] if movement.enters else None,
    )


def _take(pool: Pool, movement: Movement) -> Money:
    balance = pool.balances[movement.balance_at(movement.source)]
    if movement.quantity > balance.quantity:
        raise InsufficientStock(
            item=movement.item, asked=movement.quantity, available=balance.quantity, line=movement.line_no
        )
    value = _cost_of(pool, movement) if movement.value is None else movement.value
    balance.quantity = Quantity(balance.quantity - movement.quantity)
    pool.quantity = Quantity(pool.quantity - movement.quantity)
    pool.value = Money(pool.value - value)
    return value


def _brought(pool: Pool | None, movement: Movement) -> Money | None:
    if pool is None or not movement.found:
        return movement.value
    if not pool.quantity:
        raise NoUnitCost(item=movement.item, line=movement.line_no)
    costing = MovingAverage(in_micro(pool.quantity), in_cents(pool.value))
    return of_cents(at_unit_cost(costing, in_micro(movement.quantity)))


def _cost_of(pool: Pool, movement: Movement) -> Money:
    if pool.layers is None:
        return share(of=pool.value, part=movement.quantity, whole=pool.quantity)
    # What stays in the pool stays in its layer, wherever it goes to lie.
    take = pool.layers.worth if movement.leaves == movement.enters else pool.layers.leave
    return of_cents(take(in_micro(movement.quantity)))


def _put(pool: Pool, movement: Movement, value: Money) -> None:
    if pool.layers is not None and movement.leaves != movement.enters:
        pool.layers.arrive(in_micro(movement.quantity), in_cents(value))
    balance = pool.balances[movement.balance_at(movement.target)]
    balance.quantity = Quantity(balance.quantity + movement.quantity)
    pool.quantity = Quantity(pool.quantity + movement.quantity)
    pool.value = money(pool.value + value)
    _refuse_too_large(pool, movement.line_no)


def _refuse_too_large(pool: Pool, line: int | None) -> None:
    if pool.quantity >= QUANTITY_LIMIT:
        raise FigureTooLarge(figure=pool.quantity, limit=QUANTITY_LIMIT, line=line)
    if pool.value >= MONEY_LIMIT:
        raise FigureTooLarge(figure=pool.value, limit=MONEY_LIMIT, line=line)


def _share_out_all(stock: Stock) -> None:
    for pool in stock.values():
        if len(pool.balances) == 1:
            [balance] = pool.balances.values()
            balance.value = pool.value
            continue
        balances = [pool.balances[key] for key in sorted(pool.balances)]
        for balance, part in zip(balances, apportion(pool.value, [b.quantity for b in balances]), strict=True):
            balance.value = part
