"""What the lists of costing's documents are narrowed to alike."""

from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from gongliao.platform.public import Document

D = TypeVar("D", bound=Document)


class Wanted(Protocol):
    """``None`` does not count."""

    @property
    def state(self) -> str | None: ...
    @property
    def company_id(self) -> UUID | None: ...
    @property
    def business_date_from(self) -> date | None: ...
    @property
    def business_date_to(self) -> date | None: ...


def narrowed(found: "QuerySet[D]", wanted: Wanted) -> "QuerySet[D]":
    """Return the documents of a state, a company and some days."""
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.company_id:
        found = found.filter(company_id=wanted.company_id)
    if wanted.business_date_from:
        found = found.filter(business_date__gte=wanted.business_date_from)
    if wanted.business_date_to:
        found = found.filter(business_date__lte=wanted.business_date_to)
    return found
