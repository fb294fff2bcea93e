"""Moving average: what goods cost when they move, and what is left.

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
from gongliao.ledger.errors import BackdatingNotAvailable, FigureTooLarge, InsufficientStock, LaterMovesDepend
from gongliao.ledger.rules.places import Ownership, Place
from gongliao.ledger.rules.pools import BalanceKey, Pool, PoolKey, Stock


@dataclass(frozen=True, slots=True)
class Movement:
    """One line's goods on their way.

    ``leaves`` and ``enters`` are the pools that the goods belong to at their places; none outside our bins. ``value``
    is given where the goods bring their price with them (a receipt, a return at its issue's cost); without
    it they leave at the average of their pool. ``item`` is the item's code, for refusals.
    """

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
    leaves: PoolKey | None = field(init=False, compare=False)
    enters: PoolKey | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # Made once: a posting asks for them at every step.
        object.__setattr__(self, "leaves", self._pool_at(self.source))
        object.__setattr__(self, "enters", self._pool_at(self.target))

    def _pool_at(self, place: Place) -> PoolKey | None:
        if place.kind != "bin":
            return None
        return PoolKey(self.company_id, self.item_id, place.owner_id, self.ownership, NO_ID)

    def balance_at(self, place: Place) -> BalanceKey:
        """Return the balance that the goods belong to at a bin."""
        return BalanceKey(place.id, self.batch_id)


@dataclass(frozen=True, slots=True)
class Valued:
    """A movement with the value it carries."""

    movement: Movement
    value: Money


def value_movements(*, stock: Stock, movements: Sequence[Movement], on: date) -> tuple[Valued, ...]:
    """Return the movements with their values, in order, and leave the stock as it is after them.

    Shape: ``stock`` holds every pool and balance that a movement names, empty ones included.
    Raises: BackdatingNotAvailable, InsufficientStock, FigureTooLarge.
    """
    valued: list[Valued] = []
    for movement in movements:
        leaves, enters = _pools_of(stock, movement)
        _refuse_backdating(leaves, movement, on)
        _refuse_backdating(enters, movement, on)
        value = _take(leaves, movement) if leaves else movement.value
        assert value is not None, "goods from outside bring their value"
        if enters:
            _put(enters, movement, value)
        valued.append(Valued(movement, value))
    _share_out_all(stock)
    return tuple(valued)


def mirror_movements(*, stock: Stock, movements: Sequence[Movement]) -> tuple[Valued, ...]:
    """Undo movements at their own values, whatever the average is now, and leave the stock as it is after that.

    Shape: each movement carries the value it had and has its places already exchanged.
    Raises: LaterMovesDepend where the goods or their value are no longer all there.
    Source: design.md 4, "A reversal carries its original's business date and value".
    """
    for movement in movements:
        assert movement.value is not None
        leaves, enters = _pools_of(stock, movement)
        if leaves:
            _refuse_missing(leaves, movement)
            _take(leaves, movement)
        if enters:
            _put(enters, movement, movement.value)
    for pool in stock.values():
        if pool.value < 0 or (pool.quantity == 0 and pool.value != 0):
            raise LaterMovesDepend(item=movements[0].item, documents=())
    _share_out_all(stock)
    return tuple(Valued(m, m.value) for m in movements if m.value is not None)


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


def _refuse_backdating(pool: Pool | None, movement: Movement, on: date) -> None:
    latest = pool.last_business_date if pool else None
    if latest is not None and on < latest:
        raise BackdatingNotAvailable(item=movement.item, date=on, latest=latest, line=movement.line_no)


def _refuse_missing(pool: Pool, movement: Movement) -> None:
    if pool.balances[movement.balance_at(movement.source)].quantity < movement.quantity:
        raise LaterMovesDepend(item=movement.item, documents=())


def _take(pool: Pool, movement: Movement) -> Money:
    balance = pool.balances[movement.balance_at(movement.source)]
    if movement.quantity > balance.quantity:
        raise InsufficientStock(
            item=movement.item, asked=movement.quantity, available=balance.quantity, line=movement.line_no
        )
    value = movement.value
    if value is None:
        value = share(of=pool.value, part=movement.quantity, whole=pool.quantity)
    balance.quantity = Quantity(balance.quantity - movement.quantity)
    pool.quantity = Quantity(pool.quantity - movement.quantity)
    pool.value = Money(pool.value - value)
    return value


def _put(pool: Pool, movement: Movement, value: Money) -> None:
    balance = pool.balances[movement.balance_at(movement.target)]
    balance.quantity = Quantity(balance.quantity + movement.quantity)
    pool.quantity = Quantity(pool.quantity + movement.quantity)
    pool.value = money(pool.value + value)
    if pool.quantity >= QUANTITY_LIMIT:
        raise FigureTooLarge(figure=pool.quantity, limit=QUANTITY_LIMIT, line=movement.line_no)
    if pool.value >= MONEY_LIMIT:
        raise FigureTooLarge(figure=pool.value, limit=MONEY_LIMIT, line=movement.line_no)


def _share_out_all(stock: Stock) -> None:
    for pool in stock.values():
        if len(pool.balances) == 1:
            [balance] = pool.balances.values()
            balance.value = pool.value
            continue
        balances = [pool.balances[key] for key in sorted(pool.balances)]
        for balance, part in zip(balances, apportion(pool.value, [b.quantity for b in balances]), strict=True):
            balance.value = part
