"""Check what was posted since the last check that held, and all that it touches."""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString
from uuid import UUID

from gongliao.ledger.operations.marks import hold_mark, move_mark, note_mark
from gongliao.ledger.queries.frozen import closed_months_changed
from gongliao.ledger.queries.oracle import moves_worth_something_else
from gongliao.ledger.queries.verify import CHECKS, ESTIMATED, FROZEN, REPLAY, CheckResult, VerifyResult, run_check
from gongliao.platform.public import current_tenant_id, fetch, tenant_transaction

TABLES = {
    "verified_moves": "ledger_stockmove",
    "verified_costs": "ledger_othercost",
    "verified_vouchers": "ledger_voucherline",
    "verified_commitments": "ledger_commitmententry",
}
# The checks are the same: tables of these names are what is new in them and what that touches.
_OF_ITEMS: LiteralString = """
WITH ledger_stockmove AS (SELECT * FROM ledger_stockmove WHERE tenant_id = %(tenant)s AND item_id = ANY(%(items)s)),
ledger_countedstock AS (SELECT * FROM ledger_countedstock
  WHERE tenant_id = %(tenant)s AND item_id = ANY(%(items)s)),
ledger_stockpool AS (SELECT * FROM ledger_stockpool WHERE tenant_id = %(tenant)s AND item_id = ANY(%(items)s)),
ledger_stockbalance AS (SELECT * FROM ledger_stockbalance
  WHERE tenant_id = %(tenant)s AND pool_id IN (SELECT id FROM ledger_stockpool))
"""
_OF_DOCUMENTS = """
WITH ledger_stockmove AS (SELECT * FROM ledger_stockmove
  WHERE tenant_id = %(tenant)s AND document_id = ANY(%(documents)s)),
ledger_othercost AS (SELECT * FROM ledger_othercost
  WHERE tenant_id = %(tenant)s AND document_id = ANY(%(documents)s)),
ledger_voucherline AS (SELECT * FROM ledger_voucherline
  WHERE tenant_id = %(tenant)s AND document_id = ANY(%(documents)s))
"""
_OF_ESTIMATES = """
WITH ledger_monthestimate AS (SELECT * FROM ledger_monthestimate
  WHERE tenant_id = %(tenant)s AND id = ANY(%(documents)s)),
ledger_voucherline AS (SELECT * FROM ledger_voucherline
  WHERE tenant_id = %(tenant)s AND document_id = ANY(%(documents)s))
"""
_OF_ORDER_LINES = """
WITH ledger_commitmententry AS (SELECT * FROM ledger_commitmententry
  WHERE tenant_id = %(tenant)s AND order_line_id = ANY(%(order_lines)s))
"""
_SCOPES: dict[str, LiteralString] = {
    "voucher_balances": _OF_DOCUMENTS,
    "voucher_says_what_is_booked": _OF_DOCUMENTS,
    "commitment_not_overdrawn": _OF_ORDER_LINES,
    "estimate_is_written_and_taken_back": _OF_ESTIMATES,
}
# Sums over a whole company: they follow from the others, document by document and pool by pool. They and what every
# closed month says are left to the full check.
WHOLE = frozenset(
    {
        "inventory_account_equals_stock",
        "cost_sums_equal_entries",
        "estimate_stands_while_its_month_is_closed",
        ESTIMATED,
    }
)

_ITEMS = "SELECT array_agg(DISTINCT item_id) FROM ledger_stockmove WHERE tenant_id = %s AND seq > %s"
_ORDER_LINES = "SELECT array_agg(DISTINCT order_line_id) FROM ledger_commitmententry WHERE tenant_id = %s AND seq > %s"
_DOCUMENTS = """
SELECT array_agg(document_id) FROM (
 SELECT document_id FROM ledger_stockmove WHERE tenant_id = %s AND seq > %s
 UNION SELECT document_id FROM ledger_othercost WHERE tenant_id = %s AND seq > %s
 UNION SELECT document_id FROM ledger_voucherline WHERE tenant_id = %s AND seq > %s) AS d
"""
_INTO_CLOSED = """
SELECT 1 FROM platform_books b WHERE b.tenant_id = %s AND b.closed_through IS NOT NULL AND (
 EXISTS (SELECT 1 FROM ledger_stockmove WHERE tenant_id = b.tenant_id AND company_id = b.company_id AND seq > %s
  AND posting_date <= b.closed_through)
 OR EXISTS (SELECT 1 FROM ledger_othercost WHERE tenant_id = b.tenant_id AND company_id = b.company_id AND seq > %s
  AND posting_date <= b.closed_through))
"""


def verify_news(*, tenant_ids: Sequence[UUID]) -> VerifyResult:
    """Check the items, documents and order lines that something was posted to since the last such check that held.

    What is broken is found again until it is mended. A tenant that somebody else is checking is passed over.

    Source: design.md 5; requirements of ``gongliao verify``.
    """
    found: list[CheckResult] = []
    for tenant_id in tenant_ids:
        with tenant_transaction(tenant_id):
            for name, table in TABLES.items():
                note_mark(name, table=table)
        with tenant_transaction(tenant_id):
            reaches = {name: hold_mark(name) for name in TABLES}
            through = {name: reach.through for name, reach in reaches.items() if reach}
            if len(through) < len(TABLES):
                continue
            checks = _run_all(through)
            if not any(check.broken for check in checks):
                for name, reach in reaches.items():
                    if reach:
                        move_mark(name, through=reach.settled)
            found += checks
    return VerifyResult(tuple(found))


def statement_of_news(check: str) -> LiteralString:
    """Return a check as a statement over what is new; it takes the tenant, items, documents and order lines."""
    within = _SCOPES.get(check, _OF_ITEMS)
    return f"{within} SELECT * FROM ({CHECKS[check]}) AS broken"  # noqa: S608  all of it is ours


def _run_all(through: Mapping[str, int]) -> list[CheckResult]:
    tenant_id = current_tenant_id()
    news = _news(through)
    values = {**news, "tenant": tenant_id}
    found = [run_check(check, statement_of_news(check), values) for check in CHECKS if check not in WHOLE]
    wrong = list(moves_worth_something_else(item_ids=news["items"]))
    found.append(CheckResult(tenant_id, REPLAY, len(wrong), wrong[0] if wrong else None))
    moves, costs = through["verified_moves"], through["verified_costs"]
    changed = list(closed_months_changed()) if fetch(_INTO_CLOSED, (tenant_id, moves, costs)) else []
    found.append(CheckResult(tenant_id, FROZEN, len(changed), changed[0] if changed else None))
    return found


def _news(through: Mapping[str, int]) -> dict[str, Any]:
    """Return what was posted to since."""
    tenant_id = current_tenant_id()
    moves, costs, vouchers, commitments = (through[name] for name in TABLES)
    [(items,)] = fetch(_ITEMS, (tenant_id, moves))
    [(documents,)] = fetch(_DOCUMENTS, (tenant_id, moves, tenant_id, costs, tenant_id, vouchers))
    [(order_lines,)] = fetch(_ORDER_LINES, (tenant_id, commitments))
    return {"items": items or [], "documents": documents or [], "order_lines": order_lines or []}
