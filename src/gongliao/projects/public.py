"""The door of the projects module."""

from gongliao.projects.errors.records import CategoryNotFound, NodeNotFound, ProjectNotFound
from gongliao.projects.errors.status import (
    CategoryInactive,
    NodeClosed,
    NodeNotChargeable,
    NodeNotReleased,
    NodeTechnicallyComplete,
    ProjectIsClosed,
)
from gongliao.projects.models import CostCategory, Project, WbsNode
from gongliao.projects.operations.add_member import MemberRequest, add_member
from gongliao.projects.operations.change_node_status import close_node, complete_node, release_node, reopen_node
from gongliao.projects.operations.change_project_status import (
    close_project,
    complete_project,
    release_project,
    reopen_project,
)
from gongliao.projects.operations.delete_node import delete_node
from gongliao.projects.operations.install_default_categories import FREIGHT, install_default_categories
from gongliao.projects.operations.mark_nodes_used import hold_nodes, mark_nodes_used
from gongliao.projects.operations.move_node import move_node
from gongliao.projects.operations.remove_member import remove_member
from gongliao.projects.operations.save_category import CategoryRequest, save_category
from gongliao.projects.operations.save_node import NodeRequest, save_node
from gongliao.projects.operations.save_outline import OutlineRequest, save_outline
from gongliao.projects.operations.save_project import FirstNode, ProjectRequest, save_project
from gongliao.projects.permissions import visible_to
from gongliao.projects.queries.facts import (
    ask_categories,
    ask_nodes,
    ask_projects,
    categories_by_id,
    chargeable_nodes,
    nodes_by_id,
    projects_by_id,
)
from gongliao.projects.queries.records import find_project, list_projects, members_of, tree_of
from gongliao.projects.rules.facts import CategoryFacts, Kind, NodeFacts, NodeType, ProjectFacts, Purpose, Status
from gongliao.projects.rules.outline import OutlineRow
from gongliao.projects.rules.status import require_category_takes, require_node_takes

__all__ = [
    "FREIGHT",
    "CategoryFacts",
    "CategoryInactive",
    "CategoryNotFound",
    "CategoryRequest",
    "CostCategory",
    "FirstNode",
    "Kind",
    "MemberRequest",
    "NodeClosed",
    "NodeFacts",
    "NodeNotChargeable",
    "NodeNotFound",
    "NodeNotReleased",
    "NodeRequest",
    "NodeTechnicallyComplete",
    "NodeType",
    "OutlineRequest",
    "OutlineRow",
    "Project",
    "ProjectFacts",
    "ProjectIsClosed",
    "ProjectNotFound",
    "ProjectRequest",
    "Purpose",
    "Status",
    "WbsNode",
    "add_member",
    "ask_categories",
    "ask_nodes",
    "ask_projects",
    "categories_by_id",
    "chargeable_nodes",
    "close_node",
    "close_project",
    "complete_node",
    "complete_project",
    "delete_node",
    "find_project",
    "hold_nodes",
    "install_default_categories",
    "list_projects",
    "mark_nodes_used",
    "members_of",
    "move_node",
    "nodes_by_id",
    "projects_by_id",
    "release_node",
    "release_project",
    "remove_member",
    "reopen_node",
    "reopen_project",
    "require_category_takes",
    "require_node_takes",
    "save_category",
    "save_node",
    "save_outline",
    "save_project",
    "tree_of",
    "visible_to",
]
