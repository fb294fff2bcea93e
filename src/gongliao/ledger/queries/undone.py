"""What takes a move back."""

from typing import Any

from django.db.models import OuterRef, QuerySet

from gongliao.ledger.models import StockMove


def reversal_of() -> "QuerySet[Any]":
    """Return the moves that take the outer move back: one at most.

    It has the business date of its original, so no month before that is looked into.
    """
    return StockMove.objects.filter(reverses_id=OuterRef("pk"), posting_date__gte=OuterRef("business_date"))
