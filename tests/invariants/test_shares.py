"""Sharing money out by quantity: exact to the largest figures that the columns hold."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from gongliao.kernel.values import Money, Quantity, share
from gongliao.ledger.rules import apportion
from tests.invariants.reference import part_of, shared_out

CENTS = st.integers(0, 10**18 - 1)
MILLIONTHS = st.integers(1, 10**18 // 8)


def money_of(cents: int) -> Money:
    return Money(Decimal(cents).scaleb(-2))


def quantity_of(millionths: int) -> Quantity:
    return Quantity(Decimal(millionths).scaleb(-6))


@settings(deadline=None, database=None, derandomize=True)
@given(cents=CENTS, part=MILLIONTHS, times=st.integers(1, 8))
def test_a_share_is_rounded_once_however_large_the_figures(cents: int, part: int, times: int) -> None:
    carried = share(of=money_of(cents), part=quantity_of(part), whole=quantity_of(part * times))

    assert carried * 100 == part_of(cents, Fraction(part), Fraction(part * times))


def test_half_a_cent_goes_up_among_the_largest_figures() -> None:
    carried = share(
        of=Money(Decimal("900434730939218.55")),
        part=Quantity(Decimal("38715361674.068227")),
        whole=Quantity(Decimal("77430723348.136454")),
    )

    assert carried == Decimal("450217365469609.28")


@settings(deadline=None, database=None, derandomize=True)
@given(cents=CENTS, quantities=st.lists(st.integers(0, 10**16), max_size=6))
def test_shares_add_up_to_the_cent(cents: int, quantities: list[int]) -> None:
    parts = apportion(money_of(cents), [quantity_of(each) for each in quantities])

    assert [int(each * 100) for each in parts] == shared_out(cents, [Fraction(each) for each in quantities])
    if any(quantities):
        assert sum(parts) == money_of(cents)
