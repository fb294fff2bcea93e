"""Stock transfers."""

from typing import Self

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine
from gongliao.platform.public import Actor


class StockTransfer(GoodsDocument):
    """Goods from one warehouse to another, or between bins; their value stays the same 调拨."""

    document_type = "stock_transfer"
    number_prefix = "ST"

    target_warehouse = models.ForeignKey(
        "catalog.Warehouse", on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the transfers within reach; the store that goods come to sees them as well as the one they leave."""
        coming = cls.objects.filter(target_warehouse_id__in=actor.reach(cls.read_grant).warehouses)
        return super().visible_to(actor) | coming


class StockTransferLine(GoodsDocumentLine):
    """Goods from ``bin`` to ``target_bin``."""

    document = models.ForeignKey(StockTransfer, on_delete=models.CASCADE, related_name="lines", db_index=False)
    target_bin = models.ForeignKey("catalog.Bin", on_delete=models.PROTECT, db_index=False, related_name="+")
