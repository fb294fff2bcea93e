"""Endpoints of the books, of explanations, of batches, of their vouchers, periods and estimates."""

from gongliao.ledger.api import batches, estimates, explanations, periods, vouchers, weights
from gongliao.ledger.api.books import router

__all__ = ["batches", "estimates", "explanations", "periods", "router", "vouchers", "weights"]
