"""How items are valued in a company by now. Where no method was ever changed nothing is asked (ADR-0019)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from gongliao.kernel.errors import refuse_together
from gongliao.ledger.errors import MethodChangedSince
from gongliao.ledger.operations.goods import GoodsLine, Voucher
from gongliao.ledger.rules.pools import Method
from gongliao.platform.public import current_tenant_id, fetch

_LATEST = """
SELECT DISTINCT ON (item_id) item_id, method, from_day, document_type, document_id FROM ledger_itemmethod
WHERE tenant_id = %s AND company_id = %s AND item_id = ANY(%s) AND NOT reversed ORDER BY item_id, from_day DESC
"""


@dataclass(frozen=True, slots=True)
class MethodSince:
    """How an item is valued, since which day, and the document that says so."""

    method: Method
    since: date
    document: tuple[str, UUID]


def methods_by_now(company_id: UUID, item_ids: Collection[UUID]) -> dict[UUID, MethodSince]:
    """Return how those of the items are valued whose method was changed in the company; its books are held."""
    rows = fetch(_LATEST, (current_tenant_id(), company_id, list(item_ids)))
    return {item_id: MethodSince(method, since, (kind, id_)) for item_id, method, since, kind, id_ in rows}


def in_their_method(voucher: Voucher, lines: Sequence[GoodsLine]) -> Sequence[GoodsLine]:
    """Return the lines with the method that their items are valued by since it was changed.

    Raises: MethodChangedSince of all lines together, where goods would move before the change.
    """
    if not voucher.methods_changed:
        return lines
    changed = methods_by_now(voucher.company_id, {line.item.id for line in lines})
    # A document line may move its goods in several legs.
    too_early = {
        line.line_id: MethodChangedSince(item=line.item.code, since=found.since, line=line.line_no)
        for line in lines
        if line.method is None and (found := changed.get(line.item.id)) and voucher.business_date < found.since
    }
    refuse_together([*too_early.values()])
    return [
        replace(line, method=changed[line.item.id].method) if line.method is None and line.item.id in changed else line
        for line in lines
    ]
