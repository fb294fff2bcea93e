"""What all documents share: head, lines, numbers, links between them, and their journal."""

from typing import ClassVar, Self

from django.db import models

from gongliao.platform.access.actor import Actor
from gongliao.platform.database.marks import AppendOnly, LineOfPosted, PostedForEver
from gongliao.platform.tenancy.models import TenantModel


class Document(PostedForEver, TenantModel):
    """The head of a document (design.md 6).

    ``fingerprint`` is the digest of the body last saved, so that the same request sent again is recognised.
    """

    document_type: ClassVar[str]
    number_prefix: ClassVar[str]
    read_grant: ClassVar[str]

    number = models.CharField(max_length=30, null=True)
    state = models.CharField(max_length=12, default="draft")
    version = models.PositiveIntegerField(default=1)
    company = models.ForeignKey("platform.Company", on_delete=models.PROTECT, db_index=False)
    business_date = models.DateField()
    posting_date = models.DateField(null=True)
    remark = models.CharField(max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64)
    created_by = models.ForeignKey("platform.Person", on_delete=models.PROTECT, db_index=False, related_name="+")
    created_at = models.DateTimeField()
    reverses = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="reversed_by", db_index=False
    )

    class Meta(TenantModel.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "number"], name="%(class)s_number_once"),
            models.UniqueConstraint(fields=["tenant_id", "reverses"], name="%(class)s_reversed_once"),
        ]
        indexes = [models.Index(fields=["tenant_id", "business_date", "id"], name="%(class)s_by_date")]

    @classmethod
    def visible_to(cls, actor: Actor) -> "models.QuerySet[Self]":
        """Return the documents of this type that lie within the actor's reach; concrete types say how."""
        raise AssertionError(f"{cls.__name__} does not say who sees it")


class DocumentLine(LineOfPosted, TenantModel):
    """A line of a document; concrete lines declare ``document`` and their own columns."""

    line_no = models.PositiveSmallIntegerField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    entered_quantity = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.CharField(max_length=20)
    remark = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "document", "line_no"], name="%(class)s_no_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="%(class)s_quantity_positive"),
        ]


class NumberCounter(TenantModel):
    """The last number given, per kind of document and year."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "kind", "year"], name="number_counter_once")]


class DocumentLink(AppendOnly, TenantModel):
    """An arrow of the document flow, from what came before to what came after."""

    before_type = models.CharField(max_length=30)
    before_id = models.UUIDField()
    after_type = models.CharField(max_length=30)
    after_id = models.UUIDField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "before_id", "after_id"], name="document_link_once")
        ]
        indexes = [models.Index(fields=["tenant_id", "after_id"], name="document_link_back")]


class DocumentEvent(AppendOnly, TenantModel):
    """The journal of a document: who did what to it, when."""

    document_type = models.CharField(max_length=30)
    document_id = models.UUIDField()
    action = models.CharField(max_length=20)
    person = models.ForeignKey("platform.Person", on_delete=models.PROTECT, db_index=False)
    at = models.DateTimeField()
    request_id = models.CharField(max_length=64, null=True)
    remark = models.CharField(max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["tenant_id", "document_id", "at"], name="document_event_by_document"),
            models.Index(fields=["tenant_id", "person", "-at"], name="document_event_by_person"),
        ]
