"""Stock over HTTP. Values are null where the reader may not see them."""

from datetime import date, datetime
from typing import Any, Literal, cast
from uuid import UUID

from gongliao.catalog.public import HolderKind
from gongliao.ledger.models import StockBalance, StockMove
from gongliao.ledger.queries.stock import Group
from gongliao.ledger.rules.batches import BatchStatus
from gongliao.ledger.rules.causes import Cause
from gongliao.ledger.schemas.common import item_fields, known, times_and_document, unit_cost
from gongliao.platform.public import MoneyOut, PriceOut, QuantityOut, Schema

PlaceKindOut = Literal["supplier", "customer", "bin", "site", "node", "loss", "gain", "opening", "variance"]


class BalanceOut(Schema):
    """What lies in one place, or all that a group has; then what the group does not share is null.

    ``second_quantity`` is how much it is in ``second_unit``, which informs and may be negative. Where
    ``holder_kind`` is empty, our own store holds it.
    """

    id: UUID
    company_id: UUID | None
    item_id: UUID | None
    item_code: str | None
    item_name: str | None
    item_specification: str | None
    base_unit: str | None
    category_id: UUID | None
    category_code: str | None
    category_name: str | None
    warehouse_id: UUID | None
    warehouse_code: str | None
    warehouse_name: str | None
    bin_id: UUID | None
    bin_code: str | None
    holder_id: UUID | None
    holder_kind: HolderKind | None
    holder_code: str | None
    holder_name: str | None
    batch_id: UUID | None
    batch_no: str | None
    supplier_code: str | None
    supplier_name: str | None
    production_date: date | None
    expiry_date: date | None
    batch_status: BatchStatus | None
    owner_id: UUID | None
    owner_code: str | None
    owner_name: str | None
    ownership: str | None
    quantity: QuantityOut | None
    second_unit: str | None
    second_quantity: QuantityOut | None
    value: MoneyOut | None
    unit_cost: PriceOut | None


class PlaceOut(Schema):
    """One end of a move. A bin has its warehouse's name; ``owner_id`` is the project whose stock it is there.

    ``holder`` is who held the bin when they moved: a crew or a subcontractor; empty for our own store.
    """

    kind: PlaceKindOut
    id: UUID
    code: str
    name: str
    owner_id: UUID | None
    owner_code: str | None
    owner_name: str | None
    holder: str


class MoveOut(Schema):
    """One row of the stock ledger; ``quantity_in`` and ``quantity_out`` as seen from the place that was asked for.

    A row that only corrects what another was worth has neither, and names that one's document as ``corrected``
    and why as ``cause``, which is null where it was written before causes were kept.
    """

    id: UUID
    seq: int
    business_date: date
    posting_date: date
    recorded_at: datetime
    document_type: str
    document_id: UUID
    document_number: str
    company_id: UUID
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    base_unit: str
    batch_id: UUID | None
    batch_no: str | None
    source: PlaceOut
    target: PlaceOut
    from_place: str
    to_place: str
    ownership: str
    quantity: QuantityOut
    quantity_in: QuantityOut | None
    quantity_out: QuantityOut | None
    entered_quantity: QuantityOut
    unit: str
    second_unit: str
    second_quantity: QuantityOut | None
    second_derived: bool
    value: MoneyOut | None
    unit_cost: PriceOut | None
    reverses_id: UUID | None
    corrects_id: UUID | None
    cause: Cause | None
    corrected_type: str | None
    corrected_id: UUID | None
    corrected_number: str | None


ITEM = ("item_id", "item_code", "item_name", "item_specification", "base_unit", "second_unit")
WAREHOUSE = ("company_id", "warehouse_id", "warehouse_code", "warehouse_name")
HOLDER = ("holder_id", "holder_kind", "holder_code", "holder_name")
BATCH = ("batch_no", "supplier_code", "supplier_name", "production_date", "expiry_date", "batch_status")
SHARED: dict[Group, tuple[str, ...]] = {
    "item": (*ITEM, "category_id", "category_code", "category_name", "ownership"),
    "warehouse": WAREHOUSE,
    "bin": (*WAREHOUSE, "bin_id", "bin_code", *HOLDER),
    "batch": (*ITEM, "batch_id", *BATCH, "ownership"),
    "owner": ("owner_id", "owner_code", "owner_name"),
    "category": ("category_id", "category_code", "category_name"),
    "holder": HOLDER,
}


def balance_out(row: Any, group: Group | None = None) -> BalanceOut:
    """Present a balance, as ``queries.stock`` reads it."""
    described = _balance(row)
    if group is not None:
        described = {name: value for name, value in described.items() if name in SHARED[group]}
    fields: dict[str, Any] = {**dict.fromkeys(BalanceOut.model_fields), **described}
    fields.update(
        id=row.id,
        quantity=row.shown_quantity,
        second_quantity=row.shown_second,
        value=row.shown_value,
        unit_cost=unit_cost(row.shown_value, row.shown_quantity),
    )
    return BalanceOut(**fields)


def move_out(row: Any) -> MoveOut:
    """Present a move, as ``queries.stock`` reads it."""
    move: StockMove = row
    own = ("id", "seq", "company_id", "ownership", "quantity", "reverses_id", "corrects_id")
    source, target = place_out(row, "source"), place_out(row, "target")
    corrected = row.corrected or {}
    return MoveOut(
        **{name: getattr(move, name) for name in own},
        cause=cast(Cause, move.cause) if move.cause else None,
        corrected_type=corrected.get("type"),
        corrected_id=corrected.get("id"),
        corrected_number=corrected.get("number") or None,
        **times_and_document(row),
        **item_fields(move.item),
        batch_id=known(move.batch_id),
        batch_no=row.batch_no,
        source=source,
        target=target,
        from_place=spoken(source),
        to_place=spoken(target),
        quantity_in=row.in_quantity,
        quantity_out=row.out_quantity,
        entered_quantity=move.entered_quantity,
        unit=move.entered_unit,
        second_unit=move.item.second_unit,
        second_quantity=move.second_quantity,
        second_derived=move.second_derived,
        value=row.shown_value,
        unit_cost=unit_cost(row.shown_value, move.quantity),
    )


def _balance(row: Any) -> dict[str, Any]:
    balance: StockBalance = row
    pool, bin, category = balance.pool, balance.bin, balance.pool.item.category
    return {
        "company_id": pool.company_id,
        **item_fields(pool.item),
        "second_unit": pool.item.second_unit,
        "category_id": category.id if category else None,
        "category_code": category.code if category else None,
        "category_name": category.name if category else None,
        "warehouse_id": bin.warehouse_id,
        "warehouse_code": bin.warehouse.code,
        "warehouse_name": bin.warehouse.name,
        "bin_id": bin.id,
        "bin_code": bin.code,
        "holder_id": known(bin.holder_id),
        "holder_kind": bin.holder_kind,
        "holder_code": bin.holder_supplier.code if bin.holder_supplier else None,
        "holder_name": bin.holder_supplier.name if bin.holder_supplier else bin.holder_name or None,
        "batch_id": known(balance.batch_id),
        **{name: getattr(row, name) for name in BATCH},
        "owner_id": known(pool.owner_id),
        "owner_code": row.owner_code,
        "owner_name": row.owner_name,
        "ownership": pool.ownership,
    }


def place_out(row: Any, end: str) -> PlaceOut:
    """Present one end of a move, as ``queries.stock`` reads it."""
    return PlaceOut(
        kind=getattr(row, f"{end}_kind"),
        id=getattr(row, f"{end}_id"),
        code=getattr(row, f"{end}_code") or "",
        name=getattr(row, f"{end}_name") or "",
        owner_id=known(getattr(row, f"{end}_owner_id")),
        owner_code=getattr(row, f"{end}_owner_code"),
        owner_name=getattr(row, f"{end}_owner_name"),
        holder=getattr(row, f"{end}_holder"),
    )


def spoken(place: PlaceOut) -> str:
    """Return what people call a place, with who holds the goods there."""
    held = f"({place.holder})" if place.holder else ""
    return " ".join(part for part in (place.name, place.code, held) if part)
