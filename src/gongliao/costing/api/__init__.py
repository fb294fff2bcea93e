"""Endpoints of costing."""

from gongliao.costing.api import cost_notes, value_notes
from gongliao.costing.api.common import router

__all__ = ["cost_notes", "router", "value_notes"]
