"""What goods documents refuse; what they refuse of goods straight from a truck stands in ``deliveries``."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.errors import NotAllowed, NotFound, RuleBroken


@dataclass(eq=False)
class NoLines(RuleBroken):
    """A document without lines moves nothing."""

    code = "inventory.no_lines"
    field: str | None = "lines"


@dataclass(eq=False)
class WrongWarehouse(RuleBroken):
    """The bin lies in another warehouse than the document."""

    code = "inventory.wrong_warehouse"
    bin: str
    warehouse: str
    line: int | None = None
    field: str | None = "bin_id"


@dataclass(eq=False)
class WrongCompany(RuleBroken):
    """The document, its warehouse and its projects belong to different companies."""

    code = "inventory.wrong_company"
    line: int | None = None
    field: str | None = "company_id"


@dataclass(eq=False)
class WrongSupplier(RuleBroken):
    """The order line is of another supplier than the receipt."""

    code = "inventory.wrong_supplier"
    order: str
    line: int | None = None
    field: str | None = "order_line_id"


@dataclass(eq=False)
class WrongItem(RuleBroken):
    """The line names another item than the line that it refers to."""

    code = "inventory.wrong_item"
    item: str
    line: int | None = None
    field: str | None = "item_id"


@dataclass(eq=False)
class StockOfOtherProject(RuleBroken):
    """The goods belong to another project than the node; they need a transfer between projects first."""

    code = "inventory.stock_of_other_project"
    project: str
    line: int | None = None
    field: str | None = "owner_id"


@dataclass(eq=False)
class BatchNotReleased(RuleBroken):
    """The batch waits in quarantine, is blocked or recalled; it is moved or returned, but not used."""

    code = "inventory.batch_not_released"
    batch: str
    state: str
    line: int | None = None
    field: str | None = "batch_id"


@dataclass(eq=False)
class BatchExpired(RuleBroken):
    """The batch expired before the day on which it would be used."""

    code = "inventory.batch_expired"
    batch: str
    expired: datetime.date
    line: int | None = None
    field: str | None = "batch_id"


@dataclass(eq=False)
class BatchExpiresTooSoon(RuleBroken):
    """The batch keeps for fewer days than the project demands of what it draws."""

    code = "inventory.batch_expires_too_soon"
    batch: str
    expires: datetime.date
    days_left: int
    days_min: int
    project: str
    line: int | None = None
    field: str | None = "batch_id"


@dataclass(eq=False)
class EarlierBatchFirst(RuleBroken):
    """Stock that expires earlier is still there; a later batch is taken only for a reason that the line tells."""

    code = "inventory.earlier_batch_first"
    batch: str
    expires: datetime.date | None
    earlier: str
    earlier_expires: datetime.date
    left: Decimal
    line: int | None = None
    field: str | None = "batch_id"


@dataclass(eq=False)
class WrongProject(RuleBroken):
    """The node belongs to another project than the document."""

    code = "inventory.wrong_project"
    node: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class WrongNode(RuleBroken):
    """The requisition line was approved for another node."""

    code = "inventory.wrong_node"
    node: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class RequisitionNotFound(NotFound):
    """No such requisition."""

    code = "inventory.requisition_not_found"
    id: UUID
    field: str | None = "requisition_id"


@dataclass(eq=False)
class RequisitionLineNotFound(NotFound):
    """The requisition has no such line."""

    code = "inventory.requisition_line_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "requisition_line_id"


@dataclass(eq=False)
class RequisitionNotApproved(RuleBroken):
    """Only an approved requisition is issued."""

    code = "inventory.requisition_not_approved"
    number: str | None
    state: str
    field: str | None = "requisition_id"


@dataclass(eq=False)
class NotAuthor(NotAllowed):
    """Only who wrote or submitted the requisition takes it back."""

    code = "inventory.not_author"
    number: str | None


@dataclass(eq=False)
class MoreThanRequisitioned(RuleBroken):
    """More is issued than was asked and not yet issued."""

    code = "inventory.more_than_requisitioned"
    asked: Decimal
    open: Decimal
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class IssueLineNotFound(NotFound):
    """No such posted issue line."""

    code = "inventory.issue_line_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "issue_line_id"


@dataclass(eq=False)
class ReturnedBeforeIssued(RuleBroken):
    """The material would come back on a day before it was issued."""

    code = "inventory.returned_before_issued"
    date: datetime.date
    issued: datetime.date
    line: int | None = None
    field: str | None = "business_date"


@dataclass(eq=False)
class MoreThanIssued(RuleBroken):
    """More comes back than was issued and not yet returned."""

    code = "inventory.more_than_issued"
    asked: Decimal
    open: Decimal
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class OneTargetOwner(RuleBroken):
    """Goods go to a project or to general stock, not to both."""

    code = "inventory.one_target_owner"
    line: int | None = None
    field: str | None = "target_owner_id"


@dataclass(eq=False)
class SamePlace(RuleBroken):
    """A transfer from a bin to itself moves nothing."""

    code = "inventory.same_place"
    line: int | None = None
    field: str | None = "target_bin_id"


@dataclass(eq=False)
class AlreadyReversed(RuleBroken):
    """The document was reversed before, by another request."""

    code = "inventory.already_reversed"
    number: str | None


@dataclass(eq=False)
class LaterDocumentsDepend(RuleBroken):
    """Later documents refer to this one; reverse them first."""

    code = "inventory.later_documents_depend"
    documents: tuple[str, ...]


@dataclass(eq=False)
class ReversalNotReversible(RuleBroken):
    """A reversal is not reversed itself; record the document anew."""

    code = "inventory.reversal_not_reversible"
    number: str | None


@dataclass(eq=False)
class CountedTwice(RuleBroken):
    """Two lines tell what lies in one bin, of one batch and owner."""

    code = "inventory.counted_twice"
    item: str
    first: int
    line: int | None = None
    field: str | None = "bin_id"


@dataclass(eq=False)
class CountReasonMissing(RuleBroken):
    """What was counted differs from the books, and the line does not say why."""

    code = "inventory.count_reason_missing"
    item: str
    counted: Decimal
    book: Decimal
    line: int | None = None
    field: str | None = "reason"


class ReasonNotTold(RuleBroken):
    """Goods are written off, or differ, for another reason than those that have a name; the remark does not tell it."""

    code = "inventory.reason_not_told"
    field = "remark"
