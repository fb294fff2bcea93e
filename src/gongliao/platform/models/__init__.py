"""Tables of the platform."""

from gongliao.platform.models.documents import Document, DocumentEvent, DocumentLine, DocumentLink, NumberCounter
from gongliao.platform.models.files import Attachment
from gongliao.platform.models.organisation import BackdatingWindow, Books, Company, Person, RoleAssignment, Tenant
from gongliao.platform.models.outbox import HandledEvent, IdempotencyRecord, OutboxEvent, OutboxSignal
from gongliao.platform.models.user import User

__all__ = [
    "Attachment",
    "BackdatingWindow",
    "Books",
    "Company",
    "Document",
    "DocumentEvent",
    "DocumentLine",
    "DocumentLink",
    "HandledEvent",
    "IdempotencyRecord",
    "NumberCounter",
    "OutboxEvent",
    "OutboxSignal",
    "Person",
    "RoleAssignment",
    "Tenant",
    "User",
]
