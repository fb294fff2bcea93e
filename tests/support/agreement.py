"""Transfers between projects, with the yes of those whose stock they change."""

from datetime import datetime
from uuid import UUID

from gongliao.inventory.public import (
    AgreeTransferRequest,
    TransferRequest,
    agree_stock_transfer,
    post_stock_transfer,
    propose_stock_transfer,
    save_stock_transfer,
    transfer_stock,
)
from gongliao.inventory.queries.agreements import agreed_projects
from gongliao.inventory.rules import asked_to_agree
from gongliao.platform.public import Actor, fetch, tenant_transaction


def transfer_agreed(*, actor: Actor, agrees: Actor, request: TransferRequest, at: datetime) -> UUID:
    """Record and post a transfer; where stock of projects changes hands, ``agrees`` says yes for all of them before."""
    if not asked_to_agree(line.owners for line in request.lines):
        return transfer_stock(actor=actor, request=request, at=at)
    save_stock_transfer(actor=actor, request=request, at=at)
    have_agreed(actor=actor, agrees=agrees, request=request, at=at)
    return post_stock_transfer(actor=actor, document_id=request.id, at=at)


def have_agreed(*, actor: Actor, agrees: Actor, request: TransferRequest, at: datetime) -> None:
    """Have a draft agreed to, if it is one still and anybody has to agree."""
    if asked_to_agree(line.owners for line in request.lines) and head_of(actor, request.id)[0] == "draft":
        propose_stock_transfer(actor=actor, document_id=request.id, at=at)
        agree(agrees, request.id, at=at)


def propose(*, actor: Actor, request: TransferRequest, at: datetime) -> UUID:
    """Save a transfer and ask for the yes of the projects whose stock it changes."""
    save_stock_transfer(actor=actor, request=request, at=at)
    return propose_stock_transfer(actor=actor, document_id=request.id, at=at)


def agree(actor: Actor, transfer_id: UUID, *, at: datetime) -> None:
    """Say yes to a transfer as it is now."""
    request = AgreeTransferRequest(transfer_id, head_of(actor, transfer_id)[1])
    agree_stock_transfer(actor=actor, request=request, at=at)


def head_of(actor: Actor, transfer_id: UUID) -> tuple[str, int]:
    """Return state and version of a transfer, as whoever looks at it now sees it."""
    with tenant_transaction(actor.tenant_id):
        statement = "SELECT state, version FROM inventory_stocktransfer WHERE tenant_id = %s AND id = %s"
        [(state, version)] = fetch(statement, (actor.tenant_id, transfer_id))
    return str(state), int(version)


def agreed_to(actor: Actor, transfer_id: UUID) -> frozenset[UUID]:
    """Return the projects whose yes to a transfer holds."""
    with tenant_transaction(actor.tenant_id):
        return agreed_projects(transfer_id)
