"""Bodies and answers of the projects module."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from gongliao.platform.public import LINES_MAX, Actor, Code, ListQuery, MoneyIn, MoneyOut, Remark
from gongliao.projects.models import CostCategory, Project, WbsNode
from gongliao.projects.operations.add_member import MemberRequest
from gongliao.projects.operations.save_category import CategoryRequest
from gongliao.projects.operations.save_node import NodeRequest
from gongliao.projects.operations.save_outline import OutlineRequest
from gongliao.projects.operations.save_project import FirstNode, ProjectRequest
from gongliao.projects.permissions import ProjectRole
from gongliao.projects.queries import sees_contract_value
from gongliao.projects.rules.facts import Kind, NodeType, Status
from gongliao.projects.rules.outline import OutlineRow
from gongliao.projects.rules.status import Action, actions_from, narrowest
from gongliao.projects.rules.tree import outline_number

Version = Annotated[int, Field(ge=0, le=2_147_483_647)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class CostCategoryQuery(ListQuery):
    """Filters of the list of cost categories."""

    kind: Kind | None = None
    active: bool | None = None


class CostCategoryIn(Schema):
    """A cost category as it shall be; ``version`` is the one that the editor saw, 0 for a new one."""

    version: Version = 0
    code: Code
    name: Title
    name_en: Annotated[str, Field(max_length=200)] = ""
    kind: Kind
    parent_id: UUID | None = None
    active: bool = True

    def as_request(self, category_id: UUID) -> CategoryRequest:
        """Return what the operation takes."""
        return CategoryRequest(id=category_id, **self.model_dump())


class CostCategoryOut(Schema):
    """A cost category."""

    id: UUID
    version: int
    code: str
    name: str
    name_en: str
    kind: Kind
    parent_id: UUID | None
    parent_code: str | None
    active: bool

    @classmethod
    def of(cls, category: CostCategory) -> Self:
        """Return a category as it is shown."""
        return cls(
            id=category.id,
            version=category.version,
            code=category.code,
            name=category.name,
            name_en=category.name_en,
            kind=Kind(category.kind),
            parent_id=category.parent_id,
            parent_code=category.parent.code if category.parent else None,
            active=category.active,
        )


class ProjectQuery(ListQuery):
    """Filters of the list of projects."""

    status: Status | None = None
    company_id: UUID | None = None
    manager_id: UUID | None = None
    customer_id: UUID | None = None
    parent_id: UUID | None = None


class FirstNodeIn(Schema):
    """The chargeable node that a new project begins with."""

    id: UUID
    code: Code
    name: Title


class ProjectIn(Schema):
    """A project as it shall be; ``version`` is the one that the editor saw, 0 for a new one.

    Without ``code`` a new project takes the next number. ``contract_value`` is in the company's currency.
    ``first_node`` counts only for a new project.
    """

    version: Version = 0
    code: Code | None = None
    name: Title
    company_id: UUID
    manager_id: UUID
    customer_id: UUID | None = None
    parent_id: UUID | None = None
    site_store_id: UUID | None = None
    planned_start: date | None = None
    planned_finish: date | None = None
    contract_value: MoneyIn | None = None
    remark: Remark = ""
    first_node: FirstNodeIn | None = None

    def as_request(self, project_id: UUID) -> ProjectRequest:
        """Return what the operation takes."""
        fields = self.model_dump(exclude={"code", "first_node"})
        first = FirstNode(**self.first_node.model_dump()) if self.first_node else None
        return ProjectRequest(id=project_id, code=self.code or "", first_node=first, **fields)


class ProjectOut(Schema):
    """A project; ``actions`` are the steps that its status allows, ``contract_value`` is null to who may not see it."""

    id: UUID
    version: int
    tree_version: int
    code: str
    name: str
    status: Status
    status_reason: str
    actions: list[Action]
    company_id: UUID
    company_code: str
    company_name: str
    currency: str
    manager_id: UUID
    manager_name: str
    customer_id: UUID | None
    customer_code: str | None
    customer_name: str | None
    parent_id: UUID | None
    parent_code: str | None
    parent_name: str | None
    site_store_id: UUID | None
    site_store_code: str | None
    site_store_name: str | None
    planned_start: date | None
    planned_finish: date | None
    contract_value: MoneyOut | None
    remark: str

    @classmethod
    def seen_by(cls, actor: Actor) -> "Callable[[Project], ProjectOut]":
        """Return how a project is shown to somebody."""

        def show(project: Project) -> ProjectOut:
            customer, parent, store = project.customer, project.parent, project.site_store
            return cls(
                id=project.id,
                version=project.version,
                tree_version=project.tree_version,
                code=project.code,
                name=project.name,
                status=Status(project.status),
                status_reason=project.status_reason,
                actions=list(actions_from(Status(project.status))),
                company_id=project.company_id,
                company_code=project.company.code,
                company_name=project.company.name,
                currency=project.company.currency,
                manager_id=project.manager_id,
                manager_name=project.manager.name,
                customer_id=project.customer_id,
                customer_code=customer.code if customer else None,
                customer_name=customer.name if customer else None,
                parent_id=project.parent_id,
                parent_code=parent.code if parent else None,
                parent_name=parent.name if parent else None,
                site_store_id=project.site_store_id,
                site_store_code=store.code if store else None,
                site_store_name=store.name if store else None,
                planned_start=project.planned_start,
                planned_finish=project.planned_finish,
                contract_value=project.contract_value if sees_contract_value(actor, project) else None,
                remark=project.remark,
            )

        return show


class ReopenIn(Schema):
    """Why something is opened again."""

    reason: Reason


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
    level: Annotated[int, Field(ge=1, le=LINES_MAX)]
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


class ProjectMemberIn(Schema):
    """A role over the project; ``id`` is that of the membership."""

    id: UUID
    person_id: UUID
    role: ProjectRole

    def as_request(self, project_id: UUID) -> MemberRequest:
        """Return what the operation takes."""
        return MemberRequest(project_id=project_id, **self.model_dump())


class ProjectMemberOut(Schema):
    """A role that a person holds over the project."""

    id: UUID
    person_id: UUID
    person_name: str
    role: str
    active: bool


class ProjectChangeOut(Schema):
    """One field, before and after."""

    field: str
    before: str | bool | None
    after: str | bool | None


class ProjectHistoryOut(Schema):
    """What one save did."""

    at: datetime
    person: str | None
    request_id: str | None
    action: str
    changes: list[ProjectChangeOut]
