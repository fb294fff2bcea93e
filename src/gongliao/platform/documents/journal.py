"""Who did what to a document, and what came of what."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.platform.access.actor import Actor
from gongliao.platform.database.rows import Insert

_EVENT = Insert(
    "platform_documentevent",
    ("id", "tenant_id", "document_type", "document_id", "action", "person_id", "at", "request_id", "remark"),
)
_LINK = Insert("platform_documentlink", ("id", "tenant_id", "before_type", "before_id", "after_type", "after_id"))

Endpoint = tuple[str, UUID]


def write_journal(
    *, actor: Actor, document_type: str, document_id: UUID, action: str, at: datetime, remark: str = ""
) -> None:
    """Add one line to a document's journal."""
    row = (new_id(), actor.tenant_id, document_type, document_id, action, actor.person_id, at, actor.request_id, remark)
    _EVENT.run([row])


def link_documents(*, actor: Actor, links: Iterable[tuple[Endpoint, Endpoint]]) -> None:
    """Draw arrows of the document flow, each from what came before to what came after."""
    distinct = sorted(set(links), key=str)
    _LINK.run([(new_id(), actor.tenant_id, *before, *after) for before, after in distinct])
