"""What consigned goods are bought for."""

from django.db import models

from gongliao.platform.public import AppendOnly, TenantModel


class ConsignmentPrice(AppendOnly, TenantModel):
    """What one base unit of a supplier's consigned item costs without tax 寄售协议价, from a day on.

    Appended, never updated or deleted: of the rows that count on a day the one with the latest ``valid_from`` is in
    force, and of those the one recorded last. One that a receipt said counts while that receipt is in force;
    ``receipt_id`` names it without a foreign key, because it is written after.
    """

    company = models.ForeignKey("platform.Company", on_delete=models.PROTECT, db_index=False, related_name="+")
    supplier = models.ForeignKey("catalog.Party", on_delete=models.PROTECT, db_index=False, related_name="+")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False, related_name="+")
    price = models.DecimalField(max_digits=18, decimal_places=6)
    valid_from = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    receipt_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("platform.Person", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(price__gt=0), name="consignment_price_more_than_none")]
        indexes = [
            models.Index(fields=["tenant_id", "supplier", "item", "valid_from"], name="consignment_price_of_item")
        ]
