"""Issue lines, from which material comes back."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from gongliao.inventory.models import GoodsIssue, GoodsIssueLine, MaterialReturnLine
from gongliao.inventory.permissions import READ
from gongliao.inventory.queries.goods import LINE_NAMED
from gongliao.platform.public import Actor, current_tenant_id, fetch, require

NOTHING = Decimal(0)

# What came back on paper for a night is not back; what other work took over is.
RETURNED = """
SELECT id, sum(quantity) FROM (
SELECT l.issue_line_id AS id, l.quantity FROM inventory_materialreturnline l
JOIN inventory_materialreturn h ON h.tenant_id = l.tenant_id AND h.id = l.document_id
WHERE l.tenant_id = %s AND l.issue_line_id = ANY(%s) AND h.state = 'posted' AND h.reverses_id IS NULL
 AND NOT h.notional
UNION ALL
SELECT l.from_line_id, l.quantity FROM inventory_goodsissueline l
JOIN inventory_goodsissue h ON h.tenant_id = l.tenant_id AND h.id = l.document_id
WHERE l.tenant_id = %s AND l.from_line_id = ANY(%s) AND h.state = 'posted' AND h.reverses_id IS NULL
) AS back GROUP BY id
"""


@dataclass(frozen=True)
class IssueLineFilter:
    """What a list of issue lines is narrowed to; ``returnable`` leaves those of which something can come back."""

    q: str = ""
    returnable: bool = False
    project_id: UUID | None = None
    node_id: UUID | None = None
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    company_id: UUID | None = None
    issue_id: UUID | None = None


def issue_lines(*, actor: Actor, wanted: IssueLineFilter) -> QuerySet[GoodsIssueLine]:
    """Return the lines of posted issues that stand, with ``returned_quantity`` and ``returnable_quantity``.

    Raises: MissingGrant.
    """
    require(actor, READ)
    standing = GoodsIssue.visible_to(actor).filter(state="posted", reverses__isnull=True)
    six: DecimalField[Any, Any] = DecimalField(max_digits=18, decimal_places=6)
    back = Subquery(_sum_of(_returns(), "issue_line_id"), output_field=six)
    over = Subquery(_sum_of(_taken_over(), "from_line_id"), output_field=six)
    found: QuerySet[GoodsIssueLine] = (
        GoodsIssueLine.objects.filter(document__in=standing, **_asked(wanted))
        .select_related(
            "document__warehouse", "order_line__document", "from_line__document", "from_line__node", *LINE_NAMED
        )
        .annotate(
            returned_quantity=Coalesce(back, Value(NOTHING), output_field=six)
            + Coalesce(over, Value(NOTHING), output_field=six)
        )
        .annotate(returnable_quantity=F("quantity") - F("returned_quantity"))
    )
    if wanted.returnable:
        found = found.filter(Q(returnable_quantity__gt=0))
    if wanted.q:
        found = found.filter(
            Q(document__number__icontains=wanted.q)
            | Q(document__recipient__icontains=wanted.q)
            | Q(item__code__icontains=wanted.q)
            | Q(item__name__icontains=wanted.q)
            | Q(node__code__icontains=wanted.q)
        )
    return found


def returned_quantities(issue_line_ids: Collection[UUID]) -> dict[UUID, Decimal]:
    """Return how much of each issue line has come back."""
    back: dict[UUID, Decimal] = dict(fetch(RETURNED, (current_tenant_id(), list(issue_line_ids)) * 2))
    return dict.fromkeys(issue_line_ids, NOTHING) | back


def _returns() -> QuerySet[MaterialReturnLine]:
    rows: QuerySet[MaterialReturnLine] = MaterialReturnLine.objects.filter(
        document__state="posted", document__reverses__isnull=True, document__notional=False
    ).order_by()
    return rows


def _taken_over() -> QuerySet[GoodsIssueLine]:
    rows: QuerySet[GoodsIssueLine] = GoodsIssueLine.objects.filter(
        document__state="posted", document__reverses__isnull=True
    ).order_by()
    return rows


def _sum_of(rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    summed: QuerySet[Any] = rows.filter(**{column: OuterRef("pk")}).values(column).annotate(s=Sum("quantity"))
    return summed.values("s")


def _asked(wanted: IssueLineFilter) -> dict[str, Any]:
    columns = {
        "project_id": wanted.project_id,
        "node_id": wanted.node_id,
        "item_id": wanted.item_id,
        "document_id": wanted.issue_id,
        "document__warehouse_id": wanted.warehouse_id,
        "document__company_id": wanted.company_id,
    }
    return {name: value for name, value in columns.items() if value is not None}
