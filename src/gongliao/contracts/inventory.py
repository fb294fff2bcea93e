"""What inventory announces. Fields may be added, never changed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class _GoodsMoved:
    """A goods document was posted; the amount is negative where it is a reversal."""

    document_id: UUID
    number: str
    company_id: UUID
    amount: Decimal
    at: datetime


@dataclass(frozen=True)
class GoodsReceived(_GoodsMoved):
    """Goods came in from a supplier."""

    kind: ClassVar[str] = "inventory.goods_received.v1"


@dataclass(frozen=True)
class MaterialIssued(_GoodsMoved):
    """Material went to a project's work."""

    kind: ClassVar[str] = "inventory.material_issued.v1"


@dataclass(frozen=True)
class MaterialReturned(_GoodsMoved):
    """Material came back from a project's work."""

    kind: ClassVar[str] = "inventory.material_returned.v1"


@dataclass(frozen=True)
class GoodsSentBack(_GoodsMoved):
    """Goods went back to their supplier; the amount is what he owes for them."""

    kind: ClassVar[str] = "inventory.goods_sent_back.v1"


@dataclass(frozen=True)
class StockTransferred(_GoodsMoved):
    """Goods went to another bin or warehouse."""

    kind: ClassVar[str] = "inventory.stock_transferred.v1"


@dataclass(frozen=True)
class StockScrapped(_GoodsMoved):
    """Goods were written off."""

    kind: ClassVar[str] = "inventory.stock_scrapped.v1"


@dataclass(frozen=True)
class StockCounted(_GoodsMoved):
    """Goods were counted; the amount is what was found less what was missed."""

    kind: ClassVar[str] = "inventory.stock_counted.v1"


@dataclass(frozen=True)
class StockOpened(_GoodsMoved):
    """Goods from before the books were taken over."""

    kind: ClassVar[str] = "inventory.stock_opened.v1"


@dataclass(frozen=True)
class _RequisitionEvent:
    """A requisition changed its state."""

    document_id: UUID
    number: str
    project_id: UUID
    at: datetime


@dataclass(frozen=True)
class MaterialRequisitionSubmitted(_RequisitionEvent):
    """Material is asked for."""

    kind: ClassVar[str] = "inventory.requisition_submitted.v1"


@dataclass(frozen=True)
class MaterialRequisitionApproved(_RequisitionEvent):
    """Material may be issued."""

    kind: ClassVar[str] = "inventory.requisition_approved.v1"


@dataclass(frozen=True)
class _TransferEvent:
    """A transfer that changes projects' stock came a step further."""

    document_id: UUID
    company_id: UUID
    project_ids: tuple[UUID, ...]
    at: datetime


@dataclass(frozen=True)
class StockTransferProposed(_TransferEvent):
    """The projects are asked for their yes."""

    kind: ClassVar[str] = "inventory.stock_transfer_proposed.v1"


@dataclass(frozen=True)
class StockTransferAgreed(_TransferEvent):
    """All of the projects have agreed; the transfer may be posted."""

    kind: ClassVar[str] = "inventory.stock_transfer_agreed.v1"
