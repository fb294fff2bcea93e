"""Who held goods at one end of a move 保管人, told by the bin's history as of the move (ADR-0021)."""

from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Least

from gongliao.catalog.public import holder_keys
from gongliao.ledger.models.neighbours import rows_of
from gongliao.platform.public import Company


class _EndOfDay(Func):
    """The instant at which a day is over in a time zone."""

    template = "timezone(%(expressions)s + interval '1 day')"


def place_holder(*, end: str) -> dict[str, Case]:
    """Return who held the goods at one end of a move, as ``<end>_holder``; empty for our own store and elsewhere.

    A supplier is called as he is called now.
    """
    held = _as_of_move(end, Coalesce("holder_supplier__name", "holder_name"))
    when = When(**{f"{end}_kind": "bin"}, then=held)
    return {f"{end}_holder": Case(when, default=Value(""), output_field=CharField())}


def holder_key(*, end: str) -> dict[str, Coalesce]:
    """Return what tells who held one end of a move from others, as ``<end>_holder_key``."""
    supplier = Cast("holder_supplier_id", TextField())
    key = Case(
        When(holder_kind="crew", then=Concat(Value("crew:"), "holder_name")),
        default=supplier,
        output_field=TextField(),
    )
    return {f"{end}_holder_key": _as_of_move(end, key)}


def held_by(holder_id: UUID, *, end: str) -> Q:
    """Match the moves of which one end was held by somebody; the rows have what ``holder_key`` returns."""
    bins, keys = holder_keys(holder_id)
    return Q(**{f"{end}_id__in": bins, f"{end}_holder_key__in": keys})


def _as_of_move(end: str, told: Any) -> Coalesce:
    """Return a column of the bin's history: its last row by the move's day, else its first.

    A holder changes while nothing lies in the bin, so between two moves. What is recorded on its business date was
    moved by then; what is recorded later, by the end of that day.
    """
    zone = Subquery(Company.objects.filter(id=OuterRef(OuterRef("company_id"))).values("time_zone")[:1])
    moved = Least(OuterRef("recorded_at"), _EndOfDay(zone, OuterRef("business_date")))
    history: QuerySet[Any] = rows_of("catalog.BinEvent").filter(
        tenant_id=OuterRef("tenant_id"), pgh_obj_id=OuterRef(f"{end}_id")
    )
    history = history.annotate(told=told)
    before = history.filter(pgh_created_at__lte=moved).order_by("-pgh_id").values("told")[:1]
    first = history.order_by("pgh_id").values("told")[:1]
    return Coalesce(Subquery(before), Subquery(first), output_field=TextField())
