"""Announcing: an event row in the transaction of the fact; a relay delivers it afterwards (ADR-0005)."""

import dataclasses
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.platform.database.rows import Insert, as_json
from gongliao.platform.http.problems import plain
from gongliao.platform.tenancy.context import current_tenant_id

_EVENT = Insert(
    "platform_outboxevent",
    ("id", "tenant_id", "kind", "document_id", "payload", "recorded_at", "attempts", "last_error"),
)
_SIGNAL = Insert("platform_outboxsignal", ("of_tenant",))


class Event(Protocol):
    """What a contract event is: a frozen dataclass with a kind, the document it belongs to and an instant."""

    kind: ClassVar[str]

    @property
    def document_id(self) -> UUID: ...
    @property
    def at(self) -> datetime: ...

    __dataclass_fields__: ClassVar[dict[str, Any]]


def announce(event: Event) -> None:
    """Write the event beside the fact it tells; nothing is told when the transaction fails."""
    payload = as_json(plain({field.name: getattr(event, field.name) for field in dataclasses.fields(event)}))
    tenant_id = current_tenant_id()
    _EVENT.run([(new_id(), tenant_id, event.kind, event.document_id, payload, event.at, 0, "")])
    _SIGNAL.run([(tenant_id,)])
