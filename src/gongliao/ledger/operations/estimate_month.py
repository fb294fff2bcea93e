"""Estimate what a month received and was not invoiced 暂估, and take that back (ADR-0020)."""

from collections.abc import Sequence
from datetime import datetime

from gongliao.kernel.ids import new_id
from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.models import MonthEstimate, Period
from gongliao.ledger.operations.goods import Voucher
from gongliao.ledger.operations.write_vouchers import write_estimate_voucher, write_mirrored_voucher
from gongliao.ledger.queries.account_rules import ask_account_rules
from gongliao.ledger.queries.estimates import open_receipts, standing_estimate
from gongliao.ledger.rules.estimates import OpenReceipt
from gongliao.ledger.rules.periods import last_day_of
from gongliao.platform.public import (
    Actor,
    CompanyFacts,
    Insert,
    fingerprint,
    link_documents,
    take_number,
    write_journal,
)

_LINES = Insert(
    "ledger_monthestimateline",
    (
        "id",
        "tenant_id",
        "document_id",
        "line_no",
        "move_id",
        "receipt_type",
        "receipt_id",
        "supplier_id",
        "item_id",
        "quantity",
        "amount",
    ),
)


def estimate_month(period: Period, *, actor: Actor, company: CompanyFacts, at: datetime) -> None:
    """Write what a month that is closed now received and was not invoiced, and its taking back on the day after.

    While nobody posts. A month with nothing open writes nothing. The number of statements does not grow with the
    receipts, but for the slices in which their lines are written.

    Source: requirements 5.15; ADR-0020.
    """
    found = open_receipts(company_id=company.id, last_day=last_day_of(period.month))
    period.estimated = sum((each.amount for each in found), NO_MONEY)
    period.save(update_fields=["estimated"])
    if not found:
        return
    rules = ask_account_rules(company.id)
    estimate = _head(period, actor=actor, amount=period.estimated, at=at)
    _LINES.run(_rows(estimate, found))
    voucher = _voucher(estimate, company)
    write_estimate_voucher(actor=actor, voucher=voucher, receipts=found, rules=rules.get(), at=at)


def take_back_estimate(period: Period, *, actor: Actor, company: CompanyFacts, at: datetime) -> None:
    """Undo the estimate of a month that is opened again by its mirror, on the same days."""
    period.estimated = None
    period.save(update_fields=["estimated"])
    estimate = standing_estimate(period)
    if estimate is None:
        return
    mirror = _head(period, actor=actor, amount=Money(-estimate.amount), at=at, reverses=estimate)
    MonthEstimate.objects.filter(id=estimate.id).update(state="reversed")
    write_mirrored_voucher(actor=actor, voucher=_voucher(mirror, company), of=estimate.id, at=at)
    kind = estimate.document_type
    write_journal(actor=actor, document_type=kind, document_id=estimate.id, action="reversed", at=at)
    link_documents(actor=actor, links=[((kind, estimate.id), (kind, mirror.id))])


def _head(
    period: Period, *, actor: Actor, amount: Money, at: datetime, reverses: MonthEstimate | None = None
) -> MonthEstimate:
    last_day = last_day_of(period.month)
    made: MonthEstimate = MonthEstimate(
        id=new_id(),
        state="posted",
        company_id=period.company_id,
        business_date=last_day,
        posting_date=last_day,
        fingerprint=fingerprint((period.id, period.closing)),
        created_by_id=actor.person_id,
        created_at=at,
        reverses=reverses,
        period=period,
        closing=period.closing,
        amount=amount,
    )
    made.number = take_number(prefix=made.number_prefix, on=last_day)
    made.save(force_insert=True)
    write_journal(actor=actor, document_type=made.document_type, document_id=made.id, action="posted", at=at)
    return made


def _rows(estimate: MonthEstimate, receipts: Sequence[OpenReceipt]) -> list[tuple[object, ...]]:
    head = (estimate.tenant_id, estimate.id)
    return [
        (
            new_id(),
            *head,
            line_no,
            each.move_id,
            *each.receipt,
            each.supplier_id,
            each.item_id,
            each.quantity,
            each.amount,
        )
        for line_no, each in enumerate(receipts, start=1)
    ]


def _voucher(estimate: MonthEstimate, company: CompanyFacts) -> Voucher:
    kind, day = estimate.document_type, estimate.business_date
    return Voucher(kind, estimate.id, company.id, day, known_through=company.known_through)
