"""Stock transfers."""

from typing import Self
from uuid import UUID

from django.db import models

from gongliao.inventory.models.goods import GoodsDocument, GoodsDocumentLine
from gongliao.platform.public import Actor, AppendOnly, TenantModel


class StockTransfer(GoodsDocument):
    """Goods from one warehouse, bin or stock owner to another, at their value 调拨.

    ``proposed_version`` is the version that the projects are asked to agree to, and agreements hold for it alone.
    """

    document_type = "stock_transfer"
    number_prefix = "ST"

    target_warehouse = models.ForeignKey(
        "catalog.Warehouse", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    proposed_version = models.PositiveIntegerField(null=True)
    declined_reason = models.CharField(max_length=500, blank=True, db_default="")

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

    @property
    def owners(self) -> tuple[UUID | None, UUID | None]:
        """Return whose stock the goods were and whose they become; none is general stock, or a consignment."""
        return self.owner_id, None if self.to_general else self.target_owner_id or self.owner_id

    def project_ids(self) -> "set[UUID | None]":
        """Return whose stock the goods were and become."""
        return set(self.owners)


class TransferAgreement(AppendOnly, TenantModel):
    """The yes of one project to a version of a transfer that changes its stock 同意.

    ``transfer_id`` is no foreign key: as a journal's line it stays where a draft is dropped.
    """

    transfer_id = models.UUIDField()
    version = models.PositiveIntegerField()
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, db_index=False, related_name="+")
    person = models.ForeignKey("platform.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "transfer_id", "version", "project"], name="transfer_agreed_once"
            )
        ]
