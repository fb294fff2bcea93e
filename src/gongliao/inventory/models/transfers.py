"""Stock transfers."""

from typing import Self
from uuid import UUID

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine
from gongliao.platform.public import Actor


class StockTransfer(GoodsDocument):
    """Goods from one warehouse, bin or stock owner to another, at their value 调拨."""

    document_type = "stock_transfer"
    number_prefix = "ST"

    target_warehouse = models.ForeignKey(
        "catalog.Warehouse", on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the transfers within reach; the store that goods come to sees them as well as the one they leave."""
        coming = cls.objects.filter(target_warehouse_id__in=actor.reach(cls.read_grant).warehouses)
        taken = StockTransferLine.objects.filter(target_owner_id__in=actor.reach(cls.read_grant).projects)
        return super().visible_to(actor) | coming | cls.objects.filter(id__in=taken.values("document_id"))


class StockTransferLine(GoodsDocumentLine):
    """Goods from ``bin`` to ``target_bin``.

    They stay their owner's unless a ``target_owner`` is named, or they go ``to_general`` stock.
    """

    document = models.ForeignKey(StockTransfer, on_delete=models.CASCADE, related_name="lines", db_index=False)
    target_bin = models.ForeignKey("catalog.Bin", on_delete=models.PROTECT, db_index=False, related_name="+")
    target_owner = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    to_general = models.BooleanField(default=False, db_default=False)

    def project_ids(self) -> "set[UUID | None]":
        """Return whose stock the goods were and become."""
        if self.to_general:
            return {self.owner_id, None}
        return {self.owner_id, self.target_owner_id or self.owner_id}
