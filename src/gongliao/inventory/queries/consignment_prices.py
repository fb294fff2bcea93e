"""What suppliers' consigned goods are bought for."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongliao.inventory.models import ConsignmentPrice, GoodsReceipt
from gongliao.inventory.permissions import SEE_PRICE
from gongliao.platform.public import Actor, Where, current_tenant_id, fetch, require

# One that a receipt said counts while that receipt is in force.
_IN_FORCE = """
SELECT DISTINCT ON (p.supplier_id, p.item_id) p.supplier_id, p.item_id, p.price
FROM unnest(%s::uuid[], %s::uuid[]) AS k (supplier, item)
JOIN inventory_consignmentprice p ON p.tenant_id = %s AND p.supplier_id = k.supplier AND p.item_id = k.item
LEFT JOIN inventory_goodsreceipt r ON r.tenant_id = p.tenant_id AND r.id = p.receipt_id
WHERE p.company_id = %s AND p.valid_from <= %s AND p.recorded_at <= coalesce(%s::timestamptz, 'infinity')
 AND (p.receipt_id IS NULL OR r.state = 'posted')
ORDER BY p.supplier_id, p.item_id, p.valid_from DESC, p.recorded_at DESC, p.id DESC
"""


def prices_on(
    *, company_id: UUID, on: date, of: Collection[tuple[UUID, UUID]], known_at: datetime | None = None
) -> dict[tuple[UUID, UUID], Decimal]:
    """Return what one base unit costs on a day, by supplier and item, of those that have a price.

    Units: without tax, in company currency, per base unit.
    """
    pairs = list(of)
    names = ([supplier for supplier, _ in pairs], [item for _, item in pairs])
    rows = fetch(_IN_FORCE, (*names, current_tenant_id(), company_id, on, known_at))
    return {(supplier, item): price for supplier, item, price in rows}


def price_history(*, actor: Actor, company_id: UUID, supplier_id: UUID, item_id: UUID) -> "QuerySet[ConsignmentPrice]":
    """Return all that was agreed on of what a supplier consigns of an item, the last said first.

    Shape: ``in_force`` unless a receipt that was reversed since said it.
    Raises: MissingGrant.
    """
    require(actor, SEE_PRICE, Where(company_id))
    standing = GoodsReceipt.objects.filter(id=OuterRef("receipt_id"), state="posted")
    said = ConsignmentPrice.objects.filter(company_id=company_id, supplier_id=supplier_id, item_id=item_id)
    found: QuerySet[ConsignmentPrice] = said.annotate(in_force=Q(receipt_id__isnull=True) | Q(Exists(standing)))
    return found.select_related("recorded_by").order_by("-recorded_at", "-id")
