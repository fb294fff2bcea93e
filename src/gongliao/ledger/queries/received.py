"""What suppliers delivered: the lines of receipts, as documents that change their cost look at them."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from gongliao.kernel.values import NO_QUANTITY
from gongliao.ledger.models import StockMove
from gongliao.ledger.models.fields import money_field, quantity_field
from gongliao.ledger.queries.names import batch_names, document_number, place_names, project_names
from gongliao.ledger.queries.stock_on import DayColumn
from gongliao.ledger.queries.undone import reversal_of


def received_lines(*, as_of: date | None = None, by: DayColumn = "business_date") -> QuerySet[Any]:
    """Return the moves by which goods of ours came from suppliers, with what people call their ends.

    Shape: one per receipt line; ``in_force`` unless reversed; ``corrected`` is what was added to its value since;
        ``sent_back`` is how much of it went back to the supplier, by a day where one is given. A reversal has the
        business date of what it reverses, so it is of before that day unless posting days count.
    """
    own = StockMove.objects.filter(corrects_id__isnull=True, reverses_id__isnull=True, ownership="own")
    corrections = (
        StockMove.objects.filter(corrects_id=OuterRef("pk"), posting_date__gte=OuterRef("business_date"))
        .order_by()
        .values("corrects_id")
    )
    found: QuerySet[Any] = (
        own.filter(source_kind="supplier", target_kind__in=("bin", "site"))
        .select_related("item")
        .annotate(
            in_force=~_reversed(as_of, by),
            corrected=Subquery(corrections.annotate(s=Sum("value")).values("s"), output_field=money_field()),
            sent_back=Coalesce(_sent_back(as_of, by), Value(NO_QUANTITY), output_field=quantity_field()),
            document_number=document_number(),
            **place_names(end="source"),
            **batch_names(by="batch_id"),
            **project_names(by="target_owner_id", prefix="owner"),
        )
    )
    return found


def _sent_back(as_of: date | None, by: DayColumn) -> Subquery:
    """Return how much went back by moves that carry the receipt's unit cost and stand."""
    went = StockMove.objects.filter(_by(as_of, by), linked_id=OuterRef("pk"), target_kind="supplier")
    standing = went.filter(~_reversed(as_of, by)).order_by()
    return Subquery(standing.values("linked_id").annotate(s=Sum("quantity")).values("s"), output_field=quantity_field())


def _reversed(as_of: date | None, by: DayColumn) -> Exists:
    mirrors = reversal_of()
    return Exists(mirrors.filter(_by(as_of, by)) if by == "posting_date" else mirrors)


def _by(as_of: date | None, by: DayColumn) -> Q:
    return Q(**{f"{by}__lte": as_of}) if as_of else Q()
