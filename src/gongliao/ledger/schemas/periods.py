"""Periods over HTTP, and the books as of a day."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from pydantic import Field

from gongliao.ledger.models import Period, PeriodCost, PeriodStock
from gongliao.ledger.operations.period_steps import PeriodStepRequest
from gongliao.ledger.queries.stock_on import DayColumn
from gongliao.ledger.rules.periods import State, Step
from gongliao.ledger.schemas.common import known
from gongliao.ledger.schemas.filters import KnownQuery
from gongliao.platform.public import DayIn, ListQuery, MoneyOut, QuantityOut, Schema, Version

CHECKS_MAX = 20


class PeriodStepIn(Schema):
    """A step of a month; ``accepted`` names points of the checklist that may stand, ``reason`` why it is reopened."""

    id: UUID
    version: Version
    accepted: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=CHECKS_MAX)] = []
    reason: Annotated[str, Field(max_length=500)] = ""

    def as_request(self, company_id: UUID, month: date) -> PeriodStepRequest:
        """Return what the operation takes."""
        return PeriodStepRequest(self.id, company_id, month, self.version, tuple(self.accepted), self.reason)


class PeriodOut(Schema):
    """A month of a company's books, and the last thing that was done to it.

    ``estimated`` is what was received and not invoiced at its end, while it is closed.
    """

    month: date
    state: State
    version: int
    closing: int
    step: Step | None = None
    reason: str = ""
    person_name: str | None = None
    at: datetime | None = None
    estimated: MoneyOut | None = None
    estimate_id: UUID | None = None


class FindingOut(Schema):
    """A point of the checklist."""

    check: str
    count: int
    blocks: bool
    examples: list[str]


class PeriodQuery(ListQuery):
    """The closed month whose frozen figures are asked for."""

    company_id: UUID
    month: DayIn


class PeriodStockOut(Schema):
    """What lay in a warehouse when the month ended; an owner is a project, none is general stock."""

    id: UUID
    item_id: UUID
    item_code: str
    item_name: str
    unit: str
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    owner_id: UUID | None
    owner_code: str | None
    owner_name: str | None
    ownership: Literal["own", "owner_supplied", "consignment"]
    quantity: QuantityOut
    value: MoneyOut


class PeriodCostOut(Schema):
    """What a node bore in the month, and by its end."""

    id: UUID
    project_id: UUID
    project_code: str | None
    project_name: str | None
    node_id: UUID
    node_code: str
    node_name: str
    category_name: str | None
    in_month: MoneyOut
    to_date: MoneyOut


class AsKnownQuery(KnownQuery):
    """The day that figures are asked for, today without one, by when it happened or in which period it counts."""

    company_id: UUID
    day: DayIn | None = None
    by: DayColumn = "business_date"


class OnDayQuery(AsKnownQuery):
    """The stock that is asked for."""

    item_id: UUID | None = None
    warehouse_id: UUID | None = None
    owner_id: UUID | None = None


class CostOnDayQuery(AsKnownQuery):
    """The cost that is asked for."""

    project_id: UUID | None = None


class StockOnDayOut(Schema):
    """What lay in a warehouse on a day; no value for who may not see it."""

    id: str
    item_id: UUID
    item_code: str
    item_name: str
    unit: str
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    owner_id: UUID | None
    owner_code: str | None
    owner_name: str | None
    ownership: Literal["own", "owner_supplied", "consignment"]
    quantity: QuantityOut
    value: MoneyOut | None


class CostOnDayOut(Schema):
    """What a node had borne by a day, and in its month until then."""

    id: str
    project_id: UUID
    project_code: str | None
    project_name: str | None
    node_id: UUID
    node_code: str
    node_name: str
    category_id: UUID
    category_name: str | None
    in_month: MoneyOut
    to_date: MoneyOut


def period_out(period: Period) -> PeriodOut:
    """Return a month as a step left it."""
    return PeriodOut.model_construct(
        month=period.month,
        state=cast(State, period.state),
        version=period.version,
        closing=period.closing,
        estimated=period.estimated,
    )


def period_stock_out(row: PeriodStock) -> PeriodStockOut:
    """Return a row of frozen stock."""
    return PeriodStockOut.model_construct(**_named(row, PeriodStockOut) | {"owner_id": known(row.owner_id)})


def period_cost_out(row: PeriodCost) -> PeriodCostOut:
    """Return a row of frozen cost."""
    return PeriodCostOut.model_construct(**_named(row, PeriodCostOut))


def _named(row: Any, schema: type[Schema]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in schema.model_fields}
