"""What receipts tell their orders: told downward, in the receipt's own transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from gongliao.kernel.values import NO_MONEY, NO_QUANTITY, Money, Quantity
from gongliao.ledger.public import CommitmentLine, Voucher, record_commitments
from gongliao.platform.public import Actor, Update, current_tenant_id
from gongliao.procurement.operations.hold_order import cost_of
from gongliao.procurement.queries.order_lines import lock_order_lines
from gongliao.procurement.rules import Commitment, OrderLineFacts, still_bound

_RECEIVED = Update(
    "procurement_purchaseorderline",
    keys=(("id", "uuid"),),
    sets=(("received_quantity", "numeric"), ("received_value", "numeric")),
)


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """Goods that came in on an order line; negative where a receipt is taken back."""

    order_line_id: UUID
    quantity: Quantity
    value: Money


def record_receipt(
    *, actor: Actor, voucher: Voucher, received: Sequence[ReceivedLine], at: datetime
) -> Mapping[UUID, OrderLineFacts]:
    """Note what came in, or went back, on order lines and relieve what they bound, in the caller's transaction.

    Several receipts of one order line may stand in one call. Taking back what came on a closed order binds nothing
    anew, because nothing more is expected there. Returns the lines as they are now.

    Shape: the lines have been locked and asked with ``require_receivable`` where goods come in.
    Raises: AssertionError when more is taken back than ever came.
    Source: design.md 4, "Commitment entry"; requirements 1.6.
    """
    before = lock_order_lines({each.order_line_id for each in received})
    after = {line_id: _received(before[line_id], change) for line_id, change in _sums(received)}
    _RECEIVED.run(
        current_tenant_id(), [(line.id, line.received_quantity, line.received_value) for line in after.values()]
    )
    entries = [entry for line in after.values() for entry in _entries(before[line.id], line)]
    record_commitments(actor=actor, voucher=voucher, lines=entries, at=at)
    return after


def _sums(received: Iterable[ReceivedLine]) -> list[tuple[UUID, Commitment]]:
    sums: dict[UUID, Commitment] = defaultdict(lambda: Commitment(NO_QUANTITY, NO_MONEY))
    for each in received:
        so_far = sums[each.order_line_id]
        sums[each.order_line_id] = Commitment(
            Quantity(so_far.quantity + each.quantity), Money(so_far.amount + each.value)
        )
    return sorted(sums.items())


def _received(line: OrderLineFacts, change: Commitment) -> OrderLineFacts:
    quantity = Quantity(line.received_quantity + change.quantity)
    assert quantity >= 0, f"more was taken back on order line {line.id} than came"
    return replace(line, received_quantity=quantity, received_value=Money(line.received_value + change.amount))


def _entries(before: OrderLineFacts, after: OrderLineFacts) -> Iterator[CommitmentLine]:
    was, now = still_bound(before), still_bound(after)
    quantity, amount = Quantity(now.quantity - was.quantity), Money(now.amount - was.amount)
    if not (quantity or amount):
        return
    yield CommitmentLine(after.id, "relief", quantity, amount, cost_of(after))
    if after.order_state != "approved":
        yield CommitmentLine(after.id, "release", Quantity(-quantity), Money(-amount), cost_of(after))
