"""What goods documents share: a warehouse at the head, and lines of goods with what bears them."""

from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.db import models

from gongliao.platform.public import Actor, Document, DocumentLine


class GoodsDocument(Document):
    """A document that moves stock of one warehouse."""

    read_grant = "inventory.read"

    warehouse = models.ForeignKey("catalog.Warehouse", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta(Document.Meta):
        abstract = True

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the documents of the companies, warehouses and projects within reach."""
        reach = actor.reach(cls.read_grant)
        if reach.everywhere:
            return cls.objects.all()
        lines: Any = cls._meta.get_field("lines").related_model
        of_projects = lines.objects.filter(project_id__in=reach.projects).values("document_id")
        return cls.objects.filter(
            models.Q(company_id__in=reach.companies)
            | models.Q(warehouse_id__in=reach.warehouses)
            | models.Q(id__in=of_projects)
        )


class GoodsDocumentLine(DocumentLine):
    """Goods at a bin, and the project, node and category that they are for.

    ``owner_id`` is the stock owner at the bin: a project, or none for general stock; ``ownership`` says whose property
    they are: ours, the employer's who gave them for the work of that project, or those of the ``consignor``, the
    supplier whose consignment they are, which is no project's. ``amount`` is set by posting.
    ``second_quantity`` is how much it is in the item's second unit, ``second_derived`` where nobody counted it and
    ``second_factor``, base units per one, said it.
    """

    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False, related_name="+")
    bin = models.ForeignKey("catalog.Bin", on_delete=models.PROTECT, db_index=False, related_name="+")
    batch = models.ForeignKey("ledger.Batch", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    owner = models.ForeignKey("projects.Project", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    ownership = models.CharField(max_length=15, default="own", db_default="own")
    consignor = models.ForeignKey(
        "catalog.Party", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    project = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    node = models.ForeignKey("projects.WbsNode", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    category = models.ForeignKey(
        "projects.CostCategory", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    second_quantity = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    second_factor = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    second_derived = models.BooleanField(default=False, db_default=False)

    def project_ids(self) -> "set[UUID | None]":
        """Return the projects that the line acts on; none is general stock."""
        return {self.project_id}

    @property
    def second_counted(self) -> Decimal | None:
        """Return how much somebody counted in the second unit, if anybody did."""
        return None if self.second_derived else self.second_quantity

    class Meta(DocumentLine.Meta):
        abstract = True
        indexes = [models.Index(fields=["tenant_id", "project"], name="%(class)s_of_project")]
