"""Batches as plain facts, and as people look at them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import LiteralString
from uuid import UUID

from django.db.models import DateField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from gongliao.kernel.values import Labelled
from gongliao.ledger.errors import BatchNotFound
from gongliao.ledger.models import Batch
from gongliao.ledger.models.fields import quantity_field
from gongliao.ledger.permissions import READ, visible_balances
from gongliao.ledger.rules.batches import BatchStatus
from gongliao.platform.public import Actor, Later, ask, current_tenant_id, known, require


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What documents need to know of a batch; its number says whether it is a serial number."""

    id: UUID
    item_id: UUID
    number: Labelled
    status: BatchStatus
    expiry_date: date | None


_BATCHES = """SELECT b.id, b.item_id, b.number, b.status, b.expiry_date,
 (SELECT i.tracking FROM catalog_item i WHERE i.tenant_id = b.tenant_id AND i.id = b.item_id)
 FROM ledger_batch b WHERE b.tenant_id = %s AND b.id = ANY(%s) ORDER BY b.id"""


def ask_batches(ids: Collection[UUID]) -> Later[dict[UUID, BatchFacts]]:
    """Ask for the batches that exist, by id."""
    return _ask(_BATCHES, ids)


def hold_batches(ids: Collection[UUID]) -> Later[dict[UUID, BatchFacts]]:
    """Ask for the batches that exist, by id, whose status then stands until the transaction ends."""
    return _ask(_BATCHES + " FOR SHARE", ids)


def _ask(statement: LiteralString, ids: Collection[UUID]) -> Later[dict[UUID, BatchFacts]]:
    if not ids:
        return known({})
    return ask(
        statement,
        (current_tenant_id(), list(ids)),
        lambda rows: {row[0]: _facts(*row) for row in rows},
    )


def _facts(
    id: UUID, item_id: UUID, number: str, status: BatchStatus, expiry_date: date | None, tracking: str
) -> BatchFacts:
    return BatchFacts(id, item_id, Labelled(number, tracking), status, expiry_date)


@dataclass(frozen=True)
class BatchFilter:
    """What a list of batches is narrowed to; ``on_hand`` leaves those of which the actor sees stock."""

    q: str = ""
    item_id: UUID | None = None
    supplier_id: UUID | None = None
    status: BatchStatus | None = None
    expires_from: date | None = None
    expires_to: date | None = None
    on_hand: bool = False


def batches(*, actor: Actor, wanted: BatchFilter) -> QuerySet[Batch]:
    """Return batches with the stock of each that the actor sees, as ``on_hand``.

    Raises: MissingGrant.
    """
    require(actor, READ)
    lying = visible_balances(actor).filter(batch_id=OuterRef("pk")).order_by().values("batch_id")
    total = Subquery(lying.annotate(s=Sum("quantity")).values("s"), output_field=quantity_field())
    found: QuerySet[Batch] = Batch.objects.select_related("item", "supplier").annotate(
        on_hand=Coalesce(total, Value(Decimal(0)), output_field=quantity_field()),
        expiry_key=Coalesce("expiry_date", Value(date.max), output_field=DateField()),
    )
    asked = {"item_id": wanted.item_id, "supplier_id": wanted.supplier_id, "status": wanted.status}
    found = found.filter(**{name: value for name, value in asked.items() if value is not None})
    if wanted.expires_from:
        found = found.filter(expiry_date__gte=wanted.expires_from)
    if wanted.expires_to:
        found = found.filter(expiry_date__lte=wanted.expires_to)
    if wanted.on_hand:
        found = found.filter(Q(on_hand__gt=0))
    if wanted.q:
        found = found.filter(
            Q(number__icontains=wanted.q) | Q(item__code__icontains=wanted.q) | Q(item__name__icontains=wanted.q)
        )
    return found


def batch_of(*, actor: Actor, batch_id: UUID) -> Batch:
    """Return one batch, as ``batches`` reads it.

    Raises: MissingGrant, BatchNotFound.
    """
    found = batches(actor=actor, wanted=BatchFilter()).filter(id=batch_id).first()
    if found is None:
        raise BatchNotFound(id=batch_id, field=None)
    return found
