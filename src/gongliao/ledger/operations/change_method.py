"""Value items by another method from a day on: what lies there leaves by the old one and comes in again by the new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from gongliao.catalog.public import ItemFacts
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import new_id
from gongliao.kernel.values import NO_MONEY, NO_QUANTITY, Money, Quantity
from gongliao.ledger.errors import LaterMovesDepend, MethodIsTheSame, MethodNeedsBatch, MovedSince
from gongliao.ledger.models import ItemMethod
from gongliao.ledger.operations.goods import GoodsLine, PostedLine, Voucher
from gongliao.ledger.operations.methods import MethodSince, methods_by_now
from gongliao.ledger.operations.post_goods import post_goods
from gongliao.ledger.operations.reverse_goods import reverse_goods
from gongliao.ledger.operations.standing import numbers_of
from gongliao.ledger.rules import Ownership, Place, on_site
from gongliao.ledger.rules.pools import Method
from gongliao.platform.public import Actor, Books, current_tenant_id, fetch

_IN_FORCE = """
m.tenant_id = %s AND m.company_id = %s AND m.item_id = ANY(%s) AND m.corrects_id IS NULL AND m.reverses_id IS NULL
 AND NOT EXISTS (SELECT 1 FROM ledger_stockmove r WHERE r.tenant_id = m.tenant_id AND r.reverses_id = m.id
  AND r.posting_date >= m.business_date)
"""
# What was counted belongs to the pools that it was counted in, also where it agreed with the books (ADR-0026).
_COUNTED = """
c.tenant_id = %s AND c.company_id = %s AND c.item_id = ANY(%s) AND c.reverses_id IS NULL
 AND NOT EXISTS (SELECT 1 FROM ledger_countedstock r WHERE r.tenant_id = c.tenant_id AND r.item_id = c.item_id
  AND r.business_date = c.business_date AND r.reverses_id = c.id)
"""
_LAST_MOVED = f"""
SELECT item_id, max(day) FROM (
 SELECT m.item_id, m.business_date AS day FROM ledger_stockmove m WHERE {_IN_FORCE}
 UNION ALL SELECT c.item_id, c.business_date FROM ledger_countedstock c WHERE {_COUNTED}) AS found GROUP BY 1
"""  # noqa: S608
_MOVED_FROM = f"""
SELECT m.document_type, m.document_id FROM ledger_stockmove m WHERE {_IN_FORCE} AND m.business_date >= %s
UNION SELECT c.document_type, c.document_id FROM ledger_countedstock c WHERE {_COUNTED} AND c.business_date >= %s
LIMIT 20
"""  # noqa: S608
# The oldest batches first: they take the oldest goods along where those leave first.
_LYING = """
SELECT p.item_id, p.owner_id, p.ownership, b.bin_id, b.batch_id, b.quantity
FROM ledger_stockpool p JOIN ledger_stockbalance b ON b.tenant_id = p.tenant_id AND b.pool_id = p.id
WHERE p.tenant_id = %s AND p.company_id = %s AND p.item_id = ANY(%s) AND b.quantity > 0
ORDER BY p.item_id, p.owner_id, p.ownership, b.batch_id, b.bin_id
"""


@dataclass(frozen=True, slots=True)
class NewMethod:
    """An item, and how it is to be valued."""

    line_id: UUID
    line_no: int
    item: ItemFacts
    method: Method


@dataclass(frozen=True, slots=True)
class ChangedMethod:
    """How an item was valued until then, and what lay there."""

    line_id: UUID
    before: Method
    quantity: Quantity
    value: Money


def change_methods(
    *, actor: Actor, voucher: Voucher, lines: Sequence[NewMethod], at: datetime
) -> tuple[ChangedMethod, ...]:
    """Value items otherwise from the day after the voucher's, in the caller's transaction.

    What lies there at the end of the voucher's day goes out to the site and back in at the same value: as one layer a
    place where the oldest leave first from now on, batch by batch at what each took along where each is valued by
    itself. Its total does not change. What later turns out to have cost otherwise follows it through the change.

    Shape: the caller holds the company's books alone; one ``ChangedMethod`` per line, in order; no item twice.
    Raises: MethodIsTheSame, MethodNeedsBatch and MovedSince of all lines together.
    Source: requirements 3.3; ADR-0019.
    """
    items = {line.item.id: line for line in lines}
    since = voucher.business_date + timedelta(days=1)
    changed = methods_by_now(voucher.company_id, items)
    asked = (current_tenant_id(), voucher.company_id, list(items))
    moved: dict[UUID, date] = dict(fetch(_LAST_MOVED, (*asked, *asked)))
    refuse_together([refusal for line in lines for refusal in _wrong(line, changed, moved, since)])

    lying = [_leg(items[item_id], *row) for item_id, *row in fetch(_LYING, asked)]
    out = post_goods(actor=actor, voucher=voucher, lines=lying, at=at) if lying else ()
    back = [
        _back(leg, left, items[leg.item.id].method, voucher.business_date) for leg, left in zip(lying, out, strict=True)
    ]
    if back:
        post_goods(actor=actor, voucher=voucher, lines=back, at=at)
    ItemMethod.objects.bulk_create(
        ItemMethod(
            company_id=voucher.company_id,
            item_id=line.item.id,
            from_day=since,
            method=line.method,
            document_type=voucher.type,
            document_id=voucher.id,
        )
        for line in lines
    )
    Books.objects.update_or_create(company_id=voucher.company_id, defaults={"methods_changed": True})
    return tuple(_became(line, changed, lying, out) for line in lines)


def take_back_methods(
    *, actor: Actor, original_id: UUID, voucher: Voucher, line_ids: Mapping[UUID, UUID], at: datetime
) -> None:
    """Value the items of a change as before it, as long as nothing moved since.

    Shape: the caller holds the company's books alone; ``line_ids`` maps each original line to the reversing one.
    Raises: LaterMovesDepend, naming the documents that stand in the way.
    """
    changes = list(ItemMethod.objects.filter(document_id=original_id, reversed=False).select_related("item"))
    now = methods_by_now(voucher.company_id, {each.item_id for each in changes})
    for each in changes:
        latest = now[each.item_id]
        found = {latest.document} - {(each.document_type, each.document_id)}
        asked = (current_tenant_id(), voucher.company_id, [each.item_id], each.from_day)
        found |= {(kind, id_) for kind, id_ in fetch(_MOVED_FROM, (*asked, *asked))}
        if found:
            raise LaterMovesDepend(item=each.item.code, documents=numbers_of(found))
    reverse_goods(actor=actor, original_id=original_id, voucher=voucher, line_ids=line_ids, at=at)
    ItemMethod.objects.filter(document_id=original_id).update(reversed=True)


def _wrong(
    line: NewMethod, changed: Mapping[UUID, MethodSince], moved: Mapping[UUID, date], since: date
) -> list[Refusal]:
    item, now = line.item, changed.get(line.item.id)
    wrong: list[Refusal] = []
    if line.method == _before(line, changed):
        wrong.append(MethodIsTheSame(item=item.code, method=line.method, line=line.line_no))
    if line.method == "specific_batch" and item.tracking == "none":
        wrong.append(MethodNeedsBatch(item=item.code, line=line.line_no))
    last = max(moved.get(item.id, date.min), now.since if now else date.min)
    if last >= since:
        earliest = last + timedelta(days=1)
        wrong.append(MovedSince(item=item.code, last=last, earliest=earliest, line=line.line_no))
    return wrong


def _before(line: NewMethod, changed: Mapping[UUID, MethodSince]) -> Method:
    now = changed.get(line.item.id)
    return now.method if now else line.item.valuation_method


def _leg(
    line: NewMethod, owner_id: UUID, ownership: Ownership, bin_id: UUID, batch_id: UUID, quantity: Quantity
) -> GoodsLine:
    return GoodsLine(
        line_id=line.line_id,
        line_no=line.line_no,
        item=line.item,
        source=Place("bin", bin_id, owner_id),
        target=on_site(bin_id),
        quantity=quantity,
        entered_quantity=quantity,
        entered_unit=line.item.base_unit,
        batch_id=batch_id,
        ownership=ownership,
    )


def _back(leg: GoodsLine, left: PostedLine, method: Method, on: date) -> GoodsLine:
    """Return goods on their way back to where they lay, at what they left with."""
    return GoodsLine(
        line_id=leg.line_id,
        line_no=leg.line_no,
        item=leg.item,
        source=leg.target,
        target=leg.source,
        quantity=leg.quantity,
        entered_quantity=leg.entered_quantity,
        entered_unit=leg.entered_unit,
        batch_id=leg.batch_id,
        ownership=leg.ownership,
        value=left.value,
        follows=(left.move_id, on),
        move_id=new_id(),
        method=method,
    )


def _became(
    line: NewMethod, changed: Mapping[UUID, MethodSince], lying: Sequence[GoodsLine], out: Sequence[PostedLine]
) -> ChangedMethod:
    quantity, value = NO_QUANTITY, NO_MONEY
    for leg, left in zip(lying, out, strict=True):
        if leg.line_id == line.line_id:
            quantity, value = Quantity(quantity + leg.quantity), Money(value + left.value)
    return ChangedMethod(line.line_id, _before(line, changed), quantity, value)
