"""Lines of receipts that no order stands behind: others' goods, kept in quantity and worth nothing to us."""

from uuid import UUID

from gongliao.catalog.public import ItemFacts, second_counted
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.inventory.operations.receipt_request import ReceiptLine
from gongliao.kernel.values import NO_MONEY, Quantity
from gongliao.ledger.public import GoodsLine, Ownership, Place, at_bin


def unordered(
    line: ReceiptLine,
    item: ItemFacts,
    *,
    number: int,
    quantity: Quantity,
    source: Place,
    bin_id: UUID,
    owner_id: UUID,
    ownership: Ownership,
) -> PlannedLine:
    """Return a line as it is written.

    Raises: SecondQuantityNotKept, SecondQuantityRequired.
    """
    goods = GoodsLine(
        line_id=line.id,
        line_no=number,
        item=item,
        source=source,
        target=at_bin(bin_id, owner_id=owner_id),
        quantity=quantity,
        entered_quantity=line.quantity,
        entered_unit=line.unit,
        second=second_counted(item, entered=line.quantity, unit=line.unit, told=line.second_quantity),
        ownership=ownership,
        value=NO_MONEY,
    )
    extra = {
        "order_line_id": None,
        "batch_no": line.batch_no,
        "production_date": line.production_date,
        "expiry_date": line.expiry_date,
        "price": line.price,
    }
    return PlannedLine(goods, bin_id=bin_id, owner_id=owner_id, remark=line.remark, extra=extra)
