"""Pure rules of costing: no clock, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongliao.costing.errors import (
    AmountNotPositive,
    FigureTooLarge,
    InvoicedAlready,
    MaterialCategory,
    MoreThanReceived,
    NothingToSpreadBy,
    ValueMissing,
)
from gongliao.kernel.values import MONEY_LIMIT, NO_MONEY, NO_QUANTITY, Money, Quantity, money, share

Kind = Literal["invoice_difference", "landed_cost", "price_adjustment", "exchange_rate"]
KINDS: tuple[Kind, ...] = ("invoice_difference", "landed_cost", "price_adjustment", "exchange_rate")
METHODS = ("moving_average", "fifo", "specific_batch")
Basis = Literal["value", "quantity", "weight", "volume"]
BASES: tuple[Basis, ...] = ("value", "quantity", "weight", "volume")
NoteKind = Literal["cost", "over_use"]


def require_cost_amount(amount: Decimal, *, line: int) -> Money:
    """Return a line's amount in cents, if it is one.

    Raises: AmountNotPositive, FigureTooLarge.
    """
    if amount >= MONEY_LIMIT - 1:
        raise FigureTooLarge(figure=amount, limit=MONEY_LIMIT, line=line)
    cents = money(amount)
    if cents <= 0:
        raise AmountNotPositive(amount=amount, line=line)
    return cents


def total_amount(amounts: Iterable[Money]) -> Money:
    """Return the sum of a note's amounts.

    Raises: FigureTooLarge.
    """
    total = Money(sum(amounts, NO_MONEY))
    if total >= MONEY_LIMIT:
        raise FigureTooLarge(figure=total, limit=MONEY_LIMIT)
    return total


def require_not_material(*, kind: str, category: str, line: int) -> None:
    """Refuse material categories: their cost comes from stock moves, one row each.

    Raises: MaterialCategory.
    Source: design.md 4, "Material entries come from moves, others from costing"; invariant 4.
    """
    if kind == "MATERIAL":
        raise MaterialCategory(category=category, line=line)


@dataclass(frozen=True, slots=True)
class ReceiptFigures:
    """A receipt line as notes find it: what came in at which value, and what notes in force have said of it since.

    Units: ``quantity`` and ``invoiced`` in the base unit, ``weight`` and ``volume`` of one. ``repriced`` is what new
    prices added, ``settled`` the part of the estimate that invoices took the place of, ``turns`` how many notes there
    were.
    """

    quantity: Quantity
    value: Money
    weight: Decimal | None = None
    volume: Decimal | None = None
    invoiced: Quantity = NO_QUANTITY
    settled: Money = NO_MONEY
    repriced: Money = NO_MONEY
    turns: int = 0

    def open_quantity(self) -> Quantity:
        """Return what is not invoiced yet."""
        return Quantity(self.quantity - self.invoiced)

    def open_estimate(self) -> Money:
        """Return what that is estimated at 暂估."""
        return Money(self.value + self.repriced - self.settled)


@dataclass(frozen=True, slots=True)
class SaidOfLine:
    """What a note says of one receipt line; which of it is given depends on the kind of the note."""

    quantity: Quantity | None
    amount: Money | None
    price: Decimal | None


def charged_amount(*, quantity: Decimal, price: Decimal, line: int) -> Money:
    """Return what is charged for goods at a price.

    Raises: FigureTooLarge, AmountNotPositive.
    """
    worth = quantity * price
    if worth >= MONEY_LIMIT - 1:
        raise FigureTooLarge(figure=worth, limit=MONEY_LIMIT, line=line, field="price")
    if money(worth) <= 0:
        raise AmountNotPositive(amount=worth, line=line, field="price")
    return money(worth)


def require_said(kind: Kind, said: SaidOfLine, *, line: int) -> None:
    """Refuse a line that lacks what its kind of note needs.

    Raises: ValueMissing.
    """
    if kind == "invoice_difference" and not said.quantity:
        raise ValueMissing(kind=kind, field="quantity", line=line)
    if kind == "invoice_difference" and said.amount is None:
        raise ValueMissing(kind=kind, field="amount", line=line)
    if kind == "exchange_rate" and not said.amount:
        raise ValueMissing(kind=kind, field="amount", line=line)
    if kind == "price_adjustment" and said.price is None:
        raise ValueMissing(kind=kind, field="price", line=line)


def invoice_change(figures: ReceiptFigures, *, quantity: Quantity, amount: Money, line: int) -> Money:
    """Return by how much an invoice differs from the estimate of what it is for.

    Estimates of all parts add up to the whole to the cent: the last part takes what is left.

    Raises: MoreThanReceived.
    """
    left = figures.open_quantity()
    if quantity > left:
        raise MoreThanReceived(asked=quantity, received=figures.quantity, invoiced=figures.invoiced, line=line)
    return Money(amount - share(of=figures.open_estimate(), part=quantity, whole=left))


def price_change(figures: ReceiptFigures, *, price: Decimal, line: int) -> Money:
    """Return by how much goods cost more at a new price than at the one that held for them.

    Raises: InvoicedAlready, FigureTooLarge.
    """
    if figures.invoiced:
        raise InvoicedAlready(invoiced=figures.invoiced, line=line)
    worth = price * figures.quantity
    if worth >= MONEY_LIMIT - 1:
        raise FigureTooLarge(figure=worth, limit=MONEY_LIMIT, line=line, field="price")
    return Money(money(worth) - figures.value - figures.repriced)


def spread(charge: Money, figures: Sequence[ReceiptFigures], *, basis: Basis) -> list[Money]:
    """Return each receipt line's part of a charge, by value received, quantity, weight or volume; they add up to it.

    Each part ends where the rounded running total ends, so none is off by more than a cent.

    Raises: NothingToSpreadBy.
    """
    measures = [_measure(each, basis) for each in figures]
    whole = sum(measures, Decimal(0))
    if not whole:
        raise NothingToSpreadBy(basis=basis)
    parts: list[Money] = []
    running, given = Decimal(0), NO_MONEY
    for measure in measures:
        running += measure
        reached = share(of=charge, part=Quantity(running), whole=Quantity(whole))
        parts.append(Money(reached - given))
        given = reached
    return parts


def _measure(figures: ReceiptFigures, basis: Basis) -> Decimal:
    if basis == "value":
        return figures.value
    if basis == "quantity":
        return figures.quantity
    of_one = figures.weight if basis == "weight" else figures.volume
    return figures.quantity * (of_one or Decimal(0))
