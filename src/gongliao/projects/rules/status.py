"""The life of projects and nodes: which step leads where, and what each status takes (requirement 1.2)."""

from collections.abc import Mapping
from enum import StrEnum

from gongliao.projects.errors.status import (
    CannotClose,
    CannotComplete,
    CannotRelease,
    CannotReopen,
    CategoryInactive,
    HeldFromAbove,
    NodeClosed,
    NodeNotChargeable,
    NodeNotReleased,
    NodeTechnicallyComplete,
    ProjectIsClosed,
    ReasonMissing,
    TakesNoNewNodes,
)
from gongliao.projects.rules.facts import CategoryFacts, NodeFacts, Purpose, Status


class Action(StrEnum):
    """A step in the life of a project or node."""

    RELEASE = "release"
    COMPLETE = "complete"
    CLOSE = "close"
    REOPEN = "reopen"


# Reopening goes back one step at a time: who needs only a late invoice need not let new orders in.
TRANSITIONS: Mapping[tuple[Status, Action], Status] = {
    (Status.DRAFT, Action.RELEASE): Status.RELEASED,
    (Status.RELEASED, Action.COMPLETE): Status.TECHNICALLY_COMPLETE,
    (Status.TECHNICALLY_COMPLETE, Action.CLOSE): Status.CLOSED,
    (Status.TECHNICALLY_COMPLETE, Action.REOPEN): Status.RELEASED,
    (Status.CLOSED, Action.REOPEN): Status.TECHNICALLY_COMPLETE,
}

_CANNOT: Mapping[Action, type[CannotRelease | CannotComplete | CannotClose | CannotReopen]] = {
    Action.RELEASE: CannotRelease,
    Action.COMPLETE: CannotComplete,
    Action.CLOSE: CannotClose,
    Action.REOPEN: CannotReopen,
}

# Later wins: a closed project closes all its nodes, and a draft above holds back what is released below it.
_NARROWER = (Status.RELEASED, Status.TECHNICALLY_COMPLETE, Status.DRAFT, Status.CLOSED)

# A node may get to a status (key) while what lies above it is in one of these.
_ROOM: Mapping[Status, frozenset[Status]] = {
    Status.RELEASED: frozenset({Status.RELEASED}),
    Status.TECHNICALLY_COMPLETE: frozenset({Status.RELEASED, Status.TECHNICALLY_COMPLETE}),
    Status.CLOSED: frozenset({Status.RELEASED, Status.TECHNICALLY_COMPLETE}),
}

_ALL: frozenset[Purpose] = frozenset({"order", "requisition", "issue", "return", "cost", "receipt"})
TAKES: Mapping[Status, frozenset[Purpose]] = {
    Status.DRAFT: frozenset(),
    Status.RELEASED: _ALL,
    Status.TECHNICALLY_COMPLETE: frozenset({"return", "cost", "receipt"}),
    Status.CLOSED: frozenset(),
}
_REFUSED_IN: Mapping[Status, type[NodeNotReleased | NodeTechnicallyComplete | NodeClosed]] = {
    Status.DRAFT: NodeNotReleased,
    Status.TECHNICALLY_COMPLETE: NodeTechnicallyComplete,
    Status.CLOSED: NodeClosed,
}


def next_status(*, status: Status, action: Action, subject: str) -> Status:
    """Return where the step leads.

    Raises: CannotRelease, CannotComplete, CannotClose, CannotReopen.
    """
    target = TRANSITIONS.get((status, action))
    if target is None:
        raise _CANNOT[action](subject=subject)
    return target


def actions_from(status: Status) -> tuple[Action, ...]:
    """Return the steps that lead on from a status."""
    return tuple(action for source, action in TRANSITIONS if source == status)


def narrowest(*statuses: Status) -> Status:
    """Return the status that counts where several hold at once: a node's own, those above it, its project's."""
    return max(statuses, key=_NARROWER.index)


def require_reason(*, action: Action, reason: str, subject: str) -> None:
    """Refuse to open again without a reason.

    Raises: ReasonMissing.
    """
    if action is Action.REOPEN and not reason.strip():
        raise ReasonMissing(subject=subject)


def require_room(*, target: Status, bound: Status, subject: str, above: str) -> None:
    """Refuse a node a status that what lies above it does not have room for.

    Raises: HeldFromAbove.
    """
    if bound not in _ROOM[target]:
        raise HeldFromAbove(subject=subject, above=above)


def require_open(*, status: Status, project: str) -> None:
    """Refuse to change a closed project or its tree.

    Raises: ProjectIsClosed.
    """
    if status is Status.CLOSED:
        raise ProjectIsClosed(project=project)


def takes_new_nodes(status: Status) -> bool:
    """Tell whether new parts may still be planned below something in this status."""
    return status in (Status.DRAFT, Status.RELEASED)


def require_takes_new_nodes(*, status: Status, above: str) -> None:
    """Refuse new parts below work that is complete or closed.

    Raises: TakesNoNewNodes.
    """
    if not takes_new_nodes(status):
        raise TakesNoNewNodes(above=above)


def first_status(project_status: Status) -> Status:
    """Return the status that a new node begins in: planned with its project, at work once the project is."""
    return Status.DRAFT if project_status is Status.DRAFT else Status.RELEASED


def require_node_takes(node: NodeFacts, purpose: Purpose, line: int | None = None) -> None:
    """Refuse unless a document of this purpose may name the node.

    ``cost`` stands for invoices and corrections, which a technically complete node still takes.

    Raises: NodeNotChargeable, NodeNotReleased, NodeTechnicallyComplete, NodeClosed.
    Source: requirements 1.1, 1.2.
    """
    if not node.chargeable:
        raise NodeNotChargeable(node=node.code, line=line)
    status = narrowest(node.project_status, node.node_status)
    if purpose not in TAKES[status]:
        refusal: type[NodeNotReleased | NodeTechnicallyComplete | NodeClosed] = _REFUSED_IN[status]
        raise refusal(node=node.code, project=node.project_code, line=line)


def require_category_takes(category: CategoryFacts, line: int | None = None) -> None:
    """Refuse a cost category that was taken out of use.

    Raises: CategoryInactive.
    """
    if not category.active:
        raise CategoryInactive(category=category.code, line=line)
