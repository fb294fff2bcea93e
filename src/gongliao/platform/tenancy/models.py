"""The base of every business table."""

from typing import Any, TypeVar

from django.db import models

from gongliao.kernel.ids import new_id
from gongliao.platform.tenancy.context import current_tenant_id

M = TypeVar("M", bound=models.Model, covariant=True)


class TenantManager(models.Manager[M]):
    """Starts every query with the tenant written out.

    The policy alone would do for safety; the written filter keeps a query on one shard (limits: Citus).
    """

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(tenant_id=current_tenant_id())


class TenantModel(models.Model):
    """A row that belongs to one tenant."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant_id = models.UUIDField(default=current_tenant_id, editable=False)

    objects: TenantManager[Any] = TenantManager()

    class Meta:
        abstract = True
        default_permissions = ()
