"""From lines to orders and deliveries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongliao.onboarding.rules.columns import ORDERED
from gongliao.onboarding.rules.findings import Finding, Reason
from gongliao.onboarding.rules.lines import Line


@dataclass(frozen=True, slots=True)
class Order:
    """Lines of one order number, for one project, from one supplier."""

    number: str
    project: str
    vendor: str
    ordered_on: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one order on one day under one delivery note."""

    number: str
    order: str
    vendor: str
    delivered_on: date
    lines: tuple[Line, ...]


def group_orders(lines: Iterable[Line]) -> tuple[tuple[Order, ...], tuple[Finding, ...]]:
    """Return the orders in the order of their first rows, and how their dates were found.

    An order has one project and one supplier. Where the source puts several under one number, the second and each
    further pair gets the number with a suffix: ``SCMS-8``, ``SCMS-8/2``.
    """
    by_number: dict[str, dict[tuple[str, str], list[Line]]] = {}
    for line in lines:
        by_number.setdefault(line.order, {}).setdefault((line.project, line.vendor), []).append(line)
    orders: list[Order] = []
    findings: list[Finding] = []
    for number, parts in by_number.items():
        for part, ((project, vendor), held) in enumerate(parts.items(), start=1):
            ordered_on, reasons = order_date(held)
            first = held[0]
            findings += [
                Finding(first.line, first.row, ORDERED, "" if not first.ordered_on else str(first.ordered_on), reason)
                for reason in reasons
            ]
            suffix = "" if part == 1 else f"/{part}"
            orders.append(Order(number + suffix, project, vendor, ordered_on, tuple(held)))
    return tuple(orders), tuple(findings)


def order_date(lines: Iterable[Line]) -> tuple[date, tuple[Reason, ...]]:
    """Return the day on which lines were ordered, and why it is not simply the one stated.

    The first that is known counts: the day when the order went to the vendor, when the quote went to the client, for
    which delivery was planned. No order is later than its first delivery.
    """
    held = list(lines)
    reasons: list[Reason] = []
    ordered = [line.ordered_on for line in held if line.ordered_on]
    quoted = [line.quoted_on for line in held if line.quoted_on]
    if ordered:
        found = min(ordered)
    elif quoted:
        found = min(quoted)
        reasons.append(Reason.ORDER_DATE_FROM_QUOTE)
    else:
        found = min(line.scheduled_on for line in held)
        reasons.append(Reason.ORDER_DATE_FROM_SCHEDULE)
    delivered = min(line.delivered_on for line in held)
    if found > delivered:
        reasons.append(Reason.ORDER_DATE_AFTER_DELIVERY)
    return min(found, delivered), tuple(reasons)


def group_deliveries(orders: Iterable[Order]) -> tuple[Delivery, ...]:
    """Return the deliveries of each order: one per delivery note and day."""
    deliveries: list[Delivery] = []
    for order in orders:
        held: dict[tuple[str, date], list[Line]] = {}
        for line in order.lines:
            held.setdefault((line.delivery, line.delivered_on), []).append(line)
        deliveries += [
            Delivery(number, order.number, order.vendor, delivered_on, tuple(part))
            for (number, delivered_on), part in held.items()
        ]
    return tuple(deliveries)
