"""Order lines that are open again for goods which went back to be replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gongliao.inventory.models import SupplierReturnLine
from gongliao.inventory.operations.goods_kind import PlannedLine
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.public import Voucher
from gongliao.platform.public import Actor
from gongliao.procurement.public import ReceivedLine, lock_order_lines, record_receipt, require_within_tolerance


def reopen_order_lines(
    *, actor: Actor, voucher: Voucher, lines: Sequence[PlannedLine], order_lines: Mapping[UUID, UUID], at: datetime
) -> None:
    """Tell order lines that goods went back for which others are to come; they bind that money again.

    Shape: ``order_lines`` by receipt line, locked.
    """
    gone = [
        ReceivedLine(
            order_lines[line.extra["receipt_line_id"]],
            Quantity(-line.goods.quantity),
            Money(-line.extra["reopened_amount"]),
        )
        for line in lines
        if line.extra["replacement"]
    ]
    if gone:
        record_receipt(actor=actor, voucher=voucher, received=gone, at=at)


def lock_reopened(lines: Sequence[SupplierReturnLine]) -> None:
    """Lock the order lines that a return opened again."""
    lock_order_lines(set(_order_lines_of(lines).values()))


def expect_no_replacements(*, actor: Actor, return_id: UUID, voucher: Voucher, at: datetime) -> None:
    """Tell order lines that the goods of a return did not go back, so that none are to come for them.

    Raises: OverReceipt where the replacement has come.
    """
    lines = list(SupplierReturnLine.objects.filter(document_id=return_id, replacement=True).order_by("line_no"))
    if not lines:
        return
    order_lines = _order_lines_of(lines)
    running = lock_order_lines(set(order_lines.values()))
    back: list[ReceivedLine] = []
    for line in lines:
        order_line, quantity = running[order_lines[line.id]], Quantity(line.quantity)
        require_within_tolerance(order_line, quantity, line.line_no)
        received = Quantity(order_line.received_quantity + quantity)
        running[order_line.id] = replace(order_line, received_quantity=received)
        back.append(ReceivedLine(order_line.id, quantity, Money(line.reopened_amount)))
    record_receipt(actor=actor, voucher=voucher, received=back, at=at)


def _order_lines_of(lines: Sequence[SupplierReturnLine]) -> dict[UUID, UUID]:
    ids = [line.id for line in lines if line.replacement]
    found = SupplierReturnLine.objects.filter(id__in=ids).values_list("id", "receipt_line__order_line_id")
    return dict(found)
