"""What a batch may be used for, how its status may change, and which batch goes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

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


@dataclass(frozen=True, slots=True)
class Heap:
    """What lies of one batch in one bin."""

    id: UUID
    number: str
    bin_code: str
    on_hand: Decimal
    expiry_date: date | None = None
    production_date: date | None = None
    received_on: date | None = None


def first_expired_first(heaps: Iterable[Heap]) -> list[Heap]:
    """Return heaps as they are to be used up: what expires first, then what is oldest, then what came first.

    Shape: what has no such date comes after what has one; batches alike in all go by number, heaps of one by bin.
    Source: requirements 3.7.
    """

    def turn(heap: Heap) -> tuple[object, ...]:
        dates = (heap.expiry_date, heap.production_date, heap.received_on)
        return *((day or date.max) for day in dates), heap.number, heap.bin_code, heap.id

    return sorted(heaps, key=turn)


def taken_in_turn(heaps: Sequence[Heap], asked: Decimal) -> tuple[list[Decimal], Decimal]:
    """Return how much to take of each heap, one after the other, and what is missing then."""
    taken: list[Decimal] = []
    missing = asked
    for heap in heaps:
        taken.append(min(heap.on_hand, missing))
        missing -= taken[-1]
    return taken, missing
