"""Take a role over a project from a person."""

from uuid import UUID

from gongliao.platform.public import Actor, Person, in_tenant, require
from gongliao.projects.errors.records import MemberNotFound
from gongliao.projects.operations.add_member import require_not_own_membership
from gongliao.projects.permissions import MEMBERS, place_of
from gongliao.projects.queries.records import find_project, members_of


@in_tenant
def remove_member(*, actor: Actor, project_id: UUID, member_id: UUID) -> None:
    """Take a role over a project from a person; the audit keeps that they held it.

    Raises: MissingGrant, ProjectNotFound, MemberNotFound, OwnMembership.
    """
    require(actor, MEMBERS)
    project = find_project(actor=actor, project_id=project_id)
    require(actor, MEMBERS, place_of(project))
    held = {member.id: member for member in members_of(actor=actor, project_id=project.id)}
    if member_id not in held:
        raise MemberNotFound(id=member_id)
    require_not_own_membership(actor, project, held[member_id].person_id)
    person: Person = Person.objects.get(id=held[member_id].person_id)
    person.assignments.filter(id=member_id).delete()
