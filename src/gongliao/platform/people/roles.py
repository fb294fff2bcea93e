"""The roles that people hold."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from gongliao.platform.access.actor import Actor, ScopeKind, require
from gongliao.platform.documents.drafts import lock_request_id
from gongliao.platform.documents.errors import RequestIdReused
from gongliao.platform.errors import AssignmentNotFound, ScopeNotFound
from gongliao.platform.models.organisation import Company, RoleAssignment
from gongliao.platform.people.persons import person_of
from gongliao.platform.people.records import EVERYWHERE, refuse_without_administrator
from gongliao.platform.permissions import ADMINISTER
from gongliao.platform.tenancy.context import in_tenant

ScopeFinder = Callable[[Actor, UUID], bool]
# Projects and warehouses lie above; the gateway says here how to find one.
scope_finders: dict[str, ScopeFinder] = {}


@dataclass(frozen=True)
class RoleRequest:
    """A role over the whole tenant, or over one company, project or warehouse."""

    id: UUID
    person_id: UUID
    role: str
    scope_kind: ScopeKind
    scope_id: UUID | None


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
    refuse_without_administrator(actor)


def _refuse_unknown_scope(actor: Actor, request: RoleRequest) -> None:
    if request.scope_id is None:
        return
    if request.scope_kind == "company":
        known = Company.objects.filter(id=request.scope_id).exists()
    else:
        known = scope_finders[request.scope_kind](actor, request.scope_id)
    if not known:
        raise ScopeNotFound(id=request.scope_id)
