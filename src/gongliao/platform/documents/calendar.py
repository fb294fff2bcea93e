"""Which business dates a company takes, and from which day on it still posts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import LiteralString
from uuid import UUID

from psycopg import sql

from gongliao.kernel.clock import local_date
from gongliao.platform.database.rows import Later, Row, ask, call, execute
from gongliao.platform.documents.drafts import lock_request_id
from gongliao.platform.documents.errors import CompanyNotFound, DateOutOfRange
from gongliao.platform.models.documents import Document
from gongliao.platform.tenancy.context import current_tenant_id

# Who posts holds the company's books shared from before it reads how far they are closed until it commits; who closes,
# opens or asks what was known holds them alone. So no posting that read the old day can commit after the close.
_SHARED = "pg_advisory_xact_lock_shared(hashtextextended(%s, 1))"
_ALONE = "pg_advisory_xact_lock(hashtextextended(%s, 1))"
_COMPANY = """
SELECT c.id, c.code, c.currency, c.time_zone, c.books_open_on, b.closed_through, b.closing_through, b.known_through,
 coalesce(b.methods_changed, false),
 (SELECT jsonb_object_agg(w.role, w.days) FROM platform_backdatingwindow w WHERE w.tenant_id = c.tenant_id)
FROM platform_company c LEFT JOIN platform_books b ON b.tenant_id = c.tenant_id AND b.company_id = c.id
WHERE c.tenant_id = %s AND c.id = %s
"""


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """What documents need to know of their company.

    ``windows`` says how many days back who holds a role may date what is posted; roles that it leaves out have no
    limit.
    """

    id: UUID
    code: str
    currency: str
    time_zone: str
    books_open_on: date
    closed_through: date | None = None
    closing_through: date | None = None
    known_through: datetime | None = None
    methods_changed: bool = False
    windows: Mapping[str, int] | None = None

    @property
    def first_open_day(self) -> date:
        """Return the first day that something can still be posted on."""
        return self.closed_through + timedelta(days=1) if self.closed_through else self.books_open_on


def ask_company(company_id: UUID) -> Later[CompanyFacts | None]:
    """Ask for a company, if there is such a company."""
    return ask(
        _COMPANY,
        (current_tenant_id(), company_id),
        lambda rows: _facts(rows[0]) if rows else None,
        columns="uuid text text text date date date timestamptz bool jsonb",
    )


def hold_books(company_id: UUID, *, request_id: UUID | None = None) -> None:
    """Keep a company's books from being closed until the transaction ends, and lock the request's id before.

    Before anything else that others wait for is locked, and before the company is asked for.
    """
    if request_id:
        lock_request_id(request_id)
    call(_SHARED, (str(company_id),))


def hold_books_of(document: type[Document], document_id: UUID) -> None:
    """Keep the books of a document's company from being closed until the transaction ends; as ``hold_books``."""
    execute(_shared_by(document._meta.db_table), (current_tenant_id(), document_id))


def hold_books_alone(company_id: UUID) -> None:
    """Wait until nobody posts in a company, and let nobody begin until the transaction ends."""
    call(_ALONE, (str(company_id),))


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


def _facts(row: Row) -> CompanyFacts:
    # The connection leaves jsonb as text.
    found = CompanyFacts(*row)
    return replace(found, windows=json.loads(row[-1])) if row[-1] else found


def _shared_by(table: str) -> LiteralString:
    return (
        sql.SQL(
            "SELECT pg_advisory_xact_lock_shared(hashtextextended(company_id::text, 1)) FROM {}"
            " WHERE tenant_id = %s AND id = %s"
        )
        .format(sql.Identifier(table))
        .as_string()
    )
