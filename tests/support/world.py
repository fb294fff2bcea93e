"""A tenant with people to act in it, made in one call."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company, Person, RoleAssignment, Tenant, User
from gongliao.platform.public import Actor, ScopeKind, actor_of_user, tenant_transaction

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


@dataclass
class World:
    """One tenant and company; people are added with ``person``."""

    tenant: Tenant
    company_id: UUID

    def person(
        self, *roles: str, name: str = "", scope_kind: ScopeKind = "tenant", scope_id: UUID | None = None
    ) -> Actor:
        """Return a new person with these roles over one scope."""
        user = User(username=f"u{new_id().hex}", tenant=self.tenant)
        user.set_unusable_password()
        user.save()
        with tenant_transaction(self.tenant.id):
            person = Person.objects.create(user=user, name=name or "/".join(roles) or "nobody")
            for role in roles:
                RoleAssignment.objects.create(person=person, role=role, scope_kind=scope_kind, scope_id=scope_id)
        return actor_of_user(user)


def make_world(*, books_open_on: date = date(2020, 1, 1)) -> World:
    """Return a fresh tenant with one company."""
    tenant = Tenant.objects.create(name="Test")
    with tenant_transaction(tenant.id):
        company = Company.objects.create(code="C1", name="测试公司", books_open_on=books_open_on)
    return World(tenant=tenant, company_id=company.id)
