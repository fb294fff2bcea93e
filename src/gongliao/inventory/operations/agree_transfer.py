"""Propose a transfer between projects, agree to it, decline it, take it back.

Each project whose stock a transfer gives away or adds to has a say in it; for general stock speaks the storekeeper who
posts it. A yes holds for the version that was proposed.

Source: requirements 4.11; ADR-0028.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from gongliao.contracts.inventory import StockTransferAgreed, StockTransferProposed
from gongliao.inventory.errors.transfers import NobodyToAsk, OwnTransfer, TransferNotAgreed
from gongliao.inventory.models import StockTransfer, StockTransferLine, TransferAgreement
from gongliao.inventory.operations.goods_rows import places_of
from gongliao.inventory.operations.hold_document import hold_document
from gongliao.inventory.operations.transfer_request import TransferRequest
from gongliao.inventory.permissions import AGREE_TRANSFER, TRANSFER
from gongliao.inventory.queries.agreements import WRITING, agreed_projects, asked_projects
from gongliao.inventory.rules import asked_to_agree
from gongliao.platform.public import (
    Actor,
    MissingGrant,
    StaleVersion,
    Where,
    announce,
    change_state,
    fingerprint,
    has_done,
    in_tenant,
    lock_request_id,
    require,
    require_state,
    write_journal,
)
from gongliao.projects.public import ProjectFacts, projects_by_id

PROPOSED = ("proposed", "agreed")


@dataclass(frozen=True, slots=True)
class AgreeTransferRequest:
    """The yes to the version of a transfer that was looked at."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class DeclineTransferRequest:
    """The no to the version of a transfer that was looked at, and why."""

    id: UUID
    version: int
    reason: str


@in_tenant
def propose_stock_transfer(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Ask the projects whose stock a draft changes for their yes. A proposed transfer answers the same.

    Raises: MissingGrant, DocumentNotFound, WrongState, NobodyToAsk.
    """
    require(actor, TRANSFER)
    document = _held(actor, document_id)
    if document.state == "proposed":
        return document_id
    require_state(document, "draft")
    asked = asked_projects(document)
    if not asked:
        raise NobodyToAsk()
    version = document.version + 1
    change_state(
        document,
        "proposed",
        actor=actor,
        action="proposed",
        at=at,
        version=version,
        proposed_version=version,
        declined_reason="",
    )
    announce(StockTransferProposed(document_id, document.company_id, tuple(sorted(asked)), at))
    return document_id


@in_tenant
def agree_stock_transfer(*, actor: Actor, request: AgreeTransferRequest, at: datetime) -> UUID:
    """Say yes for every project asked that the actor holds the grant for; the last yes makes the transfer ready.

    The same yes again changes nothing and answers the same.

    Raises: DocumentNotFound, MissingGrant, WrongState, StaleVersion, OwnTransfer.
    """
    require(actor, AGREE_TRANSFER)
    document = hold_document(StockTransfer, actor=actor, document_id=request.id)
    asked = asked_projects(document)
    mine, agreed = _mine(actor, document, asked), agreed_projects(document.id)
    if request.version == document.proposed_version and mine <= agreed:
        return document.id
    _require_as_seen(document, request.version)
    if has_done(actor=actor, document_id=document.id, actions=WRITING):
        raise OwnTransfer()

    said = sorted(mine - agreed)
    TransferAgreement.objects.bulk_create(
        TransferAgreement(
            transfer_id=document.id, version=request.version, project_id=project_id, person_id=actor.person_id, at=at
        )
        for project_id in said
    )
    named = ", ".join(_codes(said))
    if asked <= agreed | mine:
        change_state(document, "agreed", actor=actor, action="agreed", at=at, because=named)
        announce(StockTransferAgreed(document.id, document.company_id, tuple(sorted(asked)), at))
    else:
        write_journal(
            actor=actor,
            document_type=document.document_type,
            document_id=document.id,
            action="agreed",
            at=at,
            remark=named,
        )
    return document.id


@in_tenant
def decline_stock_transfer(*, actor: Actor, request: DeclineTransferRequest, at: datetime) -> UUID:
    """Say no for a project asked: the transfer is a draft again, and no yes to it holds any more.

    Raises: DocumentNotFound, MissingGrant, WrongState, StaleVersion.
    """
    require(actor, AGREE_TRANSFER)
    document = hold_document(StockTransfer, actor=actor, document_id=request.id)
    _mine(actor, document, asked_projects(document))
    _require_as_seen(document, request.version)
    _draft_again(document, actor=actor, action="declined", reason=request.reason, at=at)
    return document.id


@in_tenant
def withdraw_stock_transfer(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Take back what was proposed, or agreed to; it is a draft again.

    Raises: MissingGrant, DocumentNotFound, WrongState.
    """
    require(actor, TRANSFER)
    document = _held(actor, document_id)
    require_state(document, *PROPOSED)
    _draft_again(document, actor=actor, action="withdrawn", at=at)
    return document_id


def back_to_draft(*, actor: Actor, request: TransferRequest, at: datetime) -> TransferRequest:
    """Return what is to be saved as a change of a draft: what was proposed and is changed becomes one.

    Raises: MissingGrant, DocumentNotFound, StaleVersion, MissingGrant where it acts.
    """
    require(actor, TRANSFER)
    lock_request_id(request.id)
    if request.version == 0:
        return request
    document = hold_document(StockTransfer, actor=actor, document_id=request.id)
    if document.state not in PROPOSED or document.fingerprint == fingerprint(replace(request, version=0)):
        return request
    if document.version != request.version:
        raise StaleVersion(seen=request.version, current=document.version)
    require(actor, TRANSFER, *places_of(document, _lines(document)))
    _draft_again(document, actor=actor, action="withdrawn", at=at)
    return replace(request, version=document.version)


def require_agreed(request: TransferRequest, projects: Mapping[UUID, ProjectFacts]) -> None:
    """Refuse to change the stock of projects that have not agreed to it; of a document that is held, or not there yet.

    Raises: TransferNotAgreed.
    """
    asked = asked_to_agree(line.owners for line in request.lines)
    missing = asked - agreed_projects(request.id) if asked else asked
    if missing:
        raise TransferNotAgreed(projects=tuple(sorted(projects[id_].code for id_ in missing)))


def _held(actor: Actor, document_id: UUID) -> StockTransfer:
    document = hold_document(StockTransfer, actor=actor, document_id=document_id)
    require(actor, TRANSFER, *places_of(document, _lines(document)))
    return document


def _lines(document: StockTransfer) -> list[StockTransferLine]:
    return list(StockTransferLine.objects.filter(document_id=document.id))


def _mine(actor: Actor, document: StockTransfer, asked: Collection[UUID]) -> frozenset[UUID]:
    """Return the projects asked that the actor speaks for.

    Raises: MissingGrant.
    """
    reach = actor.reach(AGREE_TRANSFER)
    mine = frozenset(id_ for id_ in asked if reach.covers(Where(document.company_id, id_)))
    if not mine:
        raise MissingGrant(grant=AGREE_TRANSFER)
    return mine


def _require_as_seen(document: StockTransfer, version: int) -> None:
    require_state(document, "proposed")
    if document.version != version:
        raise StaleVersion(seen=version, current=document.version)


def _draft_again(document: StockTransfer, *, actor: Actor, action: str, at: datetime, reason: str = "") -> None:
    change_state(
        document,
        "draft",
        actor=actor,
        action=action,
        at=at,
        because=reason,
        proposed_version=None,
        declined_reason=reason,
    )


def _codes(project_ids: Collection[UUID]) -> list[str]:
    return sorted(project.code for project in projects_by_id(project_ids).values())
