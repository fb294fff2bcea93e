"""Suppliers and customers over HTTP."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from gongliao.catalog.models import Party
from gongliao.catalog.operations.save_party import Contact, PartyRequest
from gongliao.catalog.queries.records import PartyRole
from gongliao.catalog.schemas.common import Address, RecordIn, RecordOut, RecordQuery
from gongliao.platform.public import Name, Schema

Short = Annotated[str, Field(max_length=100)]


class PartyQuery(RecordQuery):
    """Filters of the party list."""

    role: PartyRole | None = None


class ContactIn(Schema):
    """Somebody to call."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    title: Short = ""
    phone: Short = ""
    email: Annotated[str, Field(max_length=254)] = ""


class ContactOut(Schema):
    """Somebody to call."""

    name: str
    title: str
    phone: str
    email: str


class PartyIn(RecordIn):
    """A party as its editor wants it."""

    name: Name
    is_supplier: bool = False
    is_customer: bool = False
    credit_code: Annotated[str, Field(max_length=40)] = ""
    address: Address = ""
    contacts: list[ContactIn] = Field(default_factory=list, max_length=20)
    bank_name: Annotated[str, Field(max_length=200)] = ""
    bank_account: Annotated[str, Field(max_length=50)] = ""

    def as_request(self, id: UUID) -> PartyRequest:
        """Return what the operation takes."""
        contacts = tuple(Contact(**each.model_dump()) for each in self.contacts)
        return PartyRequest(id=id, contacts=contacts, **self.model_dump(exclude={"contacts"}))


class PartyOut(RecordOut):
    """A supplier or customer."""

    name: str
    is_supplier: bool
    is_customer: bool
    credit_code: str
    address: str
    contacts: list[ContactOut]
    bank_name: str
    bank_account: str


def party_out(party: Party) -> PartyOut:
    """Present a party."""
    return PartyOut(
        id=party.id,
        version=party.version,
        code=party.code,
        name=party.name,
        is_supplier=party.is_supplier,
        is_customer=party.is_customer,
        credit_code=party.credit_code,
        address=party.address,
        contacts=[ContactOut(**each) for each in party.contacts],
        bank_name=party.bank_name,
        bank_account=party.bank_account,
        remark=party.remark,
        active=party.active,
    )
