"""Receipt lines with what was invoiced of them, and what is estimated of the rest 暂估."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Round

from gongliao.costing.models import ValueNote, ValueNoteLine
from gongliao.costing.permissions import READ
from gongliao.kernel.values import NO_MONEY, NO_QUANTITY
from gongliao.ledger.public import DayColumn, OpenReceipt, received_lines
from gongliao.platform.public import Actor, require

EXAMPLES = 5


@dataclass(frozen=True)
class ReceiptLineFilter:
    """What receipt lines are narrowed to; ``not_invoiced`` leaves those with something left, ``as_of`` that day."""

    q: str = ""
    as_of: date | None = None
    not_invoiced: bool = False
    supplier_id: UUID | None = None
    item_id: UUID | None = None
    company_id: UUID | None = None
    receipt_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


def receipt_lines(*, actor: Actor, wanted: ReceiptLineFilter) -> "QuerySet[Any]":
    """Return the receipt lines in force with what notes said of them by the day asked for, by today without one.

    Shape: ``invoiced_quantity``, ``open_quantity``, ``estimate_left`` and ``worth_now`` beside what the ledger tells;
        what went back to the supplier is not open, nor estimated.

    Raises: MissingGrant.
    """
    require(actor, READ)
    reach = actor.reach(READ)
    found: QuerySet[Any] = received_lines(as_of=wanted.as_of)
    found = found.filter(in_force=True)
    if not reach.everywhere:
        found = found.filter(company_id__in=reach.companies)
    given = {
        "company_id": wanted.company_id,
        "item_id": wanted.item_id,
        "source_id": wanted.supplier_id,
        "document_id": wanted.receipt_id,
        "business_date__gte": wanted.business_date_from,
        "business_date__lte": wanted.business_date_to,
    }
    found = found.filter(**{name: value for name, value in given.items() if value is not None})
    if wanted.as_of:
        found = found.filter(business_date__lte=wanted.as_of)
    if wanted.q:
        found = found.filter(
            Q(item__code__icontains=wanted.q)
            | Q(item__name__icontains=wanted.q)
            | Q(document_number__icontains=wanted.q)
            | Q(source_name__icontains=wanted.q)
        )
    found = _with_notes(found, wanted.as_of)
    return found.filter(open_quantity__gt=0) if wanted.not_invoiced else found


def estimates_left(*, company_id: UUID, last_day: date) -> tuple[int, tuple[str, ...]]:
    """Return how many receipt lines of a company were not invoiced in full by a day, and some of their receipts."""
    found = received_lines(as_of=last_day).filter(in_force=True, company_id=company_id, business_date__lte=last_day)
    found = _with_notes(found, last_day).filter(open_quantity__gt=0)
    return found.count(), tuple(dict.fromkeys(row.document_number for row in found[:EXAMPLES]))


def open_receipts(*, company_id: UUID, last_day: date) -> Iterator[OpenReceipt]:
    """Give what of a company's receipts was not invoiced by a day, as postings count: in the order they were recorded.

    What is posted later changes nothing of it, whatever its business date says.

    Source: ADR-0020.
    """
    found = received_lines(as_of=last_day, by="posting_date").filter(
        in_force=True, company_id=company_id, posting_date__lte=last_day
    )
    found = _with_notes(found, last_day, by="posting_date").filter(open_quantity__gt=0).order_by("seq")
    columns = ("item_id", "item__category_id", "open_quantity", "estimate_left")
    rows = found.values_list("pk", "document_type", "document_id", "source_id", *columns)
    for move_id, kind, document_id, supplier_id, *rest in rows:
        yield OpenReceipt(move_id, (kind, document_id), supplier_id, *rest)


def receipt_lines_by_id(ids: Iterable[UUID]) -> dict[UUID, Any]:
    """Return receipt lines as a note shows them, by their ids, reversed ones included."""
    found = _with_notes(received_lines().filter(document_line_id__in=list(ids)), None)
    return {row.document_line_id: row for row in found}


def _with_notes(found: "QuerySet[Any]", as_of: date | None, by: DayColumn = "business_date") -> "QuerySet[Any]":
    quantity = DecimalField(max_digits=18, decimal_places=6)
    amount = DecimalField(max_digits=18, decimal_places=2)
    said = ValueNoteLine.objects.filter(_stands(as_of, by), receipt_line_id=OuterRef("document_line_id"))

    def total(kind: str, what: Any, field: "DecimalField[Any, Any]") -> Coalesce:
        rows = said.filter(document__kind=kind).order_by().values("receipt_line_id").annotate(s=Sum(what))
        nothing = NO_QUANTITY if field is quantity else NO_MONEY
        return Coalesce(Subquery(rows.values("s"), output_field=field), Value(nothing), output_field=field)

    described: QuerySet[Any] = found.annotate(
        invoiced_quantity=total("invoice_difference", F("quantity"), quantity),
        invoiced_amount=total("invoice_difference", F("amount"), amount),
        settled=total("invoice_difference", F("amount") - F("change"), amount),
        repriced=total("price_adjustment", F("change"), amount),
    ).annotate(
        not_invoiced=F("quantity") - F("invoiced_quantity"),
        estimate=F("value") + F("repriced") - F("settled"),
        worth_now=F("value") + Coalesce(F("corrected"), Value(NO_MONEY), output_field=amount),
    )
    nothing = Value(NO_QUANTITY, output_field=quantity)
    described = described.annotate(open_quantity=Greatest(F("not_invoiced") - F("sent_back"), nothing))
    part = Round(F("estimate") * F("open_quantity") / F("not_invoiced"), precision=2, output_field=amount)
    described = described.annotate(
        estimate_left=Case(
            When(open_quantity=F("not_invoiced"), then=F("estimate")),
            When(open_quantity=0, then=Value(NO_MONEY)),
            default=part,
            output_field=amount,
        )
    )
    return described


def _stands(as_of: date | None, by: DayColumn) -> Q:
    """Match lines of notes in force: posted and not reversed, by a day where one is given.

    A mirror has the business date of what it reverses, so it counts from the start unless posting days do.
    """
    posted = Q(document__reverses__isnull=True)
    if as_of is None or by == "business_date":
        until = Q(document__business_date__lte=as_of) if as_of else Q()
        return posted & until & Q(document__state="posted")
    mirrors = ValueNote.objects.filter(reverses_id=OuterRef("document_id"), posting_date__lte=as_of)
    return posted & Q(document__posting_date__lte=as_of) & Q(~Exists(mirrors))
