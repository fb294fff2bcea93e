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


class Books(TenantModel):
    """How far a company's books are closed, being closed, and reported on; made when one of that first happens.

    Nothing is posted up to ``closed_through`` any more. Up to ``closing_through`` only those who close may post.
    Whatever is recorded from now on is recorded after ``known_through``, an instant that somebody has asked about.
    ``methods_changed`` tells that an item is valued otherwise by now than it was first.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, db_index=False)
    closed_through = models.DateField(null=True)
    closing_through = models.DateField(null=True)
    known_through = models.DateTimeField(null=True)
    methods_changed = models.BooleanField(default=False, db_default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "company"], name="books_once_per_company"),
            models.CheckConstraint(
                condition=models.Q(closing_through__isnull=True)
                | models.Q(closed_through__isnull=True)
                | models.Q(closing_through__gt=models.F("closed_through")),
                name="books_close_forward",
            ),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class BackdatingWindow(TenantModel):
    """How many days back who holds a role may date what is posted; roles without a row have no limit."""

    role = models.CharField(max_length=30)
    days = models.PositiveIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "role"], name="backdating_window_once"),
            models.CheckConstraint(condition=models.Q(role__in=ROLES), name="backdating_role_is_known"),
        ]


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
