"""What suppliers delivered: the lines of receipts, as documents that change their cost look at them."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum

from gongliao.ledger.models import StockMove
from gongliao.ledger.models.fields import money_field
from gongliao.ledger.queries.names import batch_names, document_number, place_names, project_names


def received_lines() -> QuerySet[Any]:
    """Return the moves by which goods of ours came from suppliers, with what people call their ends.

    Shape: one per receipt line; ``in_force`` unless reversed; ``corrected`` is what was added to its value since.
    """
    own = StockMove.objects.filter(corrects_id__isnull=True, reverses_id__isnull=True, ownership="own")
    corrections = StockMove.objects.filter(corrects_id=OuterRef("pk")).order_by().values("corrects_id")
    found: QuerySet[Any] = (
        own.filter(source_kind="supplier", target_kind__in=("bin", "site"))
        .select_related("item")
        .annotate(
            in_force=~Exists(StockMove.objects.filter(reverses_id=OuterRef("pk"))),
            corrected=Subquery(corrections.annotate(s=Sum("value")).values("s"), output_field=money_field()),
            document_number=document_number(),
            **place_names(end="source"),
            **batch_names(by="batch_id"),
            **project_names(by="target_owner_id", prefix="owner"),
        )
    )
    return found
