"""Which batches to take, so that what expires first goes first."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DateField, Min, OuterRef, Q, QuerySet, Subquery

from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import quantity
from gongliao.ledger.models import Batch, StockMove
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.permissions import READ, visible_balances
from gongliao.ledger.rules.batches import Heap, first_expired_first, taken_in_turn
from gongliao.ledger.rules.places import Ownership
from gongliao.ledger.rules.tracing import ORIGINS
from gongliao.platform.public import Actor, Later, ask, current_tenant_id, known, require


@dataclass(frozen=True)
class ProposalRequest:
    """What is to be taken; without ``owner_id`` it is general stock.

    Batches that expire before ``on`` are left out, and those that keep too short for the work of ``project_id``.
    """

    item_id: UUID
    warehouse_id: UUID
    owner_id: UUID | None
    quantity: Decimal
    on: date
    project_id: UUID | None = None
    ownership: Ownership = "own"


@dataclass(frozen=True)
class ProposedHeap:
    """A batch in a bin, in the order of use, and how much to ``take`` of it."""

    heap: Heap
    batch: Batch
    bin_id: UUID
    take: Decimal


@dataclass(frozen=True)
class Proposal:
    """The heaps that may be used, first those to take from, and what of the quantity they don't cover."""

    heaps: tuple[ProposedHeap, ...]
    missing: Decimal


@dataclass(frozen=True, slots=True)
class ExpiringStock:
    """What lies in a warehouse of a released batch that expires, of one owner and ownership."""

    item_id: UUID
    owner_id: UUID
    ownership: Ownership
    batch_id: UUID
    number: str
    expiry_date: date
    on_hand: Decimal


def propose_batches(*, actor: Actor, request: ProposalRequest) -> Proposal:
    """Return which batches to take so that what expires first goes first, of the stock that the actor sees.

    Shape: released batches only that have not expired on the day.
    Units: the item's base unit.
    Raises: MissingGrant.
    Source: requirements 3.7.
    """
    require(actor, READ)
    lying = visible_balances(actor).filter(
        quantity__gt=0,
        bin__warehouse_id=request.warehouse_id,
        pool__item_id=request.item_id,
        pool__owner_id=request.owner_id or NO_ID,
        pool__ownership=request.ownership,
    )
    balances = list(lying.exclude(batch_id=NO_ID).select_related("bin"))
    batches = _usable(request, {balance.batch_id for balance in balances})
    heaps = {balance.id: balance for balance in balances if balance.batch_id in batches}
    ordered = first_expired_first(_heap(balance, batches[balance.batch_id]) for balance in heaps.values())
    taken, missing = taken_in_turn(ordered, quantity(request.quantity))
    rows = tuple(
        ProposedHeap(heap, batches[heaps[heap.id].batch_id], heaps[heap.id].bin_id, take)
        for heap, take in zip(ordered, taken, strict=True)
    )
    return Proposal(rows, missing)


def _usable(request: ProposalRequest, ids: set[UUID]) -> dict[UUID, Any]:
    came = StockMove.objects.filter(
        Q(source_kind__in=ORIGINS) | Q(source_kind="customer", ownership="owner_supplied"),
        item_id=OuterRef("item_id"),
        batch_id=OuterRef("pk"),
        reverses_id__isnull=True,
    )
    first = came.order_by().values("batch_id").annotate(day=Min("business_date")).values("day")
    found: QuerySet[Batch] = Batch.objects.filter(
        Q(expiry_date__isnull=True) | Q(expiry_date__gte=_keeps_until(request)), id__in=ids, status="released"
    )
    found = found.select_related("supplier").annotate(received_on=Subquery(first, output_field=DateField()))
    return {batch.id: batch for batch in found}


def _keeps_until(request: ProposalRequest) -> date:
    project = rows_of("projects.Project").filter(id=request.project_id).first() if request.project_id else None
    return request.on + timedelta(days=project.shelf_life_days_min) if project else request.on


def _heap(balance: Any, batch: Any) -> Heap:
    return Heap(
        id=balance.id,
        number=batch.number,
        bin_code=balance.bin.code,
        on_hand=balance.quantity,
        expiry_date=batch.expiry_date,
        production_date=batch.production_date,
        received_on=batch.received_on,
    )


_EXPIRING = """
SELECT p.item_id, p.owner_id, p.ownership, t.id, t.number, t.expiry_date, sum(b.quantity)
FROM ledger_stockpool p
JOIN ledger_stockbalance b ON b.tenant_id = p.tenant_id AND b.pool_id = p.id AND b.quantity > 0
JOIN ledger_batch t ON t.tenant_id = b.tenant_id AND t.id = b.batch_id
JOIN catalog_bin n ON n.tenant_id = b.tenant_id AND n.id = b.bin_id
WHERE p.tenant_id = %s AND p.item_id = ANY(%s) AND n.warehouse_id = %s
  AND t.status = 'released' AND t.expiry_date >= %s
GROUP BY p.item_id, p.owner_id, p.ownership, t.id, t.number, t.expiry_date
ORDER BY t.expiry_date, t.number, t.id
"""


def ask_expiring(item_ids: set[UUID], *, warehouse_id: UUID, on: date) -> Later[tuple[ExpiringStock, ...]]:
    """Ask what lies in a warehouse of released batches that expire on the day or later, what expires first first."""
    if not item_ids:
        return known(())
    return ask(
        _EXPIRING,
        (current_tenant_id(), list(item_ids), warehouse_id, on),
        lambda rows: tuple(ExpiringStock(*row) for row in rows),
    )
