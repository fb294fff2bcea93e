from datetime import date

import pytest

from gongliao.onboarding.rules import columns
from gongliao.onboarding.rules.findings import Reason
from gongliao.onboarding.rules.orders import group_deliveries, group_orders, order_date
from tests.onboarding.history import read


@pytest.mark.parametrize(
    ("changes", "day", "reasons"),
    [
        ({columns.ORDERED: "5/1/06", columns.QUOTED: "4/1/06"}, date(2006, 5, 1), ()),
        ({columns.QUOTED: "4/1/06"}, date(2006, 4, 1), (Reason.ORDER_DATE_FROM_QUOTE,)),
        ({columns.SCHEDULED: "30-May-06"}, date(2006, 5, 30), (Reason.ORDER_DATE_FROM_SCHEDULE,)),
        ({columns.ORDERED: "7/1/06"}, date(2006, 6, 2), (Reason.ORDER_DATE_AFTER_DELIVERY,)),
    ],
)
def test_dates_an_order_never_after_its_delivery(
    changes: dict[str, str], day: date, reasons: tuple[Reason, ...]
) -> None:
    assert order_date(read(changes).lines) == (day, reasons)


def test_gives_each_order_one_project_and_one_supplier() -> None:
    reading = read({}, {columns.VENDOR: "CIPLA LIMITED"}, {columns.PROJECT: "101-CI-T01"}, {})

    orders, _ = group_orders(reading.lines)

    assert [(order.number, len(order.lines)) for order in orders] == [
        ("SCMS-4", 2),
        ("SCMS-4/2", 1),
        ("SCMS-4/3", 1),
    ]


def test_groups_what_came_together() -> None:
    reading = read({}, {}, {columns.DELIVERY: "ASN-9"}, {columns.DELIVERED: "03-Jun-06"})

    deliveries = group_deliveries(group_orders(reading.lines)[0])

    assert [(each.number, each.delivered_on.day, len(each.lines)) for each in deliveries] == [
        ("ASN-8", 2, 2),
        ("ASN-9", 2, 1),
        ("ASN-8", 3, 1),
    ]
