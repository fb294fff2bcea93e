"""Endpoints of the books, of their vouchers and of their periods."""

from gongliao.ledger.api import periods, vouchers
from gongliao.ledger.api.books import router

__all__ = ["periods", "router", "vouchers"]
