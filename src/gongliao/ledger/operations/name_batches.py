"""Batches by their numbers: found, or made at their first receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongliao.kernel.errors import Refusal, refuse_together
from gongliao.kernel.ids import new_id
from gongliao.ledger.errors import BatchDiffers
from gongliao.platform.public import Insert, current_tenant_id, fetch


@dataclass(frozen=True, slots=True)
class BatchName:
    """A batch as a receipt names it."""

    line_no: int
    item_id: UUID
    number: str
    supplier_id: UUID | None = None
    production_date: date | None = None
    expiry_date: date | None = None


_MAKE = Insert(
    "ledger_batch",
    ("id", "tenant_id", "item_id", "number", "supplier_id", "production_date", "expiry_date"),
    unless=("tenant_id", "item_id", "number"),
)
_FIND = """
SELECT item_id, number, id, production_date, expiry_date FROM ledger_batch
WHERE tenant_id = %s AND (item_id, number) IN (SELECT * FROM unnest(%s::uuid[], %s::text[]))
"""


def name_batches(names: Sequence[BatchName]) -> Mapping[tuple[UUID, str], UUID]:
    """Return the ids of the named batches, making those that are new, in the caller's transaction.

    Shape: by item and number.
    Raises: BatchDiffers where a known batch is named with other dates.
    """
    if not names:
        return {}
    tenant_id = current_tenant_id()
    ordered = sorted({(n.item_id, n.number): n for n in names}.items())
    _MAKE.run(
        [
            (new_id(), tenant_id, n.item_id, n.number, n.supplier_id, n.production_date, n.expiry_date)
            for _, n in ordered
        ]
    )
    keys = [key for key, _ in ordered]
    rows = fetch(_FIND, (tenant_id, [item_id for item_id, _ in keys], [number for _, number in keys]))
    known = {(item_id, number): (id_, made, expires) for item_id, number, id_, made, expires in rows}
    refuse_together([r for name in names if (r := _differs(name, known[name.item_id, name.number]))])
    return {key: id_ for key, (id_, _, _) in known.items()}


def _differs(name: BatchName, known: tuple[UUID, date | None, date | None]) -> Refusal | None:
    _, made, expires = known
    for given, kept in ((name.production_date, made), (name.expiry_date, expires)):
        if given is not None and given != kept:
            return BatchDiffers(number=name.number, known=kept, given=given, line=name.line_no)
    return None
