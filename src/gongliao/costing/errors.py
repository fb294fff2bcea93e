"""What costing refuses."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.errors import RuleBroken


class NoteEmpty(RuleBroken):
    """A note without lines books nothing."""

    code = "costing.note_empty"
    field = "lines"


class ReasonMissing(RuleBroken):
    """Who reverses says why."""

    code = "costing.reason_missing"
    field = "reason"


class AllowedReasonMissing(RuleBroken):
    """Who says what may be used of the employer's goods says by what."""

    code = "costing.allowed_reason_missing"
    field = "reason"


@dataclass(eq=False)
class LineIdTwice(RuleBroken):
    """Two lines carry the same id."""

    code = "costing.line_id_twice"
    id: UUID
    line: int | None = None
    field: str | None = "id"


@dataclass(eq=False)
class AmountNotPositive(RuleBroken):
    """A cost is more than nothing; what was too much is reversed."""

    code = "costing.amount_not_positive"
    amount: Decimal
    line: int | None = None
    field: str | None = "amount"


@dataclass(eq=False)
class NotACharge(RuleBroken):
    """A cost that is no charge for the employer's goods has no item, quantity or price."""

    code = "costing.not_a_charge"
    line: int | None = None
    field: str | None = "item_id"


@dataclass(eq=False)
class ChargeMissing(RuleBroken):
    """The line does not say what is charged, how much of it, or at what."""

    code = "costing.charge_missing"
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class MoreThanOverUsed(RuleBroken):
    """More would be charged than was used or lost beyond what is allowed, and not charged yet."""

    code = "costing.more_than_over_used"
    item: str
    asked: Decimal
    left: Decimal
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class FigureTooLarge(RuleBroken):
    """A result would not fit the books."""

    code = "costing.figure_too_large"
    figure: Decimal
    limit: Decimal
    line: int | None = None
    field: str | None = "amount"


@dataclass(eq=False)
class NodeOfOtherProject(RuleBroken):
    """The node does not belong to the project that the line names."""

    code = "costing.node_of_other_project"
    node: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class ProjectOfOtherCompany(RuleBroken):
    """The project belongs to another company than the note."""

    code = "costing.project_of_other_company"
    project: str
    line: int | None = None
    field: str | None = "project_id"


@dataclass(eq=False)
class MaterialCategory(RuleBroken):
    """Material costs come from goods that move, never from a note."""

    code = "costing.material_category"
    category: str
    line: int | None = None
    field: str | None = "category_id"


@dataclass(eq=False)
class AlreadyReversed(RuleBroken):
    """The note has been taken back before."""

    code = "costing.already_reversed"
    number: str


@dataclass(eq=False)
class IsReversal(RuleBroken):
    """A note that takes another back is not taken back itself; record the cost anew."""

    code = "costing.is_reversal"
    number: str


@dataclass(eq=False)
class ReceiptLineTwice(RuleBroken):
    """Two lines name the same receipt line."""

    code = "costing.receipt_line_twice"
    first: int
    line: int | None = None
    field: str | None = "receipt_line_id"


@dataclass(eq=False)
class ValueMissing(RuleBroken):
    """A note of this kind needs the field filled."""

    code = "costing.value_missing"
    kind: str
    field: str | None
    line: int | None = None


@dataclass(eq=False)
class MoreThanReceived(RuleBroken):
    """More is invoiced than of the receipt line is left to invoice."""

    code = "costing.more_than_received"
    asked: Decimal
    received: Decimal
    invoiced: Decimal
    line: int | None = None
    field: str | None = "quantity"


@dataclass(eq=False)
class InvoicedAlready(RuleBroken):
    """What was invoiced is not priced anew: the invoice note is reversed first."""

    code = "costing.invoiced_already"
    invoiced: Decimal
    line: int | None = None
    field: str | None = "price"


@dataclass(eq=False)
class NothingToSpreadBy(RuleBroken):
    """No chosen receipt line has anything of what the charge is to be spread by."""

    code = "costing.nothing_to_spread_by"
    basis: str
    field: str | None = "basis"


@dataclass(eq=False)
class LaterNotesDepend(RuleBroken):
    """Later notes stand on the price that this one set; they are reversed first."""

    code = "costing.later_notes_depend"
    documents: tuple[str, ...]


@dataclass(eq=False)
class ItemTwice(RuleBroken):
    """Two lines name the same item."""

    code = "costing.item_twice"
    first: int
    line: int | None = None
    field: str | None = "item_id"
