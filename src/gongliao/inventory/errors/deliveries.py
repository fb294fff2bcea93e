"""What may be wrong with goods that a supplier brings straight to the work."""

from dataclasses import dataclass

from gongliao.kernel.errors import RuleBroken


@dataclass(eq=False)
class SupplierNeeded(RuleBroken):
    """A line tells of a delivery, but the document does not say who delivers."""

    code = "inventory.supplier_needed"
    line: int | None = None
    field: str | None = "order_line_id"


@dataclass(eq=False)
class OrderLineNeeded(RuleBroken):
    """Goods straight from a supplier name the order line that they were bought by."""

    code = "inventory.order_line_needed"
    line: int | None = None
    field: str | None = "order_line_id"


@dataclass(eq=False)
class BatchByNumber(RuleBroken):
    """Goods straight from a supplier name their batch by its number, not one that lies in store."""

    code = "inventory.batch_by_number"
    line: int | None = None
    field: str | None = "batch_id"
