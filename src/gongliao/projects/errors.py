"""What the projects module refuses.

Figures are what a person reads on the screen: codes, not ids, wherever the record is known.
"""

from dataclasses import dataclass
from uuid import UUID

from gongliao.kernel.errors import NotAllowed, NotFound, RuleBroken


@dataclass(eq=False)
class ProjectNotFound(NotFound):
    """No such project here."""

    code = "projects.project_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "project_id"


@dataclass(eq=False)
class NodeNotFound(NotFound):
    """No such node here."""

    code = "projects.node_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class CategoryNotFound(NotFound):
    """No such cost category here."""

    code = "projects.category_not_found"
    id: UUID
    line: int | None = None
    field: str | None = "category_id"


@dataclass(eq=False)
class PersonNotFound(NotFound):
    """No such person at work here."""

    code = "projects.person_not_found"
    id: UUID
    field: str | None = "person_id"


@dataclass(eq=False)
class MemberNotFound(NotFound):
    """The project has no such member."""

    code = "projects.member_not_found"
    id: UUID


@dataclass(eq=False)
class SiteStoreNotFound(NotFound):
    """No such store in the project's company."""

    code = "projects.site_store_not_found"
    id: UUID
    field: str | None = "site_store_id"


@dataclass(eq=False)
class RoleNotForProjects(NotAllowed):
    """This role is not given over a single project."""

    code = "projects.role_not_for_projects"
    role: str
    field: str | None = "role"


@dataclass(eq=False)
class OwnMembership(NotAllowed):
    """Nobody whose right comes from the project alone changes their own roles in it."""

    code = "projects.own_membership"
    project: str


@dataclass(eq=False)
class CodeTaken(RuleBroken):
    """Another record has this code."""

    code = "projects.code_taken"
    taken: str
    line: int | None = None
    field: str | None = "code"


@dataclass(eq=False)
class NotACustomer(RuleBroken):
    """The party is no customer, or no longer dealt with."""

    code = "projects.not_a_customer"
    party: str
    field: str | None = "customer_id"


@dataclass(eq=False)
class FinishBeforeStart(RuleBroken):
    """The planned finish lies before the planned start."""

    code = "projects.finish_before_start"
    start: str
    finish: str
    field: str | None = "planned_finish"


@dataclass(eq=False)
class CompanyFixed(RuleBroken):
    """A project that has left its draft stays with its company."""

    code = "projects.company_fixed"
    project: str
    field: str | None = "company_id"


@dataclass(eq=False)
class ProjectUnderItself(RuleBroken):
    """A project can't be part of itself, by however many steps."""

    code = "projects.project_under_itself"
    project: str
    field: str | None = "parent_id"


@dataclass(eq=False)
class CategoryUnderItself(RuleBroken):
    """A category can't lie below itself."""

    code = "projects.category_under_itself"
    category: str
    field: str | None = "parent_id"


@dataclass(eq=False)
class CategoryKindFixed(RuleBroken):
    """A category keeps its kind, because costs have been read by it."""

    code = "projects.category_kind_fixed"
    category: str
    field: str | None = "kind"


@dataclass(eq=False)
class CategoryKindDiffers(RuleBroken):
    """A category is of the kind of the one above it."""

    code = "projects.category_kind_differs"
    category: str
    parent: str
    field: str | None = "kind"


@dataclass(eq=False)
class CategoryInactive(RuleBroken):
    """The cost category takes nothing new."""

    code = "projects.category_inactive"
    category: str
    line: int | None = None
    field: str | None = "category_id"


@dataclass(eq=False)
class CannotRelease(RuleBroken):
    """Only a draft is released."""

    code = "projects.cannot_release"
    subject: str


@dataclass(eq=False)
class CannotComplete(RuleBroken):
    """Only what is released becomes technically complete."""

    code = "projects.cannot_complete"
    subject: str


@dataclass(eq=False)
class CannotClose(RuleBroken):
    """Only what is technically complete is closed."""

    code = "projects.cannot_close"
    subject: str


@dataclass(eq=False)
class CannotReopen(RuleBroken):
    """Only what is technically complete or closed is opened again."""

    code = "projects.cannot_reopen"
    subject: str


@dataclass(eq=False)
class ReasonMissing(RuleBroken):
    """Opening again needs a reason, for the record."""

    code = "projects.reason_missing"
    subject: str
    field: str | None = "reason"


@dataclass(eq=False)
class HeldFromAbove(RuleBroken):
    """What lies above is in a status that does not let this one get there."""

    code = "projects.held_from_above"
    subject: str
    above: str


@dataclass(eq=False)
class ProjectIsClosed(RuleBroken):
    """A closed project changes no more; open it again first."""

    code = "projects.project_is_closed"
    project: str


@dataclass(eq=False)
class TakesNoNewNodes(RuleBroken):
    """Work that is complete or closed gets no new parts."""

    code = "projects.takes_no_new_nodes"
    above: str
    line: int | None = None
    field: str | None = "parent_id"


@dataclass(eq=False)
class NodeNotChargeable(RuleBroken):
    """The node is there for order only; nothing is posted to it."""

    code = "projects.node_not_chargeable"
    node: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class NodeNotReleased(RuleBroken):
    """The node, one above it or its project is still a draft."""

    code = "projects.node_not_released"
    node: str
    project: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class NodeTechnicallyComplete(RuleBroken):
    """The work is done: returns, receipts, invoices and corrections still come in, nothing new goes out."""

    code = "projects.node_technically_complete"
    node: str
    project: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class NodeClosed(RuleBroken):
    """The node, one above it or its project is closed and takes nothing."""

    code = "projects.node_closed"
    node: str
    project: str
    line: int | None = None
    field: str | None = "node_id"


@dataclass(eq=False)
class NodeOfOtherProject(RuleBroken):
    """A node stays in its project."""

    code = "projects.node_of_other_project"
    node: str
    line: int | None = None
    field: str | None = "parent_id"


@dataclass(eq=False)
class NodeMovesOtherwise(RuleBroken):
    """Saving a node does not move it; moving is a step of its own."""

    code = "projects.node_moves_otherwise"
    node: str
    field: str | None = "parent_id"


@dataclass(eq=False)
class NotASibling(RuleBroken):
    """The node to stand before does not lie below the chosen parent."""

    code = "projects.not_a_sibling"
    node: str
    field: str | None = "before_id"


@dataclass(eq=False)
class NodeUnderItself(RuleBroken):
    """A node can't lie below itself."""

    code = "projects.node_under_itself"
    node: str
    line: int | None = None
    field: str | None = "parent_id"


@dataclass(eq=False)
class TaskTakesNoChildren(RuleBroken):
    """A task is the lowest step; only a section has parts."""

    code = "projects.task_takes_no_children"
    node: str
    line: int | None = None
    field: str | None = "node_type"


@dataclass(eq=False)
class NodeHasChildren(RuleBroken):
    """The node has parts; they go first."""

    code = "projects.node_has_children"
    node: str


@dataclass(eq=False)
class NodeHasPostings(RuleBroken):
    """Something was posted to the node: it can be closed, but not removed nor made unchargeable."""

    code = "projects.node_has_postings"
    node: str
    line: int | None = None
    field: str | None = None


@dataclass(eq=False)
class TooManyNodes(RuleBroken):
    """The project would have more nodes than one outline is made of."""

    code = "projects.too_many_nodes"
    nodes: int
    nodes_max: int


@dataclass(eq=False)
class LevelSkipped(RuleBroken):
    """A row lies more than one level below the row before it."""

    code = "projects.level_skipped"
    level: int
    level_max: int
    line: int | None = None
    field: str | None = "level"


@dataclass(eq=False)
class RowTwice(RuleBroken):
    """Two rows of the outline name the same node."""

    code = "projects.row_twice"
    node: str
    first_line: int
    line: int | None = None
    field: str | None = "code"


@dataclass(eq=False)
class TooManyRows(RuleBroken):
    """More rows than one outline takes at a time."""

    code = "projects.too_many_rows"
    rows: int
    rows_max: int
