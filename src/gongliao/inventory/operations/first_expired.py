"""What expires first is issued first, unless the line says why not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from gongliao.inventory.errors import EarlierBatchFirst
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.inventory.rules import Expiring, earlier_left
from gongliao.kernel.errors import refuse_together
from gongliao.kernel.ids import NO_ID
from gongliao.ledger.public import BatchFacts, ExpiringStock

Pool = tuple[UUID, UUID]


def require_first_expired(
    lines: Sequence[PlannedLine], *, batches: Mapping[UUID, BatchFacts], stock: Iterable[ExpiringStock]
) -> None:
    """Refuse lines without a reason that take a batch while one of the same owner that expires earlier is left.

    Shape: what other lines of the document take of the earlier batch is not left.
    Raises: EarlierBatchFirst.
    Source: requirements 3.7.
    """
    lying: dict[Pool, list[Expiring]] = defaultdict(list)
    for each in stock:
        lying[each.item_id, each.owner_id].append(Expiring(each.batch_id, each.number, each.expiry_date, each.on_hand))
    if not lying:
        return
    taken: dict[Pool, dict[UUID, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in lines:
        taken[_pool(line)][line.goods.batch_id] += line.goods.quantity
    refuse_together(
        [
            refusal
            for line in lines
            if line.goods.batch_id != NO_ID and not line.extra["batch_reason"]
            if (refusal := _too_early(line, batches[line.goods.batch_id], lying[_pool(line)], taken[_pool(line)]))
        ]
    )


def _too_early(
    line: PlannedLine, batch: BatchFacts, lying: Sequence[Expiring], taken: Mapping[UUID, Decimal]
) -> EarlierBatchFirst | None:
    found = earlier_left(lying, expires=batch.expiry_date, taken=taken)
    if found is None:
        return None
    earlier, left = found
    return EarlierBatchFirst(
        batch=batch.number,
        expires=batch.expiry_date,
        earlier=earlier.number,
        earlier_expires=earlier.expires,
        left=left,
        line=line.goods.line_no,
    )


def _pool(line: PlannedLine) -> Pool:
    return line.goods.item.id, line.owner_id or NO_ID
