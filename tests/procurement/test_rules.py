"""Rules of procurement: prices, receipts, what stays bound."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongliao.kernel.values import Money, Quantity
from gongliao.procurement.errors import FigureTooLarge, OrderNotOpen, OverReceipt, PriceMissing
from gongliao.procurement.rules import (
    OrderLineFacts,
    open_quantity,
    price_line,
    receipt_value,
    relieved,
    require_receivable,
    still_bound,
    total_amount,
)

SOME = UUID(int=1)


def line(**changes: Any) -> OrderLineFacts:
    """Return an approved line of 10 for 100.00, nothing received."""
    facts: dict[str, Any] = {
        "id": SOME,
        "order_id": SOME,
        "order_number": "PO-2026-00001",
        "order_state": "approved",
        "company_id": SOME,
        "supplier_id": SOME,
        "line_no": 1,
        "item_id": SOME,
        "unit": "kg",
        "quantity": Decimal(10),
        "received_quantity": Decimal(0),
        "received_value": Decimal(0),
        "amount": Decimal("100.00"),
        "unit_price": Decimal(10),
        "project_id": None,
        "node_id": None,
        "category_id": None,
        "over_tolerance_percent": Decimal(0),
    }
    for name, value in changes.items():
        facts[name] = Decimal(value) if isinstance(value, str) and isinstance(facts[name], Decimal) else value
    return OrderLineFacts(**facts)


class TestPriceLine:
    @pytest.mark.parametrize(
        ("base", "entered", "price", "amount", "expected"),
        [
            # base quantity, entered quantity, entered price, amount → entered price, unit price, amount, tax at 13 %
            ("100", "100", "4.20", None, "4.200000 4.200000 420.00 54.60"),
            ("2000", "2", "4200", None, "4200.000000 4.200000 8400.00 1092.00"),  # two tonnes, counted in kg
            ("3", "3", None, "100.00", "33.333333 33.333333 100.00 13.00"),  # the amount governs
            ("3", "3", "33.30", "100.00", "33.333333 33.333333 100.00 13.00"),  # also beside a price
            ("5", "5", "0.001", None, "0.001000 0.001000 0.01 0.00"),  # half up; the unit price stays exact
            ("4", "4", "0.001", None, "0.001000 0.001000 0.00 0.00"),
            ("30", "1", "29", None, "29.000000 0.966667 29.00 3.77"),
            ("10", "10", "0", None, "0.000000 0.000000 0.00 0.00"),  # free of charge
        ],
    )
    def test_prices_from_price_or_amount(
        self, base: str, entered: str, price: str | None, amount: str | None, expected: str
    ) -> None:
        priced = price_line(
            line_no=1,
            quantity=Quantity(Decimal(base)),
            entered_quantity=Decimal(entered),
            entered_price=Decimal(price) if price else None,
            amount=Decimal(amount) if amount else None,
            tax_rate=Decimal(13),
        )

        assert f"{priced.entered_price} {priced.unit_price} {priced.amount} {priced.tax_amount}" == expected

    def test_needs_a_price_or_an_amount(self) -> None:
        with pytest.raises(PriceMissing) as refused:
            price_line(
                line_no=7,
                quantity=Quantity(Decimal(1)),
                entered_quantity=Decimal(1),
                entered_price=None,
                amount=None,
                tax_rate=Decimal(0),
            )

        assert (refused.value.line, refused.value.field) == (7, "entered_price")

    @pytest.mark.parametrize(
        ("entered", "price", "amount"),
        [
            ("999999999999.999999", "999999999999.999999", None),
            ("100000", "999999999999", None),
            ("0.000001", None, "9999999999999999.99"),
            ("1", None, "9999999999999999.99"),
        ],
    )
    def test_refuses_what_the_books_can_not_hold(self, entered: str, price: str | None, amount: str | None) -> None:
        with pytest.raises(FigureTooLarge):
            price_line(
                line_no=1,
                quantity=Quantity(Decimal(entered)),
                entered_quantity=Decimal(entered),
                entered_price=Decimal(price) if price else None,
                amount=Decimal(amount) if amount else None,
                tax_rate=Decimal(0),
            )

    def test_refuses_a_total_that_the_books_can_not_hold(self) -> None:
        with pytest.raises(FigureTooLarge):
            total_amount([Money(Decimal("6000000000000000.00"))] * 2)


class TestReceiptValue:
    @pytest.mark.parametrize(
        ("quantity", "amount", "price", "receipts", "values"),
        [
            ("10", "100.00", "10", "4 6", "40.00 60.00"),
            ("3", "100.00", "33.333333", "1 1 1", "33.33 33.34 33.33"),  # the last takes what is left
            ("3", "0.01", "0.003333", "1 1 1", "0.00 0.01 0.00"),
            ("10", "100.00", "10", "8 4", "80.00 40.00"),  # two of the four exceed the order, at unit price
            ("3", "100.00", "33.333333", "3 1", "100.00 33.33"),
            ("10", "0.00", "0", "10", "0.00"),
        ],
    )
    def test_full_receipt_carries_exactly_the_amount(
        self, quantity: str, amount: str, price: str, receipts: str, values: str
    ) -> None:
        facts = line(quantity=quantity, amount=amount, unit_price=price)
        got: list[str] = []
        for each in receipts.split():
            value = receipt_value(facts, Quantity(Decimal(each)))
            got.append(str(value))
            facts = line(
                quantity=quantity,
                amount=amount,
                unit_price=price,
                received_quantity=str(facts.received_quantity + Decimal(each)),
                received_value=str(facts.received_value + value),
            )

        assert " ".join(got) == values

    def test_is_never_negative_after_a_reversal_in_the_middle(self) -> None:
        # Ten of half a cent each; those that carried nothing went back, so three carry 0.03 where 0.02 is their share.
        facts = line(quantity="10", amount="0.05", unit_price="0.005", received_quantity="3", received_value="0.03")

        assert receipt_value(facts, Quantity(Decimal(1))) == 0
        assert receipt_value(facts, Quantity(Decimal(7))) == Decimal("0.02")


class TestStillBound:
    @pytest.mark.parametrize(
        ("received", "value", "bound"),
        [
            ("0", "0.00", "10 100.00"),
            ("4", "40.00", "6 60.00"),
            ("10", "100.00", "0 0.00"),
            ("12", "120.00", "0 0.00"),  # what came beyond the order relieves nothing more
            ("10", "99.99", "0 0.00"),  # nothing stays behind by a cent
            ("9", "130.00", "1 0.00"),  # never more than was bound
        ],
    )
    def test_is_ordered_less_relieved(self, received: str, value: str, bound: str) -> None:
        facts = line(received_quantity=received, received_value=value)

        left = still_bound(facts)

        assert f"{left.quantity} {left.amount}" == bound
        gone = relieved(facts, quantity=facts.received_quantity, value=facts.received_value)
        assert (left.quantity + gone.quantity, left.amount + gone.amount) == (facts.quantity, facts.amount)


class TestRequireReceivable:
    @pytest.mark.parametrize(
        ("received", "tolerance", "asked", "allowed"),
        [
            ("0", "0", "10", True),
            ("0", "0", "10.000001", False),
            ("4", "0", "6", True),
            ("4", "0", "6.000001", False),
            ("10", "5", "0.5", True),
            ("10", "5", "0.500001", False),
            ("12", "0", "0.000001", False),
        ],
    )
    def test_walks_the_tolerance(self, received: str, tolerance: str, asked: str, allowed: bool) -> None:
        facts = line(received_quantity=received, over_tolerance_percent=tolerance)

        if allowed:
            require_receivable(facts, Quantity(Decimal(asked)), 3)
            return
        with pytest.raises(OverReceipt) as refused:
            require_receivable(facts, Quantity(Decimal(asked)), 3)
        assert refused.value.line == 3
        assert refused.value.figures() == {
            "asked": Decimal(asked),
            "open": open_quantity(facts),
            "tolerance": Decimal(tolerance),
        }

    @pytest.mark.parametrize("state", ["draft", "submitted", "closed", "cancelled"])
    def test_refuses_an_order_that_does_not_stand(self, state: str) -> None:
        with pytest.raises(OrderNotOpen):
            require_receivable(line(order_state=state), Quantity(Decimal(1)), None)


class TestAnyHistory:
    @settings(max_examples=300, deadline=None)
    @given(
        cents=st.integers(0, 2000),
        ordered=st.integers(1, 12),
        steps=st.lists(st.tuples(st.booleans(), st.integers(1, 5), st.integers(0, 99)), max_size=12),
    )
    def test_of_receipts_and_reversals_keeps_the_money_together(
        self, cents: int, ordered: int, steps: list[tuple[bool, int, int]]
    ) -> None:
        amount = Decimal(cents).scaleb(-2)
        facts = line(quantity=str(ordered), amount=str(amount), unit_price=str(round(amount / ordered, 6)))
        receipts: list[tuple[Decimal, Decimal]] = []

        for comes_in, units, which in steps:
            if comes_in:
                change = (Decimal(units), receipt_value(facts, Quantity(Decimal(units))))
                receipts.append(change)
            elif receipts:
                quantity, value = receipts.pop(which % len(receipts))
                change = (-quantity, -value)
            else:
                continue
            facts = replace(
                facts,
                received_quantity=Quantity(facts.received_quantity + change[0]),
                received_value=Money(facts.received_value + change[1]),
            )
            left = still_bound(facts)
            assert left.quantity == open_quantity(facts)
            assert 0 <= left.amount <= amount
            if not receipts:
                assert left == (facts.quantity, amount)
            if not left.quantity:
                assert left.amount == 0

        missing = open_quantity(facts)
        if missing and all(quantity <= ordered for quantity, _ in receipts):
            value = receipt_value(facts, missing)
            assert value >= 0
            if facts.received_value <= amount:
                assert facts.received_value + value == amount
