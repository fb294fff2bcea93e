"""Steps of months, in short words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongliao.kernel.ids import new_id
from gongliao.ledger.models import Period
from gongliao.ledger.operations.begin_closing import begin_closing
from gongliao.ledger.operations.close_period import close_period
from gongliao.ledger.operations.period_steps import PeriodStepRequest
from gongliao.ledger.operations.reopen_period import reopen_period
from gongliao.ledger.operations.withdraw_closing import withdraw_closing
from gongliao.ledger.queries.vouchers import account_balances
from gongliao.platform.public import Actor, tenant_transaction
from tests.support.trade import Trade
from tests.support.world import NOW

MAY = date(2026, 5, 1)
ALL = ("drafts", "without_value", "not_invoiced")
STEPS = {"begin": begin_closing, "withdraw": withdraw_closing, "close": close_period, "reopen": reopen_period}


def step(trade: Trade, what: str, month: date = MAY, *, actor: Actor | None = None, **changes: Any) -> Period:
    """Take a step of a month as it stands."""
    with tenant_transaction(trade.world.tenant.id):
        found = Period.objects.filter(company_id=trade.world.company_id, month=month).first()
    request = PeriodStepRequest(new_id(), trade.world.company_id, month, found.version if found else 0)
    period: Period = STEPS[what](actor=actor or trade.boss, request=replace(request, **changes), at=NOW)
    return period


def close(trade: Trade, month: date = MAY) -> Period:
    """Begin and end to close a month, whatever may stand."""
    step(trade, "begin", month)
    return step(trade, "close", month, accepted=ALL)


def balance(trade: Trade, account: str, *, through: date) -> Decimal:
    """Return what the trial balance says of an account at the end of a day; what is owed is below nothing."""
    with tenant_transaction(trade.world.tenant.id):
        rows = account_balances(actor=trade.boss, company_id=trade.world.company_id, last=through)
    return sum((row.closing for row in rows if row.account == account), Decimal("0.00"))
