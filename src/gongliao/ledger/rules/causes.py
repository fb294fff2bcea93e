"""Why goods turn out to be worth something else than was booked (design.md 4, "One correction mechanism")."""

from typing import Literal

Cause = Literal["earlier_date", "reversal", "invoice_difference", "landed_cost", "price_adjustment", "exchange_rate"]
CAUSES: tuple[Cause, ...] = (
    "earlier_date",
    "reversal",
    "invoice_difference",
    "landed_cost",
    "price_adjustment",
    "exchange_rate",
)
