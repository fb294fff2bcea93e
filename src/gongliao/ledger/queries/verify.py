"""Recompute what the caches and the twin books must say, and name the first row that disagrees.

Each check but the last ones is one statement that returns the rows that break it; a sound ledger returns none. Source:
design.md 5.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

from gongliao.kernel.ids import NO_ID
from gongliao.ledger.queries.estimates import estimates_changed
from gongliao.ledger.queries.frozen import closed_months_changed
from gongliao.ledger.queries.oracle import moves_worth_something_else
from gongliao.ledger.queries.reconcile import BREAKS
from gongliao.ledger.queries.totals import SUMS
from gongliao.ledger.rules.vouchers import Purpose
from gongliao.platform.public import current_tenant_id, described, tenant_transaction

SIDES = """
SELECT m.tenant_id, m.company_id, m.item_id, m.batch_id, m.method, m.ownership, m.business_date, m.seq, m.value,
  s.bin_id, s.owner_id, s.sign, s.sign * m.quantity AS quantity
FROM ledger_stockmove m
CROSS JOIN LATERAL (VALUES
  (CASE WHEN m.source_kind = 'bin' THEN m.source_id END, m.source_owner_id, -1),
  (CASE WHEN m.target_kind = 'bin' THEN m.target_id END, m.target_owner_id, 1)) AS s (bin_id, owner_id, sign)
WHERE m.tenant_id = %(tenant)s AND s.bin_id IS NOT NULL
"""

CHECKS: dict[str, LiteralString] = {
    "balance_equals_moves": f"""
WITH sides AS ({SIDES}), moved AS (
  SELECT company_id, item_id, owner_id, ownership, batch_id, bin_id, sum(quantity) AS quantity
  FROM sides GROUP BY 1, 2, 3, 4, 5, 6),
kept AS (
  SELECT p.company_id, p.item_id, p.owner_id, p.ownership, b.batch_id, b.bin_id, sum(b.quantity) AS quantity
  FROM ledger_stockbalance b JOIN ledger_stockpool p ON p.tenant_id = b.tenant_id AND p.id = b.pool_id
  WHERE b.tenant_id = %(tenant)s GROUP BY 1, 2, 3, 4, 5, 6)
SELECT item_id, bin_id, batch_id, owner_id, coalesce(kept.quantity, 0) AS kept, coalesce(moved.quantity, 0) AS moved
FROM moved FULL JOIN kept USING (company_id, item_id, owner_id, ownership, batch_id, bin_id)
WHERE coalesce(kept.quantity, 0) <> coalesce(moved.quantity, 0)""",
    "move_has_two_places": """
SELECT id, document_type, document_id FROM ledger_stockmove
WHERE tenant_id = %(tenant)s AND source_kind = target_kind AND source_id = target_id
  AND source_owner_id = target_owner_id""",
    "move_is_recorded_once": """
SELECT id, count(*) AS times FROM ledger_stockmove WHERE tenant_id = %(tenant)s GROUP BY id HAVING count(*) > 1""",
    "site_is_left_as_it_was": """
WITH sides AS (
  SELECT m.document_type, m.document_id, s.sign * m.quantity AS quantity, s.sign * m.value AS value
  FROM ledger_stockmove m
  CROSS JOIN LATERAL (VALUES (m.source_kind, -1), (m.target_kind, 1)) AS s (kind, sign)
  WHERE m.tenant_id = %(tenant)s AND s.kind = 'site')
SELECT document_type, document_id, sum(quantity) AS quantity, sum(value) AS value FROM sides
GROUP BY 1, 2 HAVING sum(quantity) <> 0 OR sum(value) <> 0""",
    "never_negative_on_any_day": f"""
WITH sides AS ({SIDES}), days AS (
  SELECT company_id, item_id, owner_id, ownership, batch_id, bin_id, business_date, sum(quantity) AS change
  FROM sides GROUP BY 1, 2, 3, 4, 5, 6, 7),
running AS (
  SELECT *, sum(change) OVER (PARTITION BY company_id, item_id, owner_id, ownership, batch_id, bin_id
    ORDER BY business_date) AS level FROM days)
SELECT item_id, bin_id, batch_id, owner_id, business_date, level FROM running WHERE level < 0
ORDER BY business_date""",
    "serial_in_one_place_on_any_day": f"""
WITH sides AS ({SIDES}), days AS (
  SELECT s.company_id, s.item_id, s.batch_id, s.business_date, sum(s.quantity) AS change
  FROM sides s JOIN catalog_item i ON i.tenant_id = s.tenant_id AND i.id = s.item_id AND i.tracking = 'serial'
  GROUP BY 1, 2, 3, 4),
running AS (
  SELECT *, sum(change) OVER (PARTITION BY company_id, item_id, batch_id ORDER BY business_date) AS pieces FROM days)
SELECT company_id, item_id, batch_id, business_date, pieces FROM running WHERE pieces NOT IN (0, 1)
ORDER BY business_date""",
    "only_what_is_ours_has_value": """
SELECT id, item_id, ownership, value, document_type, document_id FROM ledger_stockmove
WHERE tenant_id = %(tenant)s AND ownership <> 'own' AND value <> 0""",
    "used_consignment_is_bought": """
WITH used AS (
  SELECT CASE WHEN reverses_id IS NULL THEN source_kind ELSE target_kind END AS came_from,
    CASE WHEN reverses_id IS NULL THEN target_kind ELSE source_kind END AS went_to,
    CASE WHEN reverses_id IS NULL THEN target_id ELSE source_id END AS supplier_id,
    item_id, batch_id, quantity, document_type, document_id, document_line_id, reverses_id IS NULL AS done
  FROM ledger_stockmove WHERE tenant_id = %(tenant)s AND ownership = 'consignment')
SELECT document_type, document_id, document_line_id, quantity FROM used
WHERE came_from = 'bin' AND went_to = 'supplier' AND document_type <> 'supplier_return' AND NOT EXISTS (
  SELECT 1 FROM ledger_stockmove b
  WHERE b.tenant_id = %(tenant)s AND b.document_id = used.document_id AND b.document_line_id = used.document_line_id
    AND b.ownership = 'own' AND b.corrects_id IS NULL AND b.item_id = used.item_id AND b.batch_id = used.batch_id
    AND b.quantity = used.quantity AND (b.reverses_id IS NULL) = used.done
    AND CASE WHEN used.done THEN b.source_kind = 'supplier' AND b.source_id = used.supplier_id
      ELSE b.target_kind = 'supplier' AND b.target_id = used.supplier_id END)""",
    # In the order in which it was counted: of its own day a count comes after what it was compared with.
    "what_was_counted_stands": """
WITH counts AS (
  SELECT c.* FROM ledger_countedstock c WHERE c.tenant_id = %(tenant)s AND c.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM ledger_countedstock r WHERE r.tenant_id = c.tenant_id AND r.reverses_id = c.id)),
places AS (SELECT DISTINCT company_id, item_id, owner_id, ownership, batch_id, bin_id FROM counts),
moved AS (
  SELECT m.* FROM ledger_stockmove m WHERE m.tenant_id = %(tenant)s AND m.item_id IN (SELECT item_id FROM places)
    AND m.corrects_id IS NULL AND m.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r
      WHERE r.tenant_id = m.tenant_id AND r.reverses_id = m.id AND r.posting_date >= m.business_date)),
steps AS (
  SELECT p.*, m.business_date, coalesce(k.after_seq, m.seq) AS place, coalesce(k.seq, 0) AS turn, 0 AS counting,
    CASE WHEN m.target_kind = 'bin' AND (m.target_id, m.target_owner_id) = (p.bin_id, p.owner_id)
      THEN m.quantity ELSE -m.quantity END AS change,
    NULL::uuid AS counted_id, NULL::numeric AS counted, NULL AS document_type, NULL::uuid AS document_id
  FROM places p JOIN moved m ON m.company_id = p.company_id AND m.item_id = p.item_id AND m.ownership = p.ownership
    AND m.batch_id = p.batch_id AND (m.source_kind = 'bin' AND (m.source_id, m.source_owner_id) = (p.bin_id, p.owner_id)
      OR m.target_kind = 'bin' AND (m.target_id, m.target_owner_id) = (p.bin_id, p.owner_id))
  LEFT JOIN ledger_countedstock k ON k.tenant_id = m.tenant_id AND k.id = m.counted_id
  UNION ALL
  SELECT company_id, item_id, owner_id, ownership, batch_id, bin_id, business_date, after_seq, seq, 1, 0,
    id, quantity, document_type, document_id FROM counts),
running AS (
  SELECT *, sum(change) OVER (PARTITION BY company_id, item_id, owner_id, ownership, batch_id, bin_id
    ORDER BY business_date, place, turn, counting) AS level FROM steps)
SELECT document_type, document_id, counted_id, item_id, bin_id, batch_id, owner_id, business_date, counted, level
FROM running WHERE counting = 1 AND counted <> level""",
    "no_value_without_goods": """
SELECT id, item_id, owner_id, quantity, value FROM ledger_stockpool
WHERE tenant_id = %(tenant)s AND quantity = 0 AND value <> 0""",
    "pool_equals_balances": """
SELECT p.id, p.item_id, p.owner_id, p.quantity, p.value, sum(b.quantity) AS placed, sum(b.value) AS shared
FROM ledger_stockpool p LEFT JOIN ledger_stockbalance b ON b.tenant_id = p.tenant_id AND b.pool_id = p.id
WHERE p.tenant_id = %(tenant)s GROUP BY p.id, p.item_id, p.owner_id, p.quantity, p.value
HAVING p.quantity <> coalesce(sum(b.quantity), 0) OR p.value <> coalesce(sum(b.value), 0)""",
    "pool_equals_moves": f"""
WITH sides AS ({SIDES}), moved AS (
  SELECT s.company_id, s.item_id, s.owner_id, s.ownership,
    CASE WHEN coalesce(nullif(s.method, ''), i.valuation_method) = 'specific_batch'
      THEN s.batch_id ELSE '{NO_ID}' END AS batch_id,
    sum(s.quantity) AS quantity, sum(s.sign * s.value) AS value
  FROM sides s JOIN catalog_item i ON i.tenant_id = s.tenant_id AND i.id = s.item_id GROUP BY 1, 2, 3, 4, 5),
kept AS (
  SELECT company_id, item_id, owner_id, ownership, batch_id, sum(quantity) AS quantity, sum(value) AS value
  FROM ledger_stockpool WHERE tenant_id = %(tenant)s GROUP BY 1, 2, 3, 4, 5)
SELECT item_id, owner_id, batch_id, kept.quantity AS kept, moved.quantity AS moved, kept.value AS kept_value,
  moved.value AS moved_value
FROM moved FULL JOIN kept USING (company_id, item_id, owner_id, ownership, batch_id)
WHERE coalesce(kept.quantity, 0) <> coalesce(moved.quantity, 0)
  OR coalesce(kept.value, 0) <> coalesce(moved.value, 0)""",
    "node_bears_what_moves": """
WITH moved AS (
  SELECT id, project_id, category_id,
    CASE WHEN (target_kind = 'node') = (source_kind = 'node') THEN NULL
      WHEN target_kind = 'node' THEN target_id ELSE source_id END AS node_id
  FROM ledger_stockmove WHERE tenant_id = %(tenant)s)
SELECT moved.id AS move_id, moved.node_id, moved.project_id, n.project_id AS project_of_node, moved.category_id
FROM moved LEFT JOIN projects_wbsnode n ON n.tenant_id = %(tenant)s AND n.id = moved.node_id
WHERE moved.project_id IS DISTINCT FROM n.project_id OR (moved.category_id IS NULL) <> (n.id IS NULL)""",
    "voucher_balances": """
SELECT document_type, document_id, sum(debit) AS debit, sum(credit) AS credit FROM ledger_voucherline
WHERE tenant_id = %(tenant)s GROUP BY 1, 2 HAVING sum(debit) <> sum(credit)""",
    "voucher_says_what_is_booked": BREAKS,
    "inventory_account_equals_stock": f"""
WITH written AS (
  SELECT company_id, sum(debit - credit) AS amount FROM ledger_voucherline
  WHERE tenant_id = %(tenant)s AND purpose = '{Purpose.INVENTORY}' GROUP BY 1),
kept AS (SELECT company_id, sum(value) AS value FROM ledger_stockpool WHERE tenant_id = %(tenant)s GROUP BY 1)
SELECT company_id, coalesce(amount, 0) AS written, coalesce(value, 0) AS kept
FROM written FULL JOIN kept USING (company_id)
WHERE coalesce(amount, 0) <> coalesce(value, 0)""",
    "estimate_is_written_and_taken_back": f"""
WITH said AS (
  SELECT e.id, l.supplier_id, e.business_date, CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END * sum(l.amount) AS due
  FROM ledger_monthestimate e JOIN ledger_monthestimateline l ON l.tenant_id = e.tenant_id
    AND l.document_id = coalesce(e.reverses_id, e.id)
  WHERE e.tenant_id = %(tenant)s GROUP BY e.id, e.reverses_id, e.business_date, l.supplier_id),
due AS (
  SELECT id AS document_id, supplier_id AS party_id, purpose, business_date + night AS posting_date,
    sign * due AS amount
  FROM said CROSS JOIN (VALUES ('{Purpose.RECEIVED}', 0, 1), ('{Purpose.ESTIMATED}', 0, -1),
    ('{Purpose.RECEIVED}', 1, -1), ('{Purpose.ESTIMATED}', 1, 1)) AS s (purpose, night, sign)
  WHERE due <> 0),
written AS (
  SELECT document_id, party_id, purpose, posting_date, sum(debit - credit) AS amount FROM ledger_voucherline
  WHERE tenant_id = %(tenant)s AND (document_type = 'month_estimate' OR purpose = '{Purpose.ESTIMATED}')
  GROUP BY 1, 2, 3, 4)
SELECT document_id, party_id, purpose, posting_date, due.amount AS due, written.amount AS written
FROM due FULL JOIN written USING (document_id, party_id, purpose, posting_date)
WHERE coalesce(due.amount, 0) <> coalesce(written.amount, 0)""",
    "estimate_stands_while_its_month_is_closed": """
WITH standing AS (
  SELECT period_id, closing, sum(amount) AS amount FROM ledger_monthestimate
  WHERE tenant_id = %(tenant)s AND state = 'posted' AND reverses_id IS NULL GROUP BY 1, 2),
asked AS (
  SELECT id AS period_id, closing, estimated FROM ledger_period
  WHERE tenant_id = %(tenant)s AND state = 'closed' AND estimated IS NOT NULL)
SELECT period_id, closing, asked.estimated, standing.amount AS written
FROM asked FULL JOIN standing USING (period_id, closing)
WHERE coalesce(asked.estimated, 0) <> coalesce(standing.amount, 0)""",
    "reversal_mirrors_its_original": """
SELECT r.id, o.id AS original_id FROM ledger_stockmove r
LEFT JOIN ledger_stockmove o ON o.tenant_id = r.tenant_id AND o.id = r.reverses_id
LEFT JOIN LATERAL (SELECT sum(c.value) AS value FROM ledger_stockmove c
  WHERE c.tenant_id = o.tenant_id AND c.corrects_id = o.id) AS corrected ON true
WHERE r.tenant_id = %(tenant)s AND r.reverses_id IS NOT NULL AND (o.id IS NULL OR o.quantity <> r.quantity
  OR o.value + coalesce(corrected.value, 0) <> r.value OR o.business_date <> r.business_date
  OR o.source_id <> r.target_id OR o.target_id <> r.source_id OR o.batch_id <> r.batch_id
  OR o.second_quantity IS DISTINCT FROM r.second_quantity)""",
    "correction_follows_its_move": """
SELECT c.id, m.id AS corrected_id FROM ledger_stockmove c
LEFT JOIN ledger_stockmove m ON m.tenant_id = c.tenant_id AND m.id = c.corrects_id
WHERE c.tenant_id = %(tenant)s AND c.corrects_id IS NOT NULL AND (m.id IS NULL OR c.quantity <> 0
  OR c.business_date <> m.business_date OR c.item_id <> m.item_id OR c.batch_id <> m.batch_id
  OR (c.source_id, c.source_owner_id, c.target_id, c.target_owner_id)
   <> (m.source_id, m.source_owner_id, m.target_id, m.target_owner_id))""",
    "nothing_stays_between_stock_and_supplier": """
SELECT company_id, item_id, supplier_id, sum(quantity) AS quantity FROM (
  SELECT company_id, item_id, s.supplier_id, s.sign * quantity AS quantity FROM ledger_stockmove
  CROSS JOIN LATERAL (VALUES (target_kind, target_id, 1), (source_kind, source_id, -1)) AS s (kind, supplier_id, sign)
  WHERE tenant_id = %(tenant)s AND s.kind = 'variance') AS between_them
GROUP BY 1, 2, 3 HAVING sum(quantity) <> 0""",
    "reversed_once": """
SELECT reverses_id, count(*) AS times FROM ledger_stockmove
WHERE tenant_id = %(tenant)s AND reverses_id IS NOT NULL GROUP BY reverses_id HAVING count(*) > 1""",
    "commitment_not_overdrawn": """
SELECT order_line_id, sum(quantity) AS quantity, sum(amount) AS amount FROM ledger_commitmententry
WHERE tenant_id = %(tenant)s GROUP BY order_line_id
HAVING sum(quantity) < 0 OR (sum(quantity) = 0 AND sum(amount) <> 0)""",
    "cost_sums_equal_entries": f"""
WITH mark AS (SELECT through FROM ledger_mark WHERE tenant_id = %(tenant)s AND name = '{SUMS}'), summed AS (
  SELECT project_id, node_id, category_id, date_trunc('month', posting_date)::date AS month,
   sum(quantity) AS quantity, sum(amount) AS amount
  FROM ledger_costentry WHERE tenant_id = %(tenant)s AND seq <= (SELECT through FROM mark) GROUP BY 1, 2, 3, 4),
kept AS (SELECT project_id, node_id, category_id, month, quantity, amount FROM ledger_costrollup
  WHERE tenant_id = %(tenant)s)
SELECT project_id, node_id, category_id, month, kept.amount AS kept, summed.amount AS summed
FROM kept FULL JOIN summed USING (project_id, node_id, category_id, month)
WHERE (kept.amount, kept.quantity) IS DISTINCT FROM (summed.amount, summed.quantity)""",
}


# Not one statement but a ledger of its own (see oracle).
REPLAY = "values_are_worked_out_alike"
# Each closed month says what it froze, and has estimated what was open by its end.
FROZEN = "closed_months_repeat"
ESTIMATED = "estimates_equal_what_was_open"
_WORKED_OUT: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
    REPLAY: moves_worth_something_else,
    FROZEN: closed_months_changed,
    ESTIMATED: estimates_changed,
}
NAMES = (*CHECKS, *_WORKED_OUT)


@dataclass(frozen=True)
class CheckResult:
    """One check of one tenant: how many rows break it, and the first of them."""

    tenant_id: UUID
    check: str
    broken: int
    first: dict[str, Any] | None


@dataclass(frozen=True)
class VerifyResult:
    """All checks."""

    checks: tuple[CheckResult, ...]

    @property
    def holds(self) -> bool:
        """Tell whether nothing is broken."""
        return not any(check.broken for check in self.checks)


def verify(*, tenant_ids: Sequence[UUID], report: Callable[[str], None] = lambda _: None) -> VerifyResult:
    """Check the books of the tenants against their rows.

    Source: design.md 5, invariants 1 to 5, 7 and 10.
    """
    found: list[CheckResult] = []
    for tenant_id in tenant_ids:
        with tenant_transaction(tenant_id):
            for check, statement in CHECKS.items():
                report(check)
                found.append(run_check(check, statement, {"tenant": tenant_id}))
            for check, worked_out in _WORKED_OUT.items():
                report(check)
                wrong = list(worked_out())
                found.append(CheckResult(tenant_id, check, len(wrong), wrong[0] if wrong else None))
    return VerifyResult(tuple(found))


def run_check(check: str, statement: LiteralString, values: Mapping[str, Any]) -> CheckResult:
    """Run one check in the running transaction's tenant, by a statement that returns the rows that break it."""
    tenant_id = current_tenant_id()
    rows, names = described(statement, values)
    first = dict(zip(names, rows[0], strict=True)) if rows else None
    return CheckResult(tenant_id, check, len(rows), first)
