"""One search box over documents, items, projects and parties."""

from dataclasses import dataclass
from uuid import UUID

from gongliao.catalog.public import search_items, search_parties
from gongliao.platform.public import Actor, document_types
from gongliao.projects.public import list_projects

EACH = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its kind, and a line to show."""

    type: str
    id: UUID
    title: str
    subtitle: str


def search_everything(*, actor: Actor, text: str) -> list[Hit]:
    """Return the best hits of each kind that the actor may read, documents by number first."""
    text = text.strip()
    if not text:
        return []
    return [*_documents(actor, text), *_projects(actor, text), *_items(actor, text), *_parties(actor, text)]


def _documents(actor: Actor, text: str) -> list[Hit]:
    hits: list[Hit] = []
    for kind, model in sorted(document_types().items()):
        if actor.holds(model.read_grant):
            found = model.visible_to(actor).filter(number__icontains=text).order_by("-number")[:EACH]
            hits += [Hit(kind, d.id, d.number or "", d.business_date.isoformat()) for d in found]
    return hits


def _projects(actor: Actor, text: str) -> list[Hit]:
    if not actor.holds("projects.read"):
        return []
    return [Hit("project", p.id, p.code, p.name) for p in list_projects(actor=actor, text=text)[:EACH]]


def _items(actor: Actor, text: str) -> list[Hit]:
    if not actor.holds("catalog.read"):
        return []
    found = search_items(actor=actor, q=text, limit=EACH)
    return [Hit("item", item.id, item.code, f"{item.name} {item.specification}".strip()) for item in found]


def _parties(actor: Actor, text: str) -> list[Hit]:
    if not actor.holds("catalog.read"):
        return []
    return [Hit("party", p.id, p.code, p.name) for p in search_parties(actor=actor, q=text, limit=EACH)]
