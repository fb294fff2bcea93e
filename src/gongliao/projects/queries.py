"""Reading projects: what a person sees, and the facts that documents above ask for by id.

The facts are one bare statement each, because every posting asks for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gongliao.platform.public import Actor, Person, current_tenant_id, fetch, require
from gongliao.projects.errors import CategoryNotFound, NodeNotFound, PersonNotFound, ProjectNotFound
from gongliao.projects.models import CostCategory, Project, WbsNode
from gongliao.projects.permissions import READ, SEE_CONTRACT_VALUE, place_of, visible_nodes, visible_to
from gongliao.projects.rules.facts import CategoryFacts, Kind, NodeFacts, ProjectFacts, Status

NODES = """
SELECT n.id, n.code, n.name, n.project_id, p.code, p.company_id, n.chargeable, n.status_in_force, p.status
FROM projects_wbsnode n JOIN projects_project p ON p.tenant_id = n.tenant_id AND p.id = n.project_id
WHERE n.tenant_id = %s
"""
NODES_BY_ID = NODES + "AND n.id = ANY(%s)"
CHARGEABLE_NODES = NODES + "AND n.project_id = %s AND n.chargeable ORDER BY n.path"
PROJECTS_BY_ID = """
SELECT id, code, name, company_id, status, site_store_id FROM projects_project WHERE tenant_id = %s AND id = ANY(%s)
"""
CATEGORIES_BY_ID = """
SELECT id, code, name, kind, active FROM projects_costcategory WHERE tenant_id = %s AND id = ANY(%s)
"""


def nodes_by_id(ids: Iterable[UUID]) -> dict[UUID, NodeFacts]:
    """Return the nodes that are there, by id; whether the actor may use them is asked with their project."""
    return {row[0]: _node_facts(*row) for row in fetch(NODES_BY_ID, (current_tenant_id(), list(ids)))}


def chargeable_nodes(project_id: UUID) -> list[NodeFacts]:
    """Return the nodes of a project that can take cost, in tree order."""
    return [_node_facts(*row) for row in fetch(CHARGEABLE_NODES, (current_tenant_id(), project_id))]


def projects_by_id(ids: Iterable[UUID]) -> dict[UUID, ProjectFacts]:
    """Return the projects that are there, by id."""
    rows = fetch(PROJECTS_BY_ID, (current_tenant_id(), list(ids)))
    return {row[0]: _project_facts(*row) for row in rows}


def categories_by_id(ids: Iterable[UUID]) -> dict[UUID, CategoryFacts]:
    """Return the cost categories that are there, by id."""
    rows = fetch(CATEGORIES_BY_ID, (current_tenant_id(), list(ids)))
    return {row[0]: _category_facts(*row) for row in rows}


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


Shown = str | bool | None
SILENT = frozenset({"id", "tenant_id", "version"})


@dataclass(frozen=True)
class Change:
    """One field, before and after; a reference shows the code and name that its record has today."""

    field: str
    before: Shown
    after: Shown


@dataclass(frozen=True)
class HistoryEntry:
    """What one save did; ``action`` is insert, update or delete."""

    at: datetime
    person: str | None
    request_id: str | None
    action: str
    changes: list[Change]


def history_of_project(*, actor: Actor, project_id: UUID) -> list[HistoryEntry]:
    """Return what was changed in a project, oldest first; contract value only to those who may see it.

    Raises: MissingGrant, ProjectNotFound.
    """
    project = find_project(actor=actor, project_id=project_id)
    hidden = frozenset() if sees_contract_value(actor, project) else frozenset({"contract_value"})
    return _history(project, hidden=hidden)


def history_of_node(*, actor: Actor, node_id: UUID) -> list[HistoryEntry]:
    """Return what was changed in a node, oldest first.

    Raises: MissingGrant, NodeNotFound.
    """
    require(actor, READ)
    return _history(find_node(actor=actor, node_id=node_id), hidden=frozenset())


def _history(record: Project | WbsNode, *, hidden: frozenset[str]) -> list[HistoryEntry]:
    """Return the differences between one state in the audit and the next."""
    events: Any = record._meta.get_field("events").related_model
    states = list(events.objects.filter(tenant_id=record.tenant_id, pgh_obj_id=record.id).order_by("pgh_id").values())
    told = [name for name in states[0] if not name.startswith("pgh_") and name not in SILENT | hidden]
    names = _names(record, states)
    entries: list[HistoryEntry] = []
    before: dict[str, Any] = {}
    for state in states:
        who = state["pgh_context"] or {}
        entries.append(
            HistoryEntry(
                at=state["pgh_created_at"],
                person=names.get(who.get("person")),
                request_id=who.get("request"),
                action=state["pgh_label"],
                changes=[
                    Change(name, _shown(before.get(name), names), _shown(state[name], names))
                    for name in told
                    # Of a new record, only what was filled in.
                    if before.get(name) != state[name] and (before or state[name] not in (None, ""))
                ],
            )
        )
        before = state
    return entries


def _names(record: Project | WbsNode, states: list[dict[str, Any]]) -> dict[str | None, str]:
    """Return how people call the records that the audit names by id, and those who wrote it."""
    wanted: dict[Any, set[Any]] = {Person: {(state["pgh_context"] or {}).get("person") for state in states}}
    for column in record._meta.local_fields:
        if column.is_relation:
            wanted.setdefault(column.related_model, set()).update(state[column.attname] for state in states)
    names: dict[str | None, str] = {}
    for model, ids in wanted.items():
        columns = ("id", "name") if model is Person else ("id", "code", "name")
        for row in model._default_manager.filter(id__in=ids - {None}).values_list(*columns):
            names[str(row[0])] = " ".join(row[1:])
    return names


def _shown(value: Any, names: dict[str | None, str]) -> Shown:
    if value is None or isinstance(value, bool):
        return value
    return names.get(str(value), str(value))


def _assignments_over(project_id: UUID) -> QuerySet[Person]:
    # One filter call: both conditions must hold of the same assignment.
    people: QuerySet[Person] = Person.objects.filter(
        assignments__scope_kind="project", assignments__scope_id=project_id
    )
    return people


def _asked(filters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value is not None}


def _project_facts(
    id: UUID, code: str, name: str, company_id: UUID, status: str, site_store_id: UUID | None
) -> ProjectFacts:
    return ProjectFacts(id, code, name, company_id, Status(status), site_store_id)


def _category_facts(id: UUID, code: str, name: str, kind: str, active: bool) -> CategoryFacts:
    return CategoryFacts(id, code, name, Kind(kind), active)


def _node_facts(
    id: UUID,
    code: str,
    name: str,
    project_id: UUID,
    project_code: str,
    company_id: UUID,
    chargeable: bool,
    node_status: str,
    project_status: str,
) -> NodeFacts:
    statuses = (Status(node_status), Status(project_status))
    return NodeFacts(id, code, name, project_id, project_code, company_id, chargeable, *statuses)
