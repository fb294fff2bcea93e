"""Stock counts."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine

COUNT_REASONS = (
    "unrecorded",
    "misrecorded",
    "measuring",
    "natural_loss",
    "damaged",
    "lost",
    "wrong_place",
    "other",
)


class StockCount(GoodsDocument):
    """What was counted in a warehouse 盘点; where the books say something else, they are adjusted to it."""

    document_type = "stock_count"
    number_prefix = "CT"


class StockCountLine(GoodsDocumentLine):
    """How much lies in a bin, of one batch and owner: ``quantity`` is what was counted, which may be nothing.

    ``book_quantity`` is what the books said, set by posting, as ``amount`` is: what the difference is worth, negative
    for a loss. ``price`` is that of one base unit that was found, where it is given.
    """

    document = models.ForeignKey(StockCount, on_delete=models.CASCADE, related_name="lines", db_index=False)
    reason = models.CharField(max_length=15, blank=True)
    price = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    book_quantity = models.DecimalField(max_digits=18, decimal_places=6, null=True)

    class Meta(GoodsDocumentLine.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "document", "line_no"], name="stockcountline_no_once"),
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="stockcountline_not_negative"),
            models.CheckConstraint(
                condition=models.Q(reason="") | models.Q(reason__in=COUNT_REASONS), name="count_reason_known"
            ),
        ]
