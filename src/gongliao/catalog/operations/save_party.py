"""Save a supplier or customer."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.catalog.errors import CodeTaken, CreditCodeTaken, PartyNotFound, PartyWithoutRole
from gongliao.catalog.models import Party
from gongliao.catalog.operations.save_record import Content, filled, findable, save_record
from gongliao.catalog.permissions import MANAGE, SHARED
from gongliao.catalog.rules.credit_code import credit_code
from gongliao.catalog.rules.names import tidy
from gongliao.kernel.errors import Refusal
from gongliao.platform.public import Actor, in_tenant, require


@dataclass(frozen=True)
class Contact:
    """Somebody to call."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class PartyRequest:
    """A party as its editor wants it; ``version`` is the one they saw, 0 for a new party."""

    id: UUID
    code: str
    name: str
    is_supplier: bool = False
    is_customer: bool = False
    credit_code: str = ""
    address: str = ""
    contacts: tuple[Contact, ...] = ()
    bank_name: str = ""
    bank_account: str = ""
    remark: str = ""
    active: bool = True
    version: int = 0


@in_tenant
def save_party(*, actor: Actor, request: PartyRequest) -> Party:
    """Create or change a supplier or customer.

    Raises: MissingGrant, BlankText, CreditCodeInvalid, PartyNotFound, RequestIdReused, StaleVersion, PartyWithoutRole,
        CodeTaken, CreditCodeTaken.
    """
    require(actor, MANAGE, SHARED)
    content = _content(request)

    def check(_: Party | None) -> None:
        if not (request.is_supplier or request.is_customer):
            raise PartyWithoutRole()

    def taken(constraint: str) -> Refusal | None:
        if constraint == "party_code_once":
            return CodeTaken(taken=tidy(request.code))
        return _taken_credit_code(request) if constraint == "party_credit_code_once" else None

    return save_record(
        Party,
        id=request.id,
        version=request.version,
        content=content,
        missing=PartyNotFound(id=request.id, field=None),
        check=check,
        taken=taken,
    )


def _content(request: PartyRequest) -> Content:
    code, name = filled(request.code, field="code"), filled(request.name, field="name")
    number = credit_code(request.credit_code)
    contacts = [
        {
            "name": filled(each.name, field="contacts"),
            "title": tidy(each.title),
            "phone": tidy(each.phone),
            "email": tidy(each.email),
        }
        for each in request.contacts
    ]
    people = [text for contact in contacts for text in (contact["name"], contact["phone"])]
    return Content(
        {
            "code": code,
            "name": name,
            "is_supplier": request.is_supplier,
            "is_customer": request.is_customer,
            "credit_code": number,
            "address": tidy(request.address),
            "contacts": contacts,
            "bank_name": tidy(request.bank_name),
            "bank_account": tidy(request.bank_account),
            "remark": tidy(request.remark),
            "active": request.active,
            **findable(keys=[code, number], name=name, words=people),
        }
    )


def _taken_credit_code(request: PartyRequest) -> Refusal | None:
    number = credit_code(request.credit_code)
    other = Party.objects.filter(credit_code=number).exclude(id=request.id).first()
    return CreditCodeTaken(credit_code=number, party=other.code) if other else None
