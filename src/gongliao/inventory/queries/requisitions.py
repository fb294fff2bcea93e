"""Requisitions as people look at them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from gongliao.inventory.models import MaterialRequisition, MaterialRequisitionLine
from gongliao.inventory.permissions import READ
from gongliao.platform.public import Actor, DocumentNotFound, require


@dataclass(frozen=True)
class RequisitionFilter:
    """What a list of requisitions is narrowed to; ``open`` leaves approved ones with something still to issue."""

    q: str = ""
    open: bool = False
    state: str | None = None
    company_id: UUID | None = None
    warehouse_id: UUID | None = None
    project_id: UUID | None = None
    item_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


def requisitions(*, actor: Actor, wanted: RequisitionFilter) -> QuerySet[MaterialRequisition]:
    """Return the requisitions that the actor sees, each with how many of its lines are issued in full.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found = MaterialRequisition.visible_to(actor).filter(**_asked(wanted))
    lines = MaterialRequisitionLine.objects.filter(document_id=OuterRef("pk"))
    if wanted.open:
        found = found.filter(Exists(lines.filter(issued_quantity__lt=F("quantity"))), state="approved")
    if wanted.item_id:
        found = found.filter(Exists(lines.filter(item_id=wanted.item_id)))
    if wanted.q:
        found = found.filter(
            Q(number__icontains=wanted.q)
            | Q(remark__icontains=wanted.q)
            | Q(use_place__icontains=wanted.q)
            | Q(project__code__icontains=wanted.q)
            | Q(project__name__icontains=wanted.q)
        )
    return found.select_related("project", "warehouse", "created_by", "submitted_by", "approved_by").annotate(
        lines_count=_count(lines),
        lines_begun=_count(lines.filter(issued_quantity__gt=0)),
        lines_issued=_count(lines.filter(issued_quantity__gte=F("quantity"))),
        number_key=Coalesce("number", Value("")),
        needed_key=Coalesce("needed_on", Value(date.max), output_field=DateField()),
    )


def requisition_of(*, actor: Actor, document_id: UUID) -> MaterialRequisition:
    """Return one requisition with its lines and what they name.

    Raises: MissingGrant, DocumentNotFound.
    """
    lines = MaterialRequisitionLine.objects.select_related("item", "node", "category").order_by("line_no")
    found = requisitions(actor=actor, wanted=RequisitionFilter()).filter(id=document_id)
    document = found.prefetch_related(Prefetch("lines", queryset=lines)).first()
    if document is None:
        raise DocumentNotFound(id=document_id)
    return document


def _count(lines: QuerySet[MaterialRequisitionLine]) -> Coalesce:
    # Grouping in the outer query would not do: the database groups by a whole key, which is tenant and id.
    number = lines.order_by().values("document_id").annotate(n=Count("id")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), Value(0))


def _asked(wanted: RequisitionFilter) -> dict[str, Any]:
    plain = ("state", "company_id", "warehouse_id", "project_id")
    given = {name: value for name in plain if (value := getattr(wanted, name)) is not None}
    if wanted.business_date_from:
        given["business_date__gte"] = wanted.business_date_from
    if wanted.business_date_to:
        given["business_date__lte"] = wanted.business_date_to
    return given
