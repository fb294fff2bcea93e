"""What callers ask of the documents of costs and values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from gongliao.costing.rules import Basis, Kind, NoteKind
from gongliao.ledger.public import Method


@dataclass(frozen=True, slots=True)
class CostNoteLineRequest:
    """One cost of one piece of work, net, in the company's currency.

    A charge for the employer's goods names item, quantity in the base unit and price of one, and no amount.
    """

    id: UUID
    project_id: UUID
    node_id: UUID
    category_id: UUID
    amount: Decimal | None = None
    description: str = ""
    party_id: UUID | None = None
    item_id: UUID | None = None
    quantity: Decimal | None = None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CostNoteRequest:
    """A note as its author wants it; ``version`` is the one seen, 0 for a new one. Recording ignores it."""

    id: UUID
    company_id: UUID
    business_date: date
    lines: tuple[CostNoteLineRequest, ...]
    remark: str = ""
    version: int = 0
    kind: NoteKind = "cost"


@dataclass(frozen=True, slots=True)
class CostNoteStep:
    """A step of a note; ``version`` is the one that was looked at, where the caller wants that checked."""

    id: UUID
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DropCostNoteRequest:
    """Drop the draft that was seen in this version."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ReverseCostNoteRequest:
    """Take the note ``original_id`` back by a mirror note under ``id``."""

    id: UUID
    original_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class ValueNoteLineRequest:
    """What is said of one receipt line; what is needed depends on the kind of the note.

    Units: ``quantity`` in the item's base unit, ``amount`` and ``price`` net, in the company's currency.
    """

    id: UUID
    receipt_id: UUID
    receipt_line_id: UUID
    quantity: Decimal | None = None
    amount: Decimal | None = None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ValueNoteRequest:
    """A note as its author wants it; ``version`` is the one seen, 0 for a new one."""

    id: UUID
    company_id: UUID
    business_date: date
    kind: Kind
    lines: tuple[ValueNoteLineRequest, ...]
    basis: Basis | None = None
    charge: Decimal | None = None
    rate_before: Decimal | None = None
    rate_after: Decimal | None = None
    party_id: UUID | None = None
    reference: str = ""
    remark: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class MethodChangeLineRequest:
    """An item, and how it is to be valued."""

    id: UUID
    item_id: UUID
    method: Method


@dataclass(frozen=True, slots=True)
class MethodChangeRequest:
    """A change as its author wants it, from the business date on; ``version`` is the one seen, 0 for a new one."""

    id: UUID
    company_id: UUID
    business_date: date
    lines: tuple[MethodChangeLineRequest, ...]
    remark: str = ""
    version: int = 0
