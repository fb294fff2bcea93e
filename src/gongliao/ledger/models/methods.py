"""How items are valued in a company since somebody changed it."""

from django.db import models

from gongliao.platform.public import TenantModel


class ItemMethod(TenantModel):
    """From which day on a company values an item otherwise than by the method that the item was made with.

    A change that was taken back stays, ``reversed``.
    """

    company_id = models.UUIDField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False)
    from_day = models.DateField()
    method = models.CharField(max_length=20)
    document_type = models.CharField(max_length=30)
    document_id = models.UUIDField()
    reversed = models.BooleanField(default=False, db_default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "item", "company_id", "from_day"],
                condition=models.Q(reversed=False),
                name="item_method_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(method__in=["moving_average", "fifo", "specific_batch"]), name="item_method_known"
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "document_id"], name="item_method_of_document")]
