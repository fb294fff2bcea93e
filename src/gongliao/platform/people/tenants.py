"""Making a tenant."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongliao.platform.models.organisation import Company, Person, RoleAssignment, Tenant
from gongliao.platform.models.user import User
from gongliao.platform.people.persons import refuse_taken_username, refuse_weak_password, username_as_kept
from gongliao.platform.tenancy.context import tenant_transaction


@dataclass(frozen=True)
class Founded:
    """A new tenant and who administers it."""

    tenant_id: UUID
    company_id: UUID
    person_id: UUID
    username: str
    password: str


def found_tenant(
    *, tenant: str, company_code: str, company: str, books_open_on: date, person: str, username: str, password: str
) -> Founded:
    """Make a tenant with its first company and the person who administers it.

    Raises: UsernameTaken, WeakPassword.
    """
    username = username_as_kept(username)
    refuse_weak_password(password, User(username=username))
    made = Tenant(name=tenant)
    with tenant_transaction(made.id):
        refuse_taken_username(username, but=None)
        made.save(force_insert=True)
        user = User.objects.create_user(username=username, password=password, tenant=made)
        first = Company.objects.create(code=company_code, name=company, books_open_on=books_open_on)
        administrator = Person.objects.create(user=user, name=person)
        RoleAssignment.objects.create(person=administrator, role="administrator")
    return Founded(made.id, first.id, administrator.id, username, password)
