"""What a batch may be used for, and how its status may change."""

from collections.abc import Mapping
from typing import Literal

BatchStatus = Literal["quarantine", "released", "blocked", "recalled"]

STATUSES: tuple[BatchStatus, ...] = ("quarantine", "released", "blocked", "recalled")

# What was recalled is looked at again before anybody uses it.
NEXT: Mapping[BatchStatus, frozenset[BatchStatus]] = {
    "quarantine": frozenset({"released", "blocked", "recalled"}),
    "released": frozenset({"quarantine", "blocked", "recalled"}),
    "blocked": frozenset({"quarantine", "released", "recalled"}),
    "recalled": frozenset({"quarantine"}),
}


def first_status(*, inspects_on_receipt: bool) -> BatchStatus:
    """Return the status of goods that come in for the first time."""
    return "quarantine" if inspects_on_receipt else "released"
