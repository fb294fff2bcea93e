"""Pools and balances as values: what the valuation reads and gives back (design.md 4)."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.rules.places import Ownership


@dataclass(frozen=True, slots=True, order=True)
class PoolKey:
    """What is averaged together: company, item, stock owner and ownership, and the batch where it is valued apart."""

    company_id: UUID
    item_id: UUID
    owner_id: UUID
    ownership: Ownership
    batch_id: UUID


@dataclass(frozen=True, slots=True, order=True)
class BalanceKey:
    """Where a part of a pool lies."""

    bin_id: UUID
    batch_id: UUID


@dataclass(slots=True)
class Balance:
    """Quantity at one place; its value is its share of the pool."""

    id: UUID
    quantity: Quantity
    value: Money


@dataclass(slots=True)
class Pool:
    """Quantity and value that are averaged together, with the balances it lies in."""

    id: UUID
    quantity: Quantity
    value: Money
    last_business_date: date | None
    balances: dict[BalanceKey, Balance] = field(default_factory=dict)


Stock = dict[PoolKey, Pool]
