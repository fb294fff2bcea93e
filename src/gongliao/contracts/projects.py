"""What happened to projects. Fields may be added, never changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class ProjectEvent:
    """A project took a step in its life; ``document_id`` is the project."""

    kind: ClassVar[str]

    document_id: UUID
    at: datetime
    company_id: UUID
    code: str
    person_id: UUID
    reason: str = ""


@dataclass(frozen=True)
class ProjectReleased(ProjectEvent):
    """Work may begin: the project takes orders, requisitions and costs."""

    kind = "projects.project_released.v1"


@dataclass(frozen=True)
class ProjectCompleted(ProjectEvent):
    """The work is done; returns, receipts, invoices and corrections still come."""

    kind = "projects.project_completed.v1"


@dataclass(frozen=True)
class ProjectClosed(ProjectEvent):
    """The project takes nothing more."""

    kind = "projects.project_closed.v1"


@dataclass(frozen=True)
class ProjectReopened(ProjectEvent):
    """The project went one step back, for the reason given."""

    kind = "projects.project_reopened.v1"


@dataclass(frozen=True)
class NodeStatusChanged:
    """A node of a project took a step; ``document_id`` is the project, so that its events keep their order."""

    kind: ClassVar[str] = "projects.node_status_changed.v1"

    document_id: UUID
    at: datetime
    node_id: UUID
    status: str
    person_id: UUID
    reason: str = ""
