"""Begin to close a month."""

from datetime import datetime

from gongliao.ledger.models import Period
from gongliao.ledger.operations.period_steps import PeriodStepRequest, hold_period, take_step
from gongliao.ledger.permissions import CLOSE
from gongliao.platform.public import Actor, in_tenant


@in_tenant
def begin_closing(*, actor: Actor, request: PeriodStepRequest, at: datetime) -> Period:
    """Let only those who close post into a month from now on, so that its checklist stands still.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, PeriodNotFound, StaleVersion, PeriodWrongState,
        PeriodOutOfOrder, PeriodNotOver.
    Source: design.md 4, "Period".
    """
    held = hold_period(actor=actor, grant=CLOSE, request=request, step="begin", at=at)
    if isinstance(held, Period):
        return held
    return take_step(held, actor=actor, request=request, step="begin", at=at)
