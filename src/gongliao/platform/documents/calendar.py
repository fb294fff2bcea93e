"""Which business dates a company takes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongliao.kernel.clock import local_date
from gongliao.platform.database.rows import Later, ask
from gongliao.platform.documents.errors import CompanyNotFound, DateOutOfRange
from gongliao.platform.tenancy.context import current_tenant_id


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """What documents need to know of their company."""

    id: UUID
    code: str
    currency: str
    time_zone: str
    books_open_on: date


_COMPANY = "SELECT id, code, currency, time_zone, books_open_on FROM platform_company WHERE tenant_id = %s AND id = %s"


def ask_company(company_id: UUID) -> Later[CompanyFacts | None]:
    """Ask for a company, if there is such a company."""
    return ask(_COMPANY, (current_tenant_id(), company_id), lambda rows: CompanyFacts(*rows[0]) if rows else None)


def open_company(*, company_id: UUID, business_date: date, at: datetime) -> CompanyFacts:
    """Return the company, if its books take the date.

    Raises: CompanyNotFound, DateOutOfRange.
    """
    return require_open(ask_company(company_id).get(), company_id=company_id, business_date=business_date, at=at)


def require_open(company: CompanyFacts | None, *, company_id: UUID, business_date: date, at: datetime) -> CompanyFacts:
    """Return the company, if its books take the date: from the day they opened to today, where the company works.

    Raises: CompanyNotFound, DateOutOfRange.
    """
    if company is None:
        raise CompanyNotFound(id=company_id)
    today = local_date(at, company.time_zone)
    if not company.books_open_on <= business_date <= today:
        raise DateOutOfRange(date=business_date, earliest=company.books_open_on, latest=today)
    return company
