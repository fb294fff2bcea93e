"""Companies, people, and the roles they hold."""

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID
from zoneinfo import available_timezones

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from gongliao.platform.access.actor import Actor, ScopeKind, Where, require
from gongliao.platform.documents.drafts import lock_request_id
from gongliao.platform.documents.errors import CompanyNotFound, RequestIdReused, StaleVersion
from gongliao.platform.documents.registry import document_types
from gongliao.platform.errors import (
    AssignmentNotFound,
    CompanyHasDocuments,
    CompanyInCircle,
    LastAdministrator,
    PersonNotFound,
    ScopeNotFound,
    UnknownTimeZone,
    UsernameTaken,
    WeakPassword,
)
from gongliao.platform.models.organisation import Company, Person, RoleAssignment, Tenant
from gongliao.platform.models.user import User
from gongliao.platform.permissions import ADMINISTER
from gongliao.platform.tenancy.context import in_tenant, tenant_transaction

# Whoever makes people or hands out roles must hold the grant everywhere: over one company alone it would be a ladder.
EVERYWHERE = Where()
FIRST_PASSWORD_BYTES = 12

Record = TypeVar("Record", Company, Person)
ScopeFinder = Callable[[Actor, UUID], bool]
# Projects and warehouses lie above; the gateway says here how to find one.
scope_finders: dict[str, ScopeFinder] = {}


@dataclass(frozen=True)
class Myself:
    """Who is signed in, and where."""

    person: Person
    tenant: Tenant
    companies: list[Company]


@dataclass(frozen=True)
class CompanyRequest:
    """A company as it should be; ``version`` is what the editor saw, 0 for a new one."""

    id: UUID
    version: int
    code: str
    name: str
    currency: str
    time_zone: str
    books_open_on: date
    parent_id: UUID | None


@dataclass(frozen=True)
class PersonRequest:
    """A person as they should be; ``version`` is what the editor saw, 0 for a new one."""

    id: UUID
    version: int
    username: str
    name: str
    language: str
    active: bool


@dataclass(frozen=True)
class RoleRequest:
    """A role over the whole tenant, or over one company, project or warehouse."""

    id: UUID
    person_id: UUID
    role: str
    scope_kind: ScopeKind
    scope_id: UUID | None


@dataclass(frozen=True)
class SavedPerson:
    """A person, and the password made for them when they are new; it can't be shown again."""

    person: Person
    first_password: str | None


@dataclass(frozen=True)
class Founded:
    """A new tenant and who administers it."""

    tenant_id: UUID
    company_id: UUID
    person_id: UUID
    username: str
    password: str


def who_am_i(*, actor: Actor) -> Myself:
    """Return the person behind the actor, with the companies of their tenant by code."""
    person = Person.objects.select_related("user__tenant").get(id=actor.person_id)
    return Myself(person=person, tenant=person.user.tenant, companies=list(Company.objects.order_by("code")))


@in_tenant
def choose_language(*, actor: Actor, language: str) -> Myself:
    """Keep the language in which the person wants to be spoken to."""
    Person.objects.filter(id=actor.person_id).exclude(language=language).update(language=language)
    return who_am_i(actor=actor)


@in_tenant
def save_company(*, actor: Actor, request: CompanyRequest) -> Company:
    """Create or change a company. The same content sent again changes nothing and answers the same.

    Raises: MissingGrant, UnknownTimeZone, RequestIdReused, CompanyNotFound, StaleVersion, CompanyInCircle,
        CompanyHasDocuments.
    """
    require(actor, ADMINISTER, EVERYWHERE)
    if request.time_zone not in available_timezones():
        raise UnknownTimeZone()
    wanted = _company_columns(request)
    lock_request_id(request.id)
    found: Company | None = Company.objects.select_for_update().filter(id=request.id).first()
    if found is None:
        if request.version:
            raise CompanyNotFound(id=request.id)
        _refuse_circle(request)
        made: Company = Company.objects.create(id=request.id, **wanted)
        return made
    if all(getattr(found, name) == value for name, value in wanted.items()):
        return found
    _refuse_stale(request.id, request.version, found.version)
    _refuse_circle(request)
    _refuse_change_under_documents(found, request)
    return _save(found, wanted)


def people_of(*, actor: Actor, text: str = "", active: bool | None = None) -> QuerySet[Person]:
    """Return the people of the tenant, with their users; user names are searched by those who administer."""
    people: QuerySet[Person] = Person.objects.select_related("user")
    if text:
        named = Q(name__icontains=text)
        people = people.filter(named | Q(user__username__icontains=text) if actor.holds(ADMINISTER) else named)
    return people if active is None else people.filter(active=active)


def person_of(*, actor: Actor, person_id: UUID) -> Person:
    """Return one person.

    Raises: PersonNotFound.
    """
    found = people_of(actor=actor).filter(id=person_id).first()
    if found is None:
        raise PersonNotFound(id=person_id)
    return found


@in_tenant
def save_person(*, actor: Actor, request: PersonRequest) -> SavedPerson:
    """Create or change a person; a new one gets a random first password, shown this once.

    The same content sent again changes nothing and answers the same, but for the password.

    Raises: MissingGrant, PersonNotFound, UsernameTaken, RequestIdReused, StaleVersion, LastAdministrator.
    """
    require(actor, ADMINISTER, EVERYWHERE)
    lock_request_id(request.id)
    found: Person | None = (
        Person.objects.select_related("user").select_for_update(of=["self"]).filter(id=request.id).first()
    )
    if found is None:
        return _create_person(actor, request)
    wanted = {"name": request.name, "language": request.language, "active": request.active}
    unchanged = all(getattr(found, name) == value for name, value in wanted.items())
    if unchanged and found.user.username == request.username:
        return SavedPerson(found, first_password=None)
    _refuse_stale(request.id, request.version, found.version)
    _refuse_taken_username(request.username, but=found.user_id)
    # Their sessions end with the next request, since the session asks for an active user.
    User.objects.filter(id=found.user_id).update(username=request.username, is_active=request.active)
    found.user.refresh_from_db()
    _save(found, wanted)
    _refuse_without_administrator(actor)
    return SavedPerson(found, first_password=None)


@in_tenant
def reset_password(*, actor: Actor, person_id: UUID, password: str | None) -> str:
    """Give a person a password, random unless one is named, and return it; their sessions end.

    Raises: MissingGrant, PersonNotFound, WeakPassword.
    """
    require(actor, ADMINISTER, EVERYWHERE)
    user = person_of(actor=actor, person_id=person_id).user
    chosen = password or random_password()
    refuse_weak_password(chosen, user)
    user.set_password(chosen)
    user.save(update_fields=["password"])
    return chosen


def roles_of(*, actor: Actor, person_id: UUID) -> list[RoleAssignment]:
    """Return the roles that a person holds, in the order in which they were given.

    Raises: MissingGrant, PersonNotFound.
    """
    if person_id != actor.person_id:
        require(actor, ADMINISTER)
    person_of(actor=actor, person_id=person_id)
    return list(RoleAssignment.objects.filter(person_id=person_id).order_by("id"))


@in_tenant
def give_role(*, actor: Actor, request: RoleRequest) -> RoleAssignment:
    """Give a person a role. Giving it again changes nothing and answers with the one held.

    Raises: MissingGrant, PersonNotFound, ScopeNotFound, RequestIdReused.
    """
    require(actor, ADMINISTER, EVERYWHERE)
    person_of(actor=actor, person_id=request.person_id)
    _refuse_unknown_scope(actor, request)
    lock_request_id(request.person_id)
    wanted = {
        "person_id": request.person_id,
        "role": request.role,
        "scope_kind": request.scope_kind,
        "scope_id": request.scope_id,
    }
    held: RoleAssignment | None = RoleAssignment.objects.filter(**wanted).first()
    if held is not None:
        return held
    if RoleAssignment.objects.filter(id=request.id).exists():
        raise RequestIdReused(id=request.id)
    made: RoleAssignment = RoleAssignment.objects.create(id=request.id, **wanted)
    return made


@in_tenant
def take_role(*, actor: Actor, person_id: UUID, assignment_id: UUID) -> None:
    """Take a role away.

    Raises: MissingGrant, PersonNotFound, AssignmentNotFound, LastAdministrator.
    """
    require(actor, ADMINISTER, EVERYWHERE)
    person_of(actor=actor, person_id=person_id)
    dropped, _ = RoleAssignment.objects.filter(id=assignment_id, person_id=person_id).delete()
    if not dropped:
        raise AssignmentNotFound(id=assignment_id)
    _refuse_without_administrator(actor)


def found_tenant(
    *, tenant: str, company_code: str, company: str, books_open_on: date, person: str, username: str, password: str
) -> Founded:
    """Make a tenant with its first company and the person who administers it.

    Raises: UsernameTaken, WeakPassword.
    """
    username = username_as_kept(username)
    refuse_weak_password(password, User(username=username))
    made = Tenant(name=tenant)
    with tenant_transaction(made.id):
        _refuse_taken_username(username, but=None)
        made.save(force_insert=True)
        user = User.objects.create_user(username=username, password=password, tenant=made)
        first = Company.objects.create(code=company_code, name=company, books_open_on=books_open_on)
        administrator = Person.objects.create(user=user, name=person)
        RoleAssignment.objects.create(person=administrator, role="administrator")
    return Founded(made.id, first.id, administrator.id, username, password)


def username_as_kept(name: str) -> str:
    """Return a user name in the one form in which it is kept, so that case and width don't make two of it."""
    return unicodedata.normalize("NFKC", name).lower()


def random_password() -> str:
    """Return a password that nobody guesses."""
    return secrets.token_urlsafe(FIRST_PASSWORD_BYTES)


def refuse_weak_password(password: str, user: User) -> None:
    """Refuse a password that is easily guessed.

    Raises: WeakPassword.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword() from error


def _company_columns(request: CompanyRequest) -> dict[str, object]:
    return {
        "code": request.code,
        "name": request.name,
        "currency": request.currency,
        "time_zone": request.time_zone,
        "books_open_on": request.books_open_on,
        "parent_id": request.parent_id,
    }


def _refuse_circle(request: CompanyRequest) -> None:
    above = dict(Company.objects.values_list("id", "parent_id"))
    step = request.parent_id
    if step is not None and step not in above and step != request.id:
        raise CompanyNotFound(id=step, field="parent_id")
    while step is not None:
        if step == request.id:
            raise CompanyInCircle()
        step = above[step]


def _refuse_change_under_documents(found: Company, request: CompanyRequest) -> None:
    for field in ("currency", "books_open_on"):
        if getattr(found, field) != getattr(request, field) and _has_documents(found.id):
            raise CompanyHasDocuments(field=field)


def _has_documents(company_id: UUID) -> bool:
    return any(model.objects.filter(company_id=company_id).exists() for model in document_types().values())


def _create_person(actor: Actor, request: PersonRequest) -> SavedPerson:
    if request.version:
        raise PersonNotFound(id=request.id)
    _refuse_taken_username(request.username, but=None)
    password = random_password()
    user = User(username=request.username, tenant_id=actor.tenant_id, is_active=request.active)
    user.set_password(password)
    user.save(force_insert=True)
    person = Person.objects.create(
        id=request.id, user=user, name=request.name, language=request.language, active=request.active
    )
    return SavedPerson(person, first_password=password)


def _refuse_taken_username(username: str, *, but: UUID | None) -> None:
    """Refuse a name that somebody of any tenant signs in by: it is read before the tenant is known."""
    others = User.objects.filter(username=username)
    if (others if but is None else others.exclude(id=but)).exists():
        raise UsernameTaken(username=username)


def _refuse_stale(record_id: UUID, seen: int, current: int) -> None:
    if seen == 0:
        raise RequestIdReused(id=record_id)
    if seen != current:
        raise StaleVersion(seen=seen, current=current)


def _refuse_unknown_scope(actor: Actor, request: RoleRequest) -> None:
    if request.scope_id is None:
        return
    if request.scope_kind == "company":
        known = Company.objects.filter(id=request.scope_id).exists()
    else:
        known = scope_finders[request.scope_kind](actor, request.scope_id)
    if not known:
        raise ScopeNotFound(id=request.scope_id)


def _refuse_without_administrator(actor: Actor) -> None:
    """Refuse to end without anybody who could let others in again.

    The lock comes first, so that of two who leave at once the second sees that the first has gone.
    """
    lock_request_id(actor.tenant_id)
    administrators = Person.objects.filter(
        active=True, assignments__role="administrator", assignments__scope_kind="tenant"
    )
    if not administrators.exists():
        raise LastAdministrator()


def _save(record: Record, columns: dict[str, object]) -> Record:
    for name, value in columns.items():
        setattr(record, name, value)
    record.version += 1
    record.save(update_fields=[*columns, "version"])
    return record
