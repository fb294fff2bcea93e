"""Give a person a role over one project."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.platform.public import Actor, RequestIdReused, Where, in_tenant, lock_request_id, require
from gongliao.projects.errors.records import OwnMembership, RoleNotForProjects
from gongliao.projects.models import Project
from gongliao.projects.permissions import MEMBERS, PROJECT_ROLES, place_of
from gongliao.projects.queries.records import Member, find_person, find_project, members_of


@dataclass(frozen=True)
class MemberRequest:
    """A role over a project; ``id`` is that of the membership, made by the caller."""

    id: UUID
    project_id: UUID
    person_id: UUID
    role: str


@in_tenant
def add_member(*, actor: Actor, request: MemberRequest) -> Member:
    """Give a person a role over a project; who holds it already keeps it.

    Raises: MissingGrant, ProjectNotFound, RoleNotForProjects, PersonNotFound, OwnMembership, RequestIdReused.
    Source: requirements 1.15, 8.2.
    """
    require(actor, MEMBERS)
    project = find_project(actor=actor, project_id=request.project_id)
    require(actor, MEMBERS, place_of(project))
    if request.role not in PROJECT_ROLES:
        raise RoleNotForProjects(role=request.role)
    person = find_person(person_id=request.person_id, field="person_id")
    require_not_own_membership(actor, project, request.person_id)
    lock_request_id(request.id)
    lock_request_id(request.person_id)
    held = [member for member in members_of(actor=actor, project_id=project.id) if member.person_id == person.id]
    for member in held:
        if member.role == request.role:
            return member
    if any(member.id == request.id for member in members_of(actor=actor, project_id=project.id)):
        raise RequestIdReused(id=request.id)
    person.assignments.create(id=request.id, role=request.role, scope_kind="project", scope_id=project.id)
    return Member(id=request.id, person_id=person.id, person_name=person.name, role=request.role, active=True)


def require_not_own_membership(actor: Actor, project: Project, person_id: UUID) -> None:
    """Refuse to change one's own roles with a right that comes from the project alone.

    A project manager could otherwise become their own storekeeper and accountant.

    Raises: OwnMembership.
    """
    above = actor.reach(MEMBERS).covers(Where(company_id=project.company_id))
    if person_id == actor.person_id and not above:
        raise OwnMembership(project=project.code)
