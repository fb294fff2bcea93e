"""What was counted: how much lay at a place, whatever the books said."""

from django.db import models

from gongliao.ledger.models.fields import IdentityField, key_field, quantity_field
from gongliao.platform.public import AppendOnly, TenantModel


class CountedStock(AppendOnly, TenantModel):
    """How much of an item, batch, owner and ownership somebody counted in a bin. Appended, never updated or deleted.

    It was counted after all that is recorded of that day and the days before up to the move ``after_seq``. ``price`` is
    what a unit is said to cost that was found; none where it costs what the others there do.
    """

    seq = IdentityField(editable=False)
    company_id = models.UUIDField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False)
    batch_id = key_field()
    bin = models.ForeignKey("catalog.Bin", on_delete=models.PROTECT, db_index=False)
    owner_id = key_field()
    ownership = models.CharField(max_length=15, default="own", db_default="own")
    quantity = quantity_field()
    price = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    business_date = models.DateField()
    after_seq = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    document_type = models.CharField(max_length=30)
    document_id = models.UUIDField()
    document_line_id = models.UUIDField()
    recorded_by_id = models.UUIDField()
    reverses_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["tenant_id", "item", "business_date"], name="counted_stock_of_item"),
            models.Index(fields=["tenant_id", "document_id"], name="counted_stock_of_document"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="counted_stock_not_negative"),
        ]
