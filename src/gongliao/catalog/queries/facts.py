"""Facts for the layers above, each kind in one statement however many are asked for."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.rules.facts import BinFacts, ItemFacts, PartyFacts
from gongliao.platform.public import Later, Row, ask, current_tenant_id, known

ITEMS = """SELECT i.id, i.code, i.name, i.base_unit, i.tracking, i.valuation_method, i.active, i.category_id, i.in_use,
 i.weight, i.volume, i.inspects_on_receipt, i.second_unit, c.unit, c.factor
 FROM catalog_item i
 LEFT JOIN catalog_itemconversion c ON c.tenant_id = i.tenant_id AND c.item_id = i.id AND c.valid_from <= %s
 WHERE i.tenant_id = %s AND i.id = ANY(%s) ORDER BY c.valid_from"""
ITEM_COLUMNS = "uuid text text text text text bool uuid bool numeric numeric bool text text numeric"

BINS = """SELECT b.id, b.code, w.id, w.code, w.name, w.company_id, b.active AND w.active
 FROM catalog_bin b JOIN catalog_warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
 WHERE b.tenant_id = %s AND """
BIN_COLUMNS = "uuid text uuid text text uuid bool"

PARTIES = """SELECT id, code, name, is_supplier, is_customer, active
 FROM catalog_party WHERE tenant_id = %s AND id = ANY(%s)"""

ONE = Decimal(1)


def ask_items(ids: Iterable[UUID], *, on: date) -> Later[dict[UUID, ItemFacts]]:
    """Ask for the items that exist among the ids, with the conversions in force on a day."""
    return ask(ITEMS, (on, current_tenant_id(), list(ids)), _items, columns=ITEM_COLUMNS)


def items_by_id(ids: Iterable[UUID], *, on: date) -> dict[UUID, ItemFacts]:
    """Return the items that exist among the ids, with the conversions in force on a day."""
    return ask_items(ids, on=on).get()


def ask_bins(ids: Iterable[UUID]) -> Later[dict[UUID, BinFacts]]:
    """Ask for the bins that exist among the ids."""
    ids = list(ids)
    if not ids:
        return known({})
    return ask(BINS + "b.id = ANY(%s)", (current_tenant_id(), ids), _bins, columns=BIN_COLUMNS)


def ask_default_bin(warehouse_id: UUID) -> Later[BinFacts | None]:
    """Ask for the default bin of a warehouse, if there is such a warehouse."""
    where = "b.warehouse_id = %s AND b.is_default"
    return ask(
        BINS + where,
        (current_tenant_id(), warehouse_id),
        lambda rows: BinFacts(*rows[0]) if rows else None,
        columns=BIN_COLUMNS,
    )


def default_bins(warehouse_ids: Iterable[UUID]) -> dict[UUID, BinFacts]:
    """Return the default bin of each warehouse, by warehouse."""
    return {bin.warehouse_id: bin for each in map(ask_default_bin, warehouse_ids) if (bin := each.get())}


def ask_parties(ids: Iterable[UUID]) -> Later[dict[UUID, PartyFacts]]:
    """Ask for the parties that exist among the ids."""
    return ask(
        PARTIES,
        (current_tenant_id(), list(ids)),
        lambda rows: {row[0]: PartyFacts(*row) for row in rows},
        columns="uuid text text bool bool bool",
    )


def parties_by_id(ids: Iterable[UUID]) -> dict[UUID, PartyFacts]:
    """Return the parties that exist among the ids."""
    return ask_parties(ids).get()


def _items(rows: list[Row]) -> dict[UUID, ItemFacts]:
    found: dict[UUID, ItemFacts] = {}
    factors: dict[UUID, dict[str, Decimal]] = {}
    for *item, unit, factor in rows:
        id, code, name, base_unit, *rest = item
        if id not in found:
            units = factors[id] = {base_unit: ONE}
            found[id] = ItemFacts(id, code, name, base_unit, units, *rest)
        if unit is not None:
            # They come in the order of their days, so that the last one stays.
            factors[id][unit] = factor
    return found


def _bins(rows: list[Row]) -> dict[UUID, BinFacts]:
    return {row[0]: BinFacts(*row) for row in rows}
