"""Free what an order still binds; closing and cancelling end with it."""

from datetime import datetime

from gongliao.kernel.clock import local_date
from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.ledger.public import CommitmentLine, record_commitments
from gongliao.platform.public import Actor
from gongliao.procurement.operations.hold_order import HeldOrder, company_of, cost_of, voucher_of
from gongliao.procurement.rules import still_bound


def release_order(*, actor: Actor, held: HeldOrder, at: datetime) -> Money:
    """Release the open remainder of every line, on the day it happens, and return the money freed.

    Source: design.md 4, "Commitment entry"; invariant 10.
    """
    company = company_of(held.order)
    lines = [
        CommitmentLine(line.id, "release", Quantity(-open_.quantity), Money(-open_.amount), cost_of(line))
        for line in held.lines
        if any(open_ := still_bound(line))
    ]
    voucher = voucher_of(held.order, company=company, on=local_date(at, company.time_zone))
    record_commitments(actor=actor, voucher=voucher, lines=lines, at=at)
    return Money(-sum((line.amount for line in lines), NO_MONEY))
