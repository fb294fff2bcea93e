"""Goods in their second unit: how much lies where, and what they weigh beside what they should (ADR-0018)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Abs, Coalesce, NullIf, Round
from django.db.models.lookups import GreaterThan

from gongliao.ledger.models import StockMove
from gongliao.ledger.models.fields import quantity_field
from gongliao.ledger.permissions import READ, visible_moves
from gongliao.ledger.queries.names import batch_names, document_number, of_project, place_names
from gongliao.ledger.queries.undone import reversal_of
from gongliao.platform.public import Actor, require

WeighedDocument = Literal["goods_receipt", "goods_issue"]

# Between the truck and the work, or the bin and the supplier, a document's line moves twice.
PASSED = ("site", "variance")

HUNDRED = Decimal(100)
NOTHING = Decimal(0)

# What counted pieces should weigh, and by how much they weigh more. Totals add these up themselves: the framework does
# not find an annotation that rounds again where it is to be summed up.
THEORETICAL = Round(
    ExpressionWrapper(F("second_quantity") * F("second_factor"), output_field=quantity_field()),
    precision=6,
    output_field=quantity_field(),
)
DIFFERENCE = ExpressionWrapper(F("quantity") - THEORETICAL, output_field=quantity_field())


@dataclass(frozen=True)
class WeighedFilter:
    """What the differences are narrowed to; ``beyond`` leaves those beyond their item's tolerance, or within it."""

    q: str = ""
    document_type: WeighedDocument | None = None
    company_id: UUID | None = None
    supplier_id: UUID | None = None
    item_id: UUID | None = None
    project_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None
    beyond: bool | None = None


def second_on_hand() -> Case:
    """Return how much a balance is in its item's second unit: the sum of its moves, where the item has such a unit.

    It is asked for only beside rows that are shown; no posting reads or keeps it. A function of the database adds the
    moves up, so that a list plans nothing for the months of the books where no item shown has such a unit.
    """
    of_balance = ("tenant_id", *(f"pool__{name}" for name in ("company_id", "item_id", "ownership", "owner_id")))
    lies = Func(*of_balance, "batch_id", "bin_id", function="gongliao_second_on_hand", output_field=quantity_field())
    kept = When(pool__item__second_unit__gt="", then=lies)
    return Case(kept, default=Value(None), output_field=quantity_field())


def weight_differences(*, actor: Actor, wanted: WeighedFilter, known: Q) -> QuerySet[StockMove]:
    """Return the moves whose pieces somebody counted, with what they should weigh and by how much they differ.

    What was reversed, and what reversed it, is left out, and goods that move on from where they only pass are told
    once. ``known`` matches what was known at the instant that is asked about.

    Units: ``theoretical`` and ``difference`` in base units, ``percent`` of the theoretical weight to two places.
    Raises: MissingGrant.
    Source: requirements 3.11; ADR-0018.
    """
    require(actor, READ)
    plain = ("document_type", "company_id", "item_id")
    given = {name: value for name in plain if (value := getattr(wanted, name)) is not None}
    taken_back = reversal_of().filter(known)
    found = visible_moves(actor).filter(
        known, second_quantity__isnull=False, second_derived=False, reverses_id__isnull=True, **given
    )
    found = found.exclude(source_kind__in=PASSED)
    if wanted.supplier_id:
        found = found.filter(source_kind="supplier", source_id=wanted.supplier_id)
    if wanted.project_id:
        found = found.filter(of_project(wanted.project_id))
    if wanted.business_date_from:
        found = found.filter(business_date__gte=wanted.business_date_from)
    if wanted.business_date_to:
        found = found.filter(business_date__lte=wanted.business_date_to)
    found = found.filter(~Exists(taken_back)).annotate(document_number=document_number())
    if wanted.q:
        found = found.filter(
            Q(item__code__icontains=wanted.q)
            | Q(item__name__icontains=wanted.q)
            | Q(document_number__icontains=wanted.q)
        )
    found = _compared(found)
    return found if wanted.beyond is None else found.filter(Q(beyond_tolerance=wanted.beyond))


def _compared(found: QuerySet[StockMove]) -> QuerySet[StockMove]:
    percent: DecimalField[Any, Any] = DecimalField(max_digits=18, decimal_places=2)
    hundredfold = ExpressionWrapper(F("difference") * Value(HUNDRED), output_field=quantity_field())
    share = ExpressionWrapper(hundredfold / NullIf(F("theoretical"), Value(NOTHING)), output_field=quantity_field())
    allowed = ExpressionWrapper(F("item__weight_tolerance") * F("theoretical"), output_field=quantity_field())
    return (
        found.select_related("item")
        .annotate(
            **batch_names(by="batch_id"),
            **place_names(end="source"),
            **place_names(end="target"),
            theoretical=THEORETICAL,
            difference=DIFFERENCE,
        )
        .annotate(
            percent=Round(share, precision=2, output_field=percent),
            beyond_tolerance=Coalesce(
                Case(When(Q(item__weight_tolerance__isnull=False), then=_exceeds(hundredfold, allowed))),
                Value(False),
            ),
        )
        .annotate(percent_key=Coalesce(Abs("percent"), Value(NOTHING), output_field=percent))
    )


def _exceeds(hundredfold: Any, allowed: Any) -> Any:
    return ExpressionWrapper(GreaterThan(Abs(hundredfold), allowed), output_field=BooleanField())
