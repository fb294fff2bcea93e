"""The stock book's own hand: locking pools, reading balances, writing what was decided.

Pools are locked in the order of their keys, and whoever moves a pool holds its lock, so the balances under it need none
of their own. Missing pools are made before anything is locked; both orders together can't deadlock.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gongliao.kernel.ids import new_id
from gongliao.kernel.values import NO_MONEY, NO_QUANTITY, Money, Quantity
from gongliao.ledger.rules import Balance, BalanceKey, Movement, Pool, PoolKey, Stock
from gongliao.platform.public import Insert, Row, Update, ask, current_tenant_id

_MAKE_POOLS = Insert(
    "ledger_stockpool",
    ("id", "tenant_id", "company_id", "item_id", "owner_id", "ownership", "batch_id", "quantity", "value"),
    unless=("tenant_id", "item_id", "company_id", "owner_id", "ownership", "batch_id"),
)
_LOCK_POOLS = """
SELECT p.company_id, p.item_id, p.owner_id, p.ownership, p.batch_id, p.id, p.quantity, p.value, p.last_business_date
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::uuid[]) AS k (company, item, owner, ownership, batch)
JOIN ledger_stockpool p ON p.tenant_id = %s AND p.item_id = k.item AND p.company_id = k.company
 AND p.owner_id = k.owner AND p.ownership = k.ownership AND p.batch_id = k.batch
ORDER BY p.company_id, p.item_id, p.owner_id, p.ownership, p.batch_id
FOR UPDATE OF p
"""
# Read after the pools are locked, by their keys: their ids are not known yet when both statements are sent.
_READ_BALANCES = """
SELECT b.pool_id, b.bin_id, b.batch_id, b.id, b.quantity, b.value
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::uuid[]) AS k (company, item, owner, ownership, batch)
JOIN ledger_stockpool p ON p.tenant_id = %s AND p.item_id = k.item AND p.company_id = k.company
 AND p.owner_id = k.owner AND p.ownership = k.ownership AND p.batch_id = k.batch
JOIN ledger_stockbalance b ON b.tenant_id = %s AND b.pool_id = p.id
"""
_SET_POOLS = Update(
    "ledger_stockpool",
    keys=(("id", "uuid"),),
    sets=(("quantity", "numeric"), ("value", "numeric"), ("last_business_date", "date")),
)
_SET_BALANCES = Update(
    "ledger_stockbalance", keys=(("id", "uuid"),), sets=(("quantity", "numeric"), ("value", "numeric"))
)
_ADD_BALANCES = Insert("ledger_stockbalance", ("id", "tenant_id", "pool_id", "bin_id", "batch_id", "quantity", "value"))

Before = dict[UUID, tuple[Quantity, Money]]


class StockBook:
    """The pools and balances of one posting, locked until its transaction ends."""

    def __init__(self, movements: Sequence[Movement]) -> None:
        self._known: Before = {}
        keys = sorted({key for m in movements for key in (m.leaves, m.enters) if key})
        entered = sorted({m.enters for m in movements if m.enters})
        _make_missing_pools(entered)
        named = _as_columns(keys)
        locked = ask(_LOCK_POOLS, (*named, current_tenant_id()), _pools)
        balances = ask(_READ_BALANCES, (*named, current_tenant_id(), current_tenant_id()), list)
        self.stock: Stock = locked.get()
        self._know(balances.get())
        self._open_places(movements)

    def write(self, *, on: date) -> None:
        """Write every pool and balance that changed; ``on`` becomes the pools' latest date where it is later."""
        tenant_id = current_tenant_id()
        pools, changed, added = [], [], []
        for pool in self.stock.values():
            if pool.id not in self._known:
                continue
            latest = max(on, pool.last_business_date or on)
            if (pool.quantity, pool.value) != self._known[pool.id] or latest != pool.last_business_date:
                pools.append((pool.id, pool.quantity, pool.value, latest))
            for key, balance in pool.balances.items():
                if balance.id not in self._known:
                    if balance.quantity:
                        row = (
                            balance.id,
                            tenant_id,
                            pool.id,
                            key.bin_id,
                            key.batch_id,
                            balance.quantity,
                            balance.value,
                        )
                        added.append(row)
                elif (balance.quantity, balance.value) != self._known[balance.id]:
                    changed.append((balance.id, balance.quantity, balance.value))
        _SET_POOLS.run(tenant_id, pools)
        _SET_BALANCES.run(tenant_id, changed)
        _ADD_BALANCES.run(added)

    def _know(self, balances: list[Row]) -> None:
        by_id = {pool.id: pool for pool in self.stock.values()}
        for pool in self.stock.values():
            self._known[pool.id] = (pool.quantity, pool.value)
        for pool_id, bin_id, batch_id, id_, quantity, value in balances:
            by_id[pool_id].balances[BalanceKey(bin_id, batch_id)] = Balance(id_, quantity, value)
            self._known[id_] = (quantity, value)

    def _open_places(self, movements: Iterable[Movement]) -> None:
        """Give every named place an empty balance where it has none, so that rules need not ask."""
        for movement in movements:
            for key, place in ((movement.leaves, movement.source), (movement.enters, movement.target)):
                if key is None:
                    continue
                if (pool := self.stock.get(key)) is None:
                    pool = self.stock[key] = Pool(new_id(), NO_QUANTITY, NO_MONEY, None)
                where = movement.balance_at(place)
                if where not in pool.balances:
                    pool.balances[where] = Balance(new_id(), NO_QUANTITY, NO_MONEY)


def _make_missing_pools(keys: Sequence[PoolKey]) -> None:
    tenant_id = current_tenant_id()
    _MAKE_POOLS.run(
        [(new_id(), tenant_id, k.company_id, k.item_id, k.owner_id, k.ownership, k.batch_id, 0, 0) for k in keys]
    )


def _as_columns(keys: Sequence[PoolKey]) -> tuple[list[Any], ...]:
    return (
        [key.company_id for key in keys],
        [key.item_id for key in keys],
        [key.owner_id for key in keys],
        [key.ownership for key in keys],
        [key.batch_id for key in keys],
    )


def _pools(rows: list[Row]) -> Stock:
    return {
        PoolKey(company, item, owner, ownership, batch): Pool(id_, quantity, value, latest)
        for company, item, owner, ownership, batch, id_, quantity, value, latest in rows
    }
