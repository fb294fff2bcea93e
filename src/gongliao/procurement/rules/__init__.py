"""Pure rules of procurement: no clock, no database."""

from gongliao.procurement.rules.prices import Priced, price_line, total_amount
from gongliao.procurement.rules.receipts import (
    Commitment,
    OrderLineFacts,
    open_quantity,
    receipt_value,
    relieved,
    require_order_open,
    require_receivable,
    require_within_tolerance,
    still_bound,
)
from gongliao.procurement.rules.states import STATES, STEPS, Step

__all__ = [
    "STATES",
    "STEPS",
    "Commitment",
    "OrderLineFacts",
    "Priced",
    "Step",
    "open_quantity",
    "price_line",
    "receipt_value",
    "relieved",
    "require_order_open",
    "require_receivable",
    "require_within_tolerance",
    "still_bound",
    "total_amount",
]
