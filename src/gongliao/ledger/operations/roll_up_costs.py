"""Sum cost entries up, so that statements add a few sums and the youngest entries (ADR-0015).

Postings write no sums and wait for none: the entries themselves are what changed since the last time.
"""

from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.platform.public import current_tenant_id, execute, fetch, tenant_transaction

# So many numbers of entries at a time, so that a first run over years ends between two of them and goes on.
SLICE = 500_000

_MAKE = """
INSERT INTO ledger_costmark (id, tenant_id, through, noted, noted_at_xid) VALUES (%s, %s, 0, 0, 0)
ON CONFLICT (tenant_id) DO NOTHING
"""
_MARK = """
SELECT through, noted, noted_at_xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
FROM ledger_costmark WHERE tenant_id = %s FOR UPDATE SKIP LOCKED
"""
_ADD = """
INSERT INTO ledger_costrollup AS r (id, tenant_id, project_id, node_id, category_id, month, quantity, amount)
SELECT gen_random_uuid(), tenant_id, project_id, node_id, category_id, date_trunc('month', posting_date)::date,
 sum(quantity), sum(amount)
FROM ledger_costentry WHERE tenant_id = %s AND seq > %s AND seq <= %s
GROUP BY tenant_id, project_id, node_id, category_id, date_trunc('month', posting_date)
ORDER BY project_id, node_id, category_id, date_trunc('month', posting_date)
ON CONFLICT (tenant_id, project_id, node_id, category_id, month)
 DO UPDATE SET quantity = r.quantity + excluded.quantity, amount = r.amount + excluded.amount
"""
_REACH = "UPDATE ledger_costmark SET through = %s WHERE tenant_id = %s"
# An entry takes its number after its transaction has locked rows, and so has a number of its own, lower than this one's
# if the entry's number was there to be seen.
_NOTE = """
UPDATE ledger_costmark SET noted_at_xid = pg_current_xact_id()::text::bigint,
 noted = greatest(noted, (SELECT max(seq) FROM ledger_costentry WHERE tenant_id = %s AND seq > %s))
WHERE tenant_id = %s
"""


def roll_up_costs(*, tenant_id: UUID) -> bool:
    """Add what was noted before to the sums, note what has come since, and return whether there is more to add now.

    A step that is cut off at any point has done nothing. Two at once don't wait for each other.
    """
    with tenant_transaction(tenant_id):
        execute(_MAKE, (new_id(), current_tenant_id()))
        found = fetch(_MARK, (current_tenant_id(),))
        if not found:
            return False
        [(through, noted, settled)] = found
        if noted > through and not settled:
            return False
        reached: int = min(noted, through + SLICE)
        if reached > through:
            execute(_ADD, (current_tenant_id(), through, reached))
            execute(_REACH, (reached, current_tenant_id()))
        if reached == noted:
            execute(_NOTE, (current_tenant_id(), reached, current_tenant_id()))
        return bool(reached < noted)
