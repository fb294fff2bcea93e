"""What is asked of a transfer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast
from uuid import UUID

from gongliao.inventory.models import StockTransfer, StockTransferLine
from gongliao.ledger.public import Ownership


@dataclass(frozen=True, slots=True)
class TransferLine:
    """Goods from one bin to another; a bin left out is the warehouse's default bin.

    They stay ``owner_id``'s unless another project is named as ``target_owner_id``, or they go ``to_general`` stock.
    Of a consignment that is its supplier; it becomes a project's, or general stock, by being bought.
    """

    id: UUID
    item_id: UUID
    quantity: Decimal
    unit: str
    bin_id: UUID | None = None
    target_bin_id: UUID | None = None
    batch_id: UUID | None = None
    owner_id: UUID | None = None
    target_owner_id: UUID | None = None
    to_general: bool = False
    remark: str = ""
    second_quantity: Decimal | None = None
    ownership: Ownership = "own"

    @property
    def changes_owner(self) -> bool:
        """Tell whether the goods become somebody else's."""
        if self.to_general:
            return self.owner_id is not None
        return self.target_owner_id not in (None, self.owner_id)

    @property
    def owners(self) -> tuple[UUID | None, UUID | None]:
        """Return whose stock the goods are and whose they become; none is general stock, or a consignment."""
        owner_id = None if self.ownership == "consignment" else self.owner_id
        return owner_id, None if self.to_general else self.target_owner_id or owner_id


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """Move goods to another warehouse, to other bins of the same, or to another stock owner."""

    id: UUID
    version: int
    company_id: UUID
    business_date: date
    warehouse_id: UUID
    target_warehouse_id: UUID
    lines: tuple[TransferLine, ...]
    remark: str = ""


def request_of_transfer(document: StockTransfer) -> TransferRequest:
    """Return the request that a draft stands for."""
    lines = StockTransferLine.objects.filter(document_id=document.id).order_by("line_no")
    return TransferRequest(
        id=document.id,
        version=document.version,
        company_id=document.company_id,
        business_date=document.business_date,
        warehouse_id=document.warehouse_id,
        target_warehouse_id=document.target_warehouse_id,
        remark=document.remark,
        lines=tuple(
            TransferLine(
                id=line.id,
                item_id=line.item_id,
                quantity=line.entered_quantity,
                unit=line.unit,
                second_quantity=line.second_counted,
                bin_id=line.bin_id,
                target_bin_id=line.target_bin_id,
                batch_id=line.batch_id,
                owner_id=line.owner_id or line.consignor_id,
                ownership=cast(Ownership, line.ownership),
                target_owner_id=line.target_owner_id,
                to_general=line.to_general,
                remark=line.remark,
            )
            for line in lines
        ),
    )
