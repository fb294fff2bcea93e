"""Receipt lines, from which goods go back to their supplier."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Least

from gongliao.inventory.models import GoodsReceipt, GoodsReceiptLine, SupplierReturnLine
from gongliao.inventory.permissions import READ
from gongliao.inventory.queries.goods import LINE_NAMED
from gongliao.ledger.public import lying_of
from gongliao.platform.public import Actor, require

NOTHING = Decimal(0)


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


def receipt_lines(*, actor: Actor, wanted: ReceiptLineFilter) -> QuerySet[Any]:
    """Return the lines of posted receipts of an ownership that stand, and how much went back and still can.

    Shape: with ``returned_quantity`` and ``returnable_quantity``.
    Raises: MissingGrant.
    """
    require(actor, READ)
    standing = GoodsReceipt.visible_to(actor).filter(state="posted", reverses__isnull=True, ownership=wanted.ownership)
    found = _with_what_went_back(GoodsReceiptLine.objects.filter(document__in=standing, **_asked(wanted)), actor)
    found = found.select_related("document__warehouse", "document__supplier", "order_line__document", *LINE_NAMED)
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


def what_went_back(*, actor: Actor, receipt_line_ids: Collection[UUID]) -> dict[UUID, tuple[Decimal, Decimal]]:
    """Return how much of each receipt line went back to whoever brought it, and how much still can."""
    found = _with_what_went_back(GoodsReceiptLine.objects.filter(id__in=receipt_line_ids), actor)
    rows = found.values_list("id", "returned_quantity", "returnable_quantity")
    return {id_: (returned, returnable) for id_, returned, returnable in rows}


def _with_what_went_back(lines: QuerySet[GoodsReceiptLine], actor: Actor) -> QuerySet[Any]:
    six: DecimalField[Any, Any] = DecimalField(max_digits=18, decimal_places=6)
    returns = SupplierReturnLine.objects.filter(
        document__state="posted", document__reverses__isnull=True, receipt_line_id=OuterRef("pk")
    )
    back = Subquery(
        returns.order_by().values("receipt_line_id").annotate(s=Sum("quantity")).values("s"), output_field=six
    )
    # What is not ours is not bought elsewhere: once it is used, no more of it can go back than lies there. Of ours any
    # stock of the item may go, and a return that finds none is refused.
    theirs = lying_of(
        actor=actor,
        company_id=OuterRef("document__company_id"),
        item_id=OuterRef("item_id"),
        batch_id=OuterRef("batch_id"),
        owner_id=Coalesce(OuterRef("consignor_id"), OuterRef("owner_id")),
        ownership=OuterRef("ownership"),
    )
    open_: Any = F("quantity") - F("returned_quantity")
    found: QuerySet[Any] = lines.annotate(returned_quantity=Coalesce(back, Value(NOTHING), output_field=six)).annotate(
        returnable_quantity=Case(
            When(~Q(document__state="posted"), then=Value(NOTHING)),
            When(ownership="own", then=open_),
            default=Least(open_, theirs),
            output_field=six,
        )
    )
    return found


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
