"""Receipt lines, from which goods go back to their supplier."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from gongliao.inventory.models import GoodsReceipt, GoodsReceiptLine, SupplierReturnLine
from gongliao.inventory.permissions import READ
from gongliao.inventory.queries.goods import LINE_NAMED
from gongliao.platform.public import Actor, current_tenant_id, fetch, require

NOTHING = Decimal(0)

SENT_BACK = """
SELECT l.receipt_line_id, sum(l.quantity) FROM inventory_supplierreturnline l
JOIN inventory_supplierreturn h ON h.tenant_id = l.tenant_id AND h.id = l.document_id
WHERE l.tenant_id = %s AND l.receipt_line_id = ANY(%s) AND h.state = 'posted' AND h.reverses_id IS NULL
GROUP BY l.receipt_line_id
"""


@dataclass(frozen=True)
class ReceiptLineFilter:
    """What a list of receipt lines is narrowed to; ``returnable`` leaves those of which something can go back."""

    q: str = ""
    returnable: bool = False
    supplier_id: UUID | None = None
    project_id: UUID | None = None
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    company_id: UUID | None = None
    receipt_id: UUID | None = None
    ownership: str = "own"


def receipt_lines(*, actor: Actor, wanted: ReceiptLineFilter) -> QuerySet[GoodsReceiptLine]:
    """Return the lines of posted receipts of an ownership that stand, and how much went back and still can.

    Shape: with ``returned_quantity`` and ``returnable_quantity``.

    Raises: MissingGrant.
    """
    require(actor, READ)
    standing = GoodsReceipt.visible_to(actor).filter(state="posted", reverses__isnull=True, ownership=wanted.ownership)
    six: DecimalField[Any, Any] = DecimalField(max_digits=18, decimal_places=6)
    returns = SupplierReturnLine.objects.filter(
        document__state="posted", document__reverses__isnull=True, receipt_line_id=OuterRef("pk")
    )
    back = Subquery(
        returns.order_by().values("receipt_line_id").annotate(s=Sum("quantity")).values("s"), output_field=six
    )
    found: QuerySet[GoodsReceiptLine] = (
        GoodsReceiptLine.objects.filter(document__in=standing, **_asked(wanted))
        .select_related("document__warehouse", "document__supplier", "order_line__document", *LINE_NAMED)
        .annotate(returned_quantity=Coalesce(back, Value(NOTHING), output_field=six))
        .annotate(returnable_quantity=F("quantity") - F("returned_quantity"))
    )
    if wanted.returnable:
        found = found.filter(Q(returnable_quantity__gt=0))
    if wanted.q:
        found = found.filter(
            Q(document__number__icontains=wanted.q)
            | Q(document__delivery_note__icontains=wanted.q)
            | Q(item__code__icontains=wanted.q)
            | Q(item__name__icontains=wanted.q)
            | Q(batch__number__icontains=wanted.q)
        )
    return found


def sent_back_quantities(receipt_line_ids: Collection[UUID]) -> dict[UUID, Decimal]:
    """Return how much of each receipt line went back to its supplier."""
    back: dict[UUID, Decimal] = dict(fetch(SENT_BACK, (current_tenant_id(), list(receipt_line_ids))))
    return dict.fromkeys(receipt_line_ids, NOTHING) | back


def _asked(wanted: ReceiptLineFilter) -> dict[str, Any]:
    columns = {
        "project_id": wanted.project_id,
        "item_id": wanted.item_id,
        "document_id": wanted.receipt_id,
        "document__supplier_id": wanted.supplier_id,
        "document__warehouse_id": wanted.warehouse_id,
        "document__company_id": wanted.company_id,
    }
    return {name: value for name, value in columns.items() if value is not None}
