"""Month-end estimates 暂估: what was received and not invoiced when a month was closed."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongliao.ledger.models.fields import money_field, quantity_field
from gongliao.ledger.models.periods import Period
from gongliao.platform.public import Actor, Document, LineOfPosted, TenantModel


class MonthEstimate(Document):
    """What a month estimates as payable on its last day, and takes back on the day after.

    Closing the month writes it, opening the month again reverses it; ``closing`` is the closing that it belongs to.
    ``amount`` is the sum of its lines; a reversal has none of its own, and an amount below nothing.
    """

    document_type = "month_estimate"
    number_prefix = "ES"
    read_grant = "ledger.periods"

    period = models.ForeignKey(Period, on_delete=models.PROTECT, db_index=False, related_name="+")
    closing = models.PositiveIntegerField()
    amount = money_field()

    class Meta(Document.Meta):
        constraints = [
            *Document.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=["posted", "reversed"]), name="month_estimate_state_known"),
            models.UniqueConstraint(
                fields=["tenant_id", "period", "closing"],
                condition=Q(reverses__isnull=True),
                name="month_estimate_once_a_closing",
            ),
        ]

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the estimates of the actor's companies."""
        reach = actor.reach(cls.read_grant)
        return cls.objects.all() if reach.everywhere else cls.objects.filter(company_id__in=reach.companies)


class MonthEstimateLine(LineOfPosted, TenantModel):
    """What of one receipt line was not invoiced, and what it was estimated at; ``move_id`` is the move that brought it.

    ``receipt_type`` and ``receipt_id`` name the document by which it came.
    """

    document = models.ForeignKey(MonthEstimate, on_delete=models.CASCADE, related_name="lines", db_index=False)
    line_no = models.PositiveIntegerField()
    move_id = models.UUIDField()
    receipt_type = models.CharField(max_length=30)
    receipt_id = models.UUIDField()
    supplier = models.ForeignKey("catalog.Party", on_delete=models.PROTECT, db_index=False, related_name="+")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False, related_name="+")
    quantity = quantity_field()
    amount = money_field()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "document", "line_no"], name="month_estimate_line_no_once"),
            models.UniqueConstraint(fields=["tenant_id", "document", "move_id"], name="month_estimate_move_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="month_estimate_line_has_goods"),
        ]
