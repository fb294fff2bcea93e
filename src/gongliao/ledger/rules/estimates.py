"""What was received and not invoiced at a month's end, and the debits and credits that it is estimated by 暂估.

Source: design.md 4, "Cost life-cycle"; ADR-0020.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.ledger.rules.vouchers import Purpose, Side


@dataclass(frozen=True, slots=True)
class OpenReceipt:
    """What of a receipt line is not invoiced, and what it is estimated at; ``move_id`` is the move that brought it.

    Units: ``quantity`` in the base unit.
    """

    move_id: UUID
    receipt: tuple[str, UUID]
    supplier_id: UUID
    item_id: UUID
    category_id: UUID | None
    quantity: Quantity
    amount: Money


def sides_of_estimates(receipts: Iterable[OpenReceipt], *, last_day: date) -> list[Side]:
    """Return the sides that make what is open a payable on a month's last day, and take that back on the day after.

    Shape: four for each supplier and category of items, which choose the accounts.
    """
    summed: defaultdict[tuple[UUID, UUID | None], Money] = defaultdict(lambda: NO_MONEY)
    for each in receipts:
        key = (each.supplier_id, each.category_id)
        summed[key] = Money(summed[key] + each.amount)
    return [
        Side(purpose, Money(sign * amount), day, day, category_id=category_id, party_id=supplier_id)
        for day, turn in ((last_day, 1), (last_day + timedelta(days=1), -1))
        for (supplier_id, category_id), amount in summed.items()
        for purpose, sign in ((Purpose.RECEIVED, turn), (Purpose.ESTIMATED, -turn))
    ]
