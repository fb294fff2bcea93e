"""People, and the users by which they sign in."""

import secrets
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from gongliao.platform.access.actor import Actor, require
from gongliao.platform.documents.drafts import lock_request_id
from gongliao.platform.errors import PersonNotFound, UsernameTaken, WeakPassword
from gongliao.platform.models.organisation import Company, Person, Tenant
from gongliao.platform.models.user import User
from gongliao.platform.people.records import EVERYWHERE, refuse_stale, refuse_without_administrator, save_record
from gongliao.platform.permissions import ADMINISTER
from gongliao.platform.tenancy.context import in_tenant

FIRST_PASSWORD_BYTES = 12


@dataclass(frozen=True)
class Myself:
    """Who is signed in, and where."""

    person: Person
    tenant: Tenant
    companies: list[Company]


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
class SavedPerson:
    """A person, and the password made for them when they are new; it can't be shown again."""

    person: Person
    first_password: str | None


def who_am_i(*, actor: Actor) -> Myself:
    """Return the person behind the actor, with the companies of their tenant by code."""
    person = Person.objects.select_related("user__tenant").get(id=actor.person_id)
    return Myself(person=person, tenant=person.user.tenant, companies=list(Company.objects.order_by("code")))


@in_tenant
def choose_language(*, actor: Actor, language: str) -> Myself:
    """Keep the language in which the person wants to be spoken to."""
    Person.objects.filter(id=actor.person_id).exclude(language=language).update(language=language)
    return who_am_i(actor=actor)


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
    refuse_stale(request.id, request.version, found.version)
    refuse_taken_username(request.username, but=found.user_id)
    # Their sessions end with the next request, since the session asks for an active user.
    User.objects.filter(id=found.user_id).update(username=request.username, is_active=request.active)
    found.user.refresh_from_db()
    save_record(found, wanted)
    refuse_without_administrator(actor)
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


def _create_person(actor: Actor, request: PersonRequest) -> SavedPerson:
    if request.version:
        raise PersonNotFound(id=request.id)
    refuse_taken_username(request.username, but=None)
    password = random_password()
    user = User(username=request.username, tenant_id=actor.tenant_id, is_active=request.active)
    user.set_password(password)
    user.save(force_insert=True)
    person = Person.objects.create(
        id=request.id, user=user, name=request.name, language=request.language, active=request.active
    )
    return SavedPerson(person, first_password=password)


def refuse_taken_username(username: str, *, but: UUID | None) -> None:
    """Refuse a name that somebody of any tenant signs in by: it is read before the tenant is known."""
    others = User.objects.filter(username=username)
    if (others if but is None else others.exclude(id=but)).exists():
        raise UsernameTaken(username=username)
