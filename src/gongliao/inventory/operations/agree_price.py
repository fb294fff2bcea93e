"""Agree with a supplier on what his consigned goods cost once they are used."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import ItemNotFound, PartyNotFound, items_by_id, parties_by_id
from gongliao.inventory.models import ConsignmentPrice
from gongliao.inventory.permissions import AGREE
from gongliao.kernel.values import unit_price
from gongliao.ledger.public import later_voucher
from gongliao.platform.public import (
    Actor,
    CompanyNotFound,
    RequestIdReused,
    Where,
    ask_company,
    hold_books,
    in_tenant,
    require,
)
from gongliao.procurement.public import NotASupplier


@dataclass(frozen=True, slots=True)
class AgreeRequest:
    """What one base unit costs without tax from a day on 寄售协议价, and by what that was agreed on."""

    id: UUID
    company_id: UUID
    supplier_id: UUID
    item_id: UUID
    price: Decimal
    valid_from: date
    reason: str


@in_tenant
def agree_price(*, actor: Actor, request: AgreeRequest, at: datetime) -> ConsignmentPrice:
    """Say what a supplier's consigned item is bought for from a day on; what was used before keeps its price.

    Asked again with the same content it is said once.

    Raises: MissingGrant, CompanyNotFound, RequestIdReused, PartyNotFound, NotASupplier, ItemNotFound.
    Source: requirements 3.12; ADR-0025.
    """
    require(actor, AGREE, Where(request.company_id))
    company = ask_company(request.company_id).get()
    if company is None:
        raise CompanyNotFound(id=request.company_id)

    hold_books(request.company_id, request_id=request.id)
    earlier: ConsignmentPrice | None = ConsignmentPrice.objects.filter(id=request.id).first()
    if earlier:
        if _says(earlier) != request:
            raise RequestIdReused(id=request.id)
        return earlier

    supplier = parties_by_id({request.supplier_id}).get(request.supplier_id)
    if supplier is None:
        raise PartyNotFound(id=request.supplier_id, field="supplier_id")
    if not (supplier.is_supplier and supplier.active):
        raise NotASupplier(party=supplier.code)
    if request.item_id not in items_by_id({request.item_id}, on=request.valid_from):
        raise ItemNotFound(id=request.item_id)
    voucher = later_voucher(type="consignment_price", id=request.id, company=company, business_date=request.valid_from)
    row: ConsignmentPrice = ConsignmentPrice.objects.create(
        id=request.id,
        company_id=request.company_id,
        supplier_id=request.supplier_id,
        item_id=request.item_id,
        price=unit_price(request.price),
        valid_from=request.valid_from,
        reason=request.reason,
        # Later than any instant as of which somebody asked already.
        recorded_at=voucher.recorded_at(at),
        recorded_by_id=actor.person_id,
    )
    return row


def _says(row: ConsignmentPrice) -> AgreeRequest:
    return AgreeRequest(row.id, row.company_id, row.supplier_id, row.item_id, row.price, row.valid_from, row.reason)
