"""What the lists of the books can be narrowed to."""

from typing import Any
from uuid import UUID

from gongliao.ledger.queries.batches import BatchFilter
from gongliao.ledger.queries.commitments import CommitmentFilter, Side
from gongliao.ledger.queries.costs import CostFilter
from gongliao.ledger.queries.second_quantities import WeighedDocument, WeighedFilter
from gongliao.ledger.queries.stock import BalanceFilter, Group, MoveFilter
from gongliao.ledger.rules.batches import BatchStatus
from gongliao.ledger.rules.places import Ownership
from gongliao.platform.public import DayIn, InstantIn, ListQuery


class KnownQuery(ListQuery):
    """A list of rows that come to be known one after another.

    ``known_at`` leaves out what was recorded after an instant, ``known_on`` what was recorded after a day's end where
    the company works; asked for twice, it answers the same for ever.
    """

    company_id: UUID | None = None
    known_at: InstantIn | None = None
    known_on: DayIn | None = None


class BalanceQuery(ListQuery):
    """Filters of stock on hand; with ``group`` one row for each item, warehouse and so on."""

    group: Group | None = None
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    bin_id: UUID | None = None
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    company_id: UUID | None = None
    category_id: UUID | None = None
    general: bool | None = None
    holder_id: UUID | None = None
    held: bool | None = None
    ownership: Ownership | None = None

    def as_filter(self) -> BalanceFilter:
        """Return what the query takes."""
        return BalanceFilter(**_fields(self, BalanceFilter))


class MoveQuery(KnownQuery):
    """Filters of the stock ledger."""

    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    bin_id: UUID | None = None
    batch_id: UUID | None = None
    project_id: UUID | None = None
    node_id: UUID | None = None
    document_id: UUID | None = None
    document_line_id: UUID | None = None
    holder_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> MoveFilter:
        """Return what the query takes."""
        return MoveFilter(**_fields(self, MoveFilter))


class WeighedQuery(KnownQuery):
    """Filters of the differences between weighed and theoretical weights; ``beyond`` is beyond the item's tolerance."""

    document_type: WeighedDocument | None = None
    supplier_id: UUID | None = None
    item_id: UUID | None = None
    project_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None
    beyond: bool | None = None

    def as_filter(self) -> WeighedFilter:
        """Return what the query takes."""
        return WeighedFilter(**_fields(self, WeighedFilter))


class CostQuery(KnownQuery):
    """Filters of cost entries; a node and a category include all below them, unless ``with_below`` is off."""

    project_id: UUID | None = None
    node_id: UUID | None = None
    category_id: UUID | None = None
    with_below: bool = True
    material: bool | None = None
    item_id: UUID | None = None
    document_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None
    posting_date_from: DayIn | None = None
    posting_date_to: DayIn | None = None

    def as_filter(self) -> CostFilter:
        """Return what the query takes."""
        return CostFilter(**_fields(self, CostFilter))


class CommitmentQuery(KnownQuery):
    """Filters of commitments; ``bound`` leaves what orders bind, ``received`` what receipts took from it."""

    side: Side | None = None
    project_id: UUID | None = None
    document_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> CommitmentFilter:
        """Return what the query takes."""
        return CommitmentFilter(**_fields(self, CommitmentFilter))


class BatchQuery(ListQuery):
    """Filters of batches; ``on_hand`` leaves those of which there is stock."""

    item_id: UUID | None = None
    supplier_id: UUID | None = None
    status: BatchStatus | None = None
    expires_from: DayIn | None = None
    expires_to: DayIn | None = None
    on_hand: bool = False

    def as_filter(self) -> BatchFilter:
        """Return what the query takes."""
        return BatchFilter(**_fields(self, BatchFilter))


def _fields(query: ListQuery, kind: type[Any]) -> dict[str, Any]:
    return {name: getattr(query, name) for name in kind.__dataclass_fields__}
