"""What is asked of an issue."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast
from uuid import UUID

from gongliao.inventory.models import GoodsIssue, GoodsIssueLine
from gongliao.ledger.public import Ownership


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Goods to one node. Without ``bin_id`` they leave the default bin; ``owner_id`` is empty for general stock.

    The employer's goods are told by their ``ownership``; what is taken over from other work has that of its issue line.
    Of a consignment ``owner_id`` is the supplier whose it is.

    ``batch_reason`` says why they are of this batch, though one that lies there expires earlier. What a supplier
    delivers straight to the work names its order line, and its batch as a receipt does; ``from_line_id`` is the issue
    line of other work that goods are taken over from.
    """

    id: UUID
    item_id: UUID
    quantity: Decimal
    unit: str
    node_id: UUID
    category_id: UUID
    bin_id: UUID | None = None
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    requisition_line_id: UUID | None = None
    remark: str = ""
    batch_reason: str = ""
    order_line_id: UUID | None = None
    batch_no: str = ""
    production_date: date | None = None
    expiry_date: date | None = None
    second_quantity: Decimal | None = None
    from_line_id: UUID | None = None
    ownership: Ownership = "own"


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """Draw material for a project's work, against a requisition or without one.

    With a supplier the goods come straight from the truck, and ``warehouse_id`` is where they are taken in on paper.
    """

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    lines: tuple[IssueLine, ...]
    requisition_id: UUID | None = None
    recipient: str = ""
    remark: str = ""
    supplier_id: UUID | None = None
    delivery_note: str = ""


def request_of_issue(document: GoodsIssue) -> IssueRequest:
    """Return the request that a draft stands for."""
    lines = GoodsIssueLine.objects.filter(document_id=document.id).order_by("line_no")
    return IssueRequest(
        id=document.id,
        version=document.version,
        company_id=document.company_id,
        business_date=document.business_date,
        warehouse_id=document.warehouse_id,
        requisition_id=document.requisition_id,
        recipient=document.recipient,
        remark=document.remark,
        supplier_id=document.supplier_id,
        delivery_note=document.delivery_note,
        lines=tuple(
            IssueLine(
                id=line.id,
                item_id=line.item_id,
                quantity=line.entered_quantity,
                unit=line.unit,
                second_quantity=line.second_counted,
                node_id=line.node_id,
                category_id=line.category_id,
                bin_id=line.bin_id,
                batch_id=line.batch_id,
                owner_id=line.owner_id or line.consignor_id,
                ownership=cast(Ownership, line.ownership),
                requisition_line_id=line.requisition_line_id,
                remark=line.remark,
                batch_reason=line.batch_reason,
                order_line_id=line.order_line_id,
                batch_no=line.batch_no,
                production_date=line.production_date,
                expiry_date=line.expiry_date,
                from_line_id=line.from_line_id,
            )
            for line in lines
        ),
    )
