"""What lies in a bin, as the catalogue asks for it before its holder changes."""

from uuid import UUID

from gongliao.catalog.public import Lying
from gongliao.platform.public import current_tenant_id, fetch

_LYING = """
SELECT i.code, sum(b.quantity), i.base_unit FROM ledger_stockbalance b
JOIN ledger_stockpool p ON p.tenant_id = b.tenant_id AND p.id = b.pool_id
JOIN catalog_item i ON i.tenant_id = p.tenant_id AND i.id = p.item_id
WHERE b.tenant_id = %s AND b.bin_id = %s AND b.quantity <> 0 GROUP BY 1, 3 ORDER BY 1
"""


def lying_in(bin_id: UUID) -> list[Lying]:
    """Return what lies in a bin, by item in the order of their codes."""
    return [Lying(*row) for row in fetch(_LYING, (current_tenant_id(), bin_id))]
