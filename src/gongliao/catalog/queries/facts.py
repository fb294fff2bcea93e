"""Facts for the layers above, each kind in one statement however many are asked for."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.rules.facts import BinFacts, ItemFacts, PartyFacts
from gongliao.platform.public import current_tenant_id, fetch

ITEMS = """SELECT i.id, i.code, i.name, i.base_unit, i.tracking, i.valuation_method, i.active, i.category_id, i.in_use,
 c.unit, c.factor
 FROM catalog_item i LEFT JOIN catalog_itemconversion c ON c.tenant_id = i.tenant_id AND c.item_id = i.id
 WHERE i.tenant_id = %s AND i.id = ANY(%s)"""

BINS = """SELECT b.id, b.code, w.id, w.code, w.name, w.company_id, b.active AND w.active
 FROM catalog_bin b JOIN catalog_warehouse w ON w.tenant_id = b.tenant_id AND w.id = b.warehouse_id
 WHERE b.tenant_id = %s AND """

PARTIES = """SELECT id, code, name, is_supplier, is_customer, active
 FROM catalog_party WHERE tenant_id = %s AND id = ANY(%s)"""

ONE = Decimal(1)


def items_by_id(ids: Iterable[UUID]) -> dict[UUID, ItemFacts]:
    """Return the items that exist among the ids."""
    found: dict[UUID, ItemFacts] = {}
    factors: dict[UUID, dict[str, Decimal]] = {}
    for id, code, name, base_unit, tracking, method, active, category_id, in_use, unit, factor in fetch(
        ITEMS, (current_tenant_id(), list(ids))
    ):
        if id not in found:
            units = factors[id] = {base_unit: ONE}
            found[id] = ItemFacts(id, code, name, base_unit, units, tracking, method, active, category_id, in_use)
        if unit is not None:
            factors[id][unit] = factor
    return found


def bins_by_id(ids: Iterable[UUID]) -> dict[UUID, BinFacts]:
    """Return the bins that exist among the ids."""
    ids = list(ids)
    if not ids:
        return {}
    rows = fetch(BINS + "b.id = ANY(%s)", (current_tenant_id(), ids))
    return {row[0]: BinFacts(*row) for row in rows}


def default_bins(warehouse_ids: Iterable[UUID]) -> dict[UUID, BinFacts]:
    """Return the default bin of each warehouse, by warehouse."""
    rows = fetch(BINS + "b.warehouse_id = ANY(%s) AND b.is_default", (current_tenant_id(), list(warehouse_ids)))
    return {row[2]: BinFacts(*row) for row in rows}


def parties_by_id(ids: Iterable[UUID]) -> dict[UUID, PartyFacts]:
    """Return the parties that exist among the ids."""
    rows = fetch(PARTIES, (current_tenant_id(), list(ids)))
    return {row[0]: PartyFacts(*row) for row in rows}
