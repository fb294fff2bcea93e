"""Changes of method as people see them, and their lines as plain facts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from gongliao.costing.models import MethodChange, MethodChangeLine
from gongliao.costing.permissions import READ
from gongliao.costing.queries.narrowed import narrowed
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.public import Method
from gongliao.platform.public import Actor, DocumentNotFound, current_tenant_id, fetch, require

_LINES = """
SELECT id, line_no, item_id, method, before, quantity, value FROM costing_methodchangeline
WHERE tenant_id = %s AND document_id = %s ORDER BY line_no
"""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A line of a change, for deciding; from ``before`` on nothing until it is posted."""

    id: UUID
    line_no: int
    item_id: UUID
    method: Method
    before: str
    quantity: Quantity
    value: Money


@dataclass(frozen=True)
class MethodChangeFilter:
    """What a list of changes is narrowed to; ``None`` does not count."""

    q: str = ""
    state: str | None = None
    item_id: UUID | None = None
    company_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


def lines_of_method_change(change_id: UUID) -> list[ChangeLine]:
    """Return the lines of a change, in order."""
    return [ChangeLine(*row) for row in fetch(_LINES, (current_tenant_id(), change_id))]


def method_changes(*, actor: Actor, wanted: MethodChangeFilter) -> "QuerySet[MethodChange]":
    """Return the changes that the actor sees.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found = narrowed(MethodChange.visible_to(actor).select_related("created_by"), wanted)
    lines = MethodChangeLine.objects.filter(document_id=OuterRef("pk"))
    if wanted.item_id:
        found = found.filter(Exists(lines.filter(item_id=wanted.item_id)))
    if wanted.q:
        said = lines.filter(Q(item__code__icontains=wanted.q) | Q(item__name__icontains=wanted.q))
        found = found.filter(Q(number__icontains=wanted.q) | Q(remark__icontains=wanted.q) | Exists(said))
    return found.annotate(number_key=Coalesce("number", Value("")))


def method_change_of(*, actor: Actor, change_id: UUID) -> MethodChange:
    """Return one change with its lines.

    Raises: MissingGrant, DocumentNotFound.
    """
    require(actor, READ)
    lines = MethodChangeLine.objects.select_related("item").order_by("line_no")
    found = (
        MethodChange.visible_to(actor)
        .filter(id=change_id)
        .select_related("created_by")
        .prefetch_related(Prefetch("lines", queryset=lines), "reversed_by")
        .first()
    )
    if found is None:
        raise DocumentNotFound(id=change_id)
    return found
