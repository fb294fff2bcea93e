"""What happened to purchase orders. Fields may be added, never changed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class PurchaseOrderEvent:
    """A purchase order took a step; ``document_id`` is the order."""

    kind: ClassVar[str]

    document_id: UUID
    at: datetime
    company_id: UUID
    supplier_id: UUID
    number: str
    person_id: UUID


@dataclass(frozen=True)
class PurchaseOrderApproved(PurchaseOrderEvent):
    """The order stands, and its ``amount`` is bound on ``project_ids``; other lines buy for general stock."""

    kind = "procurement.purchase_order_approved.1"

    amount: Decimal
    project_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class PurchaseOrderClosed(PurchaseOrderEvent):
    """Nothing more will come; ``released`` of what was bound is free again."""

    kind = "procurement.purchase_order_closed.1"

    released: Decimal


@dataclass(frozen=True)
class PurchaseOrderCancelled(PurchaseOrderEvent):
    """The order was withdrawn before anything came; ``released`` of what was bound is free again."""

    kind = "procurement.purchase_order_cancelled.1"

    released: Decimal
