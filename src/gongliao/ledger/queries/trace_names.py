"""What people call the places and the documents of many moves, looked up once for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.models import StockMove
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.rules.places import Place
from gongliao.platform.public import document_types


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as people know it; a bin has its warehouse's name.

    ``project_id`` is whose stock lies at a bin, empty for general stock, or the project of a node.
    """

    kind: str
    id: UUID
    code: str = ""
    name: str = ""
    warehouse_id: UUID | None = None
    project_id: UUID | None = None
    project_code: str | None = None
    project_name: str | None = None


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document's number, and what some kinds tell beside it: who draws the goods, the supplier's own slip."""

    number: str = ""
    recipient: str = ""
    delivery_note: str = ""


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """The order that goods came in against."""

    id: UUID
    number: str


def named_places(places: Collection[Place]) -> dict[Place, NamedPlace]:
    """Return the places with their names."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for place in places:
        ids[place.kind].add(place.id)
    bins = _by_id(rows_of("catalog.Bin").filter(id__in=ids["bin"] | ids["site"]).select_related("warehouse"))
    nodes = _by_id(rows_of("projects.WbsNode").filter(id__in=ids["node"]).select_related("project"))
    parties = _by_id(rows_of("catalog.Party").filter(id__in=ids["supplier"] | ids["customer"]))
    projects = _by_id(rows_of("projects.Project").filter(id__in={place.owner_id for place in places} - {NO_ID}))

    def named(place: Place) -> NamedPlace:
        if bin := bins.get(place.id):
            owner = _project(projects.get(place.owner_id))
            return NamedPlace(place.kind, place.id, bin.code, bin.warehouse.name, bin.warehouse_id, *owner)
        if node := nodes.get(place.id):
            return NamedPlace("node", place.id, node.code, node.name, None, *_project(node.project))
        party = parties.get(place.id)
        return NamedPlace(place.kind, place.id, party.code if party else "", party.name if party else "")

    return {place: named(place) for place in places}


def named_documents(moves: Iterable[StockMove]) -> dict[UUID, NamedDocument]:
    """Return the documents of the moves, of whatever modules they are."""
    named: dict[UUID, NamedDocument] = {}
    for kind, ids in _by_kind(moves, "document_id").items():
        model = document_types()[kind]
        columns = [each for each in NamedDocument.__dataclass_fields__ if _has(model, each)]
        for row in model.objects.filter(id__in=ids).values("id", *columns):
            named[row["id"]] = NamedDocument(**{column: row[column] or "" for column in columns})
    return named


def named_orders(moves: Iterable[StockMove]) -> dict[UUID, NamedOrder]:
    """Return, by document line, the orders that lines came in against; only lines that name an order line have one."""
    named: dict[UUID, NamedOrder] = {}
    for kind, ids in _by_kind(moves, "document_line_id").items():
        model: Any = document_types()[kind]
        lines = model._meta.get_field("lines").related_model
        if _has(lines, "order_line"):
            order = ("order_line__document_id", "order_line__document__number")
            for line_id, order_id, number in lines.objects.filter(id__in=ids).values_list("id", *order):
                named[line_id] = NamedOrder(order_id, number or "")
    return named


def named_people(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return people's names."""
    return dict(rows_of("platform.Person").filter(id__in=ids).values_list("id", "name"))


def _by_kind(moves: Iterable[StockMove], column: str) -> dict[str, set[UUID]]:
    ids: dict[str, set[UUID]] = defaultdict(set)
    for move in moves:
        ids[move.document_type].add(getattr(move, column))
    return ids


def _has(model: Any, column: str) -> bool:
    return any(field.name == column for field in model._meta.get_fields())


def _by_id(rows: Iterable[Any]) -> dict[UUID, Any]:
    return {row.id: row for row in rows}


def _project(project: Any) -> tuple[UUID | None, str | None, str | None]:
    return (project.id, project.code, project.name) if project else (None, None, None)
