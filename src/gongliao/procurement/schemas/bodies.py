"""What is asked of orders: filters and bodies."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from gongliao.platform.public import (
    LINES_MAX,
    DayIn,
    ListQuery,
    MoneyIn,
    PercentIn,
    PriceIn,
    QuantityIn,
    Remark,
    Schema,
    Version,
)
from gongliao.procurement.operations.requests import (
    OrderLineRequest,
    OrderStep,
    RejectOrderRequest,
    SaveOrderRequest,
)
from gongliao.procurement.queries.orders import OrderFilter, OrderLineFilter

OrderState = Literal["draft", "submitted", "approved", "closed", "cancelled"]


class OrderQuery(ListQuery):
    """Filters of the order list; ``q`` finds by number and supplier."""

    state: OrderState | None = None
    supplier_id: UUID | None = None
    project_id: UUID | None = None
    company_id: UUID | None = None
    business_date_from: DayIn | None = None
    business_date_to: DayIn | None = None

    def as_filter(self) -> OrderFilter:
        """Return what the query takes."""
        return OrderFilter(**{name: getattr(self, name) for name in OrderFilter.__dataclass_fields__})


class OrderLineQuery(ListQuery):
    """Filters of the order lines; ``open`` leaves what can be received, ``q`` finds by order, supplier and item."""

    open: bool = False
    supplier_id: UUID | None = None
    project_id: UUID | None = None
    company_id: UUID | None = None
    order_id: UUID | None = None

    def as_filter(self) -> OrderLineFilter:
        """Return what the query takes."""
        return OrderLineFilter(**{name: getattr(self, name) for name in OrderLineFilter.__dataclass_fields__})


class PurchaseOrderLineIn(Schema):
    """A line as its editor wants it: with a price per entered unit, or with an amount, which governs."""

    id: UUID
    item_id: UUID
    entered_quantity: QuantityIn
    unit: Annotated[str, Field(min_length=1, max_length=20)]
    entered_price: PriceIn | None = None
    amount: MoneyIn | None = None
    tax_rate: PercentIn = Decimal(0)
    project_id: UUID | None = None
    node_id: UUID | None = None
    category_id: UUID | None = None
    over_tolerance_percent: PercentIn = Decimal(0)
    expected_on: DayIn | None = None
    remark: Annotated[str, Field(max_length=200)] = ""


class PurchaseOrderIn(Schema):
    """A draft as its editor wants it; ``version`` is the one seen, 0 for a new order."""

    version: Version
    company_id: UUID
    supplier_id: UUID
    business_date: DayIn
    expected_on: DayIn | None = None
    remark: Remark = ""
    lines: Annotated[list[PurchaseOrderLineIn], Field(max_length=LINES_MAX)]

    def as_request(self, id: UUID) -> SaveOrderRequest:
        """Return what the operation takes."""
        lines = tuple(OrderLineRequest(**line.model_dump()) for line in self.lines)
        return SaveOrderRequest(id=id, lines=lines, **self.model_dump(exclude={"lines"}))


class PurchaseOrderStepIn(Schema):
    """A step; with ``version`` it is refused if the order is no longer the one that was looked at."""

    version: Version | None = None

    def as_request(self, id: UUID) -> OrderStep:
        """Return what the operation takes."""
        return OrderStep(id=id, version=self.version)


class RejectPurchaseOrderIn(PurchaseOrderStepIn):
    """Why an order goes back to its author."""

    reason: Annotated[str, Field(min_length=1, max_length=500)]

    def as_rejection(self, id: UUID) -> RejectOrderRequest:
        """Return what the operation takes."""
        return RejectOrderRequest(id=id, reason=self.reason, version=self.version)
