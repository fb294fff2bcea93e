"""First-in-first-out and specific batch, as stories with a figure after every step."""

from datetime import date, timedelta
from uuid import UUID

from gongliao.inventory import public as inventory
from gongliao.ledger.rules.costing import FirstInFirstOut, layers_of
from tests.support.refusals import refusal_of
from tests.support.trade import D, Trade, make_item, make_trade
from tests.support.world import NOW

FIRST, SECOND, THIRD, FOURTH = (date(2026, 6, day) for day in (1, 2, 3, 4))


class Cable:
    """A trade in an item of which the oldest goes out first."""

    def __init__(self) -> None:
        self.trade = make_trade()
        self.item = make_item(self.trade.boss, "CABLE", valuation_method="fifo")

    def buy(self, quantity: str, price: str, on: date) -> UUID:
        return self.trade.buy(quantity, price, on=on, item_id=self.item)

    def issue(self, quantity: str, on: date) -> UUID:
        return self.trade.issue(quantity, on=on, item_id=self.item)

    @property
    def pool(self) -> str:
        return self.trade.pool(self.item)


class TestFirstInFirstOut:
    def test_the_oldest_goes_out_first(self) -> None:
        cable = Cable()
        cable.buy("10", "4.00", FIRST)
        cable.buy("10", "7.00", SECOND)
        assert cable.pool == "20 kg 110.00"

        cable.issue("6", THIRD)
        assert (cable.pool, cable.trade.cost()) == ("14 kg 86.00", D("24.00"))
        cable.issue("6", THIRD)
        # Four of the old and two of the new.
        assert (cable.pool, cable.trade.cost()) == ("8 kg 56.00", D("54.00"))
        cable.issue("8", FOURTH)
        assert (cable.pool, cable.trade.cost()) == ("0 kg 0.00", D("110.00"))
        cable.trade.require_sound_books()

    def test_a_layer_that_does_not_divide_goes_out_to_the_cent(self) -> None:
        cable = Cable()
        cable.trade.receive(cable.trade.ordered("3", entered_price=None, amount=D("10.00"), item_id=cable.item), "3")

        costs = []
        for _ in range(3):
            cable.issue("1", cable_day())
            costs.append(cable.trade.cost())

        assert costs == [D("3.33"), D("6.67"), D("10.00")]
        assert cable.pool == "0 kg 0.00"
        cable.trade.require_sound_books()

    def test_sold_out_and_restocked_begins_anew(self) -> None:
        cable = Cable()
        cable.buy("5", "4.00", FIRST)
        cable.issue("5", SECOND)
        cable.buy("5", "9.00", THIRD)

        cable.issue("1", FOURTH)

        assert (cable.pool, cable.trade.cost()) == ("4 kg 36.00", D("29.00"))
        cable.trade.require_sound_books()

    def test_what_comes_back_is_the_youngest_at_what_it_went_out_at(self) -> None:
        cable = Cable()
        cable.buy("10", "4.00", FIRST)
        issue_id = cable.issue("5", SECOND)
        cable.buy("5", "7.00", THIRD)
        cable.trade.return_(issue_id, "2", business_date=FOURTH)
        assert (cable.pool, cable.trade.cost()) == ("12 kg 63.00", D("12.00"))

        cable.issue("10", FOURTH)
        assert (cable.pool, cable.trade.cost()) == ("2 kg 8.00", D("67.00"))
        cable.issue("2", FOURTH)
        assert (cable.pool, cable.trade.cost()) == ("0 kg 0.00", D("75.00"))
        cable.trade.require_sound_books()

    def test_goods_that_move_to_another_store_keep_their_age(self) -> None:
        cable = Cable()
        cable.buy("10", "4.00", FIRST)
        cable.buy("10", "7.00", SECOND)

        cable.trade.transfer("10", item_id=cable.item)

        assert cable.pool == "20 kg 110.00"
        cable.issue("10", cable_day())
        assert (cable.pool, cable.trade.cost()) == ("10 kg 70.00", D("40.00"))
        cable.trade.require_sound_books()

    def test_a_late_receipt_is_older_than_what_came_after_its_day(self) -> None:
        cable = Cable()
        cable.buy("10", "4.00", FIRST)
        cable.buy("10", "7.00", THIRD)
        cable.issue("12", FOURTH)
        assert (cable.pool, cable.trade.cost()) == ("8 kg 56.00", D("54.00"))

        late = cable.buy("1", "5.00", SECOND)

        # Ten of the first, the late one, and one of the last.
        assert (cable.pool, cable.trade.cost()) == ("9 kg 63.00", D("52.00"))
        cable.trade.reverse("goods_receipt", late)
        assert (cable.pool, cable.trade.cost()) == ("8 kg 56.00", D("54.00"))
        cable.trade.require_sound_books()

    def test_a_late_issue_takes_what_was_oldest_on_its_day(self) -> None:
        cable = Cable()
        cable.buy("10", "4.00", FIRST)
        cable.buy("10", "7.00", SECOND)
        cable.issue("10", FOURTH)
        assert cable.trade.cost() == D("40.00")

        cable.issue("5", THIRD)

        # It took five of the first, and the later issue five of each.
        assert (cable.pool, cable.trade.cost()) == ("5 kg 35.00", D("75.00"))
        cable.trade.require_sound_books()

    def test_a_late_receipt_between_layers_that_nothing_left_yet_waits_its_turn(self) -> None:
        cable = Cable()
        cable.buy("10", "4.00", FIRST)
        cable.buy("10", "7.00", THIRD)
        cable.buy("10", "5.00", SECOND)

        cable.issue("15", FOURTH)

        assert (cable.pool, cable.trade.cost()) == ("15 kg 95.00", D("65.00"))
        cable.trade.require_sound_books()

    def test_reversing_an_issue_puts_the_layers_back(self) -> None:
        cable = Cable()
        cable.buy("10", "4.00", FIRST)
        cable.buy("10", "7.00", SECOND)
        first = cable.issue("10", THIRD)
        cable.issue("5", FOURTH)
        assert cable.trade.cost() == D("75.00")

        cable.trade.reverse("goods_issue", first)

        assert (cable.pool, cable.trade.cost()) == ("15 kg 90.00", D("20.00"))
        cable.trade.require_sound_books()

    def test_stock_of_many_deliveries(self) -> None:
        cable = Cable()
        line = cable.trade.ordered("100", "1.00", item_id=cable.item)
        for day in range(40):
            cable.trade.receive(line, "2", business_date=FIRST - timedelta(days=40 - day))

        cable.issue("78", FIRST)

        assert (cable.pool, cable.trade.cost()) == ("2 kg 2.00", D("78.00"))
        cable.trade.require_sound_books()


class TestSpecificBatch:
    def test_each_batch_carries_its_own_cost(self) -> None:
        trade = make_trade()
        drum = make_item(trade.boss, "DRUM", valuation_method="specific_batch", tracking="batch")
        _receive_batch(trade, drum, "L1", "10", "4.00", FIRST)
        _receive_batch(trade, drum, "L2", "10", "7.00", SECOND)
        batches = _batches(trade, drum)
        assert trade.pool(drum) == "20 kg 110.00"

        issue_id = trade.issue("4", on=THIRD, item_id=drum, batch_id=batches["L2"])
        assert (trade.pool(drum), trade.cost()) == ("16 kg 82.00", D("28.00"))
        trade.issue("4", on=THIRD, item_id=drum, batch_id=batches["L1"])
        assert (trade.pool(drum), trade.cost()) == ("12 kg 66.00", D("44.00"))
        trade.return_(issue_id, "4", business_date=FOURTH)
        assert (trade.pool(drum), trade.cost()) == ("16 kg 94.00", D("16.00"))
        trade.require_sound_books()

    def test_a_late_receipt_changes_its_own_batch_only(self) -> None:
        trade = make_trade()
        drum = make_item(trade.boss, "DRUM", valuation_method="specific_batch", tracking="batch")
        _receive_batch(trade, drum, "L1", "10", "4.00", FIRST)
        _receive_batch(trade, drum, "L2", "10", "7.00", FIRST)
        batches = _batches(trade, drum)
        trade.issue("5", on=THIRD, item_id=drum, batch_id=batches["L1"])
        trade.issue("5", on=THIRD, item_id=drum, batch_id=batches["L2"])
        assert trade.cost() == D("55.00")

        _receive_batch(trade, drum, "L1", "10", "8.00", SECOND)

        # 20 kg for 120.00 by then: the 5 kg of that batch were worth 30.00.
        assert (trade.pool(drum), trade.cost()) == ("20 kg 125.00", D("65.00"))
        trade.require_sound_books()

    def test_only_what_took_of_the_same_batch_stands_in_the_way(self) -> None:
        trade = make_trade()
        drum = make_item(trade.boss, "DRUM", valuation_method="specific_batch", tracking="batch")
        receipt = _receive_batch(trade, drum, "L1", "10", "4.00", FIRST)
        _receive_batch(trade, drum, "L2", "10", "7.00", FIRST)
        batches = _batches(trade, drum)
        trade.issue("5", on=THIRD, item_id=drum, batch_id=batches["L2"])
        trade.issue("5", on=THIRD, item_id=drum, batch_id=batches["L1"])

        refusal = refusal_of(lambda: trade.reverse("goods_receipt", receipt))

        assert refusal.code == "ledger.later_moves_depend"
        assert refusal.figures() == {"item": "DRUM", "documents": ("GI-2026-00002",)}


class TestLayers:
    def test_what_is_worth_is_what_leaves(self) -> None:
        pool = FirstInFirstOut([(3, 10), (5, 7)])

        taken = [(pool.worth(quantity), pool.leave(quantity)) for quantity in (1, 3, 4)]

        # 3.33 of 10, then the rest of the layer and one fifth of 7, then all that is left.
        assert taken == [(3, 3), (8, 8), (6, 6)]
        assert (pool.quantity, pool.value) == (0, 0)

    def test_come_from_the_youngest_arrivals(self) -> None:
        assert layers_of([(5, 50), (4, 20), (9, 9)], quantity=7, value=63) == ([(2, 13), (5, 50)], True)
        assert layers_of([(5, 50)], quantity=7, value=63) == ([(5, 50)], False)
        assert layers_of([(5, 50)], quantity=0, value=0) == ([], True)


def cable_day() -> date:
    """Return the day of documents that name none."""
    return NOW.date()


def _receive_batch(trade: Trade, item: UUID, number: str, quantity: str, price: str, on: date) -> UUID:
    order_line = trade.ordered(quantity, price, item_id=item)
    line = trade.receipt_line(order_line, quantity, batch_no=number)
    return inventory.receive_goods(actor=trade.keeper, request=trade.receipt(line, business_date=on), at=NOW)


def _batches(trade: Trade, item: UUID) -> dict[str, UUID]:
    return dict(trade.rows("SELECT number, id FROM ledger_batch WHERE tenant_id = %s AND item_id = %s", item))
