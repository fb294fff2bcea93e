"""Batches."""

import pghistory
from django.db import models

from gongliao.platform.public import TenantModel


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Batch(TenantModel):
    """Goods of one item with one origin."""

    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False)
    number = models.CharField(max_length=50)
    supplier = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False)
    production_date = models.DateField(null=True)
    expiry_date = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "item", "number"], name="batch_number_once")]
