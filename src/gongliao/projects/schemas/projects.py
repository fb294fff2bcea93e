"""Bodies and answers about projects and their members."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from gongliao.platform.public import Actor, Code, DayIn, ListQuery, MoneyIn, MoneyOut, Remark, Schema, Version, Whole
from gongliao.projects.models import Project
from gongliao.projects.operations.add_member import MemberRequest
from gongliao.projects.operations.save_project import FirstNode, ProjectRequest
from gongliao.projects.permissions import ProjectRole
from gongliao.projects.queries.records import sees_contract_value
from gongliao.projects.rules.facts import Status
from gongliao.projects.rules.status import Action, actions_from
from gongliao.projects.schemas.common import Title


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
    ``shelf_life_days_min`` is how many days a batch must still keep when it is issued for the project's work.
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
    planned_start: DayIn | None = None
    planned_finish: DayIn | None = None
    contract_value: MoneyIn | None = None
    shelf_life_days_min: Annotated[Whole, Field(ge=0, le=3650)] = 0
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
    shelf_life_days_min: int
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
                shelf_life_days_min=project.shelf_life_days_min,
                remark=project.remark,
            )

        return show


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
