"""Send goods back to their supplier: they leave at what they cost us, and he owes what they came in at.

What is not ours goes back to whose it is, and nobody owes anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Money
from gongliao.ledger.operations.goods import GoodsLine, Voucher
from gongliao.ledger.operations.post_goods import post_goods
from gongliao.ledger.rules import at_variance
from gongliao.platform.public import Actor


@dataclass(frozen=True, slots=True)
class SentBackLine:
    """What goods on their way back were worth in stock, and what the supplier owes for them."""

    line_id: UUID
    move_id: UUID
    stock_value: Money
    owed: Money


def send_back(*, actor: Actor, voucher: Voucher, lines: Sequence[GoodsLine], at: datetime) -> tuple[SentBackLine, ...]:
    """Move goods from bins to suppliers in two moves each, in the caller's transaction.

    The first takes them out of their pool at what that says, the second hands them to the supplier at the unit cost of
    the receipt line that they carry. What lies between is the price variance, of which each side is corrected by
    itself.

    What is not ours, the supplier's consignment or the employer's goods, goes back in one move that is worth nothing.

    Shape: lines from a bin to a supplier that each carry a receipt line, or to whose the goods are; one
        ``SentBackLine`` per line, in order.
    Raises: as ``post_goods``.
    Source: design.md 4, "Rules that decide a number"; ADR-0017.
    """
    legs = [leg for line in lines for leg in _legs_of(line)]
    posted = iter(post_goods(actor=actor, voucher=voucher, lines=legs, at=at))
    gone = []
    for line in lines:
        taken = next(posted)
        handed = next(posted) if line.ownership == "own" else taken
        gone.append(SentBackLine(taken.line_id, handed.move_id, taken.value, handed.value))
    return tuple(gone)


def _legs_of(line: GoodsLine) -> list[GoodsLine]:
    if line.ownership != "own":
        return [line]
    between = at_variance(line.target.id)
    return [replace(line, target=between, carries=None), replace(line, source=between, move_id=new_id())]
