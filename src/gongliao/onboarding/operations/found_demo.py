"""The demonstration's tenant, company and people."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from gongliao.onboarding.rules.ids import DemoIds
from gongliao.platform.public import (
    Actor,
    Company,
    CompanyRequest,
    Person,
    PersonRequest,
    RoleRequest,
    actor_of_user,
    found_tenant,
    give_role,
    random_password,
    reset_password,
    save_company,
    save_person,
    tenant_transaction,
)

TENANT = "demo"
COMPANY = "SCMS"
COMPANY_NAME = "Supply Chain Management System"
CURRENCY = "USD"
TIME_ZONE = "UTC"
BOOKS_OPEN_ON = date(2005, 1, 1)
SIGN_INS = "demo-sign-ins.json"

# Role, user name, name; the administrator comes first and founds the tenant.
PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("administrator", "demo-admin", "Ada Admin"),
    ("project_manager", "demo-manager", "Mara Manager"),
    ("buyer", "demo-buyer", "Ben Buyer"),
    ("storekeeper", "demo-store", "Sam Store"),
    ("site_worker", "demo-site", "Wes Worker"),
    ("accountant", "demo-accounts", "Ann Accounts"),
    ("director", "demo-director", "Dee Director"),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demonstration, by role."""

    tenant_id: UUID
    company_id: UUID
    actors: Mapping[str, Actor]

    @property
    def ids(self) -> DemoIds:
        """Return the ids of what these people load."""
        return DemoIds.for_tenant(self.tenant_id)


def found_demo() -> Cast:
    """Return the demonstration's people, made where they are missing; safe to repeat."""
    tenant_id = find_demo_tenant() or _found()
    administrator = _actor(PEOPLE[0][1])
    with tenant_transaction(tenant_id, person_id=administrator.person_id):
        company: Company = Company.objects.get(code=COMPANY)
        _settle(administrator, company)
        for role, username, name in PEOPLE[1:]:
            _employ(administrator, role, username, name)
    return find_cast(tenant_id)


def find_demo_tenant() -> UUID | None:
    """Return the demonstration's tenant, if it was founded. User names are one space over all tenants."""
    user: Any = get_user_model().objects.filter(username=PEOPLE[0][1]).first()
    return None if user is None else user.tenant_id


def find_cast(tenant_id: UUID) -> Cast:
    """Return the people of a demonstration that was founded."""
    with tenant_transaction(tenant_id):
        company: Company = Company.objects.get(code=COMPANY)
    return Cast(tenant_id, company.id, {role: _actor(username) for role, username, _ in PEOPLE})


def keep_sign_ins(tenant_id: UUID, *, home: Path) -> list[dict[str, Any]]:
    """Return how to sign in, the same at each start of this installation.

    Passwords are kept beside the database, for the owner of the files alone. Where the file is missing or belongs to
    an earlier database, everybody gets a new password, since nobody can read the old ones any more.
    """
    path = home / SIGN_INS
    kept = _read(path)
    if kept.get("tenant_id") == str(tenant_id):
        return list(kept["sign_ins"])
    cast = find_cast(tenant_id)
    administrator = cast.actors["administrator"]
    with tenant_transaction(tenant_id, person_id=administrator.person_id):
        sign_ins = [
            {
                "role": role,
                "name": name,
                "username": username,
                "password": reset_password(actor=administrator, person_id=cast.actors[role].person_id, password=None),
            }
            for role, username, name in PEOPLE
        ]
        # Written before the commit: passwords that were changed but not written down would be lost.
        _write(path, {"tenant_id": str(tenant_id), "sign_ins": sign_ins})
    return sign_ins


def _found() -> UUID:
    _, username, name = PEOPLE[0]
    founded = found_tenant(
        tenant=TENANT,
        company_code=COMPANY,
        company=COMPANY_NAME,
        books_open_on=BOOKS_OPEN_ON,
        person=name,
        username=username,
        password=random_password(),
    )
    return founded.tenant_id


def _settle(administrator: Actor, company: Company) -> None:
    """Let the company keep its books in the currency and time zone of the history, if it is still as founded."""
    if company.version > 1:
        return
    save_company(
        actor=administrator,
        request=CompanyRequest(
            id=company.id,
            version=company.version,
            code=COMPANY,
            name=COMPANY_NAME,
            currency=CURRENCY,
            time_zone=TIME_ZONE,
            books_open_on=BOOKS_OPEN_ON,
            parent_id=None,
        ),
    )


def _employ(administrator: Actor, role: str, username: str, name: str) -> None:
    ids = DemoIds.for_tenant(administrator.tenant_id)
    person_id = ids.of("person", role)
    if Person.objects.filter(id=person_id).exists():
        return
    person = PersonRequest(id=person_id, version=0, username=username, name=name, language="zh", active=True)
    save_person(actor=administrator, request=person)
    held = RoleRequest(id=ids.of("role", role), person_id=person_id, role=role, scope_kind="tenant", scope_id=None)
    give_role(actor=administrator, request=held)


def _actor(username: str) -> Actor:
    user: Any = get_user_model().objects.get(username=username)
    return actor_of_user(user)


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write the file whole or not at all, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
    unfinished.replace(path)
