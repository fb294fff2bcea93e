"""Events on their way up, and requests already answered."""

from django.db import models

from gongliao.platform.tenancy.models import TenantModel


class OutboxEvent(TenantModel):
    """What happened, written in the transaction in which it happened (ADR-0005).

    Ids sort by time, which is the order of delivery; ``delivered_at`` is set when every subscriber has handled it.
    """

    kind = models.CharField(max_length=60)
    document_id = models.UUIDField()
    payload = models.JSONField()
    recorded_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="")

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["tenant_id", "id"], condition=models.Q(delivered_at__isnull=True), name="outbox_waiting"
            )
        ]


class OutboxSignal(models.Model):
    """Says only that a tenant has something to deliver, so that the relay need not look into every tenant.

    It stands outside tenancy on purpose and holds nothing but the key.
    """

    id = models.BigAutoField(primary_key=True)
    of_tenant = models.UUIDField()

    class Meta:
        default_permissions = ()


class HandledEvent(TenantModel):
    """A subscriber has done its work for an event; doing it again is skipped."""

    event_id = models.UUIDField()
    subscriber = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "event_id", "subscriber"], name="event_handled_once")
        ]


class IdempotencyRecord(TenantModel):
    """A write that was carried out under an Idempotency-Key, with its answer."""

    person = models.ForeignKey("platform.Person", on_delete=models.PROTECT, db_index=False)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.BinaryField(default=b"")
    recorded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "person", "key"], name="idempotency_key_once")]
