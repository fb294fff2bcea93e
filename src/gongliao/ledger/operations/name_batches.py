"""Batches by their numbers: found, or made at their first receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import new_id
from gongliao.kernel.values import Labelled
from gongliao.ledger.errors import BatchDiffers
from gongliao.ledger.rules.batches import first_status
from gongliao.platform.public import Insert, Row, current_tenant_id, fetch


@dataclass(frozen=True, slots=True)
class BatchName:
    """A batch as a receipt names it."""

    line_no: int
    item_id: UUID
    number: str
    supplier_id: UUID | None = None
    production_date: date | None = None
    expiry_date: date | None = None
    inspects_on_receipt: bool = False
    tracking: str = "batch"

    @property
    def key(self) -> "BatchKey":
        """Return what tells the batch from all others."""
        return self.item_id, self.number, self.supplier_id


BatchKey = tuple[UUID, str, UUID | None]

_MAKE = Insert(
    "ledger_batch",
    (
        "id",
        "tenant_id",
        "item_id",
        "number",
        "supplier_id",
        "production_date",
        "expiry_date",
        "status",
        "status_reason",
        "version",
    ),
    unless=("tenant_id", "item_id", "number", "supplier_id"),
)
_FIND = """
SELECT item_id, number, supplier_id, id, production_date, expiry_date FROM ledger_batch
WHERE tenant_id = %s AND (item_id, number) IN (SELECT * FROM unnest(%s::uuid[], %s::text[]))
"""


def name_batches(names: Sequence[BatchName]) -> Mapping[BatchKey, UUID]:
    """Return the ids of the named batches, making those that are new, in the caller's transaction.

    Shape: by item, number and supplier. What is new waits in quarantine where its item is inspected on receipt.
    Raises: BatchDiffers where a known batch is named with other dates.
    """
    if not names:
        return {}
    tenant_id = current_tenant_id()
    ordered = sorted({n.key: n for n in names}.items(), key=str)
    _MAKE.run([_row(tenant_id, name) for _, name in ordered])
    keys = [key for key, _ in ordered]
    rows = fetch(_FIND, (tenant_id, [key[0] for key in keys], [key[1] for key in keys]))
    known = {
        (item_id, number, supplier_id): (id_, made, expires)
        for item_id, number, supplier_id, id_, made, expires in rows
    }
    refuse_together([r for name in names if (r := _differs(name, known[name.key]))])
    return {key: known[key][0] for key in keys}


def _row(tenant_id: UUID, name: BatchName) -> Row:
    status = first_status(inspects_on_receipt=name.inspects_on_receipt)
    dates = (name.production_date, name.expiry_date)
    return (new_id(), tenant_id, name.item_id, name.number, name.supplier_id, *dates, status, "", 1)


def _differs(name: BatchName, known: tuple[UUID, date | None, date | None]) -> Refusal | None:
    _, made, expires = known
    for given, kept in ((name.production_date, made), (name.expiry_date, expires)):
        if given is not None and given != kept:
            return BatchDiffers(number=Labelled(name.number, name.tracking), known=kept, given=given, line=name.line_no)
    return None
