"""Leave off closing a month."""

from datetime import datetime

from gongliao.ledger.models import Period
from gongliao.ledger.operations.period_steps import PeriodStepRequest, hold_period, take_step
from gongliao.ledger.permissions import CLOSE
from gongliao.platform.public import Actor, in_tenant


@in_tenant
def withdraw_closing(*, actor: Actor, request: PeriodStepRequest, at: datetime) -> Period:
    """Let everybody post into the month again.

    Raises: as ``begin_closing``.
    """
    held = hold_period(actor=actor, grant=CLOSE, request=request, step="withdraw", at=at)
    if isinstance(held, Period):
        return held
    return take_step(held, actor=actor, request=request, step="withdraw", at=at)
