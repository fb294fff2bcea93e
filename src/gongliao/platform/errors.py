"""Refusals of the platform's own operations on people, companies and files."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.kernel.errors import NotFound, Refusal, RuleBroken


@dataclass(eq=False)
class PersonNotFound(NotFound):
    """No such person here."""

    code = "platform.person_not_found"
    id: UUID


@dataclass(eq=False)
class AssignmentNotFound(NotFound):
    """The person holds no such role."""

    code = "platform.assignment_not_found"
    id: UUID


@dataclass(eq=False)
class ScopeNotFound(NotFound):
    """No such company, project or warehouse here."""

    code = "platform.scope_not_found"
    id: UUID
    field: str | None = "scope_id"


@dataclass(eq=False)
class UsernameTaken(RuleBroken):
    """Somebody signs in by this name already."""

    code = "platform.username_taken"
    username: str
    field: str | None = "username"


class WeakPassword(RuleBroken):
    """The password is too short, too common or like the user name."""

    code = "platform.weak_password"
    field = "password"


class LastAdministrator(RuleBroken):
    """Somebody must remain who can administer the tenant."""

    code = "platform.last_administrator"


@dataclass(eq=False)
class CompanyHasDocuments(RuleBroken):
    """What the company's documents were written under can't change any more."""

    code = "platform.company_has_documents"
    field: str | None = None


class CompanyInCircle(RuleBroken):
    """A company can't stand above itself."""

    code = "platform.company_in_circle"
    field = "parent_id"


class UnknownTimeZone(Refusal):
    """No such time zone."""

    code = "platform.unknown_time_zone"
    status = 422
    field = "time_zone"


@dataclass(eq=False)
class SubjectNotFound(NotFound):
    """No such document or record here to bind a file to."""

    code = "platform.subject_not_found"
    type: str
    id: UUID


@dataclass(eq=False)
class AttachmentNotFound(NotFound):
    """No such file here."""

    code = "platform.attachment_not_found"
    id: UUID


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """The file is longer than we keep."""

    code = "platform.file_too_large"
    status = 413
    megabytes_max: int
    field: str | None = "file"


class FileEmpty(Refusal):
    """There is nothing in the file."""

    code = "platform.file_empty"
    status = 422
    field = "file"


class FileTypeRefused(Refusal):
    """The content is none of the kinds that we keep, whatever its name says."""

    code = "platform.file_type_refused"
    status = 422
    field = "file"


@dataclass(eq=False)
class RoleNotFound(NotFound):
    """There is no such role."""

    code = "platform.role_not_found"
    role: str
