"""Plain data that goods documents hand to the ledger."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from gongliao.catalog.public import ItemFacts, SecondQuantity
from gongliao.kernel.ids import NO_ID, new_id
from gongliao.kernel.values import NO_MONEY, Money, Quantity
from gongliao.ledger.rules import Movement, Ownership, Place
from gongliao.ledger.rules.pools import Method

# The smallest step of the database's clock.
_NEXT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Voucher:
    """The document that causes entries; what it causes is posted from ``open_from`` on and known after an instant.

    Operations get theirs from ``open_voucher``. ``methods_changed`` tells that the company values an item otherwise by
    now than it did first.
    """

    type: str
    id: UUID
    company_id: UUID
    business_date: date
    open_from: date = date.min
    known_through: datetime | None = None
    methods_changed: bool = False

    @property
    def posting_date(self) -> date:
        """Return the day in whose period the document counts: its own, or the first that is open."""
        return max(self.business_date, self.open_from)

    def recorded_at(self, at: datetime) -> datetime:
        """Return the instant, or the next after the last that somebody asked about (design.md, invariant 9)."""
        return at if self.known_through is None else max(at, self.known_through + _NEXT)


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One document line's goods on their way.

    Units: ``quantity`` in the base unit. ``value`` is given where goods bring their price; ``carries`` names the
    document and line whose unit cost they carry, ``follows`` the move, and its day, that brought them to the site; else
    they carry what their pool says. ``cost`` names what bears them where one of the places is a WBS node,
    ``counted_id`` the count that found or missed them. ``second`` is how much they are in the item's second unit,
    worked out where it is left out; nothing is decided by it. ``method`` is how the item is valued where that was
    changed; whoever leaves it out is told by posting. ``bought`` is what a supplier's consigned goods cost that are
    used here and become ours by it (see ``post_used``).
    """

    line_id: UUID
    line_no: int
    item: ItemFacts
    source: Place
    target: Place
    quantity: Quantity
    entered_quantity: Decimal
    entered_unit: str
    batch_id: UUID = NO_ID
    ownership: Ownership = "own"
    value: Money | None = None
    carries: tuple[UUID, UUID] | None = None
    cost: "CostObject | None" = None
    counted_id: UUID | None = None
    follows: tuple[UUID, date] | None = None
    move_id: UUID = field(default_factory=new_id)
    second: SecondQuantity | None = None
    method: Method | None = None
    bought: Money | None = None


@dataclass(frozen=True, slots=True)
class CostObject:
    """What bears a cost: project, WBS node and cost category (design.md 3.5)."""

    project_id: UUID
    node_id: UUID
    category_id: UUID


@dataclass(frozen=True, slots=True)
class PostedLine:
    """What a line became in the books.

    ``found`` tells of what was undone how much of it a count had found; negative for what it had missed.
    """

    line_id: UUID
    move_id: UUID
    value: Money
    found: Money = NO_MONEY


def movement_of(voucher: Voucher, line: GoodsLine) -> Movement:
    """Return the line as the rules see it."""
    return Movement(
        move_id=line.move_id,
        line_no=line.line_no,
        company_id=voucher.company_id,
        item_id=line.item.id,
        item=line.item.code,
        batch_id=line.batch_id,
        ownership=line.ownership,
        source=line.source,
        target=line.target,
        quantity=line.quantity,
        value=line.value,
        linked_id=line.follows[0] if line.follows else None,
        linked_on=line.follows[1] if line.follows else None,
        method=line.item.valuation_method,
        changed_to=line.method,
        serial=line.item.tracking == "serial",
    )
