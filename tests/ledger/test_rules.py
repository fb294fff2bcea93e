"""Valuation rules as tables."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from gongliao.kernel.ids import NO_ID, new_id
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.errors import FigureTooLarge, InsufficientStock
from gongliao.ledger.rules import (
    Balance,
    BalanceKey,
    Movement,
    Place,
    Pool,
    PoolKey,
    Stock,
    apportion,
    value_movements,
)
from gongliao.ledger.rules.replay import Doubled, Spot, Step, first_doubled

COMPANY, ITEM, NODE = new_id(), new_id(), new_id()
MAIN, YARD = UUID(int=1), UUID(int=2)
DAY = date(2026, 6, 1)
SUPPLIER = Place("supplier", new_id())
KEY = PoolKey(COMPANY, ITEM, NO_ID, "own", NO_ID)


def stock(main: str, value: str, *, yard: str = "0", latest: date | None = None) -> Stock:
    balances = {
        BalanceKey(MAIN, NO_ID): Balance(new_id(), Quantity(Decimal(main)), Money(Decimal(0))),
        BalanceKey(YARD, NO_ID): Balance(new_id(), Quantity(Decimal(yard)), Money(Decimal(0))),
    }
    quantity = Quantity(Decimal(main) + Decimal(yard))
    return {KEY: Pool(new_id(), quantity, Money(Decimal(value)), latest, balances=balances)}


def move(source: Place, target: Place, quantity: str, value: str | None = None) -> Movement:
    return Movement(
        move_id=new_id(),
        line_no=1,
        company_id=COMPANY,
        item_id=ITEM,
        item="STEEL",
        batch_id=NO_ID,
        ownership="own",
        source=source,
        target=target,
        quantity=Quantity(Decimal(quantity)),
        value=None if value is None else Money(Decimal(value)),
    )


def issue(quantity: str) -> Movement:
    return move(Place("bin", MAIN), Place("node", NODE), quantity)


def receipt(quantity: str, value: str) -> Movement:
    return move(SUPPLIER, Place("bin", MAIN), quantity, value)


class TestValueMovements:
    @pytest.mark.parametrize(
        ("on_hand", "worth", "asked", "cost", "left"),
        [
            ("10", "100.00", "4", "40.00", "60.00"),  # a plain share
            ("3", "10.00", "1", "3.33", "6.67"),  # a third rounds down
            ("3", "20.00", "1", "6.67", "13.33"),  # two thirds round up
            ("8", "1.00", "1", "0.13", "0.87"),  # half a cent rounds up
            ("3", "10.00", "3", "10.00", "0.00"),  # the last quantity takes all that is left
            ("0.000001", "0.01", "0.000001", "0.01", "0.00"),  # the smallest quantity there is
            ("5", "0.00", "2", "0.00", "0.00"),  # goods that cost nothing
        ],
    )
    def test_an_issue_takes_its_share_of_the_pool(
        self, on_hand: str, worth: str, asked: str, cost: str, left: str
    ) -> None:
        held = stock(on_hand, worth)

        [valued] = value_movements(stock=held, movements=[issue(asked)])

        assert valued.value == Decimal(cost)
        assert held[KEY].value == Decimal(left)

    def test_receipts_average_with_what_is_there(self) -> None:
        held = stock("10", "100.00")

        values = value_movements(stock=held, movements=[receipt("10", "200.00"), issue("5")])

        assert [v.value for v in values] == [Decimal("200.00"), Decimal("75.00")]
        assert (held[KEY].quantity, held[KEY].value) == (15, Decimal("225.00"))

    def test_a_transfer_leaves_the_pool_as_it_is(self) -> None:
        held = stock("10", "100.00")

        [valued] = value_movements(stock=held, movements=[move(Place("bin", MAIN), Place("bin", YARD), "4")])

        pool = held[KEY]
        assert valued.value == Decimal("40.00")
        assert (pool.quantity, pool.value) == (10, Decimal("100.00"))
        assert {key.bin_id: (b.quantity, b.value) for key, b in pool.balances.items()} == {
            MAIN: (6, Decimal("60.00")),
            YARD: (4, Decimal("40.00")),
        }

    def test_a_place_gives_no_more_than_lies_there_though_the_pool_has_more(self) -> None:
        held = stock("1", "100.00", yard="9")

        with pytest.raises(InsufficientStock) as refused:
            value_movements(stock=held, movements=[issue("2")])

        assert (refused.value.asked, refused.value.available, refused.value.line) == (2, 1, 1)

    def test_a_result_beyond_the_books_is_refused(self) -> None:
        with pytest.raises(FigureTooLarge):
            value_movements(stock=stock("999999999999", "1"), movements=[receipt("1", "1")])


class TestApportion:
    @pytest.mark.parametrize(
        ("value", "quantities", "parts"),
        [
            ("100.00", ["1", "1", "1"], ["33.33", "33.34", "33.33"]),
            ("0.01", ["1", "1", "1"], ["0.00", "0.01", "0.00"]),
            ("10.00", ["0", "4", "6"], ["0.00", "4.00", "6.00"]),
            ("0.00", ["0", "0"], ["0.00", "0.00"]),
            ("5.00", [], []),
        ],
    )
    def test_cents_add_up_exactly(self, value: str, quantities: list[str], parts: list[str]) -> None:
        split = apportion(Money(Decimal(value)), [Quantity(Decimal(q)) for q in quantities])

        assert split == [Decimal(p) for p in parts]


PIECE, OTHER = UUID(int=11), UUID(int=12)
OURS, THEIRS, BESIDE = Spot(0, MAIN, PIECE), Spot(1, YARD, PIECE), Spot(0, MAIN, OTHER)


def step(leaves: Spot | None, enters: Spot | None) -> Step:
    return Step(new_id(), ITEM, DAY, DAY, 1_000_000, 100, leaves, enters, None, 100)


class TestSerialNumbers:
    def test_lie_in_one_place_after_each_step(self) -> None:
        comes, moves, goes = step(None, OURS), step(OURS, THEIRS), step(THEIRS, None)

        for steps in (
            [comes, step(None, BESIDE), moves, goes, step(None, OURS)],
            [comes, step(OURS, None), step(None, THEIRS)],
        ):
            assert first_doubled(steps, levels={}, pools={0, 1}) is None

    def test_do_not_come_in_while_they_lie_there(self) -> None:
        comes, again = step(None, OURS), step(None, THEIRS)

        assert first_doubled([comes, again], levels={}, pools={0, 1}) == Doubled(again, OURS)
        assert first_doubled([comes, step(OURS, THEIRS), again], levels={}, pools={0, 1}) == Doubled(again, THEIRS)
        assert first_doubled([again], levels={OURS: 1_000_000}, pools={0, 1}) == Doubled(again, OURS)
        assert first_doubled([again], levels={OURS: 0}, pools={0, 1}) is None

    def test_are_of_some_items_only(self) -> None:
        assert first_doubled([step(None, OURS), step(None, THEIRS)], levels={}, pools={2}) is None
