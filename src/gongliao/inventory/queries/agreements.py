"""Who has agreed to a transfer between projects, and who is still asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from gongliao.inventory.models import StockTransfer, StockTransferLine, TransferAgreement
from gongliao.inventory.permissions import AGREE_TRANSFER
from gongliao.inventory.rules import asked_to_agree
from gongliao.platform.public import Actor, Where, has_done
from gongliao.projects.public import projects_by_id

# What a document's journal says of those who may not agree to it.
WRITING = ("created", "saved", "proposed")


@dataclass(frozen=True, slots=True)
class Side:
    """A project whose yes a transfer needs, and who gave it; ``answers`` tells whether the reader can say it now."""

    project_id: UUID
    project_code: str
    project_name: str
    agreed_by_name: str | None
    agreed_at: datetime | None
    answers: bool


def asked_projects(document: StockTransfer) -> frozenset[UUID]:
    """Return the projects whose yes a transfer needs."""
    return _asked(StockTransferLine.objects.filter(document_id=document.id))


def agreed_projects(transfer_id: UUID) -> frozenset[UUID]:
    """Return the projects that have agreed to a transfer as it was proposed."""
    return frozenset(_agreements(transfer_id).values_list("project_id", flat=True))


def sides_of(*, actor: Actor, document: StockTransfer) -> list[Side]:
    """Return the sides of a transfer that was read with its lines, by project code.

    Shape: none for a reversal, nor for what was posted before anybody was asked.
    """
    asked = _asked(document.lines.all())
    if not asked or document.reverses_id:
        return []
    said = {each.project_id: each for each in _agreements(document.id).select_related("person")}
    if not said and document.state in ("posted", "reversed"):
        return []
    reach = actor.reach(AGREE_TRANSFER)
    mine = {id_ for id_ in asked if reach.covers(Where(document.company_id, id_))}
    answers = bool(mine) and document.state == "proposed"
    if answers and has_done(actor=actor, document_id=document.id, actions=WRITING):
        answers = False
    sides = [
        Side(
            id_,
            project.code,
            project.name,
            said[id_].person.name if id_ in said else None,
            said[id_].at if id_ in said else None,
            answers and id_ in mine,
        )
        for id_, project in projects_by_id(asked).items()
    ]
    return sorted(sides, key=lambda side: side.project_code)


def waiting_for_agreement(actor: Actor) -> Q:
    """Match the transfers that wait for the actor's yes."""
    unanswered = Q(_unanswered(actor, "owner")) | Q(_unanswered(actor, "target_owner"))
    return Q(state="proposed") & ~Q(created_by_id=actor.person_id) & unanswered


def _unanswered(actor: Actor, side: str) -> Exists:
    reach = actor.reach(AGREE_TRANSFER)
    lines = StockTransferLine.objects.filter(document_id=OuterRef("pk"), **{f"{side}__isnull": False})
    # Goods that name no other owner stay whose they are.
    lines = lines.filter(Q(to_general=True) | Q(target_owner__isnull=False)).exclude(target_owner=F("owner"))
    if not reach.everywhere:
        lines = lines.filter(Q(document__company_id__in=reach.companies) | Q(**{f"{side}_id__in": reach.projects}))
    agreed = TransferAgreement.objects.filter(
        transfer_id=OuterRef("document_id"),
        version=OuterRef("document__proposed_version"),
        project_id=OuterRef(f"{side}_id"),
    )
    return Exists(lines.exclude(Exists(agreed)))


def _asked(lines: Iterable[StockTransferLine]) -> frozenset[UUID]:
    return asked_to_agree(line.owners for line in lines)


def _agreements(transfer_id: UUID) -> QuerySet[TransferAgreement]:
    proposed = StockTransfer.objects.filter(id=transfer_id).values("proposed_version")
    return TransferAgreement.objects.filter(transfer_id=transfer_id, version=Subquery(proposed))
