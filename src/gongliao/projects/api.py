"""Endpoints of the projects module."""

from typing import Any
from uuid import UUID

from ninja import Query
from ninja.responses import Status

from gongliao.kernel.clock import utc_now
from gongliao.platform.public import ListSpec, Page, Request, Router, Scope, Version, list_answer
from gongliao.projects.operations import change_node_status, change_project_status
from gongliao.projects.operations.add_member import add_member
from gongliao.projects.operations.delete_node import delete_node
from gongliao.projects.operations.install_default_categories import install_default_categories
from gongliao.projects.operations.move_node import move_node
from gongliao.projects.operations.remove_member import remove_member
from gongliao.projects.operations.save_category import save_category
from gongliao.projects.operations.save_node import save_node
from gongliao.projects.operations.save_outline import save_outline
from gongliao.projects.operations.save_project import save_project
from gongliao.projects.permissions import MANAGE, MEMBERS, READ, SEE_CONTRACT_VALUE
from gongliao.projects.queries import history, records
from gongliao.projects.schemas.categories import CostCategoryIn, CostCategoryOut, CostCategoryQuery
from gongliao.projects.schemas.common import ProjectHistoryOut, ReopenIn
from gongliao.projects.schemas.nodes import MoveIn, OutlineIn, WbsNodeIn, WbsNodeOut, WbsNodeQuery
from gongliao.projects.schemas.projects import ProjectIn, ProjectMemberIn, ProjectMemberOut, ProjectOut, ProjectQuery

router = Router(tags=["projects"])

CATEGORY_LIST = ListSpec(
    name="cost_categories",
    sort={"code": "code", "name": "name", "kind": "kind"},
    default_sort="code",
    columns=("code", "name", "name_en", "kind", "parent_code", "active"),
)
PROJECT_LIST = ListSpec(
    name="projects",
    sort={
        "code": "code",
        "name": "name",
        "status": "status",
        "company_code": "company__code",
        "manager_name": "manager__name",
    },
    default_sort="code",
    columns=(
        "code",
        "name",
        "status",
        "company_code",
        "company_name",
        "manager_name",
        "customer_name",
        "parent_code",
        "site_store_name",
        "planned_start",
        "planned_finish",
        "contract_value",
        "currency",
        "remark",
    ),
)
NODE_LIST = ListSpec(
    name="wbs_nodes",
    sort={"path": "path"},
    default_sort="path",
    columns=(
        "path",
        "depth",
        "code",
        "name",
        "node_type",
        "plannable",
        "chargeable",
        "billable",
        "status",
        "status_in_force",
    ),
)


@router.get("/cost-categories", grant=READ, scope=Scope.TENANT, response=Page[CostCategoryOut])
def list_cost_categories(request: Request, query: Query[CostCategoryQuery]) -> Any:
    """List the cost categories; they are shared by all companies and projects."""
    found = records.list_categories(actor=request.actor, text=query.q, kind=query.kind, active=query.active)
    return list_answer(found, query, CATEGORY_LIST, present=CostCategoryOut.of, language=request.actor.language)


@router.post("/cost-categories/defaults", grant=MANAGE, scope=Scope.TENANT, response=list[CostCategoryOut])
def install_cost_categories(request: Request) -> Any:
    """Make the usual cost categories that are missing: 人工, 材料, 机械, 分包, 其他直接 with 运费, 间接."""
    found = install_default_categories(actor=request.actor)
    return [CostCategoryOut.of(category) for category in found.values()]


@router.get("/cost-categories/{category_id}", grant=READ, scope=Scope.TENANT, response=CostCategoryOut)
def get_cost_category(request: Request, category_id: UUID) -> Any:
    """Return one cost category."""
    return CostCategoryOut.of(records.find_category(actor=request.actor, category_id=category_id))


@router.put("/cost-categories/{category_id}", grant=MANAGE, scope=Scope.TENANT, response=CostCategoryOut)
def put_cost_category(request: Request, category_id: UUID, body: CostCategoryIn) -> Any:
    """Create or change a cost category; its kind is that of its parent and never changes."""
    saved = save_category(actor=request.actor, request=body.as_request(category_id))
    return CostCategoryOut.of(saved)


@router.get("/projects", grant=READ, scope=Scope.PROJECT, response=Page[ProjectOut])
def list_projects(request: Request, query: Query[ProjectQuery]) -> Any:
    """List the projects that one takes part in, or those of one's company or tenant."""
    actor = request.actor
    filters = {name: getattr(query, name) for name in ProjectQuery.__annotations__}
    found = records.list_projects(actor=actor, text=query.q, **filters)
    hidden = frozenset() if actor.holds(SEE_CONTRACT_VALUE) else frozenset({"contract_value"})
    show = ProjectOut.seen_by(actor)
    return list_answer(found, query, PROJECT_LIST, present=show, language=actor.language, hidden=hidden)


@router.get("/projects/{project_id}", grant=READ, scope=Scope.PROJECT, response=ProjectOut)
def get_project(request: Request, project_id: UUID) -> Any:
    """Return one project."""
    return ProjectOut.seen_by(request.actor)(records.find_project(actor=request.actor, project_id=project_id))


@router.put("/projects/{project_id}", grant=MANAGE, scope=Scope.PROJECT, response=ProjectOut)
def put_project(request: Request, project_id: UUID, body: ProjectIn) -> Any:
    """Create or change a project; a new one may come with its first chargeable node."""
    saved = save_project(actor=request.actor, request=body.as_request(project_id), at=utc_now())
    return ProjectOut.seen_by(request.actor)(saved)


@router.post("/projects/{project_id}/release", grant=MANAGE, scope=Scope.PROJECT, response=ProjectOut)
def release_project(request: Request, project_id: UUID) -> Any:
    """Let work begin: the project and what is planned in it take documents from now on."""
    saved = change_project_status.release_project(actor=request.actor, project_id=project_id, at=utc_now())
    return ProjectOut.seen_by(request.actor)(saved)


@router.post("/projects/{project_id}/complete", grant=MANAGE, scope=Scope.PROJECT, response=ProjectOut)
def complete_project(request: Request, project_id: UUID) -> Any:
    """Declare the work done: returns, receipts, invoices and corrections still come in, nothing new goes out."""
    saved = change_project_status.complete_project(actor=request.actor, project_id=project_id, at=utc_now())
    return ProjectOut.seen_by(request.actor)(saved)


@router.post("/projects/{project_id}/close", grant=MANAGE, scope=Scope.PROJECT, response=ProjectOut)
def close_project(request: Request, project_id: UUID) -> Any:
    """Let the project take nothing more."""
    saved = change_project_status.close_project(actor=request.actor, project_id=project_id, at=utc_now())
    return ProjectOut.seen_by(request.actor)(saved)


@router.post("/projects/{project_id}/reopen", grant=MANAGE, scope=Scope.PROJECT, response=ProjectOut)
def reopen_project(request: Request, project_id: UUID, body: ReopenIn) -> Any:
    """Take the project one step back, from closed to technically complete or from there to released."""
    actor, at = request.actor, utc_now()
    saved = change_project_status.reopen_project(actor=actor, project_id=project_id, reason=body.reason, at=at)
    return ProjectOut.seen_by(actor)(saved)


@router.get("/projects/{project_id}/history", grant=READ, scope=Scope.PROJECT, response=list[ProjectHistoryOut])
def get_project_history(request: Request, project_id: UUID) -> Any:
    """Return who changed what in a project, oldest first, with the reason of each re-opening."""
    return history.history_of_project(actor=request.actor, project_id=project_id)


@router.get("/projects/{project_id}/nodes", grant=READ, scope=Scope.PROJECT, response=Page[WbsNodeOut])
def list_nodes(request: Request, project_id: UUID, query: Query[WbsNodeQuery]) -> Any:
    """Return the whole work breakdown of a project as rows in tree order; it is not cut into pages."""
    nodes = records.tree_of(actor=request.actor, project_id=project_id, text=query.q)
    if query.format == "xlsx":
        return list_answer(nodes, query, NODE_LIST, present=WbsNodeOut.of, language=request.actor.language)
    rows = [WbsNodeOut.of(node) for node in nodes]
    return {"rows": rows, "next_cursor": None, "total": len(rows), "more": False, "totals": {}}


@router.put("/projects/{project_id}/node-tree", grant=MANAGE, scope=Scope.PROJECT, response=Page[WbsNodeOut])
def put_node_tree(request: Request, project_id: UUID, body: OutlineIn) -> Any:
    """Save a pasted outline in one step, or refuse it with everything that is wrong, by line.

    Lines name nodes by id, else by code; others are made; nodes not named stay. Answers with the whole tree.
    """
    save_outline(actor=request.actor, request=body.as_request(project_id))
    rows = [WbsNodeOut.of(node) for node in records.tree_of(actor=request.actor, project_id=project_id)]
    return {"rows": rows, "next_cursor": None, "total": len(rows), "more": False, "totals": {}}


@router.get("/nodes/{node_id}", grant=READ, scope=Scope.PROJECT, response=WbsNodeOut)
def get_node(request: Request, node_id: UUID) -> Any:
    """Return one node."""
    return WbsNodeOut.of(records.find_node(actor=request.actor, node_id=node_id))


@router.put("/nodes/{node_id}", grant=MANAGE, scope=Scope.PROJECT, response=WbsNodeOut)
def put_node(request: Request, node_id: UUID, body: WbsNodeIn) -> Any:
    """Create a node, last below its parent, or change one where it stands."""
    return WbsNodeOut.of(save_node(actor=request.actor, request=body.as_request(node_id)))


@router.post("/nodes/{node_id}/move", grant=MANAGE, scope=Scope.PROJECT, response=WbsNodeOut)
def post_node_move(request: Request, node_id: UUID, body: MoveIn) -> Any:
    """Move a node with all below it, within its project."""
    where = body.model_dump()
    return WbsNodeOut.of(move_node(actor=request.actor, node_id=node_id, **where))


@router.delete("/nodes/{node_id}", grant=MANAGE, scope=Scope.PROJECT, response={204: None})
def drop_node(request: Request, node_id: UUID, version: Version) -> Any:
    """Remove a node that has no children and no postings."""
    delete_node(actor=request.actor, node_id=node_id, version=version)
    return Status(204, None)


@router.post("/nodes/{node_id}/release", grant=MANAGE, scope=Scope.PROJECT, response=WbsNodeOut)
def release_node(request: Request, node_id: UUID) -> Any:
    """Let work begin on a node and on what is planned below it."""
    return WbsNodeOut.of(change_node_status.release_node(actor=request.actor, node_id=node_id, at=utc_now()))


@router.post("/nodes/{node_id}/complete", grant=MANAGE, scope=Scope.PROJECT, response=WbsNodeOut)
def complete_node(request: Request, node_id: UUID) -> Any:
    """Declare the work on a node and all below it done."""
    return WbsNodeOut.of(change_node_status.complete_node(actor=request.actor, node_id=node_id, at=utc_now()))


@router.post("/nodes/{node_id}/close", grant=MANAGE, scope=Scope.PROJECT, response=WbsNodeOut)
def close_node(request: Request, node_id: UUID) -> Any:
    """Let a node and all below it take nothing more."""
    return WbsNodeOut.of(change_node_status.close_node(actor=request.actor, node_id=node_id, at=utc_now()))


@router.post("/nodes/{node_id}/reopen", grant=MANAGE, scope=Scope.PROJECT, response=WbsNodeOut)
def reopen_node(request: Request, node_id: UUID, body: ReopenIn) -> Any:
    """Take a node one step back; what lies below it is again as it was."""
    actor, at = request.actor, utc_now()
    return WbsNodeOut.of(change_node_status.reopen_node(actor=actor, node_id=node_id, reason=body.reason, at=at))


@router.get("/nodes/{node_id}/history", grant=READ, scope=Scope.PROJECT, response=list[ProjectHistoryOut])
def get_node_history(request: Request, node_id: UUID) -> Any:
    """Return who changed what in a node, oldest first."""
    return history.history_of_node(actor=request.actor, node_id=node_id)


@router.get("/projects/{project_id}/members", grant=READ, scope=Scope.PROJECT, response=list[ProjectMemberOut])
def list_members(request: Request, project_id: UUID) -> Any:
    """Return who holds a role over just this project."""
    return records.members_of(actor=request.actor, project_id=project_id)


@router.post("/projects/{project_id}/members", grant=MEMBERS, scope=Scope.PROJECT, response=ProjectMemberOut)
def post_member(request: Request, project_id: UUID, body: ProjectMemberIn) -> Any:
    """Give a person a role over the project; who holds it already keeps it."""
    return add_member(actor=request.actor, request=body.as_request(project_id))


@router.delete("/projects/{project_id}/members/{member_id}", grant=MEMBERS, scope=Scope.PROJECT, response={204: None})
def drop_member(request: Request, project_id: UUID, member_id: UUID) -> Any:
    """Take a role over the project from a person."""
    remove_member(actor=request.actor, project_id=project_id, member_id=member_id)
    return Status(204, None)
