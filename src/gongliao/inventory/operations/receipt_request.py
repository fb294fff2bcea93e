"""What a goods receipt is asked with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast
from uuid import UUID

from gongliao.inventory.models import GoodsReceipt, GoodsReceiptLine
from gongliao.ledger.public import Ownership


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """Goods of one order line; the batch is named where the item is tracked by batch.

    What the employer supplies has no order line, but its item, and in ``owner_id`` the project that it is for. What a
    supplier consigns has its item and, in ``price``, what one base unit costs without tax once it is used; left out, it
    is what was agreed on before.
    """

    id: UUID
    order_line_id: UUID | None
    quantity: Decimal
    unit: str
    bin_id: UUID | None = None
    batch_no: str = ""
    production_date: date | None = None
    expiry_date: date | None = None
    remark: str = ""
    second_quantity: Decimal | None = None
    item_id: UUID | None = None
    owner_id: UUID | None = None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReceiptRequest:
    """Take in what a supplier delivered or consigned 寄售, or what the employer supplied 甲供材."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    supplier_id: UUID | None
    lines: tuple[ReceiptLine, ...]
    delivery_note: str = ""
    ownership: Ownership = "own"
    remark: str = ""


def request_of_receipt(document: GoodsReceipt) -> ReceiptRequest:
    """Return the request that a draft stands for."""
    lines = GoodsReceiptLine.objects.filter(document_id=document.id).order_by("line_no")
    return ReceiptRequest(
        id=document.id,
        version=document.version,
        company_id=document.company_id,
        business_date=document.business_date,
        warehouse_id=document.warehouse_id,
        supplier_id=document.supplier_id,
        delivery_note=document.delivery_note,
        ownership=cast(Ownership, document.ownership),
        remark=document.remark,
        lines=tuple(
            ReceiptLine(
                id=line.id,
                order_line_id=line.order_line_id,
                quantity=line.entered_quantity,
                unit=line.unit,
                second_quantity=line.second_counted,
                bin_id=line.bin_id,
                batch_no=line.batch_no,
                production_date=line.production_date,
                expiry_date=line.expiry_date,
                remark=line.remark,
                # Of what was ordered, its order line says them.
                item_id=None if line.order_line_id else line.item_id,
                owner_id=None if line.order_line_id else line.owner_id,
                price=line.price,
            )
            for line in lines
        ),
    )
