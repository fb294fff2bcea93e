"""Endpoints of the books and of their vouchers."""

from gongliao.ledger.api import vouchers
from gongliao.ledger.api.books import router

__all__ = ["router", "vouchers"]
