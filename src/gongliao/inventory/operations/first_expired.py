"""What expires first is issued first, unless the line says why not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from gongliao.inventory.errors import EarlierBatchFirst
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.inventory.rules import Expiring, earlier_left
from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import Labelled
from gongliao.ledger.public import BatchFacts, ExpiringStock, Ownership
from gongliao.projects.public import NodeFacts

Pool = tuple[UUID, UUID, Ownership]


def require_first_expired(
    lines: Sequence[PlannedLine],
    *,
    batches: Mapping[UUID, BatchFacts],
    stock: Iterable[ExpiringStock],
    nodes: Mapping[UUID, NodeFacts],
    on: date,
) -> None:
    """Refuse lines without a reason that take a batch while one that expires earlier is left.

    Shape: both are of one owner and ownership; what other lines of the document take of the earlier batch is not left.
    Raises: EarlierBatchFirst.
    Source: requirements 3.7.
    """
    lying: dict[Pool, list[Expiring]] = defaultdict(list)
    for each in stock:
        expiring = Expiring(each.batch_id, each.number, each.expiry_date, each.on_hand)
        lying[each.item_id, each.owner_id, each.ownership].append(expiring)
    if not lying:
        return
    taken: dict[Pool, dict[UUID, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in lines:
        taken[_pool(line)][line.goods.batch_id] += line.goods.quantity
    refused: list[Refusal] = []
    for line in lines:
        if line.goods.batch_id == NO_ID or line.extra["batch_reason"] or line.goods.cost is None:
            continue
        # What keeps too short for this project's work is not left for it.
        keeps_until = on + timedelta(days=nodes[line.goods.cost.node_id].shelf_life_days_min)
        batch, pool = batches[line.goods.batch_id], _pool(line)
        found = earlier_left(lying[pool], expires=batch.expiry_date, taken=taken[pool], keeps_until=keeps_until)
        if found is not None:
            refused.append(_passed_over(line, batch, *found))
    refuse_together(refused)


def _passed_over(line: PlannedLine, batch: BatchFacts, earlier: Expiring, left: Decimal) -> EarlierBatchFirst:
    return EarlierBatchFirst(
        batch=batch.number,
        expires=batch.expiry_date,
        earlier=Labelled(earlier.number, batch.number.label),
        earlier_expires=earlier.expires,
        left=left,
        line=line.goods.line_no,
    )


def _pool(line: PlannedLine) -> Pool:
    return line.goods.item.id, line.owner_id or NO_ID, line.goods.ownership
