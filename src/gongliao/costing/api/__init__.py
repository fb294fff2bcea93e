"""Endpoints of costing."""

from gongliao.costing.api import cost_notes, employers_goods, method_changes, value_notes
from gongliao.costing.api.common import router

__all__ = ["cost_notes", "employers_goods", "method_changes", "router", "value_notes"]
