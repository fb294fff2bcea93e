"""What is refused of goods that the employer supplies 甲供材."""

from dataclasses import dataclass
from decimal import Decimal

from gongliao.kernel.errors import RuleBroken


@dataclass(eq=False)
class EmployerNotNamed(RuleBroken):
    """Goods come from the project's employer, and the project does not say who that is."""

    code = "inventory.employer_not_named"
    project: str
    line: int | None = None
    field: str | None = "owner_id"


@dataclass(eq=False)
class ProjectOfEmployerNeeded(RuleBroken):
    """The employer's goods are always stock of the project that he supplies them for, never general stock."""

    code = "inventory.project_of_employer_needed"
    line: int | None = None
    field: str | None = "owner_id"


@dataclass(eq=False)
class EmployersGoodsElsewhere(RuleBroken):
    """The employer's goods would be used for another project than the one that he supplied them for."""

    code = "inventory.employers_goods_elsewhere"
    item: str
    project: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class EmployersGoodsStay(RuleBroken):
    """The employer's goods would become another project's, or general stock."""

    code = "inventory.employers_goods_stay"
    item: str
    line: int | None = None
    field: str | None = "target_owner_id"


@dataclass(eq=False)
class EmployersGoodsNotBought(RuleBroken):
    """The employer's goods come from him: no supplier delivers them, and no order line is for them."""

    code = "inventory.employers_goods_not_bought"
    line: int | None = None
    field: str | None = "supplier_id"


@dataclass(eq=False)
class EmployersGoodsHaveNoPrice(RuleBroken):
    """A price is given for goods that are the employer's; they are kept in quantity alone."""

    code = "inventory.employers_goods_have_no_price"
    item: str
    price: Decimal
    line: int | None = None
    field: str | None = "price"


@dataclass(eq=False)
class NotEmployersGoods(RuleBroken):
    """The issue line that goods are taken over from drew goods of ours."""

    code = "inventory.not_employers_goods"
    item: str
    line: int | None = None
    field: str | None = "ownership"


@dataclass(eq=False)
class ReceiptSupplierNeeded(RuleBroken):
    """Goods of ours come from a supplier, and the receipt does not say which."""

    code = "inventory.receipt_supplier_needed"
    field: str | None = "supplier_id"


@dataclass(eq=False)
class ReceiptOrderLineNeeded(RuleBroken):
    """Goods of ours come in against an order line."""

    code = "inventory.receipt_order_line_needed"
    line: int | None = None
    field: str | None = "order_line_id"
