"""Costing's door."""

from gongliao.costing.operations.allow_quantity import AllowRequest, allow_quantity
from gongliao.costing.operations.drop_cost_note import drop_cost_note
from gongliao.costing.operations.drop_value_note import drop_value_note
from gongliao.costing.operations.post_cost_note import post_cost_note
from gongliao.costing.operations.post_method_change import post_method_change
from gongliao.costing.operations.post_value_note import post_value_note
from gongliao.costing.operations.record_cost_note import record_cost_note
from gongliao.costing.operations.requests import (
    CostNoteLineRequest,
    CostNoteRequest,
    CostNoteStep,
    DropCostNoteRequest,
    MethodChangeLineRequest,
    MethodChangeRequest,
    ReverseCostNoteRequest,
    ValueNoteLineRequest,
    ValueNoteRequest,
)
from gongliao.costing.operations.reverse_cost_note import reverse_cost_note
from gongliao.costing.operations.reverse_method_change import reverse_method_change
from gongliao.costing.operations.reverse_value_note import reverse_value_note
from gongliao.costing.operations.save_cost_note import save_cost_note
from gongliao.costing.operations.save_method_change import save_method_change
from gongliao.costing.operations.save_value_note import save_value_note
from gongliao.costing.queries.receipt_lines import estimates_left, open_receipts

__all__ = [
    "AllowRequest",
    "CostNoteLineRequest",
    "CostNoteRequest",
    "CostNoteStep",
    "DropCostNoteRequest",
    "MethodChangeLineRequest",
    "MethodChangeRequest",
    "ReverseCostNoteRequest",
    "ValueNoteLineRequest",
    "ValueNoteRequest",
    "allow_quantity",
    "drop_cost_note",
    "drop_value_note",
    "estimates_left",
    "open_receipts",
    "post_cost_note",
    "post_method_change",
    "post_value_note",
    "record_cost_note",
    "reverse_cost_note",
    "reverse_method_change",
    "reverse_value_note",
    "save_cost_note",
    "save_method_change",
    "save_value_note",
]
