"""Warehouses, their zones and bins."""

from django.db import models

from gongliao.catalog.models.record import UNTRACKED, Record, audited
from gongliao.catalog.rules.holders import HOLDER_KINDS
from gongliao.kernel.ids import NO_ID

WAREHOUSE_KINDS = ("central", "site")


@audited(*UNTRACKED)
class Warehouse(Record):
    """A store of one company: central, or on a project's site. Its stock lies in bins, of which it always has one."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, default="central")
    company = models.ForeignKey("platform.Company", on_delete=models.PROTECT, db_index=False)
    address = models.CharField(max_length=300, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code"], name="warehouse_code_once"),
            models.CheckConstraint(condition=models.Q(kind__in=WAREHOUSE_KINDS), name="warehouse_kind_known"),
        ]


@audited(*UNTRACKED)
class Zone(Record):
    """A part of a warehouse, such as a yard or a hall."""

    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="zones", db_index=False)
    name = models.CharField(max_length=200)

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "warehouse", "code"], name="zone_code_once")]


@audited(*UNTRACKED, "holder_id")
class Bin(Record):
    """The smallest place of stock. A warehouse without bins of its own keeps everything in its default bin.

    ``holder_kind`` and what belongs to it say who holds the goods in it, our own store where it is empty;
    ``holder_id`` is what lists tell holders apart by.
    """

    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="bins", db_index=False)
    zone = models.ForeignKey(Zone, null=True, on_delete=models.PROTECT, related_name="bins", db_index=False)
    name = models.CharField(max_length=200)
    is_default = models.BooleanField(default=False)
    holder_kind = models.CharField(max_length=15, blank=True, default="", db_default="")
    holder_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    holder_supplier = models.ForeignKey(
        "catalog.Party", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    holder_id = models.UUIDField(default=NO_ID, db_default=NO_ID)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "warehouse", "code"], name="bin_code_once"),
            models.UniqueConstraint(
                fields=["tenant_id", "warehouse"], name="bin_default_once", condition=models.Q(is_default=True)
            ),
            models.CheckConstraint(condition=models.Q(holder_kind__in=HOLDER_KINDS), name="bin_holder_kind_known"),
            models.CheckConstraint(
                condition=models.Q(holder_kind="", holder_name="", holder_supplier__isnull=True, holder_id=NO_ID)
                | models.Q(holder_kind="crew", holder_supplier__isnull=True) & ~models.Q(holder_name="")
                | models.Q(holder_kind="subcontractor", holder_name="", holder_supplier__isnull=False),
                name="bin_holder_named",
            ),
        ]
