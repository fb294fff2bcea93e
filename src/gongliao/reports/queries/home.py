"""The first screen: what waits for this person, and what they did last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from gongliao.inventory.public import waiting_for_agreement
from gongliao.platform.public import Actor, Document, document_types, journal_of_person

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits for this person."""

    type: str
    id: UUID
    number: str | None
    business_date: date
    state: str


@dataclass(frozen=True, slots=True)
class Todo:
    """A kind of work, how many documents wait for it, and the first of them."""

    kind: str
    count: int
    documents: list[Waiting]


@dataclass(frozen=True, slots=True)
class Recent:
    """Something this person did to a document."""

    type: str
    id: UUID
    number: str | None
    action: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Home:
    """The first screen."""

    todos: list[Todo]
    recent: list[Recent]


@dataclass(frozen=True)
class _Work:
    kind: str
    document_type: str
    grant: str
    waits: Callable[[Actor], Q]


_WORK = (
    _Work(
        "approve_order",
        "purchase_order",
        "procurement.approve",
        lambda actor: Q(state="submitted") & ~Q(created_by_id=actor.person_id) & ~Q(submitted_by_id=actor.person_id),
    ),
    _Work(
        "approve_requisition",
        "material_requisition",
        "inventory.approve",
        lambda actor: Q(state="submitted") & ~Q(created_by_id=actor.person_id) & ~Q(submitted_by_id=actor.person_id),
    ),
    _Work("agree_transfer", "stock_transfer", "inventory.agree_transfer", waiting_for_agreement),
    _Work("post_transfer", "stock_transfer", "inventory.transfer", lambda _: Q(state="agreed")),
    _Work(
        "issue_requisition",
        "material_requisition",
        "inventory.issue",
        lambda _: Q(state="approved", lines__issued_quantity__lt=F("lines__quantity")),
    ),
    _Work(
        "receive_order",
        "purchase_order",
        "inventory.receive",
        lambda _: Q(state="approved", lines__received_quantity__lt=F("lines__quantity")),
    ),
    _Work(
        "finish_order",
        "purchase_order",
        "procurement.order",
        lambda actor: Q(state="draft", created_by_id=actor.person_id),
    ),
    _Work(
        "finish_requisition",
        "material_requisition",
        "inventory.requisition",
        lambda actor: Q(state="draft", created_by_id=actor.person_id),
    ),
)


def home_of(*, actor: Actor) -> Home:
    """Return what waits for the actor, kind by kind, and their last actions; nothing they may not read."""
    todos = [todo for work in _WORK if (todo := _todo(actor, work)) is not None]
    return Home(todos=todos, recent=_recent(actor))


def _todo(actor: Actor, work: _Work) -> Todo | None:
    model = document_types()[work.document_type]
    if not (actor.holds(work.grant) and actor.holds(model.read_grant)):
        return None
    # A document with several lines outstanding is one document.
    waiting = model.visible_to(actor).filter(work.waits(actor)).distinct()
    count = waiting.count()
    if count == 0:
        return None
    first = waiting.order_by("business_date", "id")[:SHOWN]
    return Todo(
        work.kind,
        count,
        [Waiting(work.document_type, d.id, d.number, d.business_date, d.state) for d in first],
    )


def _recent(actor: Actor) -> list[Recent]:
    events = journal_of_person(actor=actor, limit=SHOWN)
    numbers: dict[UUID, Any] = {}
    for kind in {event.document_type for event in events}:
        model: type[Document] = document_types()[kind]
        ids = [event.document_id for event in events if event.document_type == kind]
        numbers.update(model.objects.filter(id__in=ids).values_list("id", "number"))
    return [
        Recent(event.document_type, event.document_id, numbers[event.document_id], event.action, event.at)
        for event in events
        if event.document_id in numbers
    ]
