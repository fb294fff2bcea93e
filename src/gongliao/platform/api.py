"""Endpoints of the platform: who one is, companies, people, roles, what surrounds a document, files."""

from typing import Any

from gongliao.platform import people
from gongliao.platform.http.router import Open, Request, Router, Scope
from gongliao.platform.schemas import CompanyBrief, Me, MeIn, PersonBrief, TenantOut

router = Router(tags=["platform"])


@router.get("/me", grant=Open.SIGNED_IN, scope=Scope.PERSON, response=Me)
def who_am_i(request: Request) -> Any:
    """Return who is signed in, where, and what they may do."""
    return _present_myself(request, people.who_am_i(actor=request.actor))


@router.put("/me", grant=Open.SIGNED_IN, scope=Scope.PERSON, response=Me)
def choose_language(request: Request, choice: MeIn) -> Any:
    """Keep the language in which one wants to be spoken to."""
    return _present_myself(request, people.choose_language(actor=request.actor, language=choice.language))


def _present_myself(request: Request, found: people.Myself) -> Me:
    return Me(
        person=PersonBrief(id=found.person.id, name=found.person.name, username=found.person.user.username),
        tenant=TenantOut(id=found.tenant.id, name=found.tenant.name),
        companies=[CompanyBrief(id=c.id, code=c.code, name=c.name, currency=c.currency) for c in found.companies],
        grants=sorted(request.actor.grants()),
        language=found.person.language,
    )
