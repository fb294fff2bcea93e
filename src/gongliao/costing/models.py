"""Tables of costing."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gongliao.costing.rules import BASES, KINDS, METHODS
from gongliao.platform.public import Actor, AppendOnly, Document, LineOfPosted, TenantModel


class CostNote(Document):
    """Costs that no goods carry 费用单. ``amount`` is the sum of its lines, negative where it reverses another note.

    Its ``kind`` is ``over_use`` where the employer charges for goods of his that were used beyond what is allowed
    超耗扣款.
    """

    document_type = "cost_note"
    number_prefix = "CN"
    read_grant = "costing.read"

    kind = models.CharField(max_length=10, default="cost", db_default="cost")
    amount = models.DecimalField(max_digits=18, decimal_places=2, default=0)

    class Meta(Document.Meta):
        constraints = [
            *Document.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=["cost", "over_use"]), name="cost_note_kind_known"),
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
    """One cost of one piece of work. It has no quantity, unlike the lines of other documents, unless it is a charge.

    A charge is for a ``quantity`` of the employer's ``item`` in its base unit, at an agreed ``price`` of one; a mirror
    has a minus before quantity and amount.
    """

    document = models.ForeignKey(CostNote, on_delete=models.CASCADE, related_name="lines", db_index=False)
    line_no = models.PositiveSmallIntegerField()
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, db_index=False, related_name="+")
    node = models.ForeignKey("projects.WbsNode", on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey("projects.CostCategory", on_delete=models.PROTECT, db_index=False, related_name="+")
    party = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    item = models.ForeignKey("catalog.Item", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    quantity = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    price = models.DecimalField(max_digits=18, decimal_places=6, null=True)
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


class ValueNote(Document):
    """Says that goods of receipts cost otherwise than they came in at 成本调整单.

    ``kind`` is the cause. A landed cost spreads its ``charge`` by ``basis``; an exchange difference keeps the rates it
    comes from. ``amount`` is by how much all lines change, set by posting, negative where it reverses an increase.
    """

    document_type = "value_note"
    number_prefix = "VN"
    read_grant = "costing.read"

    kind = models.CharField(max_length=20)
    basis = models.CharField(max_length=10, blank=True)
    charge = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    rate_before = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    rate_after = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    party = models.ForeignKey("catalog.Party", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    reference = models.CharField(max_length=50, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, default=0)

    class Meta(Document.Meta):
        constraints = [
            *Document.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["draft", "posted", "reversed"]), name="value_note_state_known"
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(number__isnull=False), name="value_note_numbered"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="value_note_kind_known"),
            models.CheckConstraint(condition=Q(basis="") | Q(basis__in=BASES), name="value_note_basis_known"),
        ]

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the notes of the actor's companies."""
        reach = actor.reach(cls.read_grant)
        return cls.objects.all() if reach.everywhere else cls.objects.filter(company_id__in=reach.companies)


class ValueNoteLine(LineOfPosted, TenantModel):
    """What is said of one receipt line.

    An invoice gives ``quantity`` and ``amount``, a new price ``price``, an exchange difference ``amount``. Posting sets
    ``change``, by how much the goods cost more, and ``turn``: the how manieth note it is that changed the receipt line.
    """

    document = models.ForeignKey(ValueNote, on_delete=models.CASCADE, related_name="lines", db_index=False)
    line_no = models.PositiveSmallIntegerField()
    receipt_id = models.UUIDField()
    receipt_line_id = models.UUIDField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    price = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    change = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    turn = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "document", "line_no"], name="value_note_line_no_once"),
            models.UniqueConstraint(
                fields=["tenant_id", "document", "receipt_line_id"], name="value_note_receipt_line_once"
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "receipt_line_id"], name="value_note_line_of_receipt")]


class MethodChange(Document):
    """Says from which day on a company values items by another method 计价方法变更单; that day is its business date."""

    document_type = "method_change"
    number_prefix = "VM"
    read_grant = "costing.read"

    class Meta(Document.Meta):
        constraints = [
            *Document.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["draft", "posted", "reversed"]), name="method_change_state_known"
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(number__isnull=False), name="method_change_numbered"),
        ]

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the changes of the actor's companies."""
        reach = actor.reach(cls.read_grant)
        return cls.objects.all() if reach.everywhere else cls.objects.filter(company_id__in=reach.companies)


class MethodChangeLine(LineOfPosted, TenantModel):
    """How one item is valued from then on.

    Posting sets ``before``, how it was valued until then, and the ``quantity`` and ``value`` that lay there.
    """

    document = models.ForeignKey(MethodChange, on_delete=models.CASCADE, related_name="lines", db_index=False)
    line_no = models.PositiveSmallIntegerField()
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, related_name="+", db_index=False)
    method = models.CharField(max_length=20)
    before = models.CharField(max_length=20, blank=True)
    quantity = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    value = models.DecimalField(max_digits=18, decimal_places=2, default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "document", "line_no"], name="method_change_line_no_once"),
            models.UniqueConstraint(fields=["tenant_id", "document", "item"], name="method_change_item_once"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="method_change_line_known"),
        ]


class AllowedQuantity(AppendOnly, TenantModel):
    """How much of the employer's goods a project may use by its contract 定额用量, from a day on.

    Appended, never updated or deleted: of the rows that count on a day the one with the latest ``valid_from`` is in
    force, and of those the one recorded last.
    """

    company = models.ForeignKey("platform.Company", on_delete=models.PROTECT, db_index=False, related_name="+")
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, db_index=False, related_name="+")
    item = models.ForeignKey("catalog.Item", on_delete=models.PROTECT, db_index=False, related_name="+")
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    valid_from = models.DateField()
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("platform.Person", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.CheckConstraint(condition=Q(quantity__gte=0), name="allowed_quantity_not_negative")]
        indexes = [models.Index(fields=["tenant_id", "project", "item", "valid_from"], name="allowed_quantity_of_item")]
