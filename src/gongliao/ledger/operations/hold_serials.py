"""Serial numbers that come in: held, and asked whether they were here before."""

from collections.abc import Sequence
from uuid import UUID

from gongliao.ledger.operations.goods import GoodsLine
from gongliao.platform.public import current_tenant_id, fetch

# Two clients may bring one piece into pools that neither sees the other hold; its batch is what both wait for. By id,
# and before any pool, so that all lock in one order.
_HOLD = "SELECT id FROM ledger_batch WHERE tenant_id = %s AND id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
# Said once more that it is a batch, because the index holds moves of batches alone.
_MOVED = """
SELECT 1 FROM ledger_stockmove WHERE tenant_id = %s AND company_id = %s AND batch_id = ANY(%s)
 AND batch_id <> '00000000-0000-0000-0000-000000000000' LIMIT 1
"""


def hold_serials(lines: Sequence[GoodsLine], *, company_id: UUID) -> bool:
    """Hold the serial numbers that come in from outside our bins until the transaction ends.

    Tell whether one of them comes twice or has moved here before: then its past decides whether it may come in.
    Source: ADR-0014.
    """
    coming = [line for line in lines if line.item.tracking == "serial" and _comes_in(line)]
    if not coming:
        return False
    tenant_id = current_tenant_id()
    serials = {line.batch_id for line in coming}
    fetch(_HOLD, (tenant_id, list(serials)))
    if len(serials) < len(coming):
        return True
    return bool(fetch(_MOVED, (tenant_id, company_id, list(serials))))


def _comes_in(line: GoodsLine) -> bool:
    return line.target.kind == "bin" and line.source.kind != "bin"
