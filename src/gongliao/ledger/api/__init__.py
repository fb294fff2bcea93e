"""Endpoints of the books, of explanations, of batches, of their vouchers and of their periods."""

from gongliao.ledger.api import batches, explanations, periods, vouchers, weights
from gongliao.ledger.api.books import router

__all__ = ["batches", "explanations", "periods", "router", "vouchers", "weights"]
