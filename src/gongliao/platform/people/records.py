"""What saving companies and people has in common."""

from typing import TypeVar
from uuid import UUID

from gongliao.platform.access.actor import Actor, Where
from gongliao.platform.documents.drafts import lock_request_id
from gongliao.platform.documents.errors import RequestIdReused, StaleVersion
from gongliao.platform.errors import LastAdministrator
from gongliao.platform.models.organisation import Company, Person

# Whoever makes people or hands out roles must hold the grant everywhere: over one company alone it would be a ladder.
EVERYWHERE = Where()

Record = TypeVar("Record", Company, Person)


def refuse_stale(record_id: UUID, seen: int, current: int) -> None:
    """Refuse a save by somebody who saw another version.

    Raises: RequestIdReused, StaleVersion.
    """
    if seen == 0:
        raise RequestIdReused(id=record_id)
    if seen != current:
        raise StaleVersion(seen=seen, current=current)


def refuse_without_administrator(actor: Actor) -> None:
    """Refuse to end without anybody who could let others in again.

    The lock comes first, so that of two who leave at once the second sees that the first has gone.
    """
    lock_request_id(actor.tenant_id)
    administrators = Person.objects.filter(
        active=True, assignments__role="administrator", assignments__scope_kind="tenant"
    )
    if not administrators.exists():
        raise LastAdministrator()


def save_record(record: Record, columns: dict[str, object]) -> Record:
    """Write the columns and the next version."""
    for name, value in columns.items():
        setattr(record, name, value)
    record.version += 1
    record.save(update_fields=[*columns, "version"])
    return record
