"""Tenants, companies, people and the roles they hold."""

import pghistory
from django.db import models

from gongliao.kernel.ids import new_id
from gongliao.platform.access.actor import Assignment
from gongliao.platform.access.roles import ROLES
from gongliao.platform.tenancy.models import TenantModel


class Tenant(models.Model):
    """A customer of the service and the boundary that nothing crosses."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    suspended = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Company(TenantModel):
    """A legal or reporting unit."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="CNY")
    time_zone = models.CharField(max_length=50, default="Asia/Shanghai")
    books_open_on = models.DateField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "code"], name="company_code_once")]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Person(TenantModel):
    """Somebody at work in a tenant."""

    user = models.ForeignKey("platform.User", on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=2, default="zh")
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant_id", "user"], name="person_of_user_once")]


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class RoleAssignment(TenantModel):
    """A role held by a person over a scope.

    ``scope_id`` is a company, project or warehouse; it is no foreign key because those tables lie above.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=30)
    scope_kind = models.CharField(max_length=10, default="tenant")
    scope_id = models.UUIDField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "person", "role", "scope_kind", "scope_id"],
                name="role_held_once_per_scope",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=models.Q(role__in=ROLES), name="role_is_known"),
            models.CheckConstraint(
                condition=models.Q(scope_kind="tenant", scope_id__isnull=True)
                | models.Q(scope_kind__in=["company", "project", "warehouse"], scope_id__isnull=False),
                name="role_scope_is_whole",
            ),
        ]

    def as_assignment(self) -> Assignment:
        """Return the plain form that decisions use."""
        return Assignment(role=self.role, scope_kind=self.scope_kind, scope_id=self.scope_id)  # type: ignore[arg-type]
