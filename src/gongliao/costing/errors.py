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
