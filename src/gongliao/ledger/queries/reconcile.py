"""Do the vouchers say what the books say? Document by document, for each purpose that accounts have."""

from gongliao.ledger.rules.vouchers import PURPOSE_OF_PLACE, Purpose

_PLACES = " ".join(f"WHEN '{kind}' THEN '{purpose}'" for kind, purpose in PURPOSE_OF_PLACE.items())

# Both sides of every move, and what nodes bear without goods, which is owed to the employer where it is for an item of
# his.
BOOKED = f"""
SELECT m.company_id, m.document_type, m.document_id, m.posting_date,
 CASE s.kind {_PLACES} END AS purpose, s.sign * m.value AS amount
FROM ledger_stockmove m
CROSS JOIN LATERAL (VALUES (m.target_kind, 1), (m.source_kind, -1)) AS s (kind, sign)
WHERE m.tenant_id = %(tenant)s
UNION ALL
SELECT c.company_id, c.document_type, c.document_id, c.posting_date, s.purpose, s.sign * c.amount
FROM ledger_othercost c
CROSS JOIN LATERAL (VALUES ('{Purpose.PROJECT_COST}', 1), (CASE WHEN c.item_id IS NULL
  THEN '{Purpose.ACCRUED}' ELSE '{Purpose.EMPLOYERS_CHARGE}' END, -1)) AS s (purpose, sign)
WHERE c.tenant_id = %(tenant)s
"""
# Where the two differ; a sound ledger has no such rows.
BREAKS = f"""
WITH booked AS (
 SELECT company_id, document_type, document_id, purpose, sum(amount) AS amount, max(posting_date) AS posting_date
 FROM ({BOOKED}) AS b GROUP BY 1, 2, 3, 4),
written AS (
 SELECT company_id, document_type, document_id, purpose, sum(debit - credit) AS amount,
  max(posting_date) AS posting_date
 FROM ledger_voucherline WHERE tenant_id = %(tenant)s GROUP BY 1, 2, 3, 4)
SELECT document_type, document_id, purpose, coalesce(booked.amount, 0) AS booked,
 coalesce(written.amount, 0) AS written, company_id, coalesce(booked.posting_date, written.posting_date) AS posting_date
FROM booked FULL JOIN written USING (company_id, document_type, document_id, purpose)
WHERE coalesce(booked.amount, 0) <> coalesce(written.amount, 0)
"""
