"""Short ways to projects in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongliao.kernel.ids import new_id
from gongliao.platform.models import OutboxEvent
from gongliao.platform.public import Actor, tenant_transaction
from gongliao.projects.models import Project, WbsNode
from gongliao.projects.public import (
    FirstNode,
    NodeRequest,
    NodeType,
    ProjectRequest,
    release_project,
    save_node,
    save_project,
    tree_of,
)
from gongliao.projects.rules.tree import outline_number
from tests.support.world import NOW, World, make_world


@dataclass
class Site:
    """A tenant with an administrator and one project."""

    world: World
    boss: Actor
    project: Project

    def node(self, code: str, under: UUID | None = None, **changes: Any) -> WbsNode:
        """Return a new node, saved; a section unless said otherwise."""
        request = NodeRequest(
            id=new_id(),
            project_id=self.project.id,
            code=code,
            name=code,
            parent_id=under,
            node_type=NodeType.SECTION,
        )
        return save_node(actor=self.boss, request=replace(request, **changes))

    def shape(self) -> str:
        """Return the tree as it is stored, on one line."""
        return ", ".join(f"{outline_number(node.path)} {node.code}" for node in self.nodes())

    def nodes(self) -> list[WbsNode]:
        """Return the nodes as they are stored, in tree order."""
        with tenant_transaction(self.world.tenant.id):
            return list(tree_of(actor=self.boss, project_id=self.project.id))

    def again(self, node: WbsNode) -> WbsNode:
        """Return a node as it is stored now."""
        return next(each for each in self.nodes() if each.id == node.id)

    def events(self) -> list[str]:
        """Return what was announced of the project, in order."""
        with tenant_transaction(self.world.tenant.id):
            found = OutboxEvent.objects.filter(document_id=self.project.id).order_by("id")
            return [event.kind for event in found]


def project_request(world: World, manager: Actor, **changes: Any) -> ProjectRequest:
    """Return a request for a new project."""
    request = ProjectRequest(
        id=new_id(), code="P-001", name="一号楼", company_id=world.company_id, manager_id=manager.person_id
    )
    return replace(request, **changes)


def make_site(*, released: bool = False, **changes: Any) -> Site:
    """Return a fresh tenant with a project."""
    world = make_world()
    boss = world.person("administrator", name="管理员")
    project = save_project(actor=boss, request=project_request(world, boss, **changes), at=NOW)
    if released:
        project = release_project(actor=boss, project_id=project.id, at=NOW)
    return Site(world, boss, project)


def first_node(code: str = "1") -> FirstNode:
    """Return a first node for a project."""
    return FirstNode(id=new_id(), code=code, name="全部工程")


@contextmanager
def counted() -> Iterator[list[str]]:
    """Count the ORM's statements inside, and list them afterwards."""
    statements: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield statements
    statements += [each["sql"] for each in captured.captured_queries]
