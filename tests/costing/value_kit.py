"""Short ways to value notes in tests."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongliao.costing.models import ValueNote
from gongliao.costing.public import (
    CostNoteStep,
    ReverseCostNoteRequest,
    ValueNoteLineRequest,
    ValueNoteRequest,
    post_value_note,
    reverse_value_note,
    save_value_note,
)
from gongliao.kernel.ids import new_id
from gongliao.platform.public import Actor
from tests.support.trade import Trade, make_trade
from tests.support.world import NOW, TODAY

D = Decimal


@dataclass
class Office:
    """A trade and its accountant."""

    trade: Trade
    accountant: Actor

    def line(self, receipt_id: UUID, *, at: int = 0, **said: Any) -> ValueNoteLineRequest:
        """Return a line for a receipt's first line, or another; figures are given as text."""
        figures = {name: None if value is None else D(value) for name, value in said.items()}
        line_id = self.trade.lines_of("goodsreceipt", receipt_id)[at]
        return ValueNoteLineRequest(new_id(), receipt_id, line_id, **figures)

    def request(self, kind: Any, *lines: ValueNoteLineRequest, **head: Any) -> ValueNoteRequest:
        """Return a note of today."""
        request = ValueNoteRequest(new_id(), self.trade.world.company_id, TODAY, kind, lines)
        return replace(request, **head)

    def invoice(self, receipt_id: UUID, quantity: str, amount: str, **head: Any) -> UUID:
        """Post an invoice of a receipt's first line."""
        line = self.line(receipt_id, quantity=quantity, amount=amount)
        return self.post(self.request("invoice_difference", line, **head))

    def freight(self, charge: str, basis: str, *receipts: UUID, **head: Any) -> UUID:
        """Post a charge spread over the first lines of receipts."""
        lines = [self.line(receipt) for receipt in receipts]
        return self.post(self.request("landed_cost", *lines, charge=D(charge), basis=basis, **head))

    def price(self, receipt_id: UUID, price: str, **head: Any) -> UUID:
        """Post a new price of a receipt's first line."""
        return self.post(self.request("price_adjustment", self.line(receipt_id, price=price), **head))

    def exchange(self, receipt_id: UUID, amount: str) -> UUID:
        """Post an exchange difference of a receipt's first line."""
        line = self.line(receipt_id, amount=amount)
        return self.post(self.request("exchange_rate", line, rate_before=D("7.1"), rate_after=D("7.2")))

    def post(self, request: ValueNoteRequest) -> UUID:
        """Save a draft and post it."""
        save_value_note(actor=self.accountant, request=request, at=NOW)
        return self.post_draft(request.id).id

    def post_draft(self, note_id: UUID) -> ValueNote:
        """Post a draft."""
        return post_value_note(actor=self.accountant, request=CostNoteStep(note_id), at=NOW)

    def reverse(self, note_id: UUID, **changes: Any) -> ValueNote:
        """Take a note back and return its mirror."""
        request = replace(ReverseCostNoteRequest(id=new_id(), original_id=note_id, reason="记错了"), **changes)
        return reverse_value_note(actor=self.accountant, request=request, at=NOW)

    def changes(self, note_id: UUID) -> list[Decimal]:
        """Return what the lines of a note came to, in order."""
        rows = self.trade.rows(
            "SELECT change FROM costing_valuenoteline WHERE tenant_id = %s AND document_id = %s ORDER BY line_no",
            note_id,
        )
        return [change for (change,) in rows]


def make_office() -> Office:
    """Return a fresh tenant, ready to trade, and its accountant."""
    trade = make_trade()
    return Office(trade, trade.world.person("accountant", name="会计"))
