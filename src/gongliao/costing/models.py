"""Tables of cost notes."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gongliao.platform.public import Actor, Document, LineOfPosted, TenantModel


class CostNote(Document):
    """Costs that no goods carry 费用单. ``amount`` is the sum of its lines, negative where it reverses another note."""

    document_type = "cost_note"
    number_prefix = "CN"
    read_grant = "costing.read"

    amount = models.DecimalField(max_digits=18, decimal_places=2, default=0)

    class Meta(Document.Meta):
        constraints = [
            *Document.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["draft", "posted", "reversed"]), name="cost_note_state_known"
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(number__isnull=False), name="cost_note_numbered"),
        ]

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the notes of the actor's companies, and those with a line for one of their projects."""
        reach = actor.reach(cls.read_grant)
        if reach.everywhere:
            return cls.objects.all()
        of_project = CostNoteLine.objects.filter(document_id=OuterRef("pk"), project_id__in=reach.projects)
        return cls.objects.filter(Q(company_id__in=reach.companies) | Exists(of_project))


class CostNoteLine(LineOfPosted, TenantModel):
    """One cost of one piece of work. It has no quantity, unlike the lines of other documents."""

    document = models.ForeignKey(CostNote, on_delete=models.CASCADE, related_name="lines", db_index=False)
    line_no = models.PositiveSmallIntegerField()
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, db_index=False, related_name="+")
    node = models.ForeignKey("projects.WbsNode", on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey("projects.CostCategory", on_delete=models.PROTECT, db_index=False, related_name="+")
    party = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    description = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "document", "line_no"], name="cost_note_line_no_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="cost_note_line_not_nothing"),
        ]
        indexes = [models.Index(fields=["tenant_id", "project", "document"], name="cost_note_line_project")]

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the lines within the actor's companies and projects."""
        reach = actor.reach(CostNote.read_grant)
        if reach.everywhere:
            return cls.objects.all()
        return cls.objects.filter(Q(document__company_id__in=reach.companies) | Q(project_id__in=reach.projects))
