"""The batches that lines of goods name which come in."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.kernel.ids import NO_ID
from gongliao.ledger.public import BatchName, name_batches


def with_batches(lines: Sequence[PlannedLine], *, supplier_id: UUID | None = None) -> list[PlannedLine]:
    """Return the lines with their batches made or found.

    Raises: BatchDiffers.
    """
    names = [
        BatchName(
            line_no=line.goods.line_no,
            item_id=line.goods.item.id,
            number=line.extra["batch_no"],
            supplier_id=supplier_id,
            production_date=line.extra["production_date"],
            expiry_date=line.extra["expiry_date"],
            inspects_on_receipt=line.goods.item.inspects_on_receipt,
            tracking=line.goods.item.tracking,
        )
        for line in lines
        if line.extra["batch_no"]
    ]
    batches = name_batches(names)
    return [
        replace(
            line,
            goods=replace(
                line.goods,
                batch_id=batches.get((line.goods.item.id, line.extra["batch_no"], supplier_id), NO_ID),
            ),
        )
        for line in lines
    ]
