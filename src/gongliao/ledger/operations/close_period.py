"""Close a month: from now on nothing is posted into it, and what it says is kept."""

from datetime import datetime

from gongliao.contracts.ledger import PeriodClosed
from gongliao.ledger.models import Period
from gongliao.ledger.operations.estimate_month import estimate_month
from gongliao.ledger.operations.freeze_period import freeze_period
from gongliao.ledger.operations.period_steps import HeldPeriod, PeriodStepRequest, hold_period, take_step
from gongliao.ledger.permissions import CLOSE
from gongliao.ledger.queries.period_checks import period_findings
from gongliao.ledger.rules.periods import months_between, require_checked
from gongliao.platform.public import Actor, announce, in_tenant


@in_tenant
def close_period(*, actor: Actor, request: PeriodStepRequest, at: datetime) -> Period:
    """Close a month whose checklist is clear or accepted, freeze its stock and cost, and estimate what is not invoiced.

    Open months before it are closed with it; those that were closed before freeze and estimate anew too, the others
    nothing.

    Raises: MissingGrant, RequestIdReused, CompanyNotFound, PeriodNotFound, StaleVersion, PeriodWrongState,
        PeriodOutOfOrder, PeriodNotOver, PeriodNotChecked.
    Source: design.md 4, "Period"; requirements 3.5; ADR-0020.
    """
    held = hold_period(actor=actor, grant=CLOSE, request=request, step="close", at=at)
    if isinstance(held, Period):
        return held

    findings = period_findings(company_id=request.company_id, month=request.month)
    require_checked(findings, accepted=request.accepted, month=request.month)

    before = _close_before(held)
    held.period.closing += 1
    period = take_step(held, actor=actor, request=request, step="close", at=at)
    for each in (*before, period):
        freeze_period(each)
        estimate_month(each, actor=actor, company=held.company, at=at)
    announce(
        PeriodClosed(
            document_id=period.id,
            at=at,
            company_id=request.company_id,
            month=request.month,
            closing=period.closing,
            person_id=actor.person_id,
        )
    )
    return period


def _close_before(held: HeldPeriod) -> list[Period]:
    """Close the months between the last closed one and this; return those that froze figures before."""
    this = held.period.month
    months = [month for month in months_between(held.company.first_open_day, this) if month != this]
    known = {each.month: each for each in Period.objects.filter(company_id=held.company.id, month__in=months)}
    for period in known.values():
        period.state, period.version = "closed", period.version + 1
        period.closing += period.closing > 0
        period.save()
    Period.objects.bulk_create(
        Period(company_id=held.company.id, month=month, state="closed") for month in months if month not in known
    )
    return [period for period in known.values() if period.closing]
