"""Pure rules of costing: no clock, no database."""

from collections.abc import Iterable
from decimal import Decimal

from gongliao.costing.errors import AmountNotPositive, FigureTooLarge, MaterialCategory
from gongliao.kernel.values import MONEY_LIMIT, NO_MONEY, Money, money


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
