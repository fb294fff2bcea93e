from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from gongliao.onboarding.operations.read_history import read_history
from gongliao.onboarding.rules.consumption import Issue, Return, goods_of_project
from gongliao.onboarding.rules.findings import WHOLE_ROW, Reason
from gongliao.onboarding.rules.items import code_items, code_vendors
from gongliao.onboarding.rules.lines import Reading
from gongliao.onboarding.rules.orders import Delivery, group_deliveries, group_orders
from gongliao.onboarding.rules.totals import PUBLISHED, totals_of


@pytest.fixture(scope="module")
def history() -> Reading:
    return read_history()


class TestReadHistory:
    def test_holds_what_the_published_file_holds(self, history: Reading) -> None:
        totals = totals_of(history.lines)

        assert {name: getattr(totals, name) for name in PUBLISHED} == PUBLISHED
        assert totals.order_value == Decimal("1627584457.29")
        assert (totals.freight, totals.freight_lines) == (Decimal("68817849.41"), 6198)

    def test_refuses_no_whole_row(self, history: Reading) -> None:
        assert not [finding for finding in history.findings if finding.reason in WHOLE_ROW]

    def test_names_every_cell_out_of_the_ordinary(self, history: Reading) -> None:
        assert Counter(finding.reason for finding in history.findings) == {
            Reason.FILLED_FROM_STORE: 5404,
            Reason.FIGURE_WITH_OTHER_ROW: 4890,
            Reason.WEIGHT_NOT_GIVEN: 1507,
            Reason.FREIGHT_IN_PRICE: 1442,
            Reason.TEXT_REPAIRED: 1083,
            Reason.VALUE_GOVERNS: 719,
            Reason.DATE_NOT_CAPTURED: 533,
            Reason.INSURANCE_NOT_GIVEN: 287,
            Reason.FREIGHT_NOT_GIVEN: 239,
            Reason.OTHER_ROW_WITHOUT_FIGURE: 231,
            Reason.WITHOUT_VALUE: 17,
        }

    def test_accounts_for_the_freight_cell_of_every_row(self, history: Reading) -> None:
        reasons = Counter(finding.reason for finding in history.findings if finding.column == "Freight Cost (USD)")

        given = sum(line.freight is not None for line in history.lines)
        explained = [Reason.FREIGHT_IN_PRICE, Reason.FREIGHT_NOT_GIVEN, Reason.FIGURE_WITH_OTHER_ROW]
        assert given + sum(reasons[reason] for reason in explained) == len(history.lines)

    def test_codes_items_and_vendors_once_each(self, history: Reading) -> None:
        items, vendors = code_items(history.lines), code_vendors(history.lines)

        assert len({item.code for item in items}) == len({item.name for item in items}) == 184
        assert len({vendor.code for vendor in vendors}) == 73
        assert [vendor.name for vendor in vendors if vendor.internal] == ["SCMS from RDC"]

    def test_dates_every_order_before_its_deliveries(self, history: Reading) -> None:
        orders, _ = group_orders(history.lines)

        assert len(orders) == 6233
        assert all(order.ordered_on <= line.delivered_on for order in orders for line in order.lines)

    def test_never_draws_or_returns_more_than_there_is(self, history: Reading) -> None:
        orders, _ = group_orders(history.lines)
        by_project: dict[str, list[Delivery]] = {}
        project_of = {order.number: order.project for order in orders}
        for delivery in group_deliveries(orders):
            by_project.setdefault(project_of[delivery.order], []).append(delivery)

        for deliveries in by_project.values():
            on_hand: dict[str, Decimal] = defaultdict(Decimal)
            for step in goods_of_project(deliveries):
                if isinstance(step, Issue):
                    for item, quantity in step.quantities:
                        on_hand[item] -= quantity
                elif isinstance(step, Return):
                    on_hand[step.item] += step.quantity
                else:
                    for line in step.lines:
                        on_hand[line.item.description] += line.quantity
                assert min(on_hand.values()) >= 0
