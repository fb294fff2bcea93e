"""Master data as the layers above decide with it: plain, frozen, read in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

Tracking = Literal["none", "batch", "serial"]
ValuationMethod = Literal["moving_average", "fifo", "specific_batch"]

# From when a conversion counts that has no first day.
ALWAYS = date.min


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item. ``factors`` maps each of its units to base units per one; the base unit itself is in it with 1.

    They are those in force on the day for which the item was asked for.

    Units: ``weight`` in kg and ``volume`` in m³ of one base unit, where they are known.
    """

    id: UUID
    code: str
    name: str
    base_unit: str
    factors: Mapping[str, Decimal]
    tracking: Tracking
    valuation_method: ValuationMethod
    active: bool
    category_id: UUID | None
    in_use: bool = False
    weight: Decimal | None = None
    volume: Decimal | None = None
    inspects_on_receipt: bool = False
    second_unit: str = ""


@dataclass(frozen=True, slots=True)
class BinFacts:
    """A bin with its warehouse; active only while both are."""

    id: UUID
    code: str
    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    company_id: UUID
    active: bool


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A supplier or customer."""

    id: UUID
    code: str
    name: str
    is_supplier: bool
    is_customer: bool
    active: bool
