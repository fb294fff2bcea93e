"""Scrap: goods that are lost to us."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine

SCRAP_REASONS = ("damaged", "expired", "lost", "obsolete", "other")


class StockScrap(GoodsDocument):
    """Goods that can't be used any more, or are not there any more 报废; the company bears what they were worth."""

    document_type = "stock_scrap"
    number_prefix = "SC"

    reason = models.CharField(max_length=10)

    class Meta(GoodsDocument.Meta):
        constraints = [
            *GoodsDocument.Meta.constraints,
            models.CheckConstraint(condition=models.Q(reason__in=SCRAP_REASONS), name="scrap_reason_known"),
        ]


class StockScrapLine(GoodsDocumentLine):
    """Goods that leave a bin for good."""

    document = models.ForeignKey(StockScrap, on_delete=models.CASCADE, related_name="lines", db_index=False)
