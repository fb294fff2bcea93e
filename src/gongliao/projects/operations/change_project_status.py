"""Take a project through its life: release, complete, close, and open again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gongliao.contracts.projects import (
    ProjectClosed,
    ProjectCompleted,
    ProjectEvent,
    ProjectReleased,
    ProjectReopened,
)
from gongliao.platform.public import Actor, announce, in_tenant, require
from gongliao.projects.models import Project
from gongliao.projects.operations.write_tree import Tree, lock_tree, write_tree
from gongliao.projects.permissions import MANAGE
from gongliao.projects.queries.records import find_project
from gongliao.projects.rules.facts import Status
from gongliao.projects.rules.status import Action, next_status, require_reason

EVENTS: Mapping[Action, type[ProjectEvent]] = {
    Action.RELEASE: ProjectReleased,
    Action.COMPLETE: ProjectCompleted,
    Action.CLOSE: ProjectClosed,
    Action.REOPEN: ProjectReopened,
}


@in_tenant
def release_project(*, actor: Actor, project_id: UUID, at: datetime) -> Project:
    """Let work begin: the project and all nodes planned in it take documents from now on.

    Raises: MissingGrant, ProjectNotFound, CannotRelease.
    """
    return _take_step(actor, project_id, Action.RELEASE, reason="", at=at)


@in_tenant
def complete_project(*, actor: Actor, project_id: UUID, at: datetime) -> Project:
    """Declare the work done: returns, receipts, invoices and corrections still come in, nothing new goes out.

    Raises: MissingGrant, ProjectNotFound, CannotComplete.
    """
    return _take_step(actor, project_id, Action.COMPLETE, reason="", at=at)


@in_tenant
def close_project(*, actor: Actor, project_id: UUID, at: datetime) -> Project:
    """Let the project take nothing more.

    Raises: MissingGrant, ProjectNotFound, CannotClose.
    """
    return _take_step(actor, project_id, Action.CLOSE, reason="", at=at)


@in_tenant
def reopen_project(*, actor: Actor, project_id: UUID, reason: str, at: datetime) -> Project:
    """Take the project one step back; its nodes are again as they were. Who did so and why stays in the history.

    Raises: MissingGrant, ProjectNotFound, ReasonMissing, CannotReopen.
    """
    return _take_step(actor, project_id, Action.REOPEN, reason=reason, at=at)


def _take_step(actor: Actor, project_id: UUID, action: Action, *, reason: str, at: datetime) -> Project:
    require(actor, MANAGE)
    tree = lock_tree(actor=actor, project_id=project_id, field=None)
    project = tree.project
    require_reason(action=action, reason=reason, subject=project.code)
    target = next_status(status=Status(project.status), action=action, subject=project.code)
    project.status, project.status_reason, project.version = target, reason, project.version + 1
    project.save(update_fields=["status", "status_reason", "version"])
    if action is Action.RELEASE:
        _release_nodes(tree)
    announce(
        EVENTS[action](
            document_id=project.id,
            at=at,
            company_id=project.company_id,
            code=project.code,
            person_id=actor.person_id,
            reason=reason,
        )
    )
    return find_project(actor=actor, project_id=project.id)


def _release_nodes(tree: Tree) -> None:
    after = [replace(node, status=Status.RELEASED) if node.status is Status.DRAFT else node for node in tree.nodes]
    write_tree(tree, after)
