"""Stock transfers."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine


class StockTransfer(GoodsDocument):
    """Goods from one warehouse to another, or between bins; their value stays the same 调拨."""

    document_type = "stock_transfer"
    number_prefix = "ST"

    target_warehouse = models.ForeignKey(
        "catalog.Warehouse", on_delete=models.PROTECT, db_index=False, related_name="+"
    )


class StockTransferLine(GoodsDocumentLine):
    """Goods from ``bin`` to ``target_bin``."""

    document = models.ForeignKey(StockTransfer, on_delete=models.CASCADE, related_name="lines", db_index=False)
    target_bin = models.ForeignKey("catalog.Bin", on_delete=models.PROTECT, db_index=False, related_name="+")
