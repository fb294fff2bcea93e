"""Sums of the books by project, for statements; each one statement over the tenant's own index."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from psycopg import sql

from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.platform.public import current_tenant_id, fetch

# The mark that says how far cost entries are summed up.
SUMS = "cost_sums"


class CostDimension(StrEnum):
    """What cost totals can be broken down by."""

    NODE = "node"
    CATEGORY = "category"
    MONTH = "month"
    ITEM = "item"


# What of each entry counts; a rollup has all of them but the item.
_COLUMNS = {
    CostDimension.NODE: sql.SQL("node_id"),
    CostDimension.CATEGORY: sql.SQL("category_id"),
    CostDimension.MONTH: sql.SQL("month"),
    CostDimension.ITEM: sql.SQL("item_id"),
}
_NOT_ASKED = {
    CostDimension.NODE: sql.SQL("NULL::uuid"),
    CostDimension.CATEGORY: sql.SQL("NULL::uuid"),
    CostDimension.MONTH: sql.SQL("NULL::date"),
    CostDimension.ITEM: sql.SQL("NULL::uuid"),
}
_COST_TOTALS = sql.SQL(
    """
SELECT project_id, {node}, {category}, {month}, {item}, sum(quantity), sum(amount) FROM ({parts}) AS part
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 4, 3, 2
"""
)
_ENTRIES = sql.SQL(
    """
SELECT project_id, node_id, category_id, date_trunc('month', posting_date)::date AS month, item_id, quantity, amount
FROM ledger_costentry WHERE tenant_id = %s AND project_id = ANY(%s) AND business_date <= coalesce(%s, 'infinity'::date)
 AND recorded_at <= coalesce(%s, 'infinity'::timestamptz)
"""
)
# The sums, and the entries that came since. The mark is read in the same moment as the sums; what is known of it
# beforehand is there for the planner, which then reads the end of the table instead of a project's years.
_ROLLED_UP = sql.SQL(
    """
SELECT project_id, node_id, category_id, month, NULL::uuid AS item_id, quantity, amount
FROM ledger_costrollup WHERE tenant_id = %s AND project_id = ANY(%s)
UNION ALL
SELECT project_id, node_id, category_id, date_trunc('month', posting_date)::date, NULL::uuid, quantity, amount
FROM ledger_costentry WHERE tenant_id = %s AND project_id = ANY(%s) AND seq > %s
 AND seq > coalesce((SELECT through FROM ledger_mark WHERE tenant_id = %s AND name = %s), 0)
"""
)
_MARK = "SELECT through FROM ledger_mark WHERE tenant_id = %s AND name = %s"
_STOCK_VALUE = """
SELECT owner_id, sum(value) FROM ledger_stockpool
WHERE tenant_id = %s AND owner_id = ANY(%s) AND ownership = 'own' GROUP BY owner_id
"""
# What came to the owner less what went; what only moved between bins of the same owner is in both.
_STOCK_VALUE_KNOWN = """
SELECT s.owner_id, sum(s.sign * m.value) FROM ledger_stockmove m
CROSS JOIN LATERAL (VALUES (m.target_kind, m.target_owner_id, 1), (m.source_kind, m.source_owner_id, -1))
 AS s (kind, owner_id, sign)
WHERE m.tenant_id = %s AND m.ownership = 'own' AND m.recorded_at <= %s AND s.kind = 'bin' AND s.owner_id = ANY(%s)
GROUP BY s.owner_id
"""
_COMMITMENTS = """
SELECT project_id, coalesce(sum(amount) FILTER (WHERE kind IN ('order', 'release')), 0), sum(amount)
FROM ledger_commitmententry WHERE tenant_id = %s AND project_id = ANY(%s)
 AND recorded_at <= coalesce(%s, 'infinity'::timestamptz) GROUP BY project_id
"""


@dataclass(frozen=True, slots=True)
class CostTotal:
    """What a project bears, broken down by the dimensions asked for; the others are empty.

    ``month`` is the first day of the posting month. ``quantity`` only says something when broken down by item.
    """

    project_id: UUID
    node_id: UUID | None
    category_id: UUID | None
    month: date | None
    item_id: UUID | None
    quantity: Quantity
    amount: Money


@dataclass(frozen=True, slots=True)
class CommitmentTotal:
    """What orders bind for a project: all that was bound less what was released, and what is open of it."""

    bound: Money
    open: Money


def cost_totals(
    *,
    project_ids: Collection[UUID],
    by: Collection[CostDimension],
    until: date | None = None,
    known_at: datetime | None = None,
) -> list[CostTotal]:
    """Return what projects bear, by any dimensions, as of a business date and as known at an instant."""
    columns = {name.value: (_COLUMNS if name in by else _NOT_ASKED)[name] for name in CostDimension}
    tenant_id, projects = current_tenant_id(), list(project_ids)
    if until is None and known_at is None and CostDimension.ITEM not in by:
        through = next((row[0] for row in fetch(_MARK, (tenant_id, SUMS))), 0)
        rows = fetch(
            _COST_TOTALS.format(parts=_ROLLED_UP, **columns),
            (tenant_id, projects, tenant_id, projects, through, tenant_id, SUMS),
        )
    else:
        rows = fetch(_COST_TOTALS.format(parts=_ENTRIES, **columns), (tenant_id, projects, until, known_at))
    return [CostTotal(*row) for row in rows]


def stock_values(*, project_ids: Collection[UUID], known_at: datetime | None = None) -> dict[UUID, Money]:
    """Return what the stock that projects own is worth now, or was as known at an instant."""
    tenant_id, projects = current_tenant_id(), list(project_ids)
    if known_at is None:
        rows = fetch(_STOCK_VALUE, (tenant_id, projects))
    else:
        rows = fetch(_STOCK_VALUE_KNOWN, (tenant_id, known_at, projects))
    return dict.fromkeys(project_ids, NO_MONEY) | {owner_id: Money(value) for owner_id, value in rows}


def commitment_totals(
    *, project_ids: Collection[UUID], known_at: datetime | None = None
) -> dict[UUID, CommitmentTotal]:
    """Return what is bound for projects, now or as known at an instant."""
    nothing = CommitmentTotal(NO_MONEY, NO_MONEY)
    rows = fetch(_COMMITMENTS, (current_tenant_id(), list(project_ids), known_at))
    return dict.fromkeys(project_ids, nothing) | {
        project_id: CommitmentTotal(Money(bound), Money(open_)) for project_id, bound, open_ in rows
    }
