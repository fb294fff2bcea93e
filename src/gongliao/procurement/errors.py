"""What procurement refuses."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.errors import NotAllowed, NotFound, RuleBroken


@dataclass(eq=False)
class OrderLineNotFound(NotFound):
    """No such order line here."""

    code = "procurement.order_line_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "order_line_id"


@dataclass(eq=False)
class NotAuthor(NotAllowed):
    """Only who wrote or submitted the order takes it back."""

    code = "procurement.not_author"
    number: str | None


@dataclass(eq=False)
class NotASupplier(RuleBroken):
    """The party is no supplier, or no longer dealt with."""

    code = "procurement.not_a_supplier"
    party: str
    field: str | None = "supplier_id"


class OrderEmpty(RuleBroken):
    """An order without lines promises nothing."""

    code = "procurement.order_empty"
    field = "lines"


@dataclass(eq=False)
class OrderNumbered(RuleBroken):
    """The draft has had a number once; it can be cancelled but not dropped, so that no number is missing."""

    code = "procurement.order_numbered"
    number: str


@dataclass(eq=False)
class OrderHasReceipts(RuleBroken):
    """Goods came in on the order, so it can be closed but not cancelled."""

    code = "procurement.order_has_receipts"
    number: str | None
    line: int | None = None


class ReasonMissing(RuleBroken):
    """Who rejects says why."""

    code = "procurement.reason_missing"
    field = "reason"


@dataclass(eq=False)
class LineIdTwice(RuleBroken):
    """Two lines carry the same id."""

    code = "procurement.line_id_twice"
    id: UUID
    line: int | None = None
    field: str | None = "id"


@dataclass(eq=False)
class PriceMissing(RuleBroken):
    """The line has neither a price nor an amount."""

    code = "procurement.price_missing"
    line: int | None = None
    field: str | None = "entered_price"


@dataclass(eq=False)
class FigureTooLarge(RuleBroken):
    """A result would not fit the books."""

    code = "procurement.figure_too_large"
    figure: Decimal
    limit: Decimal
    line: int | None = None
    field: str | None = "amount"


@dataclass(eq=False)
class CostObjectIncomplete(RuleBroken):
    """A line for a project names project, node and cost category; one for general stock names none of them."""

    code = "procurement.cost_object_incomplete"
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class NodeOfOtherProject(RuleBroken):
    """The node does not belong to the project that the line names."""

    code = "procurement.node_of_other_project"
    node: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class ProjectOfOtherCompany(RuleBroken):
    """The project belongs to another company than the order."""

    code = "procurement.project_of_other_company"
    project: str
    line: int | None = None
    field: str | None = "project_id"


@dataclass(eq=False)
class OrderNotOpen(RuleBroken):
    """The order does not stand, or nothing more is expected on it."""

    code = "procurement.order_not_open"
    number: str | None
    state: str
    line: int | None = None
    field: str | None = "order_line_id"


@dataclass(eq=False)
class OverReceipt(RuleBroken):
    """More would come in than was ordered, beyond what the line tolerates."""

    code = "procurement.over_receipt"
    asked: Decimal
    open: Decimal
    tolerance: Decimal
    line: int | None = None
    field: str | None = "quantity"
