"""Situations that stock valuation is known to get wrong elsewhere, by every method, with the figures after each step.

They are those that ERPNext, Odoo and Tryton test for, and more of their kind; the figures were worked out by hand. A
case is a list of steps:

    what is done    | by moving average | first in, first out, where that differs

and the figures are what lies in stock, what it is worth and what the work bears. ``buy 10 4.00 d1`` receives 10 kg at
4.00 on the first day, ``back 2 3 d4`` returns 2 of what step 3 issued, ``send 2 1 d4`` sends 2 of what step 1 received
back to the supplier, ``cost 1 9.00`` makes what step 1 received cost 9.00 more, ``count 8 d3`` finds 8 kg there,
``undo 3`` reverses step 3, and what stands behind an exclamation mark is the code of a refusal. A batch valued by
itself, where there is but one, is an average.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from gongliao.inventory import public as inventory
from tests.scenarios.cases import FIRST_CASES
from tests.scenarios.more_cases import MORE_CASES
from tests.support.refusals import refusal_of
from tests.support.revaluing import revalue
from tests.support.trade import D, Trade, make_item, make_trade
from tests.support.world import NOW

CASES = FIRST_CASES | MORE_CASES
METHODS = ("moving_average", "fifo", "specific_batch")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("case", CASES)
def test_figures_after_every_step(case: str, method: str) -> None:
    play = Play(make_trade(), method)
    for number, line in enumerate(CASES[case].strip().splitlines(), start=1):
        step, average, *other = (part.strip() for part in line.split("|"))
        play.do(step)
        expected = other[0] if other and method == "fifo" else average
        assert play.figures() == expected, f"after step {number}: {step}"
    play.trade.require_sound_books()


@dataclass
class Play:
    """A case on its way: what each step made."""

    trade: Trade
    method: str
    made: list[tuple[str, UUID | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        tracked = {"tracking": "batch"} if self.method == "specific_batch" else {}
        self.item = make_item(self.trade.boss, "CASE", valuation_method=self.method, **tracked)

    def do(self, step: str) -> None:
        """Take a step, or be refused as it says."""
        deed, _, code = (part.strip() for part in step.partition("!"))
        verb, *words = deed.split()
        act: Callable[..., tuple[str, UUID | None]] = getattr(self, f"_{verb}")
        if code:
            assert refusal_of(lambda: act(*words)).code == code
            self.made.append((verb, None))
        else:
            self.made.append(act(*words))

    def figures(self) -> str:
        """Return what lies in stock, what it is worth, and what the work bears."""
        quantity, _, value = self.trade.pool(self.item).split()
        return f"{_plain(quantity)} {value} {D(self.trade.cost()):.2f}"

    def _buy(self, quantity: str, price: str, day: str) -> tuple[str, UUID]:
        ordered = self.trade.ordered(quantity, price, item_id=self.item)
        named = {"batch_no": "L1"} if self.method == "specific_batch" else {}
        request = self.trade.receipt(self.trade.receipt_line(ordered, quantity, **named), business_date=_on(day))
        return "goods_receipt", inventory.receive_goods(actor=self.trade.keeper, request=request, at=NOW)

    def _issue(self, quantity: str, day: str) -> tuple[str, UUID]:
        return "goods_issue", self.trade.issue(quantity, on=_on(day), **self._goods())

    def _back(self, quantity: str, step: str, day: str) -> tuple[str, UUID]:
        issue_id = self.made[int(step) - 1][1]
        assert issue_id is not None
        return "material_return", self.trade.return_(issue_id, quantity, business_date=_on(day))

    def _move(self, quantity: str, day: str) -> tuple[str, UUID]:
        line = self.trade.transfer_line(quantity, **self._goods())
        request = self.trade.transfer_request(line, business_date=_on(day))
        return "stock_transfer", inventory.transfer_stock(actor=self.trade.keeper, request=request, at=NOW)

    def _send(self, quantity: str, step: str, day: str) -> tuple[str, UUID]:
        receipt_id = self.made[int(step) - 1][1]
        assert receipt_id is not None
        return "supplier_return", self.trade.send_back(receipt_id, quantity, on=_on(day))

    def _scrap(self, quantity: str, day: str) -> tuple[str, UUID]:
        return "stock_scrap", self.trade.scrap(quantity, on=_on(day), **self._goods())

    def _count(self, counted: str, day: str, price: str | None = None) -> tuple[str, UUID]:
        found = {} if price is None else {"price": D(price)}
        return "stock_count", self.trade.count_stock(counted, on=_on(day), **found, **self._goods())

    def _open(self, quantity: str, worth: str, day: str) -> tuple[str, UUID]:
        named = {"batch_no": "L1"} if self.method == "specific_batch" else {}
        return "opening_balance", self.trade.open(quantity, worth, on=_on(day), item_id=self.item, **named)

    def _cost(self, step: str, amount: str) -> tuple[str, UUID]:
        receipt_id = self.made[int(step) - 1][1]
        assert receipt_id is not None
        return "revaluation", revalue(self.trade, (receipt_id, amount))

    def _undo(self, step: str) -> tuple[str, UUID]:
        kind, document_id = self.made[int(step) - 1]
        assert document_id is not None
        return "reversal", self.trade.reverse(kind, document_id)

    def _goods(self) -> dict[str, Any]:
        if self.method != "specific_batch":
            return {"item_id": self.item}
        [(batch_id,)] = self.trade.rows("SELECT id FROM ledger_batch WHERE tenant_id = %s AND item_id = %s", self.item)
        return {"item_id": self.item, "batch_id": batch_id}


def _on(day: str) -> date:
    return date(2026, 6, int(day.removeprefix("d")))


def _plain(quantity: str) -> str:
    return f"{Decimal(quantity).normalize():f}"
