"""What the trace of every batch of a history must say."""

from fractions import Fraction
from uuid import UUID

from gongliao.ledger.queries.trace_batch import trace_batch
from gongliao.platform.public import tenant_transaction
from tests.invariants.shop import Shop


def require_traces_that_add_up(shop: Shop) -> None:
    """Fail unless all that came in of each batch is somewhere, and that is where the reference has it."""
    with tenant_transaction(shop.world.tenant.id):
        for batch_id in shop.batches.values():
            trace = trace_batch(actor=shop.admin, batch_id=batch_id)
            sums = trace.sums
            assert sums.received == sums.on_hand + sums.consumed + sums.lost + sums.sent_back + sums.delivered
            assert sums.beyond == 0
            assert Fraction(sums.on_hand) == _lying(shop, batch_id)
            assert Fraction(sums.consumed) == _consumed(shop, batch_id)
            out = sum(step.left for step in trace.steps if step.left is not None)
            assert out == sums.consumed


def _lying(shop: Shop, batch_id: UUID) -> Fraction:
    rows = shop.books.places().items()
    return sum((quantity for (_, _, (_, batch)), (quantity, _) in rows if batch == batch_id), Fraction(0))


def _consumed(shop: Shop, batch_id: UUID) -> Fraction:
    total = Fraction(0)
    for move in shop.books.moves:
        if move.node and move.batch() == batch_id:
            total += move.quantity if move.into_node() else -move.quantity
    return total
