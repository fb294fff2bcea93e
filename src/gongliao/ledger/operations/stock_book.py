"""The stock book's own hand: locking pools, reading balances, writing what was decided.

Pools are locked in the order of their keys, and whoever moves a pool holds its lock, so the balances under it need none
of their own. Missing pools are made before anything is locked; both orders together can't deadlock.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gongliao.kernel.ids import NO_ID, new_id
from gongliao.kernel.values import NO_MONEY, NO_QUANTITY
from gongliao.ledger.operations.layers import read_layers
from gongliao.ledger.rules import Balance, BalanceKey, Movement, Pool, PoolKey, Stock
from gongliao.ledger.rules.costing import in_cents, in_micro
from gongliao.platform.public import Insert, Row, Update, ask, back_to, current_tenant_id, savepoint

_MAKE_POOLS = Insert(
    "ledger_stockpool",
    ("id", "tenant_id", "company_id", "item_id", "owner_id", "ownership", "batch_id", "quantity", "value"),
    unless=("tenant_id", "item_id", "company_id", "owner_id", "ownership", "batch_id"),
)
_LOCK_POOLS = """
SELECT p.company_id, p.item_id, p.owner_id, p.ownership, p.batch_id, p.id, p.quantity, p.value, p.last_business_date,
 p.last_out_date
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
# All pools that items have in a company, in the same order.
_LOCK_ITEMS = """
SELECT p.company_id, p.item_id, p.owner_id, p.ownership, p.batch_id, p.id, p.quantity, p.value, p.last_business_date,
 p.last_out_date
FROM ledger_stockpool p WHERE p.tenant_id = %s AND p.company_id = %s AND p.item_id = ANY(%s)
ORDER BY p.company_id, p.item_id, p.owner_id, p.ownership, p.batch_id
FOR UPDATE
"""
_READ_ALL_BALANCES = """
SELECT b.pool_id, b.bin_id, b.batch_id, b.id, b.quantity, b.value
FROM ledger_stockpool p JOIN ledger_stockbalance b ON b.tenant_id = p.tenant_id AND b.pool_id = p.id
WHERE p.tenant_id = %s AND p.company_id = %s AND p.item_id = ANY(%s)
"""
_SET_POOLS = Update(
    "ledger_stockpool",
    keys=(("id", "uuid"),),
    sets=(("quantity", "numeric"), ("value", "numeric"), ("last_business_date", "date"), ("last_out_date", "date")),
)
_SET_BALANCES = Update(
    "ledger_stockbalance", keys=(("id", "uuid"),), sets=(("quantity", "numeric"), ("value", "numeric"))
)
_ADD_BALANCES = Insert("ledger_stockbalance", ("id", "tenant_id", "pool_id", "bin_id", "batch_id", "quantity", "value"))

Before = dict[UUID, tuple[Any, ...]]


class StockBook:
    """The pools and balances of one posting, locked until its transaction ends."""

    def __init__(self, movements: Sequence[Movement]) -> None:
        self._known: Before = {}
        keys = sorted({key for m in movements for key in (m.leaves, m.enters, _held_by(m)) if key})
        passing = {_held_by(m) for m in movements if m.leaves is None and m.enters is None}
        _make_missing_pools(sorted({key for key in (*(m.enters for m in movements), *passing) if key}))
        self._movements = movements
        named = _as_columns(keys)
        savepoint("named_pools")
        locked = ask(_LOCK_POOLS, (*named, current_tenant_id()), _pools)
        balances = ask(_READ_BALANCES, (*named, current_tenant_id(), current_tenant_id()), list)
        self.stock: Stock = locked.get()
        self._know(balances.get())
        self._open_places(movements)

    def widen(self) -> None:
        """Lock all pools of the items instead of those that are named, let go first so that all lock in one order."""
        [company_id] = {movement.company_id for movement in self._movements}
        asked = (current_tenant_id(), company_id, list({movement.item_id for movement in self._movements}))
        found: list[Row] = []
        held: set[UUID] | None = None
        # Whoever was waited for may have made a pool that was not there to be locked: then all are locked anew.
        while held is None or any(row[0] not in held for row in found):
            back_to("named_pools")
            locked = ask(_LOCK_ITEMS, asked, _pools)
            balances = ask(_READ_ALL_BALANCES, asked, list)
            self.stock, found = locked.get(), balances.get()
            held = {pool.id for pool in self.stock.values()}
        self._known = {}
        self._know(found)
        self._open_places(self._movements)

    def lay_out(self) -> None:
        """Read the layers of what leaves by first-in-first-out."""
        keys = {movement.leaves for movement in self._movements if movement.valued_by == "fifo" and movement.leaves}
        if not keys:
            return
        held = {key: (in_micro(self.stock[key].quantity), in_cents(self.stock[key].value)) for key in sorted(keys)}
        [company_id] = {movement.company_id for movement in self._movements}
        for key, layers in read_layers(company_id=company_id, held=held, before=date.max).items():
            self.stock[key].layers = layers

    def write(self) -> None:
        """Write every pool and balance that changed."""
        tenant_id = current_tenant_id()
        pools, changed, added = [], [], []
        for pool in self.stock.values():
            if pool.id not in self._known:
                continue
            now = _kept(pool)
            if now != self._known[pool.id]:
                pools.append((pool.id, *now))
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
            self._known[pool.id] = _kept(pool)
        for pool_id, bin_id, batch_id, id_, quantity, value in balances:
            # Made and filled by somebody else since the pools were locked: for this posting it is not there yet.
            if pool_id not in by_id:
                continue
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
                pool.at(movement.balance_at(place))


def _held_by(movement: Movement) -> PoolKey | None:
    """Return the pool whose lock tells whoever revalues the item of goods that pass by all pools, or come from a node.

    They carry what others of the item turn out to be worth, and may be in no pool that already exists. It is the pool
    of general stock, and may stay empty.
    """
    if movement.leaves or movement.source.kind not in ("node", "site", "supplier"):
        return None
    if movement.source.kind == "supplier" and movement.enters:
        return None
    return PoolKey(movement.company_id, movement.item_id, NO_ID, movement.ownership, NO_ID)


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
        PoolKey(company, item, owner, ownership, batch): Pool(id_, *kept)
        for company, item, owner, ownership, batch, id_, *kept in rows
    }


def _kept(pool: Pool) -> tuple[Any, ...]:
    return pool.quantity, pool.value, pool.last_business_date, pool.last_out_date
