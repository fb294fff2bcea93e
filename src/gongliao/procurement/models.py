"""Tables of purchase orders."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gongliao.platform.public import Actor, Company, Document, DocumentLine, Reach
from gongliao.procurement.rules import STATES


def money_field(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a money column: two places, in the order's currency."""
    return models.DecimalField(max_digits=18, decimal_places=2, **options)


def six_places(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a quantity or unit price column."""
    return models.DecimalField(max_digits=18, decimal_places=6, **options)


def percent_field() -> "models.DecimalField[Any, Any]":
    """Return a column for a rate in per cent."""
    return models.DecimalField(max_digits=5, decimal_places=2, default=0)


class PurchaseOrder(Document):
    """What was ordered from one supplier 采购订单. ``amount`` and ``tax_amount`` are the sums of its lines."""

    document_type = "purchase_order"
    number_prefix = "PO"
    read_grant = "procurement.read"

    supplier = models.ForeignKey("catalog.Party", on_delete=models.PROTECT, db_index=False, related_name="+")
    currency = models.CharField(max_length=3)
    expected_on = models.DateField(null=True)
    amount = money_field(default=0)
    tax_amount = money_field(default=0)
    rejected_reason = models.CharField(max_length=500, blank=True)
    submitted_by = models.ForeignKey(
        "platform.Person", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        "platform.Person", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta(Document.Meta):
        constraints = [
            *Document.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=STATES), name="purchase_order_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False), name="purchase_order_numbered"
            ),
        ]
        indexes = [
            *Document.Meta.indexes,
            models.Index(fields=["tenant_id", "supplier"], name="purchase_order_of_supplier"),
        ]

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the orders of the actor's companies, and those with a line for one of their projects."""
        reach = actor.reach(cls.read_grant)
        if reach.everywhere:
            return cls.objects.all()
        of_project = PurchaseOrderLine.objects.filter(document_id=OuterRef("pk"), project_id__in=reach.projects)
        return cls.objects.filter(_of_companies(reach, "company_id") | Exists(of_project))


class PurchaseOrderLine(DocumentLine):
    """One item of an order, for one piece of work or for general stock (all three cost columns, or none).

    ``received_quantity`` and ``received_value`` are what receipts have told so far.
    """

    document = models.ForeignKey(PurchaseOrder, on_delete=models.CASCADE, related_name="lines", db_index=False)
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False, related_name="+")
    entered_price = six_places()
    unit_price = six_places()
    amount = money_field()
    tax_rate = percent_field()
    tax_amount = money_field()
    project = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    node = models.ForeignKey("projects.WbsNode", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    category = models.ForeignKey(
        "projects.CostCategory", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    over_tolerance_percent = percent_field()
    expected_on = models.DateField(null=True)
    received_quantity = six_places(default=0)
    received_value = money_field(default=0)

    class Meta(DocumentLine.Meta):
        constraints = [
            *DocumentLine.Meta.constraints,
            models.CheckConstraint(
                condition=Q(project__isnull=True, node__isnull=True, category__isnull=True)
                | Q(project__isnull=False, node__isnull=False, category__isnull=False),
                name="purchase_order_line_cost_whole",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, received_quantity__gte=0), name="purchase_order_line_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "project", "document"], name="purchase_order_line_project")]

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the lines within the actor's companies and projects."""
        reach = actor.reach(PurchaseOrder.read_grant)
        if reach.everywhere:
            return cls.objects.all()
        return cls.objects.filter(_of_companies(reach, "document__company_id") | Q(project_id__in=reach.projects))


def _of_companies(reach: Reach, path: str) -> Q:
    """Match the companies in reach; who works in a warehouse sees what is on its way to that warehouse's company."""
    found = Q(**{f"{path}__in": reach.companies})
    if reach.warehouses:
        found |= Q(**{f"{path}__in": Company.objects.filter(warehouse__in=reach.warehouses).values("id")})
    return found
