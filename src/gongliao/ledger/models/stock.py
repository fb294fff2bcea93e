"""Stock moves, and the pools and balances that are their caches."""

from django.db import models

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.models.fields import IdentityField, key_field, money_field, quantity_field
from gongliao.ledger.rules.causes import CAUSES
from gongliao.platform.public import AppendOnly, TenantModel

OWNERSHIPS = ("own", "owner_supplied", "consignment")
PLACES = ("supplier", "customer", "bin", "site", "node", "loss", "gain", "opening", "variance")


class StockMove(AppendOnly, TenantModel):
    """Goods, or only value, from one place to another. Appended, never updated or deleted.

    What moves only value says its ``cause``, unless it was written before causes were kept.

    ``method`` is how its pools are valued, where that was changed since the item was made (ADR-0019).

    ``second_quantity`` is how much moved in the item's second unit, ``second_derived`` where nobody counted it and
    ``second_factor``, base units per one, said it (ADR-0018).

    ``project_id`` and ``category_id`` say what bears the move, where one of its places is a WBS node (ADR-0024).

    ``linked_id`` is the move whose unit cost this one carries, such as the issue of which goods come back;
    ``counted_id`` is the count that found or missed the goods. ``place_seq`` tells of a count's difference that became
    another since that it keeps its place in its day: right after the move of that number, or instead of it (ADR-0026).
    They, ``reverses_id`` and ``corrects_id`` name rows
    without a foreign key: the table has a part for each posting month (ADR-0023), and such a table can't be referred to
    by id alone. ``gongliao verify`` checks them instead, and that no id comes twice.
    """

    seq = IdentityField(editable=False)
    company_id = models.UUIDField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False)
    batch_id = key_field()
    source_kind = models.CharField(max_length=10)
    source_id = models.UUIDField()
    source_owner_id = key_field()
    target_kind = models.CharField(max_length=10)
    target_id = models.UUIDField()
    target_owner_id = key_field()
    ownership = models.CharField(max_length=15)
    quantity = quantity_field()
    value = money_field()
    entered_quantity = quantity_field()
    entered_unit = models.CharField(max_length=20)
    business_date = models.DateField()
    posting_date = models.DateField()
    recorded_at = models.DateTimeField()
    document_type = models.CharField(max_length=30)
    document_id = models.UUIDField()
    document_line_id = models.UUIDField()
    recorded_by_id = models.UUIDField()
    reverses_id = models.UUIDField(null=True)
    corrects_id = models.UUIDField(null=True)
    cause = models.CharField(max_length=20, blank=True, db_default="")
    linked_id = models.UUIDField(null=True)
    counted_id = models.UUIDField(null=True)
    place_seq = models.BigIntegerField(null=True)
    second_quantity = quantity_field(null=True)
    second_factor = quantity_field(null=True)
    second_derived = models.BooleanField(default=False, db_default=False)
    method = models.CharField(max_length=20, blank=True, db_default="")
    project_id = models.UUIDField(null=True)
    category_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["tenant_id", "item", "business_date", "seq"], name="stock_move_of_item"),
            models.Index(fields=["tenant_id", "business_date"], name="stock_move_of_day"),
            models.Index(fields=["tenant_id", "seq"], name="stock_move_in_order"),
            models.Index(fields=["tenant_id", "document_id"], name="stock_move_of_document"),
            models.Index(
                fields=["tenant_id", "project_id", "business_date", "seq"],
                condition=models.Q(project_id__isnull=False),
                name="stock_move_of_project",
            ),
            models.Index(
                fields=["tenant_id", "batch_id"], condition=~models.Q(batch_id=NO_ID), name="stock_move_of_batch"
            ),
            models.Index(
                fields=["tenant_id", "reverses_id"],
                condition=models.Q(reverses_id__isnull=False),
                name="stock_move_reversing",
            ),
            models.Index(
                fields=["tenant_id", "corrects_id"],
                condition=models.Q(corrects_id__isnull=False),
                name="stock_move_correcting",
            ),
            models.Index(
                fields=["tenant_id", "linked_id"], condition=models.Q(linked_id__isnull=False), name="stock_move_linked"
            ),
            # Only of items with a second unit, so that the others' moves take no longer to write.
            models.Index(
                fields=["tenant_id", "business_date"],
                condition=models.Q(second_quantity__isnull=False, second_derived=False),
                name="stock_move_counted_pieces",
            ),
            models.Index(
                fields=["tenant_id", "item", "source_id"],
                condition=models.Q(second_quantity__isnull=False),
                name="stock_move_pieces_out",
            ),
            models.Index(
                fields=["tenant_id", "item", "target_id"],
                condition=models.Q(second_quantity__isnull=False),
                name="stock_move_pieces_in",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0) | models.Q(quantity=0, corrects_id__isnull=False),
                name="stock_move_moves_something",
            ),
            models.CheckConstraint(
                condition=models.Q(source_kind__in=PLACES, target_kind__in=PLACES, ownership__in=OWNERSHIPS),
                name="stock_move_places_known",
            ),
            models.CheckConstraint(
                condition=models.Q(cause="") | models.Q(cause__in=CAUSES, corrects_id__isnull=False),
                name="stock_move_cause_known",
            ),
            # Whoever reads from a day on need not look into the months before it.
            models.CheckConstraint(
                condition=models.Q(posting_date__gte=models.F("business_date")), name="stock_move_counts_from_its_day"
            ),
            # One node bears a move, never two, and nothing else does.
            models.CheckConstraint(
                condition=models.Q(project_id__isnull=True, category_id__isnull=True)
                & ~models.Q(source_kind="node")
                & ~models.Q(target_kind="node")
                | models.Q(project_id__isnull=False, category_id__isnull=False)
                & (
                    models.Q(source_kind="node") & ~models.Q(target_kind="node")
                    | ~models.Q(source_kind="node") & models.Q(target_kind="node")
                ),
                name="stock_move_borne_by_its_node",
            ),
        ]


class StockPool(TenantModel):
    """What is averaged together; locked by everybody who moves it."""

    company_id = models.UUIDField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False)
    owner_id = key_field()
    ownership = models.CharField(max_length=15, default="own")
    batch_id = key_field()
    quantity = quantity_field(default=0)
    value = money_field(default=0)
    last_business_date = models.DateField(null=True)
    last_out_date = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "item", "company_id", "owner_id", "ownership", "batch_id"], name="stock_pool_once"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gte=0, value__gte=0), name="stock_pool_not_negative"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0) | models.Q(value=0), name="stock_pool_no_value_without_goods"
            ),
        ]


class StockBalance(TenantModel):
    """How much of a pool lies where, and its share of the pool's value."""

    pool = models.ForeignKey(StockPool, on_delete=models.PROTECT, db_index=False, related_name="balances")
    bin = models.ForeignKey("catalog.Bin", on_delete=models.PROTECT, db_index=False)
    batch_id = key_field()
    quantity = quantity_field(default=0)
    value = money_field(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "pool", "bin", "batch_id"], name="stock_balance_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=0, value__gte=0), name="stock_balance_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "bin"], name="stock_balance_of_bin")]
