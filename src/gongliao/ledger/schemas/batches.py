"""Batches over HTTP."""

from datetime import date
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import Field

from gongliao.ledger.models import Batch
from gongliao.ledger.operations.set_batch_status import BatchStatusRequest
from gongliao.ledger.rules.batches import BatchStatus
from gongliao.ledger.schemas.common import item_fields
from gongliao.platform.public import QuantityOut, Schema, Version


class BatchOut(Schema):
    """Goods of one origin, or one piece with its serial number; ``on_hand`` is the stock that the reader sees."""

    id: UUID
    number: str
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    base_unit: str
    item_tracking: str
    supplier_id: UUID | None
    supplier_code: str | None
    supplier_name: str | None
    production_date: date | None
    expiry_date: date | None
    status: BatchStatus
    status_reason: str
    version: int
    on_hand: QuantityOut


class BatchStatusIn(Schema):
    """A batch's new status and why; ``version`` is the batch's that the editor saw."""

    version: Version
    status: BatchStatus
    reason: Annotated[str, Field(max_length=500)]

    def as_request(self, id: UUID) -> BatchStatusRequest:
        """Return what the operation takes."""
        return BatchStatusRequest(id=id, **self.model_dump())


def batch_out(row: Any) -> BatchOut:
    """Present a batch, as ``queries.batches`` reads it."""
    batch: Batch = row
    supplier = batch.supplier
    return BatchOut(
        id=batch.id,
        number=batch.number,
        **item_fields(batch.item),
        item_tracking=batch.item.tracking,
        supplier_id=supplier.id if supplier else None,
        supplier_code=supplier.code if supplier else None,
        supplier_name=supplier.name if supplier else None,
        production_date=batch.production_date,
        expiry_date=batch.expiry_date,
        status=cast(BatchStatus, batch.status),
        status_reason=batch.status_reason,
        version=batch.version,
        on_hand=row.on_hand,
    )
