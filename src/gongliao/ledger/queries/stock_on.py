"""Stock and cost of a company as they stood on a day: worked out from the rows, not read from what is kept of today.

``{day}`` is the date that decides: when it happened, or in which period it counts. Rows that were recorded after
``known_at`` are left out. A pool's value is the sum of its moves'; what lies in a bin has its share of it, apportioned
as posting does it (rules.apportion), in whole cents and millionths, so that the quotient is exact.
"""

from datetime import date, datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

from psycopg import sql

from gongliao.kernel.ids import NO_ID
from gongliao.platform.public import Row, current_tenant_id, described

DayColumn = Literal["business_date", "posting_date"]

_STOCK = """
WITH moved AS (
  SELECT m.item_id, m.ownership, s.owner_id, m.batch_id, m.method, s.bin_id,
    sum(s.sign * m.quantity) AS quantity, sum(s.sign * m.value) AS value
  FROM ledger_stockmove m
  CROSS JOIN LATERAL (VALUES
    (CASE WHEN m.source_kind = 'bin' THEN m.source_id END, m.source_owner_id, -1),
    (CASE WHEN m.target_kind = 'bin' THEN m.target_id END, m.target_owner_id, 1)) AS s (bin_id, owner_id, sign)
  WHERE m.tenant_id = %(tenant)s AND m.company_id = %(company)s AND m.{day} <= %(day)s AND s.bin_id IS NOT NULL
    AND m.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
    AND (%(item)s::uuid IS NULL OR m.item_id = %(item)s)
  GROUP BY 1, 2, 3, 4, 5, 6),
placed AS (
  SELECT moved.item_id, moved.ownership, moved.owner_id, moved.batch_id, moved.bin_id,
    CASE WHEN coalesce(nullif(moved.method, ''), i.valuation_method) = 'specific_batch'
      THEN moved.batch_id ELSE %(none)s END AS pool_batch,
    sum(moved.quantity) AS quantity, sum(moved.value) AS value
  FROM moved JOIN catalog_item i ON i.tenant_id = %(tenant)s AND i.id = moved.item_id
  GROUP BY 1, 2, 3, 4, 5, 6),
running AS (
  SELECT *, 100 * sum(value) OVER pool AS worth, 1000000 * sum(quantity) OVER pool AS whole,
    1000000 * sum(quantity) OVER (pool ORDER BY bin_id, batch_id) AS part
  FROM placed WINDOW pool AS (PARTITION BY item_id, ownership, owner_id, pool_batch)),
reached AS (
  SELECT *, CASE WHEN whole = 0 THEN worth ELSE div(2 * worth * part + whole, 2 * whole) END AS cents FROM running),
parted AS (
  SELECT item_id, bin_id, owner_id, ownership, quantity,
    cents - lag(cents, 1, 0::numeric) OVER (PARTITION BY item_id, ownership, owner_id, pool_batch
      ORDER BY bin_id, batch_id) AS cents
  FROM reached)
SELECT p.item_id, b.warehouse_id, p.owner_id, p.ownership,
  round(sum(p.quantity), 6) AS quantity, round(sum(p.cents) / 100, 2) AS value
FROM parted p JOIN catalog_bin b ON b.tenant_id = %(tenant)s AND b.id = p.bin_id
GROUP BY 1, 2, 3, 4 HAVING sum(p.quantity) <> 0 OR sum(p.cents) <> 0
"""

_COST = """
SELECT c.project_id, c.node_id, c.category_id,
  round(coalesce(sum(c.amount) FILTER (WHERE c.{day} >= %(first)s), 0), 2) AS in_month,
  round(sum(c.amount), 2) AS to_date
FROM ledger_costentry c
WHERE c.tenant_id = %(tenant)s AND c.company_id = %(company)s AND c.{day} <= %(day)s
  AND c.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
GROUP BY 1, 2, 3
"""


def stock_on(
    *, company_id: UUID, day: date, by: DayColumn, known_at: datetime | None = None, item_id: UUID | None = None
) -> list[Row]:
    """Return item, warehouse, owner, ownership, quantity and value of all that lay somewhere on a day."""
    asked = _asked(company_id, day, known_at) | {"item": item_id, "none": NO_ID}
    return described(_by(_STOCK, by), asked)[0]


def cost_on(*, company_id: UUID, first: date, day: date, by: DayColumn, known_at: datetime | None = None) -> list[Row]:
    """Return project, node, category, and what it bore from the first day on and in all, up to a day."""
    return described(_by(_COST, by), _asked(company_id, day, known_at) | {"first": first})[0]


def _asked(company_id: UUID, day: date, known_at: datetime | None) -> dict[str, Any]:
    return {"tenant": current_tenant_id(), "company": company_id, "day": day, "known_at": known_at}


def _by(text: LiteralString, by: DayColumn) -> LiteralString:
    return sql.SQL(text).format(day=sql.Identifier(by)).as_string()
