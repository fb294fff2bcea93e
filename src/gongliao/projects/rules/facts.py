"""What documents need to know of a project, a node and a cost category, as plain data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID

Purpose = Literal["order", "requisition", "issue", "return", "cost", "receipt"]


class Kind(StrEnum):
    """The six kinds of cost (requirement 5.2)."""

    LABOUR = "LABOUR"
    MATERIAL = "MATERIAL"
    MACHINE = "MACHINE"
    SUBCONTRACT = "SUBCONTRACT"
    OTHER_DIRECT = "OTHER_DIRECT"
    INDIRECT = "INDIRECT"


class Status(StrEnum):
    """Where a project or a node is in its life (requirement 1.2)."""

    DRAFT = "draft"
    RELEASED = "released"
    TECHNICALLY_COMPLETE = "technically_complete"
    CLOSED = "closed"


class NodeType(StrEnum):
    """A section has parts; a task is the lowest step."""

    SECTION = "section"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project, as a document sees it."""

    id: UUID
    code: str
    name: str
    company_id: UUID
    status: Status
    site_store_id: UUID | None
    customer_id: UUID | None


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """A node, as a document sees it; ``node_status`` has the nodes above it in already.

    ``shelf_life_days_min`` is what its project demands of batches on the day of issue.
    """

    id: UUID
    code: str
    name: str
    project_id: UUID
    project_code: str
    company_id: UUID
    chargeable: bool
    node_status: Status
    project_status: Status
    shelf_life_days_min: int = 0


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A cost category, as a document sees it."""

    id: UUID
    code: str
    name: str
    kind: Kind
    active: bool = True
