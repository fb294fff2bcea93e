"""Consigned goods as people report on them 寄售库存: whose they are, what was used and bought, what lies there."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongliao.catalog.public import items_by_id, parties_by_id
from gongliao.inventory.permissions import READ, SEE_COST, SEE_PRICE
from gongliao.inventory.queries.consignment_prices import prices_on
from gongliao.ledger.public import Consigned, consigned_goods
from gongliao.platform.public import Actor, Where, require


@dataclass(frozen=True)
class ConsignedAsked:
    """Of which company and day, as known when; and what is left of it."""

    company_id: UUID
    day: date
    known_at: datetime | None = None
    supplier_id: UUID | None = None
    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    q: str = ""


@dataclass(frozen=True)
class ConsignedRow:
    """What a supplier consigned of an item in a warehouse, and what became of it.

    Units: quantities in the item's base unit; ``price`` of one, without tax, that is in force on the day. What the
    actor may not see is none.
    """

    id: str
    supplier_id: UUID
    supplier_code: str
    supplier_name: str
    item_id: UUID
    item_code: str
    item_name: str
    base_unit: str
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    received: Decimal
    moved: Decimal
    found: Decimal
    used: Decimal
    returned: Decimal
    on_hand: Decimal
    used_value: Decimal | None
    price: Decimal | None


def consigned_rows(*, actor: Actor, wanted: ConsignedAsked) -> list[ConsignedRow]:
    """Return what suppliers consigned and what became of it, by supplier, item and warehouse within the actor's reach.

    Raises: MissingGrant.
    Source: requirements 3.12; ADR-0025.
    """
    require(actor, READ)
    found = [
        each
        for each in consigned_goods(company_id=wanted.company_id, day=wanted.day, known_at=wanted.known_at)
        if _wanted(each, wanted, actor)
    ]
    pairs = {(each.supplier_id, each.item_id) for each in found}
    prices = prices_on(company_id=wanted.company_id, on=wanted.day, of=pairs, known_at=wanted.known_at)
    suppliers = parties_by_id({each.supplier_id for each in found})
    items = items_by_id({each.item_id for each in found}, on=wanted.day)
    rows = [
        _row(
            each,
            suppliers[each.supplier_id],
            items[each.item_id],
            price=prices.get((each.supplier_id, each.item_id)) if _sees(actor, SEE_PRICE, wanted, each) else None,
            value=each.used_value if _sees(actor, SEE_COST, wanted, each) else None,
        )
        for each in found
    ]
    return [row for row in rows if _found(row, wanted)]


def _wanted(each: Consigned, wanted: ConsignedAsked, actor: Actor) -> bool:
    return (
        wanted.supplier_id in (None, each.supplier_id)
        and wanted.item_id in (None, each.item_id)
        and wanted.warehouse_id in (None, each.warehouse_id)
        and _sees(actor, READ, wanted, each)
    )


def _sees(actor: Actor, grant: str, wanted: ConsignedAsked, each: Consigned) -> bool:
    return actor.reach(grant).covers(Where(wanted.company_id, None, each.warehouse_id))


def _found(row: ConsignedRow, wanted: ConsignedAsked) -> bool:
    texts = (row.supplier_code, row.supplier_name, row.item_code, row.item_name)
    return wanted.q.lower() in " ".join(texts).lower()


def _row(each: Consigned, supplier: Any, item: Any, *, price: Decimal | None, value: Decimal | None) -> ConsignedRow:
    return ConsignedRow(
        id=f"{supplier.id}-{item.id}-{each.warehouse_id}",
        supplier_id=supplier.id,
        supplier_code=supplier.code,
        supplier_name=supplier.name,
        item_id=item.id,
        item_code=item.code,
        item_name=item.name,
        base_unit=item.base_unit,
        warehouse_id=each.warehouse_id,
        warehouse_code=each.warehouse_code,
        warehouse_name=each.warehouse_name,
        received=each.received,
        moved=each.moved,
        found=each.found,
        used=each.used,
        returned=each.returned,
        on_hand=each.on_hand,
        used_value=value,
        price=price,
    )
