"""Companies."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import available_timezones

from gongliao.platform.access.actor import Actor, require
from gongliao.platform.documents.drafts import lock_request_id
from gongliao.platform.documents.errors import CompanyNotFound
from gongliao.platform.documents.registry import document_types
from gongliao.platform.errors import CompanyHasDocuments, CompanyInCircle, UnknownTimeZone
from gongliao.platform.models.organisation import Company
from gongliao.platform.people.records import EVERYWHERE, refuse_stale, save_record
from gongliao.platform.permissions import ADMINISTER
from gongliao.platform.tenancy.context import in_tenant


@dataclass(frozen=True)
class CompanyRequest:
    """A company as it should be; ``version`` is what the editor saw, 0 for a new one."""

    id: UUID
    version: int
    code: str
    name: str
    currency: str
    time_zone: str
    books_open_on: date
    parent_id: UUID | None


@in_tenant
def save_company(*, actor: Actor, request: CompanyRequest) -> Company:
    """Create or change a company. The same content sent again changes nothing and answers the same.

    Raises: MissingGrant, UnknownTimeZone, RequestIdReused, CompanyNotFound, StaleVersion, CompanyInCircle,
        CompanyHasDocuments.
    """
    require(actor, ADMINISTER, EVERYWHERE)
    if request.time_zone not in available_timezones():
        raise UnknownTimeZone()
    wanted = _company_columns(request)
    lock_request_id(request.id)
    found: Company | None = Company.objects.select_for_update().filter(id=request.id).first()
    if found is None:
        if request.version:
            raise CompanyNotFound(id=request.id)
        _refuse_circle(request)
        made: Company = Company.objects.create(id=request.id, **wanted)
        return made
    if all(getattr(found, name) == value for name, value in wanted.items()):
        return found
    refuse_stale(request.id, request.version, found.version)
    _refuse_circle(request)
    _refuse_change_under_documents(found, request)
    return save_record(found, wanted)


def _company_columns(request: CompanyRequest) -> dict[str, object]:
    return {
        "code": request.code,
        "name": request.name,
        "currency": request.currency,
        "time_zone": request.time_zone,
        "books_open_on": request.books_open_on,
        "parent_id": request.parent_id,
    }


def _refuse_circle(request: CompanyRequest) -> None:
    above = dict(Company.objects.values_list("id", "parent_id"))
    step = request.parent_id
    if step is not None and step not in above and step != request.id:
        raise CompanyNotFound(id=step, field="parent_id")
    while step is not None:
        if step == request.id:
            raise CompanyInCircle()
        step = above[step]


def _refuse_change_under_documents(found: Company, request: CompanyRequest) -> None:
    for field in ("currency", "books_open_on"):
        if getattr(found, field) != getattr(request, field) and _has_documents(found.id):
            raise CompanyHasDocuments(field=field)


def _has_documents(company_id: UUID) -> bool:
    return any(model.objects.filter(company_id=company_id).exists() for model in document_types().values())
