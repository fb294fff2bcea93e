"""What a line costs: the amount governs, the prices say how it came about."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongliao.kernel.values import (
    MONEY_LIMIT,
    NO_MONEY,
    QUANTITY_LIMIT,
    Money,
    Quantity,
    UnitPrice,
    money,
    unit_price,
)
from gongliao.procurement.errors import FigureTooLarge, PriceMissing

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Priced:
    """A line's prices and amounts, net of tax but for ``tax_amount``.

    Units: ``entered_price`` per entered unit, ``unit_price`` per base unit.
    """

    entered_price: UnitPrice
    unit_price: UnitPrice
    amount: Money
    tax_amount: Money


def price_line(
    *,
    line_no: int,
    quantity: Quantity,
    entered_quantity: Decimal,
    entered_price: Decimal | None,
    amount: Decimal | None,
    tax_rate: Decimal,
) -> Priced:
    """Return the line's prices: from its amount where that is given, else from the price of the entered unit.

    Units: ``quantity`` in the base unit; ``entered_price`` per entered unit; ``tax_rate`` in per cent.
    Raises: PriceMissing, FigureTooLarge.
    """
    if amount is not None:
        exact = amount
        entered_price = amount / entered_quantity
    elif entered_price is not None:
        exact = entered_price * entered_quantity
    else:
        raise PriceMissing(line=line_no)
    _refuse_too_large(exact, MONEY_LIMIT, line_no)
    # The unit price comes from the exact amount: rounded cents would distort the price of cheap goods.
    per_base = exact / quantity
    _refuse_too_large(max(per_base, entered_price), QUANTITY_LIMIT, line_no, field="entered_price")
    net = money(exact)
    return Priced(unit_price(entered_price), unit_price(per_base), net, money(net * tax_rate / HUNDRED))


def total_amount(amounts: Iterable[Money]) -> Money:
    """Return the sum of a document's amounts.

    Raises: FigureTooLarge.
    """
    total = Money(sum(amounts, NO_MONEY))
    _refuse_too_large(total, MONEY_LIMIT, None)
    return total


def _refuse_too_large(figure: Decimal, limit: Decimal, line_no: int | None, field: str = "amount") -> None:
    # The margin covers what rounding up may add.
    if figure >= limit - 1:
        raise FigureTooLarge(figure=figure, limit=limit, line=line_no, field=field)
