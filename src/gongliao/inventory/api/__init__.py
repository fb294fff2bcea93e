"""Endpoints of goods documents and requisitions."""

from gongliao.inventory.api import issues, openings, receipts, requisitions, returns, scraps, transfers
from gongliao.inventory.api.common import router

__all__ = ["issues", "openings", "receipts", "requisitions", "returns", "router", "scraps", "transfers"]
