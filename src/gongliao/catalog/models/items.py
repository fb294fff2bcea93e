"""Units, categories and items."""

from django.db import models

from gongliao.catalog.models.record import UNTRACKED, Record, audited
from gongliao.catalog.rules.facts import ALWAYS
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

    Where an item has a ``second_unit`` its goods are counted in it too, beside the base unit that they are valued in
    (ADR-0018); ``weight_tolerance`` is by how many per cent the two may differ.

    ``in_use`` is set once by the ledger, with the first stock move; from then on the base unit, the tracking, the
    valuation method and a second unit stand, because moves are counted and valued by them.
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
    second_unit = models.CharField(max_length=20, blank=True, default="", db_default="")
    weight_tolerance = models.DecimalField(max_digits=5, decimal_places=2, null=True)
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
            models.CheckConstraint(
                condition=models.Q(weight_tolerance__isnull=True) | models.Q(weight_tolerance__gte=0),
                name="item_tolerance_not_negative",
            ),
        ]


@audited()
class ItemConversion(TenantModel):
    """How many base units one of another unit holds: ``base = entered × factor``.

    Of one unit's rows that with the latest ``valid_from`` up to a document's business date is in force.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="conversions")
    unit = models.CharField(max_length=20)
    factor = models.DecimalField(max_digits=18, decimal_places=6)
    valid_from = models.DateField(default=ALWAYS, db_default=ALWAYS)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "item", "unit", "valid_from"], name="item_conversion_once"),
            models.CheckConstraint(condition=models.Q(factor__gt=0), name="item_conversion_positive"),
        ]


@audited()
class ItemBarcode(TenantModel):
    """A code printed on the goods; it leads to one item."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="barcodes")
    barcode = models.CharField(max_length=50)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "barcode"], name="item_barcode_once")]
