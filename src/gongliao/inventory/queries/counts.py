"""What the books say where a draft counts."""

from decimal import Decimal
from typing import cast
from uuid import UUID

from gongliao.inventory.models import StockCount
from gongliao.kernel.ids import NO_ID
from gongliao.ledger.public import DifferenceChange, Ownership, StockSpot, difference_changes, levels_on


def difference_changes_of(document: StockCount) -> list[DifferenceChange]:
    """Return what became of the differences of a posted count's lines since; a reversal's stand."""
    return [] if document.state == "draft" or document.reverses_id else difference_changes(document.id)


def book_quantities(document: StockCount) -> dict[UUID, Decimal]:
    """Return, by line, what lay there at the end of the document's day by all that is recorded now; none once posted.

    Shape: the document as ``goods_document_of`` reads it.
    """
    if document.state != "draft":
        return {}
    lines = list(document.lines.all())
    spots = [
        StockSpot(line.item_id, line.bin_id, line.batch_id or NO_ID, line.owner_id, cast(Ownership, line.ownership))
        for line in lines
    ]
    levels = levels_on(company_id=document.company_id, on=document.business_date, spots=spots)
    return dict(zip((line.id for line in lines), levels, strict=True))
