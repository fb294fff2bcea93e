"""Orders and their lines, as people see them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from gongliao.platform.public import Actor, DocumentNotFound, require
from gongliao.procurement.models import PurchaseOrder, PurchaseOrderLine, money_field
from gongliao.procurement.permissions import PRICE, READ


@dataclass(frozen=True)
class OrderFilter:
    """What an order list is narrowed to; ``None`` does not count."""

    q: str = ""
    state: str | None = None
    supplier_id: UUID | None = None
    project_id: UUID | None = None
    company_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


@dataclass(frozen=True)
class OrderLineFilter:
    """What a list of order lines is narrowed to; ``open`` leaves those on which goods are still expected."""

    q: str = ""
    open: bool = False
    supplier_id: UUID | None = None
    project_id: UUID | None = None
    company_id: UUID | None = None
    order_id: UUID | None = None


def orders(*, actor: Actor, wanted: OrderFilter) -> "QuerySet[PurchaseOrder]":
    """Return the orders that the actor sees; ``shown_amount`` is null where not all of its prices are.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found = PurchaseOrder.visible_to(actor).select_related("supplier", "created_by")
    found = found.filter(**_asked(wanted, "state", "supplier_id", "company_id"))
    if wanted.business_date_from:
        found = found.filter(business_date__gte=wanted.business_date_from)
    if wanted.business_date_to:
        found = found.filter(business_date__lte=wanted.business_date_to)
    if wanted.project_id:
        lines = PurchaseOrderLine.objects.filter(document_id=OuterRef("pk"), project_id=wanted.project_id)
        found = found.filter(Exists(lines))
    if wanted.q:
        found = found.filter(_matches(wanted.q, number="number", supplier="supplier"))
    return _with_shown_amounts(found, actor).prefetch_related("lines")


def order_lines(*, actor: Actor, wanted: OrderLineFilter) -> "QuerySet[PurchaseOrderLine]":
    """Return the order lines that the actor sees.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found = PurchaseOrderLine.visible_to(actor).select_related(
        "document__supplier", "item", "project", "node", "category"
    )
    found = found.filter(**_asked(wanted, "project_id"))
    of_order = _asked(wanted, "supplier_id", "company_id")
    found = found.filter(**{f"document__{name}": value for name, value in of_order.items()})
    if wanted.order_id:
        found = found.filter(document_id=wanted.order_id)
    if wanted.open:
        found = found.filter(document__state="approved", received_quantity__lt=F("quantity"))
    if wanted.q:
        of_item = Q(item__code__icontains=wanted.q) | Q(item__name__icontains=wanted.q)
        found = found.filter(_matches(wanted.q, number="document__number", supplier="document__supplier") | of_item)
    return found.annotate(order_number=Coalesce("document__number", Value("")))


def order_of(*, actor: Actor, order_id: UUID) -> PurchaseOrder:
    """Return one order with its lines and what they name.

    Raises: MissingGrant, DocumentNotFound.
    """
    require(actor, READ)
    lines = PurchaseOrderLine.objects.select_related("item", "project", "node", "category").order_by("line_no")
    found = (
        PurchaseOrder.visible_to(actor)
        .filter(id=order_id)
        .select_related("supplier", "created_by", "submitted_by", "approved_by")
        .prefetch_related(Prefetch("lines", queryset=lines))
        .first()
    )
    if found is None:
        raise DocumentNotFound(id=order_id)
    return found


def _asked(wanted: OrderFilter | OrderLineFilter, *names: str) -> dict[str, object]:
    return {name: value for name in names if (value := getattr(wanted, name)) is not None}


def _matches(q: str, *, number: str, supplier: str) -> Q:
    return (
        Q(**{f"{number}__icontains": q})
        | Q(**{f"{supplier}__code__icontains": q})
        | Q(**{f"{supplier}__name__icontains": q})
    )


def _with_shown_amounts(found: "QuerySet[PurchaseOrder]", actor: Actor) -> "QuerySet[PurchaseOrder]":
    # Totals and sorting go over what is shown, so that neither tells what the rows don't.
    reach = actor.reach(PRICE)
    shown: Case | F = F("amount")
    shown_tax: Case | F = F("tax_amount")
    if not reach.everywhere:
        elsewhere = PurchaseOrderLine.objects.filter(document_id=OuterRef("pk")).exclude(project_id__in=reach.projects)
        priced = Q(company_id__in=reach.companies) | ~Exists(elsewhere)
        shown = Case(When(priced, then=shown), output_field=money_field())
        shown_tax = Case(When(priced, then=shown_tax), output_field=money_field())
    return found.annotate(
        shown_amount=shown,
        shown_tax_amount=shown_tax,
        amount_key=Coalesce(F("shown_amount"), Decimal(0), output_field=money_field()),
        number_key=Coalesce("number", Value("")),
    )
