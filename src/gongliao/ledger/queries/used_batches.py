"""From a use back to the batches behind it, and to the documents by which they came in."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, JSONObject

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.models import Batch, StockMove
from gongliao.ledger.models.fields import quantity_field
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.permissions import visible_moves
from gongliao.ledger.queries.batches import BatchFilter, batches
from gongliao.ledger.queries.names import document_number
from gongliao.ledger.queries.undone import reversal_of
from gongliao.ledger.rules.tracing import ORIGINS
from gongliao.platform.public import Actor

NOTHING = Value(Decimal(0), output_field=quantity_field())


@dataclass(frozen=True)
class UsedBatchFilter:
    """What use is asked about; a node counts with all below it."""

    q: str = ""
    project_id: UUID | None = None
    node_id: UUID | None = None
    document_id: UUID | None = None
    document_line_id: UUID | None = None
    item_id: UUID | None = None
    supplier_id: UUID | None = None


def used_batches(*, actor: Actor, wanted: UsedBatchFilter) -> QuerySet[Batch]:
    """Return the batches that went to the use asked about, with what was ``drawn`` and is still ``used`` there.

    Shape: ``origins`` are the standing documents by which the goods came in, as far as the actor sees them.
    Raises: MissingGrant.
    Source: requirements 3.7.
    """
    narrowed = BatchFilter(q=wanted.q, item_id=wanted.item_id, supplier_id=wanted.supplier_id)
    moved = visible_moves(actor).filter(corrects_id__isnull=True).exclude(batch_id=NO_ID)
    came, went, undoes = _at("target", wanted), _at("source", wanted), Q(reverses_id__isnull=False)
    uses = moved.filter(came | went, **_of_document(wanted))
    of_batch = uses.filter(item_id=OuterRef("item_id"), batch_id=OuterRef("pk")).order_by().values("batch_id")
    found = batches(actor=actor, wanted=narrowed).filter(id__in=uses.values("batch_id"))
    return found.annotate(
        # What is reversed was never drawn; what is returned was.
        drawn=_sum(of_batch, plus=came & ~undoes, minus=went & undoes),
        used=_sum(of_batch, plus=came, minus=went),
        origins=_origins(moved),
    )


def _origins(moved: QuerySet[StockMove]) -> ArraySubquery:
    undone = reversal_of()
    came_in = moved.filter(
        ~Exists(undone),
        item_id=OuterRef("item_id"),
        batch_id=OuterRef("pk"),
        source_kind__in=ORIGINS,
        reverses_id__isnull=True,
    ).annotate(number=document_number())
    told = JSONObject(type="document_type", id="document_id", number="number", business_date="business_date")
    # A document tells once, however many of its lines brought goods of the batch.
    each = ("business_date", "document_id")
    return ArraySubquery(came_in.order_by(*each).distinct(*each).values(told=told))


def _nodes(wanted: UsedBatchFilter) -> QuerySet[Any]:
    nodes = rows_of("projects.WbsNode")
    if wanted.project_id:
        nodes = nodes.filter(project_id=wanted.project_id)
    if wanted.node_id:
        top = rows_of("projects.WbsNode").filter(id=wanted.node_id).first()
        below = Q(project_id=top.project_id, path__startswith=top.path) if top else Q(pk__in=[])
        nodes = nodes.filter(below)
    return nodes.values("id")


def _at(end: str, wanted: UsedBatchFilter) -> Q:
    found = Q(**{f"{end}_kind": "node"})
    return found & Q(**{f"{end}_id__in": _nodes(wanted)}) if wanted.project_id or wanted.node_id else found


def _of_document(wanted: UsedBatchFilter) -> dict[str, Any]:
    given = {"document_id": wanted.document_id, "document_line_id": wanted.document_line_id}
    return {name: value for name, value in given.items() if value is not None}


def _sum(rows: QuerySet[Any], *, plus: Q, minus: Q) -> Coalesce:
    signed = Case(When(plus, then=F("quantity")), When(minus, then=-F("quantity")), default=NOTHING)
    total = Subquery(rows.annotate(s=Sum(signed)).values("s"), output_field=quantity_field())
    return Coalesce(total, NOTHING, output_field=quantity_field())
