"""Material returns."""

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine


class MaterialReturn(GoodsDocument):
    """Material that comes back from a project's work to the store 退料, against the lines that issued it.

    A ``notional`` return 假退料 is one on paper: the goods stay on site and are issued again the day after, so that a
    month bears only what was used in it.
    """

    document_type = "material_return"
    number_prefix = "RT"

    notional = models.BooleanField(default=False, db_default=False)


class MaterialReturnLine(GoodsDocumentLine):
    """Goods back from one issue line."""

    document = models.ForeignKey(MaterialReturn, on_delete=models.CASCADE, related_name="lines", db_index=False)
    issue_line = models.ForeignKey("inventory.GoodsIssueLine", on_delete=models.PROTECT, related_name="+")
