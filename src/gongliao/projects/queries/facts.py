"""Facts that documents above ask for by id: one bare statement each, because every posting asks for them."""

from collections.abc import Iterable
from uuid import UUID

from gongliao.platform.public import Later, ask, current_tenant_id, fetch, known
from gongliao.projects.rules.facts import CategoryFacts, Kind, NodeFacts, ProjectFacts, Status

NODES = """
SELECT n.id, n.code, n.name, n.project_id, p.code, p.company_id, n.chargeable, n.status_in_force, p.status,
  p.shelf_life_days_min
FROM projects_wbsnode n JOIN projects_project p ON p.tenant_id = n.tenant_id AND p.id = n.project_id
WHERE n.tenant_id = %s
"""
NODES_BY_ID = NODES + "AND n.id = ANY(%s)"
CHARGEABLE_NODES = NODES + "AND n.project_id = %s AND n.chargeable ORDER BY n.path"
PROJECTS_BY_ID = """
SELECT id, code, name, company_id, status, site_store_id, customer_id
FROM projects_project WHERE tenant_id = %s AND id = ANY(%s)
"""
CATEGORIES_BY_ID = """
SELECT id, code, name, kind, active FROM projects_costcategory WHERE tenant_id = %s AND id = ANY(%s)
"""


def ask_nodes(ids: Iterable[UUID]) -> Later[dict[UUID, NodeFacts]]:
    """Ask for the nodes that are there, by id; whether the actor may use them is asked with their project."""
    return ask(
        NODES_BY_ID,
        (current_tenant_id(), list(ids)),
        lambda rows: {row[0]: _node_facts(*row) for row in rows},
        columns="uuid text text uuid text uuid bool text text int",
    )


def nodes_by_id(ids: Iterable[UUID]) -> dict[UUID, NodeFacts]:
    """Return the nodes that are there, by id."""
    return ask_nodes(ids).get()


def chargeable_nodes(project_id: UUID) -> list[NodeFacts]:
    """Return the nodes of a project that can take cost, in tree order."""
    return [_node_facts(*row) for row in fetch(CHARGEABLE_NODES, (current_tenant_id(), project_id))]


def ask_projects(ids: Iterable[UUID]) -> Later[dict[UUID, ProjectFacts]]:
    """Ask for the projects that are there, by id."""
    ids = list(ids)
    if not ids:
        return known({})
    return ask(
        PROJECTS_BY_ID,
        (current_tenant_id(), ids),
        lambda rows: {row[0]: _project_facts(*row) for row in rows},
        columns="uuid text text uuid text uuid uuid",
    )


def projects_by_id(ids: Iterable[UUID]) -> dict[UUID, ProjectFacts]:
    """Return the projects that are there, by id."""
    return ask_projects(ids).get()


def ask_categories(ids: Iterable[UUID]) -> Later[dict[UUID, CategoryFacts]]:
    """Ask for the cost categories that are there, by id."""
    return ask(
        CATEGORIES_BY_ID,
        (current_tenant_id(), list(ids)),
        lambda rows: {row[0]: _category_facts(*row) for row in rows},
        columns="uuid text text text bool",
    )


def categories_by_id(ids: Iterable[UUID]) -> dict[UUID, CategoryFacts]:
    """Return the cost categories that are there, by id."""
    return ask_categories(ids).get()


def _project_facts(
    id: UUID, code: str, name: str, company_id: UUID, status: str, site_store_id: UUID | None, customer_id: UUID | None
) -> ProjectFacts:
    return ProjectFacts(id, code, name, company_id, Status(status), site_store_id, customer_id)


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
    shelf_life_days_min: int,
) -> NodeFacts:
    statuses = (Status(node_status), Status(project_status))
    project = (project_id, project_code, company_id)
    return NodeFacts(id, code, name, *project, chargeable, *statuses, shelf_life_days_min)
