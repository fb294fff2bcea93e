"""Endpoints of the catalogue."""

from gongliao.catalog.api import items, parties, warehouses
from gongliao.catalog.api.common import router

__all__ = ["items", "parties", "router", "warehouses"]
