"""Which business dates a company takes."""

from datetime import date, datetime
from uuid import UUID

from gongliao.kernel.clock import local_date
from gongliao.platform.documents.errors import CompanyNotFound, DateOutOfRange
from gongliao.platform.models.organisation import Company


def open_company(*, company_id: UUID, business_date: date, at: datetime) -> Company:
    """Return the company, if its books take the date: from the day they opened to today, where the company works.

    Raises: CompanyNotFound, DateOutOfRange.
    """
    company = Company.objects.filter(id=company_id).first()
    if company is None:
        raise CompanyNotFound(id=company_id)
    today = local_date(at, company.time_zone)
    if not company.books_open_on <= business_date <= today:
        raise DateOutOfRange(date=business_date, earliest=company.books_open_on, latest=today)
    return company
