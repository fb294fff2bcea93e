"""The life of an order: draft → submitted → approved → closed, and the ways out of it."""

from collections.abc import Mapping
from dataclasses import dataclass

STATES = ("draft", "submitted", "approved", "closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Step:
    """From which states a step leads where; a step repeated finds its own result and changes nothing."""

    sources: tuple[str, ...]
    target: str


# A draft is cancelled only after it has had a number; one that never had is dropped.
STEPS: Mapping[str, Step] = {
    "submit": Step(("draft",), "submitted"),
    "withdraw": Step(("submitted",), "draft"),
    "reject": Step(("submitted",), "draft"),
    "approve": Step(("submitted",), "approved"),
    "close": Step(("approved",), "closed"),
    "cancel": Step(("approved", "draft"), "cancelled"),
}
