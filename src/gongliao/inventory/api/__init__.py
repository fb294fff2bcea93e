"""Endpoints of goods documents and requisitions."""

from gongliao.inventory.api import (
    consignment,
    counts,
    issues,
    openings,
    receipts,
    requisitions,
    returns,
    scraps,
    supplier_returns,
    transfers,
)
from gongliao.inventory.api.common import router

__all__ = [
    "consignment",
    "counts",
    "issues",
    "openings",
    "receipts",
    "requisitions",
    "returns",
    "router",
    "scraps",
    "supplier_returns",
    "transfers",
]
