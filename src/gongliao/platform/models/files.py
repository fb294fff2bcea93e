"""Attachments: photos, PDF, original invoices."""

from django.db import models

from gongliao.platform.database.marks import AppendOnly
from gongliao.platform.tenancy.models import TenantModel


class Attachment(AppendOnly, TenantModel):
    """A file bound to a document or a master record; its bytes lie under their digest, never under its name."""

    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey("platform.Person", on_delete=models.PROTECT)
    added_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["tenant_id", "subject_type", "subject_id"], name="attachment_of_subject")]
