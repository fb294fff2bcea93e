"""Endpoints of goods documents and requisitions."""

from gongliao.inventory.api import issues, receipts, requisitions, returns, transfers
from gongliao.inventory.api.common import router

__all__ = ["issues", "receipts", "requisitions", "returns", "router", "transfers"]
