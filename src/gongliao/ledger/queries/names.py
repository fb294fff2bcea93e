"""What people call the rows that the books name by id: looked up beside each row that is shown."""

from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from gongliao.ledger.models import Batch
from gongliao.ledger.models.neighbours import rows_of
from gongliao.platform.public import document_types

# Where a place of each kind has its code and its name. A bin is known by its warehouse, and so is the ground before it.
PLACES = {
    "bin": ("catalog.Bin", "code", "warehouse__name"),
    "site": ("catalog.Bin", "code", "warehouse__name"),
    "node": ("projects.WbsNode", "code", "name"),
    "supplier": ("catalog.Party", "code", "name"),
    "customer": ("catalog.Party", "code", "name"),
}


def one_of(rows: QuerySet[Any], column: str, *, by: str) -> Subquery:
    """Return a column of the row whose id stands in the outer column ``by``."""
    return Subquery(rows.filter(id=OuterRef(by)).values(column)[:1])


def batch_names(*, by: str) -> dict[str, Subquery]:
    """Return a batch's number, its expiry date and its status."""
    batches = Batch.objects.all()
    return {
        "batch_no": one_of(batches, "number", by=by),
        "expiry_date": one_of(batches, "expiry_date", by=by),
        "batch_status": one_of(batches, "status", by=by),
    }


def batch_origins(*, by: str) -> dict[str, Subquery]:
    """Return what else tells a batch from another: its supplier's code and name, and when it was made."""
    batches = Batch.objects.all()
    return {
        "supplier_code": one_of(batches, "supplier__code", by=by),
        "supplier_name": one_of(batches, "supplier__name", by=by),
        "production_date": one_of(batches, "production_date", by=by),
    }


def project_names(*, by: str, prefix: str) -> dict[str, Subquery]:
    """Return a project's code and name, as ``<prefix>_code`` and ``<prefix>_name``."""
    projects = rows_of("projects.Project")
    return {f"{prefix}_{column}": one_of(projects, column, by=by) for column in ("code", "name")}


def owner_names(*, by: str, prefix: str) -> dict[str, Coalesce]:
    """Return a stock owner's code and name, as ``<prefix>_code`` and ``<prefix>_name``.

    It is a project, or the supplier of consigned goods, which stay his until they are used.
    """
    projects, parties = rows_of("projects.Project"), rows_of("catalog.Party")
    return {
        f"{prefix}_{column}": Coalesce(one_of(projects, column, by=by), one_of(parties, column, by=by))
        for column in ("code", "name")
    }


def place_names(*, end: str) -> dict[str, Case]:
    """Return the code and the name of one end of a move, as ``<end>_code`` and ``<end>_name``."""

    def told(at: int) -> Case:
        whens = [
            When(**{f"{end}_kind": kind}, then=one_of(rows_of(place[0]), place[at], by=f"{end}_id"))
            for kind, place in PLACES.items()
        ]
        return Case(*whens, default=Value(""), output_field=CharField())

    return {f"{end}_code": told(1), f"{end}_name": told(2)}


def of_project(project_id: UUID) -> Q:
    """Match the moves of a project's own stock, and those into and out of its nodes."""
    nodes = rows_of("projects.WbsNode").filter(project_id=project_id).values("id")
    found = Q()
    for end in ("source", "target"):
        found |= Q(**{f"{end}_owner_id": project_id}) | Q(**{f"{end}_kind": "node", f"{end}_id__in": nodes})
    return found


def document_number(prefix: str = "document") -> Coalesce:
    """Return the number of the document in ``<prefix>_type`` and ``<prefix>_id``, of whatever module it is."""
    whens = [
        When(**{f"{prefix}_type": kind}, then=one_of(model.objects.all(), "number", by=f"{prefix}_id"))
        for kind, model in document_types().items()
    ]
    return Coalesce(Case(*whens, output_field=CharField()), Value(""))
