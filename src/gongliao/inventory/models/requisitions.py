"""Material requisitions."""

from typing import Self

from django.db import models

from gongliao.platform.public import Actor, Document, DocumentLine


class MaterialRequisition(Document):
    """Asks for material for a project's work 领料申请; it moves nothing itself."""

    document_type = "material_requisition"
    number_prefix = "MR"
    read_grant = "inventory.read"

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey("catalog.Warehouse", on_delete=models.PROTECT, db_index=False, related_name="+")
    use_place = models.CharField(max_length=200, blank=True)
    needed_on = models.DateField(null=True)
    submitted_by = models.ForeignKey(
        "platform.Person", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        "platform.Person", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    rejected_reason = models.CharField(max_length=500, blank=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the requisitions of the companies, projects and warehouses within reach."""
        reach = actor.reach(cls.read_grant)
        if reach.everywhere:
            return cls.objects.all()
        return cls.objects.filter(
            models.Q(company_id__in=reach.companies)
            | models.Q(project_id__in=reach.projects)
            | models.Q(warehouse_id__in=reach.warehouses)
        )


class MaterialRequisitionLine(DocumentLine):
    """Material asked for one WBS node, and how much of it was issued so far, returns not counted."""

    document = models.ForeignKey(MaterialRequisition, on_delete=models.CASCADE, related_name="lines", db_index=False)
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False, related_name="+")
    node = models.ForeignKey("projects.WbsNode", on_delete=models.PROTECT, db_index=False, related_name="+")
    category = models.ForeignKey("projects.CostCategory", on_delete=models.PROTECT, db_index=False, related_name="+")
    issued_quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)

    class Meta(DocumentLine.Meta):
        constraints = [
            *DocumentLine.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(issued_quantity__gte=0, issued_quantity__lte=models.F("quantity")),
                name="requisition_line_issued_within_asked",
            ),
        ]
