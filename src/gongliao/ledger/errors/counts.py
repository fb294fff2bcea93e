"""What counts refuse to make up for."""

import datetime
from dataclasses import dataclass

from gongliao.kernel.errors import RuleBroken


@dataclass(eq=False)
class CountStands(RuleBroken):
    """A count can't make up for what moved before it."""

    item: str
    date: datetime.date
    document: str
    line: int | None = None
    field: str | None = "business_date"


class CountedConsignment(CountStands):
    """It bought what it missed of a supplier's consignment, or would have to."""

    code = "ledger.counted_consignment"


class CountNeedsCost(CountStands):
    """It found goods, and nothing would be left to take their unit cost from."""

    code = "ledger.count_needs_cost"
