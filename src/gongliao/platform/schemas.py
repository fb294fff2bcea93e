"""Bodies of the platform's endpoints."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from gongliao.platform.access.actor import ScopeKind
from gongliao.platform.access.roles import ROLES
from gongliao.platform.http.lists import ListQuery
from gongliao.platform.http.types import DayIn, Name, Schema, Version, Whole
from gongliao.platform.people import username_as_kept

Language = Literal["zh", "en"]
Role = Literal[ROLES]  # type: ignore[valid-type]


Username = Annotated[str, Field(min_length=2, max_length=50, pattern=r"^[\w.@+-]+$"), AfterValidator(username_as_kept)]
Password = Annotated[str, Field(min_length=1, max_length=128)]
SubjectType = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]


class PersonBrief(Schema):
    """Who is signed in."""

    id: UUID
    name: str
    username: str


class TenantOut(Schema):
    """The tenant of whoever is signed in."""

    id: UUID
    name: str


class CompanyBrief(Schema):
    """A company as pickers show it."""

    id: UUID
    code: str
    name: str
    currency: str


class Me(Schema):
    """Who is signed in, where, and with which grants."""

    person: PersonBrief
    tenant: TenantOut
    companies: list[CompanyBrief]
    grants: list[str]
    language: Language


class MeIn(Schema):
    """What people settle for themselves."""

    language: Language


class CompanyIn(Schema):
    """A company; ``version`` is what the editor saw, 0 for a new one."""

    version: Version
    code: Annotated[str, Field(min_length=1, max_length=20, pattern=r"^\S(.*\S)?$")]
    name: Name
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "CNY"
    time_zone: Annotated[str, Field(min_length=1, max_length=50)] = "Asia/Shanghai"
    books_open_on: DayIn
    parent_id: UUID | None = None


class CompanyOut(Schema):
    """A company with its version."""

    id: UUID
    version: int
    code: str
    name: str
    currency: str
    time_zone: str
    books_open_on: date
    parent_id: UUID | None


class PeopleQuery(ListQuery):
    """Filters of the list of people."""

    active: bool | None = None


class PersonIn(Schema):
    """A person; ``version`` is what the editor saw, 0 for a new one."""

    version: Version
    username: Username
    name: Annotated[str, Field(min_length=1, max_length=100)]
    language: Language = "zh"
    active: bool = True


class PersonOut(Schema):
    """A person; the user name shows only to those who administer."""

    id: UUID
    version: int
    username: str | None
    name: str
    language: Language
    active: bool


class PersonSaved(PersonOut):
    """A person as saved; ``first_password`` stands there once, when they are new."""

    first_password: str | None


class PasswordIn(Schema):
    """A new password; a random one is made when none is named."""

    password: Password | None = None


class PasswordOut(Schema):
    """The new password, shown this once."""

    password: str


class RoleOut(Schema):
    """A role and what it grants; ``backdating_days`` is how far back its holders date what they post, none any far."""

    role: str
    grants: list[str]
    backdating_days: int | None


class BackdatingIn(Schema):
    """How many days back who holds a role may date what is posted; none has no limit."""

    days: Annotated[Whole, Field(ge=0, le=3660)] | None


class AssignmentIn(Schema):
    """A role over the whole tenant, or over one company, project or warehouse."""

    id: UUID
    role: Role
    scope_kind: ScopeKind = "tenant"
    scope_id: UUID | None = None

    @model_validator(mode="after")
    def scope_is_whole(self) -> Self:
        """Refuse a scope without its kind, or a kind without its scope."""
        if (self.scope_kind == "tenant") != (self.scope_id is None):
            raise PydanticCustomError("scope_incomplete", "scope_kind and scope_id do not go together")
        return self


class AssignmentOut(Schema):
    """A role that a person holds."""

    id: UUID
    role: str
    scope_kind: ScopeKind
    scope_id: UUID | None


class FlowStepOut(Schema):
    """One neighbour in the document flow."""

    type: str
    id: UUID
    number: str | None
    state: str
    business_date: date


class FlowOut(Schema):
    """What came before a document and what came after, oldest first."""

    before: list[FlowStepOut]
    after: list[FlowStepOut]


class JournalLineOut(Schema):
    """One action on a document."""

    action: str
    person: str
    at: datetime
    remark: str


class SubjectQuery(Schema):
    """What files belong to."""

    subject_type: SubjectType
    subject_id: UUID


class AttachmentIn(SubjectQuery):
    """A file's place; the id comes from whoever sends it."""

    id: UUID


class AttachmentOut(Schema):
    """A file kept beside a document or master record."""

    id: UUID
    subject_type: str
    subject_id: UUID
    name: str
    content_type: str
    size: int
    sha256: str
    added_by: str
    added_at: datetime
