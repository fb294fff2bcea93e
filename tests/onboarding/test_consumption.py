from datetime import date
from decimal import Decimal

from gongliao.onboarding.rules import columns
from gongliao.onboarding.rules.consumption import Issue, Return, Step, goods_of_project
from gongliao.onboarding.rules.orders import group_deliveries, group_orders
from tests.onboarding.history import read


def _steps(*rows: dict[str, str]) -> tuple[Step, ...]:
    return goods_of_project(group_deliveries(group_orders(read(*rows).lines)[0]))


def test_draws_all_of_a_month_on_its_last_day() -> None:
    steps = _steps(
        {columns.QUANTITY: "4"}, {columns.QUANTITY: "3", columns.DELIVERED: "20-Jun-06", columns.DELIVERY: "ASN-9"}
    )

    [issue] = [step for step in steps if isinstance(step, Issue)]
    assert issue.on == date(2006, 6, 30)
    assert [quantity for _, quantity in issue.quantities] == [Decimal(7)]


def test_draws_half_from_2015_on_and_nothing_of_a_single_pack() -> None:
    steps = _steps(
        {columns.QUANTITY: "7", columns.DELIVERED: "20-Jan-15"}, {columns.QUANTITY: "1", columns.DELIVERED: "2-Mar-15"}
    )

    assert [step.quantities[0][1] for step in steps if isinstance(step, Issue)] == [Decimal(3)]


def test_brings_a_tenth_of_the_largest_line_back_in_january() -> None:
    steps = _steps(
        {columns.QUANTITY: "4"}, {columns.QUANTITY: "39", columns.DELIVERED: "20-Nov-06", columns.DELIVERY: "ASN-9"}
    )

    [back] = [step for step in steps if isinstance(step, Return)]
    assert (back.on, back.issued_on, back.quantity) == (date(2007, 1, 15), date(2006, 11, 30), Decimal(3))


def test_posts_in_the_order_of_the_days_what_comes_in_first() -> None:
    steps = _steps(
        {columns.QUANTITY: "40"},
        {columns.DELIVERED: "30-Jun-06", columns.DELIVERY: "ASN-9"},
        {columns.DELIVERED: "15-Jan-07", columns.DELIVERY: "ASN-10"},
    )

    assert [type(step).__name__ for step in steps] == [
        "Delivery",
        "Delivery",
        "Issue",
        "Delivery",
        "Return",
        "Issue",
        "Return",
    ]
