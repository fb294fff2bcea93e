"""A short way to change what receipts' goods cost, for tests of the ledger below the documents."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.kernel.values import money
from gongliao.ledger.public import ReceiptLineName, ValueChange, hold_receipts, open_voucher, revalue_receipts
from gongliao.platform.public import Actor, ask_company, hold_books, tenant_transaction
from tests.support.trade import Trade
from tests.support.world import NOW

Changes = Sequence[tuple[ReceiptLineName, Decimal]]


def revalue(trade: Trade, *changes: tuple[UUID, str]) -> UUID:
    """Change what the first line of each receipt cost by so much, as one document would, and return its id.

    What came straight to the work was received by an issue.
    """
    names = [
        ReceiptLineName(receipt, [*trade.lines_of("goodsreceipt", receipt), *trade.lines_of("goodsissue", receipt)][0])
        for receipt, _ in changes
    ]
    amounts = [Decimal(amount) for _, amount in changes]
    return revalue_lines(trade.boss, trade.world.company_id, list(zip(names, amounts, strict=True)))


def revalue_lines(actor: Actor, company_id: UUID, changes: Changes, *, at: datetime = NOW) -> UUID:
    """Change what receipt lines cost and return the id of the document that did."""
    id = new_id()
    with tenant_transaction(actor.tenant_id):
        # As every document does: it counts on the first open day, and after what was asked about.
        hold_books(company_id)
        company = ask_company(company_id).get()
        assert company is not None
        voucher = open_voucher(actor=actor, type="cost_note", id=id, company=company, business_date=at.date(), at=at)
        held = hold_receipts(company_id=company_id, lines=[name for name, _ in changes])
        revalue_receipts(
            actor=actor,
            voucher=voucher,
            held=held,
            changes=[ValueChange(new_id(), name.line_id, money(amount)) for name, amount in changes],
            cause="landed_cost",
            at=at,
        )
    return id
