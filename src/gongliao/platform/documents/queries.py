"""Reading what surrounds a document: its flow and its journal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongliao.platform.access.actor import Actor, require
from gongliao.platform.documents.errors import DocumentNotFound
from gongliao.platform.documents.registry import document_types
from gongliao.platform.models.documents import Document, DocumentEvent, DocumentLink


@dataclass(frozen=True)
class FlowStep:
    """One neighbour in the document flow."""

    type: str
    id: UUID
    number: str | None
    state: str
    business_date: date


@dataclass(frozen=True)
class Flow:
    """What came before a document and what came after."""

    before: list[FlowStep]
    after: list[FlowStep]


@dataclass(frozen=True)
class JournalLine:
    """One action on a document."""

    action: str
    person: str
    at: datetime
    remark: str


def document_of(*, actor: Actor, document_type: str, document_id: UUID) -> Document:
    """Return a document of any type that the actor may read.

    Raises: DocumentNotFound, MissingGrant.
    """
    model = document_types().get(document_type)
    if model is None:
        raise DocumentNotFound(id=document_id)
    require(actor, model.read_grant)
    found: Document | None = model.visible_to(actor).filter(id=document_id).first()
    if found is None:
        raise DocumentNotFound(id=document_id)
    return found


def flow_of(*, actor: Actor, document_type: str, document_id: UUID) -> Flow:
    """Return a document's neighbours both ways, oldest first, without those the actor may not read.

    Raises: DocumentNotFound, MissingGrant.
    """
    document_of(actor=actor, document_type=document_type, document_id=document_id)
    before = DocumentLink.objects.filter(after_id=document_id).values_list("before_type", "before_id")
    after = DocumentLink.objects.filter(before_id=document_id).values_list("after_type", "after_id")
    return Flow(before=_steps(actor, list(before)), after=_steps(actor, list(after)))


def journal_of(*, actor: Actor, document_type: str, document_id: UUID) -> list[JournalLine]:
    """Return who did what to a document, oldest first.

    Raises: DocumentNotFound, MissingGrant.
    """
    document_of(actor=actor, document_type=document_type, document_id=document_id)
    lines = DocumentEvent.objects.filter(document_id=document_id).select_related("person").order_by("at", "id")
    return [JournalLine(action=e.action, person=e.person.name, at=e.at, remark=e.remark) for e in lines]


def has_done(*, actor: Actor, document_id: UUID, actions: Collection[str]) -> bool:
    """Tell whether the actor ever did one of these actions to a document."""
    mine = DocumentEvent.objects.filter(document_id=document_id, person_id=actor.person_id)
    return mine.filter(action__in=actions).exists()


@dataclass(frozen=True)
class PersonalStep:
    """Something one person did to a document."""

    document_type: str
    document_id: UUID
    action: str
    at: datetime


def journal_of_person(*, actor: Actor, limit: int) -> list[PersonalStep]:
    """Return the actor's last actions on documents, one per document, newest first."""
    latest = DocumentEvent.objects.filter(person_id=actor.person_id).order_by("-at", "-id")[: limit * 10]
    seen: dict[UUID, PersonalStep] = {}
    for event in latest:
        seen.setdefault(event.document_id, PersonalStep(event.document_type, event.document_id, event.action, event.at))
    return list(seen.values())[:limit]


def _steps(actor: Actor, ends: list[tuple[str, UUID]]) -> list[FlowStep]:
    found: list[FlowStep] = []
    for kind in sorted({kind for kind, _ in ends}):
        model = document_types()[kind]
        if not actor.holds(model.read_grant):
            continue
        rows = model.visible_to(actor).filter(id__in=[id for each, id in ends if each == kind])
        found += [FlowStep(kind, d.id, d.number, d.state, d.business_date) for d in rows]
    return sorted(found, key=lambda step: (step.business_date, step.id))
