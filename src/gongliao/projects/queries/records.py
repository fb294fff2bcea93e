"""Projects, nodes, categories and members, as far as a person sees them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gongliao.platform.public import Actor, Person, require
from gongliao.projects.errors.records import CategoryNotFound, NodeNotFound, PersonNotFound, ProjectNotFound
from gongliao.projects.models import CostCategory, Project, WbsNode
from gongliao.projects.permissions import READ, SEE_CONTRACT_VALUE, place_of, visible_nodes, visible_to


def list_categories(*, actor: Actor, text: str = "", **filters: Any) -> QuerySet[CostCategory]:
    """Return the cost categories; filters that are ``None`` don't count, a text is looked for in code and names.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found: QuerySet[CostCategory] = CostCategory.objects.filter(**_asked(filters)).select_related("parent")
    if text:
        found = found.filter(Q(code__icontains=text) | Q(name__icontains=text) | Q(name_en__icontains=text))
    return found


def find_category(*, actor: Actor, category_id: UUID) -> CostCategory:
    """Return one cost category.

    Raises: MissingGrant, CategoryNotFound.
    """
    found = list_categories(actor=actor).filter(id=category_id).first()
    if found is None:
        raise CategoryNotFound(id=category_id, field=None)
    return found


def list_projects(*, actor: Actor, text: str = "", **filters: Any) -> QuerySet[Project]:
    """Return the projects that the actor sees; filters that are ``None`` don't count.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found = visible_to(actor).filter(**_asked(filters))
    if text:
        found = found.filter(Q(code__icontains=text) | Q(name__icontains=text))
    return found.select_related("company", "manager", "customer", "parent", "site_store")


def find_project(*, actor: Actor, project_id: UUID) -> Project:
    """Return one project.

    Raises: MissingGrant, ProjectNotFound.
    """
    found = list_projects(actor=actor).filter(id=project_id).first()
    if found is None:
        raise ProjectNotFound(id=project_id, field=None)
    return found


def lock_project(*, actor: Actor, project_id: UUID, field: str | None = None) -> Project:
    """Return a project that the actor sees, locked; whoever changes its tree holds this lock.

    Documents that only refer to the project don't wait for it.

    Raises: ProjectNotFound.
    """
    found = visible_to(actor).select_for_update(no_key=True).filter(id=project_id).first()
    if found is None:
        raise ProjectNotFound(id=project_id, field=field)
    return found


def find_node(*, actor: Actor, node_id: UUID, field: str | None = None) -> WbsNode:
    """Return one node of a project that the actor sees.

    Raises: NodeNotFound.
    """
    found = visible_nodes(actor).select_related("project").filter(id=node_id).first()
    if found is None:
        raise NodeNotFound(id=node_id, field=field)
    return found


def tree_of(*, actor: Actor, project_id: UUID, text: str = "") -> QuerySet[WbsNode]:
    """Return the nodes of a project in tree order, optionally those with a text in code or name.

    Raises: MissingGrant, ProjectNotFound.
    """
    project = find_project(actor=actor, project_id=project_id)
    nodes: QuerySet[WbsNode] = WbsNode.objects.filter(project_id=project.id).select_related("project").order_by("path")
    if text:
        nodes = nodes.filter(Q(code__icontains=text) | Q(name__icontains=text))
    return nodes


def sees_contract_value(actor: Actor, project: Project) -> bool:
    """Tell whether the actor may see what the project earns (requirement 1.15)."""
    return actor.reach(SEE_CONTRACT_VALUE).covers(place_of(project))


@dataclass(frozen=True)
class Member:
    """A role that a person holds over one project."""

    id: UUID
    person_id: UUID
    person_name: str
    role: str
    active: bool


def members_of(*, actor: Actor, project_id: UUID) -> list[Member]:
    """Return who holds a role over just this project, by name; roles over its company or the tenant are not listed.

    Raises: MissingGrant, ProjectNotFound.
    """
    project = find_project(actor=actor, project_id=project_id)
    held = _assignments_over(project.id).order_by("name", "assignments__role", "assignments__id")
    return [
        Member(id=row[0], person_id=row[1], person_name=row[2], role=row[3], active=row[4])
        for row in held.values_list("assignments__id", "id", "name", "assignments__role", "active")
    ]


def find_person(*, person_id: UUID, field: str) -> Person:
    """Return a person who is at work here.

    Raises: PersonNotFound.
    """
    found: Person | None = Person.objects.filter(id=person_id, active=True).first()
    if found is None:
        raise PersonNotFound(id=person_id, field=field)
    return found


def _assignments_over(project_id: UUID) -> QuerySet[Person]:
    # One filter call: both conditions must hold of the same assignment.
    people: QuerySet[Person] = Person.objects.filter(
        assignments__scope_kind="project", assignments__scope_id=project_id
    )
    return people


def _asked(filters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value is not None}
