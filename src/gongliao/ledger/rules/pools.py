"""Pools and balances as values: what the valuation reads and gives back (design.md 4)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.kernel.values import NO_MONEY, NO_QUANTITY, Money, Quantity
from gongliao.ledger.rules.costing import FirstInFirstOut
from gongliao.ledger.rules.places import Ownership

Method = Literal["moving_average", "fifo", "specific_batch"]


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
    """Quantity and value that are averaged together, with the balances it lies in.

    What arrives after the last day on which something left, or anything after the last day of all, changes nothing that
    was valued before. ``layers`` are what first-in-first-out takes from, where something leaves that is valued so.
    """

    id: UUID
    quantity: Quantity
    value: Money
    last_business_date: date | None
    last_out_date: date | None = None
    layers: FirstInFirstOut | None = None
    balances: dict[BalanceKey, Balance] = field(default_factory=dict)

    def at(self, key: BalanceKey) -> Balance:
        """Return what lies at a place, which may be nothing yet."""
        found = self.balances.get(key)
        if found is None:
            found = self.balances[key] = Balance(new_id(), NO_QUANTITY, NO_MONEY)
        return found


Stock = dict[PoolKey, Pool]
