"""Which documents are there."""

from collections.abc import Iterable
from uuid import UUID

from psycopg import sql

from gongliao.platform.public import current_tenant_id, document_types, fetch

_EXISTING = sql.SQL("SELECT id FROM {} WHERE tenant_id = %s AND id = ANY(%s)")


def existing_documents(asked: Iterable[tuple[str, UUID]]) -> set[UUID]:
    """Return the ids of those documents, named by type and id, that are there in any state."""
    by_type: dict[str, list[UUID]] = {}
    for document_type, document_id in asked:
        by_type.setdefault(document_type, []).append(document_id)
    found: set[UUID] = set()
    for document_type, ids in by_type.items():
        table = sql.Identifier(document_types()[document_type]._meta.db_table)
        found.update(id for (id,) in fetch(_EXISTING.format(table), (current_tenant_id(), ids)))
    return found
