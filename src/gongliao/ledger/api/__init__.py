"""Endpoints of the books, of batches, of their vouchers and of their periods."""

from gongliao.ledger.api import batches, periods, vouchers
from gongliao.ledger.api.books import router

__all__ = ["batches", "periods", "router", "vouchers"]
