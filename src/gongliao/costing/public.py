"""Costing's door."""

from gongliao.costing.operations.drop_cost_note import drop_cost_note
from gongliao.costing.operations.post_cost_note import post_cost_note
from gongliao.costing.operations.record_cost_note import record_cost_note
from gongliao.costing.operations.requests import (
    CostNoteLineRequest,
    CostNoteRequest,
    CostNoteStep,
    DropCostNoteRequest,
    ReverseCostNoteRequest,
)
from gongliao.costing.operations.reverse_cost_note import reverse_cost_note
from gongliao.costing.operations.save_cost_note import save_cost_note

__all__ = [
    "CostNoteLineRequest",
    "CostNoteRequest",
    "CostNoteStep",
    "DropCostNoteRequest",
    "ReverseCostNoteRequest",
    "drop_cost_note",
    "post_cost_note",
    "record_cost_note",
    "reverse_cost_note",
    "save_cost_note",
]
