"""Saving drafts: by the caller's id, with the version the editor saw (design.md 3.2, 3.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, LiteralString, TypeVar
from uuid import UUID

from psycopg import sql

from gongliao.platform.access.actor import Actor
from gongliao.platform.database.rows import Later, ask, call
from gongliao.platform.documents.errors import DocumentNotFound, RequestIdReused, StaleVersion, WrongState
from gongliao.platform.documents.journal import write_journal
from gongliao.platform.models.documents import Document, DocumentLine
from gongliao.platform.tenancy.context import current_tenant_id

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Draft:
    """A draft as its operation has checked it.

    Shape: ``head`` and each of ``lines`` map column names to values; lines in their order, each with its ``id``.
    """

    id: UUID
    version: int
    digest: str
    head: Mapping[str, Any]
    lines: Sequence[Mapping[str, Any]]


def lock_request_id(request_id: UUID) -> None:
    """Wait for anybody who is working under the same id, until the transaction ends."""
    call("pg_advisory_xact_lock(hashtextextended(%s, 0))", (str(request_id),))


def lock_document(model: type[D], document_id: UUID) -> D:
    """Return the document, locked.

    Raises: DocumentNotFound.
    """
    found: D | None = model.objects.select_for_update().filter(id=document_id).first()
    if found is None:
        raise DocumentNotFound(id=document_id)
    return found


def ask_fingerprint(model: type[D], document_id: UUID) -> Later[str | None]:
    """Ask for the content under an id, if there is any; under ``lock_request_id``."""
    # A bare statement, because every posting asks and nearly none finds anything.
    return ask(
        _fingerprint_of(model),
        (current_tenant_id(), document_id),
        lambda rows: str(rows[0][0]) if rows else None,
        columns="text",
    )


def already_recorded(
    model: type[D], *, document_id: UUID, digest: str, kept: Later[str | None] | None = None
) -> D | None:
    """Return the document that this very request made before, if it did; asked under ``lock_request_id``.

    ``kept`` is the answer of ``ask_fingerprint`` where it was asked already.

    Raises: RequestIdReused.
    """
    found_digest = (kept or ask_fingerprint(model, document_id)).get()
    if found_digest is None:
        return None
    if found_digest != digest:
        raise RequestIdReused(id=document_id)
    found: D = model.objects.get(id=document_id)
    return found


def require_state(document: Document, *allowed: str) -> None:
    """Refuse unless the document is in one of the states.

    Raises: WrongState.
    """
    if document.state not in allowed:
        raise WrongState(state=document.state, allowed=allowed)


def save_draft(*, actor: Actor, model: type[D], line_model: type[DocumentLine], draft: Draft, at: datetime) -> D:
    """Create or replace a draft. The same content sent again changes nothing and answers the same.

    Raises: DocumentNotFound, RequestIdReused, WrongState, StaleVersion.
    """
    lock_request_id(draft.id)
    found: D | None = model.objects.select_for_update().filter(id=draft.id).first()
    if found is None:
        if draft.version:
            raise DocumentNotFound(id=draft.id)
        return _create(actor, model, line_model, draft, at)
    if found.fingerprint == draft.digest:
        return found
    if draft.version == 0:
        raise RequestIdReused(id=draft.id)
    require_state(found, "draft")
    if found.version != draft.version:
        raise StaleVersion(seen=draft.version, current=found.version)
    return _replace(actor, found, line_model, draft, at)


def drop_draft(*, actor: Actor, model: type[D], document_id: UUID, version: int) -> None:
    """Delete a draft that nobody has submitted; only its journal remains.

    Raises: DocumentNotFound, WrongState, StaleVersion.
    """
    found = lock_document(model, document_id)
    if not model.visible_to(actor).filter(id=document_id).exists():
        raise DocumentNotFound(id=document_id)
    require_state(found, "draft")
    if found.version != version:
        raise StaleVersion(seen=version, current=found.version)
    found.delete()


def change_state(
    document: Document, state: str, *, actor: Actor, action: str, at: datetime, because: str = "", **columns: Any
) -> None:
    """Move a locked document to another state, write columns that go with it, and note who did it and why."""
    values = {"state": state, "version": document.version + 1, **columns}
    type(document).objects.filter(id=document.id).update(**values)
    for name, value in values.items():
        setattr(document, name, value)
    write_journal(
        actor=actor,
        document_type=document.document_type,
        document_id=document.id,
        action=action,
        at=at,
        remark=because,
    )


@cache
def _fingerprint_of(model: type[Document]) -> LiteralString:
    statement = sql.SQL("SELECT fingerprint FROM {} WHERE tenant_id = %s AND id = %s")
    return statement.format(sql.Identifier(model._meta.db_table)).as_string()


def _create(actor: Actor, model: type[D], line_model: type[DocumentLine], draft: Draft, at: datetime) -> D:
    made = model(
        id=draft.id, created_by_id=actor.person_id, created_at=at, fingerprint=draft.digest, version=1, **draft.head
    )
    made.save(force_insert=True)
    _insert_lines(line_model, made, draft)
    write_journal(actor=actor, document_type=model.document_type, document_id=made.id, action="created", at=at)
    return made


def _replace(actor: Actor, found: D, line_model: type[DocumentLine], draft: Draft, at: datetime) -> D:
    for name, value in draft.head.items():
        setattr(found, name, value)
    found.version += 1
    found.fingerprint = draft.digest
    found.save(force_update=True)
    line_model.objects.filter(document_id=found.id).delete()
    _insert_lines(line_model, found, draft)
    write_journal(actor=actor, document_type=found.document_type, document_id=found.id, action="saved", at=at)
    return found


def _insert_lines(line_model: type[DocumentLine], document: Document, draft: Draft) -> None:
    rows = ({"document_id": document.id, "line_no": number, **line} for number, line in enumerate(draft.lines, start=1))
    line_model.objects.bulk_create(line_model(**row) for row in rows)
