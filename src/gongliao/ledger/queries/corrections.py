"""What goods turned out to be worth after they were booked."""

from decimal import Decimal
from uuid import UUID

from gongliao.kernel.values import Money
from gongliao.platform.public import Later, ask, current_tenant_id

# What goes on over the site is corrected on both legs of its way and told once. A return to a supplier comes to what he
# owes for it, whatever the goods cost in stock.
_CORRECTION = """
SELECT coalesce(sum(c.value), 0.00) FROM ledger_stockmove m
JOIN ledger_stockmove c ON c.tenant_id = m.tenant_id AND c.corrects_id = m.id
    AND c.posting_date >= m.business_date
WHERE m.tenant_id = %s AND m.document_id = %s AND m.corrects_id IS NULL
 AND m.target_kind NOT IN ('site', 'variance')
"""


def ask_correction(document_id: UUID) -> Later[Money]:
    """Ask by how much more, or less, than they were booked at a document's goods turned out to be worth.

    Source: design.md 4, "One correction mechanism".
    """
    return ask(_CORRECTION, (current_tenant_id(), document_id), lambda rows: Money(Decimal(rows[0][0])))
