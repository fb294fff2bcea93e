"""Many people at the same goods at once: nobody meets a deadlock, nothing is issued twice, and the books stay sound.

What each writer does is the same in every run; how they meet is not. ``GONGLIAO_DRILL=1`` plays far more of it.
"""

import os
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import connections

from gongliao.inventory import public as inventory
from gongliao.kernel.errors import Refusal, SeveralRefusals
from tests.support.trade import TODAY, Trade, make_item, make_trade
from tests.support.world import NOW

T = TypeVar("T")

DRILL = bool(os.environ.get("GONGLIAO_DRILL"))
WRITERS = 8 if DRILL else 6
# Who want the same last unit at the same time; they share the pool's connections, as requests do.
CLIENTS = 100 if DRILL else 12
DOCUMENTS = 2_000 if DRILL else 40
ROUNDS = 500 if DRILL else 15
# What two people who want the same thing may hear; all else would be a fault of ours.
HEARD = {
    "inventory.already_reversed",
    "inventory.issue_line_not_found",
    "inventory.later_documents_depend",
    "inventory.more_than_issued",
    "inventory.more_than_received",
    "inventory.receipt_line_not_found",
    "inventory.returned_before_issued",
    "ledger.insufficient_stock",
    "ledger.later_moves_depend",
    "ledger.short_on_later_day",
}


def test_the_last_unit_is_issued_once() -> None:
    trade = make_trade()
    for _ in range(ROUNDS):
        trade.buy("1", "4.00")

        told = _side_by_side(lambda _: _code_of(lambda: trade.issue("1")), CLIENTS)

        assert Counter(told) == {None: 1, "ledger.insufficient_stock": CLIENTS - 1}
    assert trade.pool() == "0 kg 0.00"
    trade.require_sound_books()


def test_late_documents_and_reversals_among_others() -> None:
    shop = _Shop()

    told = Counter(code for codes in _side_by_side(shop.work) for code in codes)

    assert set(told) <= HEARD | {None}, told
    assert told[None] > WRITERS * DOCUMENTS / 2, told
    shop.trade.require_sound_books()


class _Shop:
    """Goods of two methods, in stock from six deliveries and on order, and what was done with them so far."""

    def __init__(self) -> None:
        self.trade: Trade = make_trade()
        self.items = [self.trade.steel_id, make_item(self.trade.boss, "CABLE", valuation_method="fifo")]
        for item in self.items:
            for day in range(6):
                self.trade.buy("100", str(3 + day), on=TODAY - timedelta(days=10 - day), item_id=item)
        self.ordered = [self.trade.ordered("1000000", "4.00", item_id=item) for item in self.items]
        self.issues: list[UUID] = []
        self.receipts: list[UUID] = []
        self.sent_back: list[UUID] = []

    def work(self, number: int) -> list[str | None]:
        """Record one writer's documents and return what the writer was told of each."""
        choose = random.Random(number)
        deeds = (
            [self._issue] * 5 + [self._receive] * 2 + [self._transfer, self._give_back, self._send_back, self._reverse]
        )
        return [_code_of(lambda: choose.choice(deeds)(choose)) for _ in range(DOCUMENTS)]

    def _issue(self, choose: random.Random) -> None:
        chosen = choose.sample(self.items, choose.randint(1, 2))
        lines = [self.trade.issue_line(str(choose.randint(1, 3)), item_id=item) for item in chosen]
        request = self.trade.issue_request(*lines, business_date=_day(choose))
        self.issues.append(inventory.issue_material(actor=self.trade.keeper, request=request, at=NOW))

    def _receive(self, choose: random.Random) -> None:
        line, quantity = choose.choice(self.ordered), str(choose.randint(1, 6))
        self.receipts.append(self.trade.receive(line, quantity, business_date=_day(choose)))

    def _transfer(self, choose: random.Random) -> None:
        line = self.trade.transfer_line("1", item_id=choose.choice(self.items))
        request = self.trade.transfer_request(line, business_date=_day(choose))
        inventory.transfer_stock(actor=self.trade.keeper, request=request, at=NOW)

    def _give_back(self, choose: random.Random) -> None:
        if self.issues:
            self.trade.return_(choose.choice(self.issues), "1")

    def _send_back(self, choose: random.Random) -> None:
        if self.receipts:
            receipt, replaced = choose.choice(self.receipts), choose.random() < 0.5
            self.sent_back.append(self.trade.send_back(receipt, "1", replacement=replaced))

    def _reverse(self, choose: random.Random) -> None:
        kind, done = choose.choice(
            [("goods_issue", self.issues), ("goods_receipt", self.receipts), ("supplier_return", self.sent_back)]
        )
        if done:
            self.trade.reverse(kind, choose.choice(done))


def _day(choose: random.Random) -> date:
    return TODAY - timedelta(days=choose.choice([0, 0, 0, 1, 2, 3]))


def _code_of(deed: Callable[[], object]) -> str | None:
    """Return the code of a refusal, or nothing where it was done; anything else goes up."""
    try:
        deed()
    except SeveralRefusals as several:
        return several.refusals[0].code
    except Refusal as refusal:
        return refusal.code
    return None


def _side_by_side(work: Callable[[int], T], count: int = WRITERS) -> list[T]:
    def run(number: int) -> T:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))
