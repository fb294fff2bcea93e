"""What the projects did with the goods. The source does not say, so this is made up, by a rule that can be recomputed.

What a project's site store received in a month is drawn on the month's last day by the work that it was ordered for:
all of it until the end of 2014, from then on half of each item, rounded down to whole packs, so that the year's stock
is there to look at. On the fifteenth of each January a tenth, rounded down, of the largest line of the year's last
issue comes back.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from gongliao.kernel.values import Quantity
from gongliao.onboarding.rules.orders import Delivery

USED_UP_UNTIL = date(2014, 12, 31)
HALF = Decimal("0.5")
TENTH = Decimal("0.1")
WHOLE_PACKS = Decimal(1)


@dataclass(frozen=True, slots=True)
class Issue:
    """What the work draws on one day: items by description, in packs, in the order of their first receipt."""

    on: date
    quantities: tuple[tuple[str, Quantity], ...]


@dataclass(frozen=True, slots=True)
class Return:
    """What comes back of one item of the issue of a day."""

    on: date
    issued_on: date
    item: str
    quantity: Quantity


Step = Delivery | Issue | Return


def goods_of_project(deliveries: Iterable[Delivery]) -> tuple[Step, ...]:
    """Return one project's receipts, issues and returns in the order in which they are posted.

    Shape: by date; within a day receipts, then returns, then issues, as they are valued.
    """
    received = sorted(deliveries, key=lambda delivery: (delivery.delivered_on, delivery.number))
    issues = tuple(_issues(received))
    steps: list[tuple[date, int, Step]] = [(delivery.delivered_on, 0, delivery) for delivery in received]
    steps += [(back.on, 1, back) for back in _returns(issues)]
    steps += [(issue.on, 2, issue) for issue in issues]
    return tuple(step for _, _, step in sorted(steps, key=lambda entry: entry[:2]))


def _issues(received: Iterable[Delivery]) -> Iterator[Issue]:
    by_month: dict[date, dict[str, Quantity]] = {}
    for delivery in received:
        month = by_month.setdefault(_month_end(delivery.delivered_on), {})
        for line in delivery.lines:
            before = month.get(line.item.description, Quantity(Decimal(0)))
            month[line.item.description] = Quantity(before + line.quantity)
    for on, quantities in by_month.items():
        drawn = [(item, _drawn(quantity, on)) for item, quantity in quantities.items()]
        if left := tuple((item, quantity) for item, quantity in drawn if quantity):
            yield Issue(on, left)


def _returns(issues: Iterable[Issue]) -> Iterator[Return]:
    last_of_year = {issue.on.year: issue for issue in issues}
    for year, issue in last_of_year.items():
        item, quantity = max(issue.quantities, key=lambda entry: entry[1])
        back = _whole(quantity * TENTH)
        if back and issue.on <= USED_UP_UNTIL:
            yield Return(date(year + 1, 1, 15), issue.on, item, back)


def _drawn(quantity: Quantity, on: date) -> Quantity:
    return quantity if on <= USED_UP_UNTIL else _whole(quantity * HALF)


def _whole(quantity: Decimal) -> Quantity:
    return Quantity(quantity.quantize(WHOLE_PACKS, ROUND_DOWN))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
