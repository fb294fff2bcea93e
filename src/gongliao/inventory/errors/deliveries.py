"""What may be wrong with goods that come to the work from elsewhere than the store."""

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


@dataclass(eq=False)
class IssueLineNeeded(RuleBroken):
    """Where material is taken over from other work, every line names the issue line that drew it."""

    code = "inventory.issue_line_needed"
    line: int | None = None
    field: str | None = "from_line_id"


@dataclass(eq=False)
class SameWork(RuleBroken):
    """The material would be taken over by the work that drew it."""

    code = "inventory.same_work"
    node: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class TwoOrigins(RuleBroken):
    """Goods come from a supplier or from other work, not from both."""

    code = "inventory.two_origins"
    line: int | None = None
    field: str | None = "from_line_id"
