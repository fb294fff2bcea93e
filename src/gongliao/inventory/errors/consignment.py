"""What is refused of goods that a supplier consigned 寄售."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongliao.kernel.errors import RuleBroken


@dataclass(eq=False)
class ConsignorNeeded(RuleBroken):
    """Consigned goods are their supplier's, and the line does not say which."""

    code = "inventory.consignor_needed"
    line: int | None = None
    field: str | None = "owner_id"


@dataclass(eq=False)
class ConsignedGoodsNotOrdered(RuleBroken):
    """Consigned goods are bought when they are used: no order line is for them, and they come from the store."""

    code = "inventory.consigned_goods_not_ordered"
    line: int | None = None
    field: str | None = "order_line_id"


@dataclass(eq=False)
class ConsignedGoodsOfNoProject(RuleBroken):
    """Consigned goods are their supplier's until they are used; no project owns them."""

    code = "inventory.consigned_goods_of_no_project"
    line: int | None = None
    field: str | None = "owner_id"


@dataclass(eq=False)
class ConsignmentPriceNeeded(RuleBroken):
    """No price is agreed on for that day of what the supplier consigned."""

    code = "inventory.consignment_price_needed"
    item: str
    date: date
    line: int | None = None
    field: str | None = "price"


@dataclass(eq=False)
class TwoConsignmentPrices(RuleBroken):
    """Two lines of one receipt say different prices of one item."""

    code = "inventory.two_consignment_prices"
    item: str
    price: Decimal
    other: Decimal
    line: int | None = None
    field: str | None = "price"


@dataclass(eq=False)
class PriceOnlyOfConsignment(RuleBroken):
    """A price is given for goods whose order, or the employer, says it."""

    code = "inventory.price_only_of_consignment"
    line: int | None = None
    field: str | None = "price"


@dataclass(eq=False)
class ConsignedGoodsHaveNoPrice(RuleBroken):
    """A count gives a price for consigned goods; they cost what was agreed on, once they are used."""

    code = "inventory.consigned_goods_have_no_price"
    item: str
    price: Decimal
    line: int | None = None
    field: str | None = "price"


@dataclass(eq=False)
class UsedGoodsAreOurs(RuleBroken):
    """What other work drew was bought by that, so it is taken over as ours."""

    code = "inventory.used_goods_are_ours"
    item: str
    line: int | None = None
    field: str | None = "ownership"
