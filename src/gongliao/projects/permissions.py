"""Grants of the projects module, and which projects a person sees."""

from typing import Literal, get_args

from django.db.models import Q, QuerySet

from gongliao.platform.public import Actor, Where
from gongliao.projects.models import Project, WbsNode

READ = "projects.read"
MANAGE = "projects.manage"
MEMBERS = "projects.members"
# What a project earns is shown to those who may see what it costs: together they are its margin (requirement 1.15).
SEE_CONTRACT_VALUE = "cost.read"

# Roles that make sense over one project. An administrator's grants are not bounded by a project, so that role is not
# handed out by those who run one.
ProjectRole = Literal["project_manager", "buyer", "storekeeper", "site_worker", "accountant", "director"]
PROJECT_ROLES: tuple[str, ...] = get_args(ProjectRole)


def visible_to(actor: Actor) -> QuerySet[Project]:
    """Return the projects within the reach of the actor's ``projects.read``.

    A role held over the tenant shows all projects, one over a company those of the company, one over a project that
    project. A role held over a warehouse alone shows none: a store serves many projects and belongs to no one of them.
    """
    reach = actor.reach(READ)
    projects: QuerySet[Project] = Project.objects.all()
    if reach.everywhere:
        return projects
    return projects.filter(Q(company_id__in=reach.companies) | Q(id__in=reach.projects))


def visible_nodes(actor: Actor) -> QuerySet[WbsNode]:
    """Return the nodes of the projects that the actor sees."""
    nodes: QuerySet[WbsNode] = WbsNode.objects.all()
    if actor.reach(READ).everywhere:
        return nodes
    return nodes.filter(project__in=visible_to(actor))


def place_of(project: Project) -> Where:
    """Return where a project lies, for asking grants."""
    return Where(company_id=project.company_id, project_id=project.id)
