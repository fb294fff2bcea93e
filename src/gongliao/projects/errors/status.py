"""Refusals that a status gives."""

from dataclasses import dataclass

from gongliao.kernel.errors import RuleBroken


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
