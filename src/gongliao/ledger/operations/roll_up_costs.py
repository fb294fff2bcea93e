"""Sum cost entries up, so that statements add a few sums and the youngest entries (ADR-0013).

Postings write no sums and wait for none: the entries themselves are what changed since the last time.
"""

from uuid import UUID

from gongliao.ledger.operations.marks import hold_mark, move_mark, note_mark
from gongliao.ledger.queries.totals import SUMS
from gongliao.platform.public import current_tenant_id, execute, tenant_transaction

# So many numbers of entries at a time, so that a first run over years ends between two of them and goes on.
SLICE = 500_000

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


def roll_up_costs(*, tenant_id: UUID) -> bool:
    """Add what is there to the sums, a slice at most, and return whether more can be added now.

    A call that is cut off at any point leaves no half sums. Two at once don't wait for each other.
    """
    with tenant_transaction(tenant_id):
        note_mark(SUMS, table="ledger_costentry")
    with tenant_transaction(tenant_id):
        reach = hold_mark(SUMS)
        if reach is None or reach.settled == reach.through:
            return False
        reached = min(reach.settled, reach.through + SLICE)
        execute(_ADD, (current_tenant_id(), reach.through, reached))
        move_mark(SUMS, through=reached)
        return reached < reach.settled
