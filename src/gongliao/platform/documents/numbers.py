"""Human document numbers: per tenant, kind and year, without gaps (design.md 3.2)."""

from datetime import date

from gongliao.kernel.ids import new_id
from gongliao.platform.database.rows import fetch
from gongliao.platform.tenancy.context import current_tenant_id

TAKE = """
INSERT INTO platform_numbercounter AS c (id, tenant_id, kind, year, last) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (tenant_id, kind, year) DO UPDATE SET last = c.last + 1 RETURNING last
"""


def take_number(*, prefix: str, on: date) -> str:
    """Return the next number, such as ``GR-2026-00042``.

    The counter row stays locked until commit, so callers take the number last, just before they write.
    """
    [(last,)] = fetch(TAKE, (new_id(), current_tenant_id(), prefix, on.year))
    return f"{prefix}-{on.year}-{last:05d}"
