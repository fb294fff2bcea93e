"""Refusals that every kind of document shares."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gongliao.kernel.errors import NotFound, RuleBroken


@dataclass(eq=False)
class DocumentNotFound(NotFound):
    """No such document here."""

    code = "platform.document_not_found"
    id: UUID


@dataclass(eq=False)
class RequestIdReused(RuleBroken):
    """The id already belongs to a document with another content."""

    code = "platform.request_id_reused"
    id: UUID


@dataclass(eq=False)
class StaleVersion(RuleBroken):
    """Somebody saved a newer version meanwhile; ``current`` is its state."""

    code = "platform.stale_version"
    seen: int
    current: int


@dataclass(eq=False)
class WrongState(RuleBroken):
    """The document is not in a state that allows this."""

    code = "platform.wrong_state"
    state: str
    allowed: tuple[str, ...]


@dataclass(eq=False)
class DateOutOfRange(RuleBroken):
    """The business date lies before the books opened or in the future."""

    code = "platform.date_out_of_range"
    date: Any
    earliest: Any
    latest: Any
    field: str | None = "business_date"


@dataclass(eq=False)
class CompanyNotFound(NotFound):
    """No such company here."""

    code = "platform.company_not_found"
    id: UUID
    field: str | None = "company_id"
