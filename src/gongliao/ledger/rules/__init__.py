"""Pure rules of the ledger: no clock, no database."""

from gongliao.ledger.rules.places import (
    FOUND,
    NOWHERE,
    Ownership,
    Place,
    PlaceKind,
    at_bin,
    at_node,
    at_variance,
    on_site,
)
from gongliao.ledger.rules.pools import Balance, BalanceKey, Pool, PoolKey, Stock
from gongliao.ledger.rules.valuation import (
    Movement,
    Valued,
    apportion,
    come_last,
    note_dates,
    settle_stock,
    value_movements,
)

__all__ = [
    "FOUND",
    "NOWHERE",
    "Balance",
    "BalanceKey",
    "Movement",
    "Ownership",
    "Place",
    "PlaceKind",
    "Pool",
    "PoolKey",
    "Stock",
    "Valued",
    "apportion",
    "at_bin",
    "at_node",
    "at_variance",
    "come_last",
    "note_dates",
    "on_site",
    "settle_stock",
    "value_movements",
]
