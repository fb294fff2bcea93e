"""Who changed what of a project or node: told from the audit rows that the database's own triggers wrote."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gongliao.platform.public import Actor, Person, require
from gongliao.projects.models import Project, WbsNode
from gongliao.projects.permissions import READ
from gongliao.projects.queries.records import find_node, find_project, sees_contract_value

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
