"""Suppliers and customers."""

from typing import Any
from uuid import UUID

from ninja import Query

from gongliao.catalog.api.common import SORTS, records_answer, router
from gongliao.catalog.errors import PartyNotFound
from gongliao.catalog.models import Party
from gongliao.catalog.operations.save_party import save_party
from gongliao.catalog.permissions import MANAGE, READ
from gongliao.catalog.queries import records
from gongliao.catalog.queries.history import HistoryEntry, history_of
from gongliao.catalog.schemas.common import HistoryEntryOut
from gongliao.catalog.schemas.parties import PartyIn, PartyOut, PartyQuery, party_out
from gongliao.platform.public import ListSpec, Page, Request, Scope

PARTIES = ListSpec(
    name="parties",
    sort=SORTS,
    default_sort="code",
    columns=(
        "code",
        "name",
        "is_supplier",
        "is_customer",
        "credit_code",
        "address",
        "bank_name",
        "bank_account",
        "remark",
        "active",
    ),
)


@router.get("/parties", grant=READ, scope=Scope.TENANT, response=Page[PartyOut])
def list_parties(request: Request, query: Query[PartyQuery]) -> Any:
    """List suppliers and customers; ``q`` finds by code, credit code, name, pinyin, initials and contacts."""
    found = records.parties(actor=request.actor, q=query.q, role=query.role)
    return records_answer(request, found, query, PARTIES, present=party_out)


@router.get("/parties/{id}", grant=READ, scope=Scope.TENANT, response=PartyOut)
def get_party(request: Request, id: UUID) -> PartyOut:
    """Return a supplier or customer."""
    missing = PartyNotFound(id=id, field=None)
    return party_out(records.one_of(records.parties(actor=request.actor), id, missing=missing))


@router.put("/parties/{id}", grant=MANAGE, scope=Scope.TENANT, response=PartyOut)
def put_party(request: Request, id: UUID, body: PartyIn) -> PartyOut:
    """Create a supplier or customer under the caller's id, or change it."""
    return party_out(save_party(actor=request.actor, request=body.as_request(id)))


@router.get("/parties/{id}/history", grant=READ, scope=Scope.TENANT, response=list[HistoryEntryOut])
def get_party_history(request: Request, id: UUID) -> list[HistoryEntry]:
    """Return who changed what of a supplier or customer, oldest first."""
    return history_of(actor=request.actor, model=Party, id=id, missing=PartyNotFound(id=id, field=None))
