"""Taking hold of a document: what every step of it begins with."""

from typing import TypeVar
from uuid import UUID

from gongliao.platform.public import Actor, Document, DocumentNotFound, lock_document

D = TypeVar("D", bound=Document)


def hold_document(model: type[D], *, actor: Actor, document_id: UUID) -> D:
    """Return the document, locked, if the actor sees it; one out of reach is as good as not there.

    Raises: DocumentNotFound.
    """
    document = lock_document(model, document_id)
    if not model.visible_to(actor).filter(id=document_id).exists():
        raise DocumentNotFound(id=document_id)
    return document
