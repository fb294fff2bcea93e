"""Open a closed month again."""

from datetime import datetime

from gongliao.contracts.ledger import PeriodReopened
from gongliao.ledger.errors.periods import PeriodReasonMissing
from gongliao.ledger.models import Period
from gongliao.ledger.operations.estimate_month import take_back_estimate
from gongliao.ledger.operations.period_steps import PeriodStepRequest, hold_period, take_step
from gongliao.ledger.permissions import REOPEN
from gongliao.platform.public import Actor, announce, in_tenant


@in_tenant
def reopen_period(*, actor: Actor, request: PeriodStepRequest, at: datetime) -> Period:
    """Open the last closed month again, with a reason. What it froze stays; what it estimated is taken back.

    Closing it again freezes and estimates anew.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, PeriodNotFound, StaleVersion, PeriodWrongState,
        PeriodOutOfOrder, PeriodReasonMissing.
    Source: design.md 4, "Period".
    """
    held = hold_period(actor=actor, grant=REOPEN, request=request, step="reopen", at=at)
    if isinstance(held, Period):
        return held
    if not request.reason.strip():
        raise PeriodReasonMissing()

    period = take_step(held, actor=actor, request=request, step="reopen", at=at)
    take_back_estimate(period, actor=actor, company=held.company, at=at)
    announce(
        PeriodReopened(
            document_id=period.id,
            at=at,
            company_id=request.company_id,
            month=request.month,
            reason=request.reason.strip(),
            person_id=actor.person_id,
        )
    )
    return period
