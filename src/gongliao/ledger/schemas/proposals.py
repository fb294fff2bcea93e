"""Which batches to take, over HTTP."""

from datetime import date
from typing import Any
from uuid import UUID

from gongliao.ledger.queries.propose_batches import Proposal, ProposalRequest, ProposedHeap
from gongliao.ledger.rules.places import Ownership
from gongliao.platform.public import DayIn, QuantityIn, QuantityOut, Schema


class BatchProposalQuery(Schema):
    """What is to be taken, in the item's base unit, and on which day; without ``owner_id`` it is general stock.

    ``project_id`` is for whose work: what keeps too short for it is left out.
    """

    item_id: UUID
    warehouse_id: UUID
    owner_id: UUID | None = None
    quantity: QuantityIn
    on: DayIn
    project_id: UUID | None = None
    ownership: Ownership = "own"

    def as_request(self) -> ProposalRequest:
        """Return what the query takes."""
        return ProposalRequest(**self.model_dump())


class ProposedHeapOut(Schema):
    """A batch in a bin; ``take`` is how much of the quantity asked for comes from it. ``id`` is the balance's."""

    id: UUID
    bin_id: UUID
    bin_code: str
    batch_id: UUID
    batch_no: str
    supplier_id: UUID | None
    supplier_code: str | None
    supplier_name: str | None
    production_date: date | None
    expiry_date: date | None
    received_on: date | None
    on_hand: QuantityOut
    take: QuantityOut


class BatchProposalOut(Schema):
    """The heaps that may be used, what expires first first; ``missing`` is what they don't cover."""

    heaps: list[ProposedHeapOut]
    missing: QuantityOut


def proposal_out(proposal: Proposal) -> BatchProposalOut:
    """Present a proposal."""
    return BatchProposalOut(heaps=[_heap(each) for each in proposal.heaps], missing=proposal.missing)


def _heap(proposed: ProposedHeap) -> ProposedHeapOut:
    heap, batch = proposed.heap, proposed.batch
    supplier: Any = batch.supplier
    names = ("id", "bin_code", "production_date", "expiry_date", "received_on", "on_hand")
    return ProposedHeapOut(
        **{name: getattr(heap, name) for name in names},
        bin_id=proposed.bin_id,
        batch_id=batch.id,
        batch_no=batch.number,
        supplier_id=supplier.id if supplier else None,
        supplier_code=supplier.code if supplier else None,
        supplier_name=supplier.name if supplier else None,
        take=proposed.take,
    )
