"""Batches as plain facts."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from gongliao.platform.public import current_tenant_id, fetch


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What documents need to know of a batch."""

    id: UUID
    item_id: UUID
    number: str


def batches_by_id(ids: Collection[UUID]) -> dict[UUID, BatchFacts]:
    """Return the batches that exist, by id."""
    if not ids:
        return {}
    rows = fetch(
        "SELECT id, item_id, number FROM ledger_batch WHERE tenant_id = %s AND id = ANY(%s)",
        (current_tenant_id(), list(ids)),
    )
    return {row[0]: BatchFacts(*row) for row in rows}
