"""Control totals: what the source holds, computed from its lines, and what it is known to hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongliao.kernel.values import NO_MONEY, Money
from gongliao.onboarding.rules.lines import Line


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and sums over all lines. ``by_project`` maps each project's code to the value of its lines."""

    lines: int
    order_value: Money
    freight: Money
    freight_lines: int
    projects: int
    orders: int
    vendors: int
    items: int
    by_project: Mapping[str, Money]


# What the published file holds; counted outside this program, too.
PUBLISHED = {
    "lines": 10_324,
    "order_value": Decimal("1627584457.29"),
    "freight": Decimal("68817849.41"),
    "freight_lines": 6_198,
    "projects": 142,
    "orders": 6_233,
    "vendors": 73,
    "items": 184,
}


def totals_of(lines: Iterable[Line]) -> Totals:
    """Return the control totals of the lines."""
    held = list(lines)
    freights = [line.freight for line in held if line.freight is not None]
    by_project: dict[str, Money] = {}
    for line in held:
        by_project[line.project] = Money(by_project.get(line.project, NO_MONEY) + line.value)
    return Totals(
        lines=len(held),
        order_value=Money(sum(by_project.values(), NO_MONEY)),
        freight=Money(sum(freights, NO_MONEY)),
        freight_lines=len(freights),
        projects=len(by_project),
        orders=len({line.order for line in held}),
        vendors=len({line.vendor for line in held}),
        items=len({line.item.description for line in held}),
        by_project=by_project,
    )
