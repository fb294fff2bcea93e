"""Companies, people, and the roles they hold."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.platform.access.actor import Actor
from gongliao.platform.models.organisation import Company, Person, Tenant


@dataclass(frozen=True)
class Myself:
    """Who is signed in, and where."""

    person: Person
    tenant: Tenant
    companies: list[Company]


def who_am_i(*, actor: Actor) -> Myself:
    """Return the person behind the actor, with the companies of their tenant by code."""
    person = Person.objects.select_related("user__tenant").get(id=actor.person_id)
    return Myself(person=person, tenant=person.user.tenant, companies=list(Company.objects.order_by("code")))


def choose_language(*, actor: Actor, language: str) -> Myself:
    """Keep the language in which the person wants to be spoken to."""
    Person.objects.filter(id=actor.person_id).exclude(language=language).update(language=language)
    return who_am_i(actor=actor)
