"""Refusals about records: not found, not sound, not yours to change."""

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
