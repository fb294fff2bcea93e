"""Bodies and answers about the work breakdown."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from gongliao.platform.public import LINES_MAX, Code, ListQuery, Schema, Version, Whole
from gongliao.projects.models import WbsNode
from gongliao.projects.operations.save_node import NodeRequest
from gongliao.projects.operations.save_outline import OutlineRequest
from gongliao.projects.rules.facts import NodeType, Status
from gongliao.projects.rules.outline import OutlineRow
from gongliao.projects.rules.status import Action, actions_from, narrowest
from gongliao.projects.rules.tree import outline_number
from gongliao.projects.schemas.common import Title


class WbsNodeQuery(ListQuery):
    """The tree of a project comes whole; only ``q`` and ``format`` count."""


class WbsNodeIn(Schema):
    """A node as it shall be; ``version`` is the one that the editor saw, 0 for a new one.

    A new node comes last below its parent; an old one keeps its place here and moves by its own call.
    """

    version: Version = 0
    project_id: UUID
    parent_id: UUID | None = None
    code: Code
    name: Title
    node_type: NodeType = NodeType.TASK
    plannable: bool = True
    chargeable: bool = True
    billable: bool = False

    def as_request(self, node_id: UUID) -> NodeRequest:
        """Return what the operation takes."""
        return NodeRequest(id=node_id, **self.model_dump())


class WbsNodeOut(Schema):
    """A node of a project's work breakdown.

    ``depth`` is 1 at the root; ``path`` is the outline number such as ``1.2.3``. ``status`` is the node's own,
    ``status_in_force`` what counts with the nodes above it and its project.
    """

    id: UUID
    version: int
    project_id: UUID
    parent_id: UUID | None
    code: str
    name: str
    node_type: NodeType
    plannable: bool
    chargeable: bool
    billable: bool
    depth: int
    path: str
    status: Status
    status_reason: str
    status_in_force: Status
    actions: list[Action]
    has_postings: bool

    @classmethod
    def of(cls, node: WbsNode) -> Self:
        """Return a node as it is shown."""
        return cls(
            id=node.id,
            version=node.version,
            project_id=node.project_id,
            parent_id=node.parent_id,
            code=node.code,
            name=node.name,
            node_type=NodeType(node.node_type),
            plannable=node.plannable,
            chargeable=node.chargeable,
            billable=node.billable,
            depth=node.depth,
            path=outline_number(node.path),
            status=Status(node.status),
            status_reason=node.status_reason,
            status_in_force=narrowest(Status(node.project.status), Status(node.status_in_force)),
            actions=list(actions_from(Status(node.status))),
            has_postings=node.has_postings,
        )


class MoveIn(Schema):
    """Where a node goes: under which parent, before which sibling; last without one."""

    parent_id: UUID | None = None
    before_id: UUID | None = None


class OutlineLineIn(Schema):
    """One row of an outline; ``level`` is 1 at its top. What is left out keeps its value or takes the usual one."""

    id: UUID
    code: Code
    name: Title
    level: Annotated[Whole, Field(ge=1, le=LINES_MAX)]
    node_type: NodeType | None = None
    plannable: bool | None = None
    chargeable: bool | None = None
    billable: bool | None = None


class OutlineIn(Schema):
    """An outline as pasted; ``version`` is the project's ``tree_version`` that the editor saw."""

    version: Version
    parent_id: UUID | None = None
    lines: Annotated[list[OutlineLineIn], Field(min_length=1, max_length=LINES_MAX)]

    def as_request(self, project_id: UUID) -> OutlineRequest:
        """Return what the operation takes."""
        rows = tuple(OutlineRow(**line.model_dump()) for line in self.lines)
        return OutlineRequest(project_id=project_id, tree_version=self.version, parent_id=self.parent_id, rows=rows)
