"""Month-end estimates: what is open when a month is closed, and what was written of it.

A module above says what is not invoiced, in ``estimates_above`` (the gateway's wiring), since the ledger knows no
invoices. It goes by posting days, so that a closed month is answered the same for ever.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from gongliao.kernel.values import Money
from gongliao.ledger.models import MonthEstimate, MonthEstimateLine, Period
from gongliao.ledger.permissions import PERIODS
from gongliao.ledger.queries.names import document_number
from gongliao.ledger.rules.estimates import OpenReceipt
from gongliao.ledger.rules.periods import last_day_of
from gongliao.platform.public import Actor, Company, DocumentNotFound, require

OpenReceipts = Callable[[UUID, date], Iterable[OpenReceipt]]

estimates_above: dict[str, OpenReceipts] = {}


@dataclass(frozen=True, slots=True)
class UnestimatedMonth:
    """A month that was closed before months were estimated, and has not been closed again since."""

    company: str
    month: date


@dataclass(frozen=True, slots=True)
class SupplierEstimate:
    """What is estimated to be owed to one supplier, and for how many receipt lines."""

    id: UUID
    supplier_code: str
    supplier_name: str
    receipt_lines: int
    amount: Money


def unestimated_months() -> list[UnestimatedMonth]:
    """Return the closed months of the tenant of which nobody asked what was not invoiced, by company and month.

    A month that was closed along with a later one stands in that one's estimate and is none of them.
    """
    found = Period.objects.filter(state="closed", closing__gt=0, estimated__isnull=True)
    codes = dict(Company.objects.values_list("id", "code"))
    return sorted(
        (UnestimatedMonth(codes[company_id], month) for company_id, month in found.values_list("company_id", "month")),
        key=lambda each: (each.company, each.month),
    )


def open_receipts(*, company_id: UUID, last_day: date) -> list[OpenReceipt]:
    """Return what a company received and was not invoiced by the end of a day, as far as it is worth anything."""
    found = [each for source in estimates_above.values() for each in source(company_id, last_day)]
    return [each for each in found if each.amount]


def standing_estimate(period: Period) -> MonthEstimate | None:
    """Return the estimate of a month's last closing, unless it was taken back."""
    found: MonthEstimate | None = MonthEstimate.objects.filter(
        period=period, closing=period.closing, state="posted", reverses__isnull=True
    ).first()
    return found


def estimate_of(*, actor: Actor, estimate_id: UUID) -> MonthEstimate:
    """Return one estimate.

    Raises: MissingGrant, DocumentNotFound.
    """
    require(actor, PERIODS)
    found: MonthEstimate | None = (
        MonthEstimate.visible_to(actor)
        .filter(id=estimate_id)
        .select_related("period", "created_by", "reverses")
        .prefetch_related("reversed_by")
        .first()
    )
    if found is None:
        raise DocumentNotFound(id=estimate_id)
    return found


def suppliers_of_estimate(*, actor: Actor, estimate_id: UUID, text: str = "") -> list[SupplierEstimate]:
    """Return what an estimate says of each supplier, or what a reversal takes back.

    Raises: MissingGrant, DocumentNotFound.
    """
    estimate = estimate_of(actor=actor, estimate_id=estimate_id)
    rows = (
        _lines_of(estimate)
        .values_list("supplier_id", "supplier__code", "supplier__name")
        .annotate(lines=Count("id"), total=Sum("amount"))
        .order_by("supplier__code")
    )
    found = [SupplierEstimate(*row) for row in rows]
    return [each for each in found if text in f"{each.supplier_code} {each.supplier_name}"]


def lines_of_estimate(
    *, actor: Actor, estimate_id: UUID, supplier_id: UUID | None = None, text: str = ""
) -> "QuerySet[MonthEstimateLine]":
    """Return the receipt lines that an estimate was made of, or that a reversal takes back, by receipt or item.

    Raises: MissingGrant, DocumentNotFound.
    """
    found = _lines_of(estimate_of(actor=actor, estimate_id=estimate_id))
    if supplier_id:
        found = found.filter(supplier_id=supplier_id)
    found = found.annotate(
        document_number=document_number("receipt"),
        supplier_code=F("supplier__code"),
        supplier_name=F("supplier__name"),
        item_code=F("item__code"),
        item_name=F("item__name"),
        unit=F("item__base_unit"),
    )
    if text:
        found = found.filter(
            Q(document_number__icontains=text) | Q(item_code__icontains=text) | Q(item_name__icontains=text)
        )
    return found


def estimates_changed() -> Iterator[dict[str, Any]]:
    """Give what closed months estimated that is other than what was open then, asked again.

    Source: ADR-0020.
    """
    for period in Period.objects.filter(state="closed", estimated__isnull=False).order_by("company_id", "month"):
        estimate = standing_estimate(period)
        lines = MonthEstimateLine.objects.filter(document=estimate) if estimate else MonthEstimateLine.objects.none()
        kept = {row[0]: row for row in lines.values_list("move_id", "supplier_id", "quantity", "amount")}
        found = open_receipts(company_id=period.company_id, last_day=last_day_of(period.month))
        now = {each.move_id: (each.move_id, each.supplier_id, each.quantity, each.amount) for each in found}
        for move_id in sorted(kept.keys() | now.keys()):
            if kept.get(move_id) != now.get(move_id):
                yield {"month": period.month, "move_id": move_id, "kept": kept.get(move_id), "now": now.get(move_id)}


def _lines_of(estimate: MonthEstimate) -> "QuerySet[MonthEstimateLine]":
    found: QuerySet[MonthEstimateLine] = MonthEstimateLine.objects.filter(
        document_id=estimate.reverses_id or estimate.id
    )
    return found
