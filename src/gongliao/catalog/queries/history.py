"""Who changed what of a record, and when: told from the audit rows that the database's own triggers wrote."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from gongliao.catalog.models import ItemBarcode, ItemCategory, ItemConversion, Party, Warehouse, Zone
from gongliao.catalog.models.record import Record
from gongliao.catalog.permissions import READ
from gongliao.catalog.rules.facts import ALWAYS
from gongliao.kernel.errors import NotFound
from gongliao.platform.public import Actor, Company, Person, current_tenant_id, require

Shown = str | bool | None

SILENT = frozenset({"id", "tenant_id", "version"})
REFERENCES: Mapping[str, type[Model]] = {
    "category_id": ItemCategory,
    "parent_id": ItemCategory,
    "company_id": Company,
    "warehouse_id": Warehouse,
    "zone_id": Zone,
    "holder_supplier_id": Party,
}


@dataclass(frozen=True)
class Change:
    """One field, before and after; a reference shows the code and name that its record has today."""

    field: str
    before: Shown
    after: Shown


@dataclass(frozen=True)
class HistoryEntry:
    """What one save did; ``action`` is created or changed."""

    at: datetime
    person: str | None
    request_id: str | None
    action: str
    changes: list[Change]


@dataclass(frozen=True)
class Part:
    """Rows that belong to a record and are told as one field of it."""

    field: str
    model: type[Model]
    owner: str
    told: Callable[[Any], str]


def _conversion(row: Any) -> str:
    told = f"{row.unit} = {row.factor.normalize():f}"
    return told if row.valid_from == ALWAYS else f"{told} ({row.valid_from})"


PARTS: Mapping[str, tuple[Part, ...]] = {
    "Item": (
        Part("conversions", ItemConversion, "item_id", _conversion),
        Part("barcodes", ItemBarcode, "item_id", lambda row: str(row.barcode)),
    ),
}


@dataclass(frozen=True)
class _Step:
    """One audit row: what the row was before it and is after it, none where it was not or is no more."""

    event: Any
    before: Any
    after: Any


def history_of(*, actor: Actor, model: type[Record], id: UUID, missing: NotFound) -> list[HistoryEntry]:
    """Return what was done to a record, oldest first; all that one save did is one entry.

    Raises: MissingGrant, NotFound as given.
    """
    require(actor, READ)
    own = list(_steps(model, pgh_obj_id=id))
    if not own:
        raise missing
    told = [(step, _changes(step)) for step in own]
    for part in PARTS.get(model.__name__, ()):
        told += [(step, [_part_change(part, step)]) for step in _steps(part.model, **{part.owner: id})]
    return _entries(told, created_by=own[0])


def _steps(model: type[Model], **only: UUID) -> Iterator[_Step]:
    events: Any = model._meta.get_field("events").related_model
    last: dict[UUID, Any] = {}
    for event in events.objects.filter(tenant_id=current_tenant_id(), **only).order_by("pgh_id"):
        gone = event.pgh_label == "delete"
        yield _Step(event, before=last.get(event.pgh_obj_id), after=None if gone else event)
        last[event.pgh_obj_id] = event


def _changes(step: _Step) -> list[Change]:
    names = [f.attname for f in step.event._meta.local_fields]
    tracked = [name for name in names if name not in SILENT and not name.startswith("pgh_")]
    pairs = [(name, getattr(step.before, name, None), getattr(step.after, name, None)) for name in tracked]
    if step.before is None:  # Of a new record, only what was filled in.
        pairs = [(name, None, after) for name, _, after in pairs if after not in (None, "", [])]
    return [Change(name, _shown(before), _shown(after)) for name, before, after in pairs if before != after]


def _part_change(part: Part, step: _Step) -> Change:
    before, after = (part.told(row) if row is not None else None for row in (step.before, step.after))
    return Change(part.field, before, after)


def _shown(value: Any) -> Shown:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list):
        return "; ".join(" ".join(filter(None, each.values())) for each in value)
    return str(value)


def _entries(told: list[tuple[_Step, list[Change]]], *, created_by: _Step) -> list[HistoryEntry]:
    """Put together what one transaction did, which its audit rows tell by a common context."""
    saves: dict[Any, list[tuple[_Step, list[Change]]]] = {}
    for step, changes in sorted(told, key=lambda each: each[0].event.pgh_created_at):
        saves.setdefault(step.event.pgh_context_id, []).append((step, changes))
    people = _people(step.event.pgh_context for step, _ in told)
    names = _names(change for _, changes in told for change in changes)
    found = []
    for save in saves.values():
        event = save[0][0].event
        who = event.pgh_context or {}
        found.append(
            HistoryEntry(
                at=event.pgh_created_at,
                person=people.get(who.get("person")),
                request_id=who.get("request"),
                action="created" if any(step is created_by for step, _ in save) else "changed",
                changes=[_named(change, names) for _, changes in save for change in changes],
            )
        )
    return found


def _people(contexts: Iterable[dict[str, Any] | None]) -> dict[Any, str]:
    ids = {context["person"] for context in contexts if context and context.get("person")}
    return {str(id): name for id, name in Person.objects.filter(id__in=ids).values_list("id", "name")}


def _names(changes: Iterable[Change]) -> dict[Shown, str]:
    wanted: dict[type[Model], set[Shown]] = {}
    for change in changes:
        if change.field in REFERENCES:
            wanted.setdefault(REFERENCES[change.field], set()).update({change.before, change.after} - {None})
    names: dict[Shown, str] = {}
    for model, ids in wanted.items():
        rows = model._default_manager.filter(id__in=ids).values_list("id", "code", "name")
        names.update({str(id): f"{code} {name}" for id, code, name in rows})
    return names


def _named(change: Change, names: Mapping[Shown, str]) -> Change:
    if change.field not in REFERENCES:
        return change
    return Change(change.field, names.get(change.before, change.before), names.get(change.after, change.after))
