"""Units, categories and items."""

from django.db import models

from gongliao.catalog.models.record import UNTRACKED, Record, audited
from gongliao.platform.public import TenantModel

TRACKINGS = ("none", "batch", "serial")
VALUATION_METHODS = ("moving_average", "fifo", "specific_batch")


@audited(*UNTRACKED)
class Unit(Record):
    """A unit of measure. Items and documents name it by its code, which therefore never changes."""

    code = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=50)
    name_en = models.CharField(max_length=50)

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "code"], name="unit_code_once")]


@audited(*UNTRACKED)
class ItemCategory(Record):
    """A branch of the item tree."""

    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "code"], name="item_category_code_once")]


@audited(*UNTRACKED, "in_use")
class Item(Record):
    """What can be bought, stored and used.

    ``weight`` in kg and ``volume`` in m³ are those of one base unit.

    A new batch of an item that ``inspects_on_receipt`` waits in quarantine until somebody releases it.

    ``in_use`` is set once by the ledger, with the first stock move; from then on the base unit, the tracking and the
    valuation method stand, because moves are counted and valued by them.
    """

    name = models.CharField(max_length=200)
    specification = models.CharField(max_length=200, blank=True)
    brand = models.CharField(max_length=100, blank=True)
    category = models.ForeignKey(ItemCategory, null=True, on_delete=models.PROTECT)
    base_unit = models.CharField(max_length=20)
    tracking = models.CharField(max_length=10, default="none")
    valuation_method = models.CharField(max_length=20, default="moving_average")
    weight = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    volume = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    inspects_on_receipt = models.BooleanField(default=False)
    in_use = models.BooleanField(default=False)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="item_code_once"),
            models.CheckConstraint(condition=models.Q(tracking__in=TRACKINGS), name="item_tracking_known"),
            models.CheckConstraint(
                condition=models.Q(valuation_method__in=VALUATION_METHODS), name="item_valuation_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(valuation_method="specific_batch", tracking="none"),
                name="item_own_cost_needs_batch",
            ),
            models.CheckConstraint(
                condition=models.Q(weight__isnull=True) | models.Q(weight__gt=0), name="item_weight_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(volume__isnull=True) | models.Q(volume__gt=0), name="item_volume_positive"
            ),
        ]


@audited()
class ItemConversion(TenantModel):
    """How many base units one of another unit holds: ``base = entered × factor``.

    One row per unit now; a date from which it counts will join the key when factors come to have a history.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="conversions")
    unit = models.CharField(max_length=20)
    factor = models.DecimalField(max_digits=18, decimal_places=6)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "item", "unit"], name="item_conversion_once"),
            models.CheckConstraint(condition=models.Q(factor__gt=0), name="item_conversion_positive"),
        ]


@audited()
class ItemBarcode(TenantModel):
    """A code printed on the goods; it leads to one item."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="barcodes")
    barcode = models.CharField(max_length=50)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "barcode"], name="item_barcode_once")]
