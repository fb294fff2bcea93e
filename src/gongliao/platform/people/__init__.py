"""Companies, people, and the roles they hold."""

from gongliao.platform.people.backdating import backdating_days, set_backdating_days
from gongliao.platform.people.companies import CompanyRequest, save_company
from gongliao.platform.people.persons import (
    Myself,
    PersonRequest,
    SavedPerson,
    choose_language,
    people_of,
    person_of,
    random_password,
    refuse_weak_password,
    reset_password,
    save_person,
    username_as_kept,
    who_am_i,
)
from gongliao.platform.people.roles import RoleRequest, give_role, roles_of, scope_finders, take_role
from gongliao.platform.people.tenants import Founded, found_tenant

__all__ = [
    "CompanyRequest",
    "Founded",
    "Myself",
    "PersonRequest",
    "RoleRequest",
    "SavedPerson",
    "backdating_days",
    "choose_language",
    "found_tenant",
    "give_role",
    "people_of",
    "person_of",
    "random_password",
    "refuse_weak_password",
    "reset_password",
    "roles_of",
    "save_company",
    "save_person",
    "scope_finders",
    "set_backdating_days",
    "take_role",
    "username_as_kept",
    "who_am_i",
]
