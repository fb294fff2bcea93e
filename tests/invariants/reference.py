"""What the books must say, worked out the slow way: exact fractions, no database, and no code of the product.

Everything is named by the ids that the history uses; money is in cents, so that nothing is ever rounded by accident.
What the employer supplied for a project has an owner of its own here, which ``employers`` says the project of. What a
supplier consigned is owned by himself.
Source: design.md 4 and 5, requirements 1.1, 1.2, 2.10, 4.6 to 4.13.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any
from uuid import UUID

Cents = int
Place = tuple[UUID, UUID | None]
"""A bin, and the batch that lies in it."""


class Refused(Exception):
    """The business says no: the codes, in the order of the lines."""

    def __init__(self, *codes: str) -> None:
        super().__init__(*codes)
        self.codes = codes


def half_up(value: Fraction) -> int:
    """Round to the nearest whole number, halves away from zero; values here are not negative."""
    return floor(value + Fraction(1, 2))


def six_places(value: Fraction) -> Fraction:
    """Round to six places."""
    return Fraction(half_up(value * 1_000_000), 1_000_000)


def part_of(value: Cents, part: Fraction, whole: Fraction) -> Cents:
    """Return what a part of goods carries."""
    return half_up(value * part / whole)


def shared_out(value: Cents, quantities: Sequence[Fraction]) -> list[Cents]:
    """Split a value over places, so that each place ends where the rounded running total does."""
    whole = sum(quantities, Fraction(0))
    ends = [
        part_of(value, sum(quantities[: n + 1], Fraction(0)), whole) if whole else 0 for n in range(len(quantities))
    ]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


@dataclass
class Item:
    """An item's units and what it is tracked by."""

    factors: dict[str, Fraction]
    tracking: str = "none"
    method: str = "moving_average"

    def base(self, entered: Decimal, unit: str) -> Fraction:
        return six_places(Fraction(entered) * self.factors[unit])


@dataclass
class Pool:
    """Goods of one item and owner: what they are worth together, and where they lie."""

    quantity: Fraction = Fraction(0)
    value: Cents = 0
    places: dict[Place, Fraction] = field(default_factory=dict)
    layers: list[tuple[Fraction, Cents]] = field(default_factory=list)

    def average(self, quantity: Fraction) -> Cents:
        return part_of(self.value, quantity, self.quantity)

    def oldest(self, quantity: Fraction, *, take: bool) -> Cents:
        """Return what the oldest goods cost, and take them out of their layers if so."""
        worth, left = 0, list(self.layers)
        while quantity:
            held, value = left.pop(0)
            part = min(held, quantity)
            cost = part_of(value, part, held)
            worth, quantity = worth + cost, quantity - part
            if part < held:
                left.insert(0, (held - part, value - cost))
        if take:
            self.layers = left
        return worth

    def put(self, place: Place | None, quantity: Fraction, value: Cents) -> None:
        """Note what came to a place of ours, or went if negative; what is elsewhere is none of ours."""
        if place:
            self.places[place] = self.places.get(place, Fraction(0)) + quantity
            self.quantity += quantity
            self.value += value


PoolId = tuple[UUID, UUID | None, UUID | None]
"""An item, an owner, and the batch where each is valued by itself."""


@dataclass
class OrderLine:
    """A line of an order, and what came on it."""

    id: UUID
    order: UUID
    item: UUID
    owner: UUID | None
    node: UUID | None
    category: UUID | None
    ordered: Fraction
    amount: Cents
    price: Fraction
    tolerance: Fraction
    received: Fraction = Fraction(0)
    received_value: Cents = 0

    def most(self) -> Fraction:
        return self.ordered * (1 + self.tolerance / 100)

    def worth(self, received: Fraction) -> Cents:
        """Return what this much of the line is worth, in all."""
        if received <= self.ordered:
            return part_of(self.amount, received, self.ordered)
        return half_up(self.amount + (received - self.ordered) * self.price * 100)

    def bound(self) -> tuple[Fraction, Cents]:
        """Return what an approved line still binds."""
        if self.received >= self.ordered:
            return Fraction(0), 0
        return self.ordered - self.received, self.amount - min(self.received_value, self.amount)


def priced(
    entered: Decimal, quantity: Fraction, price: Decimal | None, amount: Decimal | None
) -> tuple[Cents, Fraction]:
    """Return an order line's amount and the price of a base unit; a given amount governs."""
    exact = Fraction(amount) if amount is not None else Fraction(price or 0) * Fraction(entered)
    return half_up(exact * 100), six_places(exact / quantity)


@dataclass
class Order:
    """An order that was approved."""

    lines: list[OrderLine]
    state: str = "approved"


@dataclass(eq=False)
class Move:
    """Goods on their way in the order recorded; an end that is no bin of ours is ``None``.

    ``value`` is what they turned out to be worth so far; ``given`` is the price that goods from outside bring, and
    ``links`` the move whose unit cost they carry. ``straight`` is the batch of what is in no bin on its way, and
    ``back`` tells that it leaves a node. ``counted`` tells that a count moved them, ``count`` which, ``at_cost`` that
    they cost what the others in their pool do, and ``place`` where among the moves of its day it stands. Goods that go
    back to a supplier leave by one move and are priced by another that has no end of ours; ``goes_back`` and ``owed``
    tell them. ``method`` is how the item was valued then.
    """

    document: UUID
    line: UUID
    on: date
    item: UUID
    quantity: Fraction
    value: Cents
    owner: UUID | None
    source: Place | None
    target: Place | None
    node: UUID | None = None
    category: UUID | None = None
    given: Cents = 0
    links: "Move | None" = None
    mirrors: "Move | None" = None
    mirrored: bool = False
    to_owner: UUID | None = None
    changes_owner: bool = False
    counted: bool = False
    at_cost: bool = False
    straight: UUID | None = None
    back: bool = False
    goes_back: bool = False
    owed: bool = False
    method: str = ""
    count: "Counted | None" = None
    place: Fraction | None = None

    def in_force(self) -> bool:
        return not (self.mirrors or self.mirrored)

    def into_node(self) -> bool:
        """Tell of a move at a node whether it brings goods there."""
        if self.source or self.target:
            return bool(self.source)
        return bool(self.mirrors) == self.back

    def batch(self) -> UUID | None:
        place = self.source or self.target
        return place[1] if place else self.straight


Spot = tuple[UUID, UUID | None, Place]
"""An item, an owner, and where the goods lie."""


@dataclass(eq=False)
class Counted:
    """What somebody counted at a spot, after the first ``after`` moves of all."""

    document: UUID
    line: UUID
    on: date
    spot: Spot
    price: Decimal | None
    after: int
    in_force: bool = True


class Short(Exception):
    """A place would hold less than nothing after a move."""

    def __init__(self, move: Move) -> None:
        super().__init__()
        self.move = move


class Uncosted(Exception):
    """Nothing would be in a pool that goods which were found take their unit cost from."""

    def __init__(self, move: Move) -> None:
        super().__init__()
        self.move = move


class Doubled(Exception):
    """A serial number would come in while it lies in some place."""


@dataclass
class Line:
    """One line of a goods document, as asked."""

    id: UUID
    item: UUID
    entered: Decimal
    unit: str
    bin: UUID | None = None
    target_bin: UUID | None = None
    batch: UUID | None = None
    owner: UUID | None = None
    to_owner: UUID | None = None
    node: UUID | None = None
    category: UUID | None = None
    order_line: UUID | None = None
    issue_line: UUID | None = None
    receipt_line: UUID | None = None
    other_supplier: bool = False
    replaced: bool = False
    asked_line: UUID | None = None
    price: Decimal | None = None
    reason: str = ""
    agreed: Decimal | None = None
    # What posting makes of it.
    quantity: Fraction = Fraction(0)
    value: Cents | None = None
    reopened: Cents = 0
    bought: bool = False


@dataclass
class Document:
    """A goods document or a cost note that was posted."""

    kind: str
    id: UUID
    on: date
    lines: list[Line]
    state: str = "posted"
    reverses: UUID | None = None
    requisition: UUID | None = None
    notional: bool = False
    warehouse: UUID | None = None
    supplier: UUID | None = None

    def bought(self) -> list[Line]:
        """Return the lines by which goods became ours: on an order, or as a consignment was used."""
        return [line for line in self.lines if line.order_line or line.bought]


@dataclass
class Agreed:
    """What a supplier's consigned item costs from a day on; a receipt may have said so."""

    supplier: UUID
    item: UUID
    price: Decimal
    since: date
    receipt: UUID | None = None


@dataclass
class Note:
    """A cost note that was posted: its amounts by node and category."""

    costs: list[tuple[UUID, UUID, Cents]]
    state: str = "posted"
    reverses: UUID | None = None


@dataclass
class SaidLine:
    """What a value note says of a receipt line; which of it is given depends on its kind."""

    line: UUID
    quantity: Fraction = Fraction(0)
    amount: Cents = 0
    price: Decimal = Decimal(0)
    change: Cents = 0


@dataclass
class ValueNote:
    """A value note that was posted."""

    kind: str
    on: date
    said: list[SaidLine]
    state: str = "posted"
    reverses: UUID | None = None


@dataclass
class MethodChange:
    """Items valued otherwise from a day on, each with its methods until then and since."""

    since: date
    items: dict[UUID, tuple[str, str]]
    state: str = "posted"
    reverses: UUID | None = None


@dataclass
class AskedLine:
    """A requisition line, and how much of it was issued."""

    item: UUID
    node: UUID | None
    asked: Fraction
    issued: Fraction = Fraction(0)


@dataclass
class Requisition:
    """A requisition that was approved."""

    lines: dict[UUID, AskedLine]
    state: str = "approved"


@dataclass
class Node:
    """A piece of work and its state."""

    project: UUID
    status: str = "released"


TAKES = {
    "released": {"order", "requisition", "issue", "return", "cost", "receipt"},
    "technically_complete": {"return", "cost", "receipt"},
    "closed": set(),
}
CLOSED_TO = {"technically_complete": "projects.node_technically_complete", "closed": "projects.node_closed"}


@dataclass
class Books:
    """All that one tenant's books hold."""

    items: dict[UUID, Item]
    nodes: dict[UUID, Node]
    categories: dict[UUID, str]
    bins: dict[UUID, UUID]
    opened: date
    employers: dict[UUID, UUID] = field(default_factory=dict)
    consignors: frozenset[UUID] = frozenset()
    agreed: list[Agreed] = field(default_factory=list)
    pools: dict[PoolId, Pool] = field(default_factory=dict)
    noted: dict[tuple[UUID, UUID], Cents] = field(default_factory=dict)
    cost_rows: int = 0
    corrections: int = 0
    moves: list[Move] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    orders: dict[UUID, Order] = field(default_factory=dict)
    requisitions: dict[UUID, Requisition] = field(default_factory=dict)
    documents: dict[UUID, Document] = field(default_factory=dict)
    notes: dict[UUID, Note] = field(default_factory=dict)
    value_notes: dict[UUID, ValueNote] = field(default_factory=dict)
    method_changes: dict[UUID, MethodChange] = field(default_factory=dict)

    def copy(self) -> "Books":
        """Return books to try something in."""
        return deepcopy(self)

    def on(self, day: date) -> "Books":
        """Return the books as if nothing after a day had happened; what was noted without goods has no day here."""
        found = self.copy()
        found.moves = [move for move in found.moves if move.on <= day]
        found._revalue()
        return found

    # -- what is asked of them -----------------------------------------------------------------------------------

    def order_lines(self) -> dict[UUID, OrderLine]:
        return {line.id: line for order in self.orders.values() for line in order.lines}

    def bound(self, line: OrderLine) -> tuple[Fraction, Cents]:
        """Return ordered less relieved less released."""
        return line.bound() if self.orders[line.order].state == "approved" else (Fraction(0), 0)

    def places(self) -> dict[tuple[UUID, UUID | None, Place], tuple[Fraction, Cents]]:
        """Return the balances; each place carries its share of its pool, places taken in the order of their ids."""
        found = {}
        for (item, owner, _), pool in self.pools.items():
            ordered = sorted(pool.places, key=lambda place: (place[0], place[1] or UUID(int=0)))
            quantities = [pool.places[place] for place in ordered]
            for place, quantity, value in zip(ordered, quantities, shared_out(pool.value, quantities), strict=True):
                # What was valued otherwise once has left a pool that is empty there.
                if quantity or (item, owner, place) not in found:
                    found[item, owner, place] = (quantity, value)
        return found

    def costs(self) -> dict[tuple[UUID, UUID], tuple[Fraction, Cents]]:
        """Return what nodes bear, by category: what entered them less what left them, and what was noted."""
        found = {key: (Fraction(0), cents) for key, cents in self.noted.items()}
        for move in self.moves:
            if move.node:
                sign = +1 if move.into_node() else -1
                quantity, cents = found.get((move.node, move.category), (Fraction(0), 0))
                found[move.node, move.category] = (quantity + sign * move.quantity, cents + sign * move.value)
        return found

    def deliveries(self) -> list[Document]:
        """Return the documents by which goods became ours, those that were reversed among them."""
        return [d for d in self.documents.values() if not d.reverses and d.bought()]

    def issue_lines(self) -> dict[UUID, tuple[Document, Line]]:
        """Return the lines that material can come back from."""
        issues = [d for d in self.documents.values() if d.kind == "issue" and d.state == "posted" and not d.reverses]
        return {line.id: (document, line) for document in issues for line in document.lines}

    def returned(self, line: UUID, *, night: date | None = None) -> Fraction:
        """Return how much came back from an issue line, for a day also what came back on paper for its night."""
        back = [
            each
            for document in self.documents.values()
            if document.kind == "return" and document.state == "posted" and not document.reverses
            if not document.notional or document.on == night
            for each in document.lines
            if each.issue_line == line
        ]
        back += [each for document, each in self.issue_lines().values() if each.issue_line == line]
        return sum((each.quantity for each in back), Fraction(0))

    def _came_back(self, line: UUID) -> bool:
        """Tell whether anything came back of an issue line, on paper or not."""
        return any(
            each.issue_line == line
            for document in self.documents.values()
            if document.kind in ("return", "issue") and document.state == "posted" and not document.reverses
            for each in document.lines
        )

    def receipt_lines(self) -> dict[UUID, tuple[Document, Line]]:
        """Return the lines of which goods can go back."""
        receipts = [d for d in self.documents.values() if d.kind == "receipt" and d.state == "posted"]
        return {
            line.id: (document, line)
            for document in receipts
            if not document.reverses
            for line in document.lines
            if line.order_line
        }

    def sent_back(self, line: UUID, *, by: date = date.max) -> list[Line]:
        """Return what went back of a receipt line by a day."""
        return [
            each
            for document in self.documents.values()
            if document.kind == "send_back" and document.state == "posted" and not document.reverses
            if document.on <= by
            for each in document.lines
            if each.receipt_line == line
        ]

    def variance(self) -> Cents:
        """Return by how much more what went back cost in stock than suppliers owe for it."""
        moves = [move for move in self.moves if move.in_force()]
        return sum(move.value for move in moves if move.goes_back) - sum(move.value for move in moves if move.owed)

    def not_invoiced(self, day: date) -> Cents:
        """Return what came from suppliers by a day and was not invoiced by then, at what it was estimated at."""
        came, total = self._came(), 0
        for document in self.deliveries():
            if document.state != "posted" or document.on > day:
                continue
            for line in document.bought():
                said = [
                    (note.kind, each)
                    for note in self.value_notes.values()
                    if note.state == "posted" and not note.reverses and note.on <= day
                    for each in note.said
                    if each.line == line.id
                ]
                invoices = [each for kind, each in said if kind == "invoice_difference"]
                rest = self._first(came[line.id]) - sum(each.amount - each.change for each in invoices)
                rest += sum(each.change for kind, each in said if kind == "price_adjustment")
                left = came[line.id].quantity - sum((each.quantity for each in invoices), Fraction(0))
                back = sum((each.quantity for each in self.sent_back(line.id, by=day)), Fraction(0))
                if left > back:
                    total += part_of(rest, left - back, left)
        return total

    # -- what is done with them ----------------------------------------------------------------------------------

    def step_node(self, node: UUID, status: str) -> None:
        self.nodes[node].status = status

    def close_requisition(self, requisition: UUID) -> None:
        self.requisitions[requisition].state = "closed"

    def approve_order(self, order: UUID, lines: list[OrderLine]) -> None:
        self._each(lines, lambda line: self._takes(line.node, "order") if line.node else None)
        self.orders[order] = Order(lines)

    def close_order(self, order: UUID) -> None:
        if self.orders[order].state == "cancelled":
            raise Refused("platform.wrong_state")
        self.orders[order].state = "closed"

    def cancel_order(self, order: UUID) -> None:
        if self.orders[order].state == "closed":
            raise Refused("platform.wrong_state")
        if any(line.received for line in self.orders[order].lines):
            raise Refused("procurement.order_has_receipts")
        self.orders[order].state = "cancelled"

    def approve_requisition(self, requisition: UUID, lines: list[Line]) -> None:
        asked: dict[UUID, AskedLine] = {}

        def plan(line: Line) -> None:
            asked[line.id] = AskedLine(line.item, line.node, self._base(line))
            self._takes(line.node, "requisition")

        self._each(lines, plan)
        self.requisitions[requisition] = Requisition(asked)

    def receive(self, document: Document, today: date) -> None:
        self._dated(document.on, today)
        lines = deepcopy(self.order_lines())

        def plan(line: Line) -> None:
            if line.order_line not in lines:
                raise Refused("procurement.order_line_not_found")
            order_line = lines[line.order_line]
            line.item, line.owner, line.node = order_line.item, order_line.owner, order_line.node
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            if order_line.node:
                self._takes(order_line.node, "receipt")
            self._ordered(line, order_line)

        self._each(document.lines, plan)
        self._post(document, [self._move(document, line, target=(line.bin, line.batch)) for line in document.lines])
        self._keep(lines)

    def _ordered(self, line: Line, order_line: OrderLine) -> None:
        """Take a line's goods from its order line, at what they were ordered for."""
        if self.orders[order_line.order].state != "approved":
            raise Refused("procurement.order_not_open")
        if order_line.received + line.quantity > order_line.most():
            raise Refused("procurement.over_receipt")
        self._batch_named(line)
        reached = order_line.worth(order_line.received + line.quantity)
        line.value = max(reached - order_line.received_value, 0)
        order_line.received += line.quantity
        order_line.received_value += line.value

    def _keep(self, lines: dict[UUID, OrderLine]) -> None:
        for order in self.orders.values():
            order.lines = [lines[line.id] for line in order.lines]

    def issue(self, document: Document, today: date) -> None:
        self._dated(document.on, today)
        asked: dict[UUID, AskedLine] = {}
        if document.requisition:
            if document.requisition not in self.requisitions:
                raise Refused("inventory.requisition_not_found")
            if self.requisitions[document.requisition].state != "approved":
                raise Refused("inventory.requisition_not_approved")
            asked = deepcopy(self.requisitions[document.requisition].lines)

        def plan(line: Line) -> None:
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            self._takes(line.node, "issue")
            self._for_work_of(line.owner, line.node)
            if line.asked_line is None:
                return
            if line.asked_line not in asked:
                raise Refused("inventory.requisition_line_not_found")
            if asked[line.asked_line].item != line.item:
                raise Refused("inventory.wrong_item")
            if asked[line.asked_line].node != line.node:
                raise Refused("inventory.wrong_node")
            asked[line.asked_line].issued += line.quantity
            if asked[line.asked_line].issued > asked[line.asked_line].asked:
                asked[line.asked_line].issued -= line.quantity
                raise Refused("inventory.more_than_requisitioned")

        self._each(document.lines, plan)
        self._buy(document, document.lines)
        self._post(document, [leg for line in document.lines for leg in self._leave(document, line)])
        if document.requisition:
            self.requisitions[document.requisition].lines = asked

    def deliver(self, document: Document, today: date) -> None:
        """Bring goods of order lines straight to nodes: to the site at their price, and from there on at the same."""
        self._dated(document.on, today)
        lines = deepcopy(self.order_lines())

        def plan(line: Line) -> None:
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            self._takes(line.node, "issue")
            order_line = lines[line.order_line]
            if order_line.owner not in (None, self.nodes[line.node].project):
                raise Refused("inventory.stock_of_other_project")
            self._ordered(line, order_line)
            line.owner = order_line.owner

        self._each(document.lines, plan)
        moves = []
        for line in document.lines:
            came, went = self._move(document, line)[1], self._move(document, line)[1]
            went.node, went.given, went.links = line.node, 0, came
            came.straight = went.straight = line.batch
            moves += [(line, came), (line, went)]
        self._post(document, moves)
        self._keep(lines)

    def take_over(self, document: Document, today: date) -> None:
        """Charge other nodes with what issue lines charged theirs, at the same."""
        self._dated(document.on, today)
        back: dict[UUID, Fraction] = {}

        def plan(line: Line) -> None:
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            self._takes(line.node, "issue")
            if line.issue_line not in self.issue_lines():
                raise Refused("inventory.issue_line_not_found")
            issue, issued = self.issue_lines()[line.issue_line]
            if issued.item != line.item:
                raise Refused("inventory.wrong_item")
            if issued.owner in self.employers:
                self._for_work_of(issued.owner, line.node)
            if (issued.node, issued.category) == (line.node, line.category):
                raise Refused("inventory.same_work")
            self._takes(issued.node, "return")
            if document.on < issue.on:
                raise Refused("inventory.returned_before_issued")
            before = back.setdefault(line.issue_line, self.returned(line.issue_line))
            if before + line.quantity > issued.quantity:
                raise Refused("inventory.more_than_issued")
            back[line.issue_line] = before + line.quantity
            line.batch = issued.batch
            his, bought = issued.owner in self.employers, self._owner_by_now(issued)
            line.owner = issued.owner if his else self.nodes[line.node].project if bought else None

        self._each(document.lines, plan)
        away, taken = [], []
        for line in document.lines:
            issued = self.issue_lines()[line.issue_line][1]
            came, went = self._move(document, line)[1], self._move(document, line)[1]
            came.node, came.category, came.back = issued.node, issued.category, True
            went.node, went.links = line.node, came
            came.straight = went.straight = line.batch
            away.append((line, came))
            taken.append((line, went))
        self._post(document, away)
        for (_, came), (_, went) in zip(away, taken, strict=True):
            went.value = came.value
            self._record(went)

    def bring_back(self, document: Document, today: date) -> None:
        self._dated(document.on, today)
        back: dict[UUID, Fraction] = {}

        def plan(line: Line) -> None:
            if line.issue_line not in self.issue_lines():
                raise Refused("inventory.issue_line_not_found")
            issue, issued = self.issue_lines()[line.issue_line]
            line.item, line.owner, line.batch = issued.item, self._owner_by_now(issued), issued.batch
            line.node, line.category = issued.node, issued.category
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            self._takes(line.node, "return")
            if document.notional:
                self._takes(line.node, "issue")
            if document.on < issue.on:
                raise Refused("inventory.returned_before_issued")
            night = document.on if document.notional else None
            before = back.setdefault(line.issue_line, self.returned(line.issue_line, night=night))
            if before + line.quantity > issued.quantity:
                raise Refused("inventory.more_than_issued")
            back[line.issue_line] = before + line.quantity

        self._each(document.lines, plan)
        if not document.notional:
            self._post(document, [self._move(document, line, target=(line.bin, line.batch)) for line in document.lines])
            return
        moves = [self._move(document, line) for line in document.lines]
        for line, move in moves:
            move.node, move.back, move.straight = line.node, True, line.batch
        self._post(document, moves)
        for line, came in moves:
            went = self._move(document, line)[1]
            went.on, went.node, went.links, went.straight = document.on + timedelta(days=1), line.node, came, line.batch
            went.value = came.value
            self._record(went)

    def send_back(self, document: Document, today: date) -> None:
        self._dated(document.on, today)
        order_lines = deepcopy(self.order_lines())
        gone: dict[UUID, list[Line]] = {}

        def plan(line: Line) -> None:
            if line.receipt_line not in self.receipt_lines():
                raise Refused("inventory.receipt_line_not_found")
            receipt, received = self.receipt_lines()[line.receipt_line]
            if line.other_supplier:
                raise Refused("inventory.receipt_of_other_supplier")
            line.item, line.batch = received.item, received.batch
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            if self.bins[line.bin] != document.warehouse:
                raise Refused("inventory.wrong_warehouse")
            if document.on < receipt.on:
                raise Refused("inventory.returned_before_received")
            before = gone.setdefault(line.receipt_line, self.sent_back(line.receipt_line))
            if sum(each.quantity for each in before) + line.quantity > received.quantity:
                raise Refused("inventory.more_than_received")
            if line.replaced:
                self._reopen(line, received, before, order_lines[received.order_line])
            before.append(line)

        self._each(document.lines, plan)
        moves = []
        for line in document.lines:
            out = self._move(document, line, source=(line.bin, line.batch))
            owed = self._move(document, line)
            out[1].goes_back = owed[1].owed = True
            owed[1].links = self._came()[line.receipt_line]
            moves += [out, owed]
        self._post(document, moves)
        for order in self.orders.values():
            order.lines = [order_lines[line.id] for line in order.lines]

    def _reopen(self, line: Line, received: Line, before: list[Line], order_line: OrderLine) -> None:
        """Take what went back for a replacement off its order line, at its part of what it was received at."""
        if self.orders[order_line.order].state != "approved":
            raise Refused("procurement.order_not_open")
        left = received.quantity - sum(each.quantity for each in before if each.replaced)
        line.reopened = part_of(received.value - sum(each.reopened for each in before), line.quantity, left)
        order_line.received -= line.quantity
        order_line.received_value -= line.reopened

    def transfer(self, document: Document, today: date) -> None:
        self._dated(document.on, today)

        def plan(line: Line) -> None:
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            self._named_bin(line.target_bin)
            if line.bin == line.target_bin and line.to_owner == line.owner:
                raise Refused("inventory.same_place")
            if line.owner in self.employers and line.to_owner != line.owner:
                raise Refused("inventory.employers_goods_stay")

        self._each(document.lines, plan)
        self._buy(document, [line for line in document.lines if line.to_owner != line.owner])
        moves = []
        for line in document.lines:
            legs = self._leave(document, line, target=(line.target_bin, line.batch))
            if line.bought:
                legs[-1][1].owner = line.to_owner
            else:
                legs[0][1].to_owner, legs[0][1].changes_owner = line.to_owner, line.to_owner != line.owner
            moves += legs
        self._post(document, moves)

    def scrap(self, document: Document, today: date) -> None:
        self._dated(document.on, today)

        def plan(line: Line) -> None:
            line.quantity = self._base(line)
            self._named_bin(line.bin)

        self._each(document.lines, plan)
        self._buy(document, document.lines)
        self._post(document, [leg for line in document.lines for leg in self._leave(document, line)])

    def count(self, document: Document, today: date) -> None:
        self._dated(document.on, today)
        spots: set[tuple[UUID, UUID | None, UUID | None, UUID | None]] = set()

        def plan(line: Line) -> None:
            line.quantity = self._base(line) if line.entered else self._nothing_of(line)
            self._named_bin(line.bin)
            if line.owner in self.consignors and line.price is not None:
                raise Refused("inventory.consigned_goods_have_no_price")
            if line.owner in self.employers and line.price is not None:
                raise Refused("inventory.employers_goods_have_no_price")
            self._batch_named(line)
            if self.items[line.item].tracking == "serial" and line.quantity > 1:
                raise Refused("ledger.serial_is_one_piece")
            spot = (line.item, line.bin, line.batch, line.owner)
            if spot in spots:
                raise Refused("inventory.counted_twice")
            spots.add(spot)

        def explain(line: Line) -> None:
            if line.quantity != self._lying(line, document.on) and not line.reason:
                raise Refused("inventory.count_reason_missing")

        self._each(document.lines, plan)
        self._each(document.lines, explain)
        counts = [
            Counted(document.id, line.id, document.on, self._spot(line), line.price, len(self.moves))
            for line in document.lines
        ]
        differences = {line.id: line.quantity - self._lying(line, document.on) for line in document.lines}
        for line in document.lines:
            line.quantity = abs(differences[line.id])
        self._buy(document, [line for line in document.lines if differences[line.id] < 0])
        found: list[tuple[Line, Move]] = []
        lost: list[tuple[Line, Move]] = []
        for line, count in zip(document.lines, counts, strict=True):
            if differences[line.id] > 0:
                line.value = half_up(Fraction(line.price) * line.quantity * 100) if line.price is not None else 0
                ours = line.owner not in self.employers and line.owner not in self.consignors
                legs = [self._move(document, line, target=(line.bin, line.batch))]
                legs[0][1].at_cost = line.price is None and ours
                found += legs
            elif differences[line.id] < 0:
                legs = self._leave(document, line)
                lost += legs
            else:
                continue
            for _, move in legs:
                move.counted, move.count = bool(move.source or move.target), count
        self._post(document, found + lost)
        self.counted += counts

    def _spot(self, line: Line) -> Spot:
        assert line.bin
        return line.item, line.owner, (line.bin, line.batch)

    def _lying(self, line: Line, on: date) -> Fraction:
        """Return what lay at a line's place at the end of a day."""
        place, level = (line.bin, line.batch), Fraction(0)
        for move in self.moves:
            if move.in_force() and move.on <= on and move.item == line.item:
                goes_to = move.to_owner if move.changes_owner else move.owner
                level += (move.target == place and goes_to == line.owner) * move.quantity
                level -= (move.source == place and move.owner == line.owner) * move.quantity
        return level

    def _nothing_of(self, line: Line) -> Fraction:
        if line.item not in self.items:
            raise Refused("catalog.item_not_found")
        if line.unit not in self.items[line.item].factors:
            raise Refused("catalog.unit_unknown")
        return Fraction(0)

    def supply(self, document: Document, today: date) -> None:
        """Take in what the employer supplied: worth nothing, whatever else lies there."""
        self.open(document, today)

    def consign(self, document: Document, today: date) -> None:
        """Take in what a supplier consigned: worth nothing, at a price that is said or was agreed on before."""
        self._dated(document.on, today)
        said: dict[UUID, Decimal] = {}

        def plan(line: Line) -> None:
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            self._batch_named(line)
            if line.agreed is not None and said.setdefault(line.item, line.agreed) != line.agreed:
                raise Refused("inventory.two_consignment_prices")

        def price(line: Line) -> None:
            line.agreed = said.get(line.item) or self._price_on(line, document.on)
            if line.agreed is None:
                raise Refused("inventory.consignment_price_needed")

        self._each(document.lines, plan)
        self._each(document.lines, price)
        moves = [self._move(document, line, target=(line.bin, line.batch)) for line in document.lines]
        prices = {line.item: line.agreed for line in document.lines if self._price_on(line, document.on) != line.agreed}
        self._post(document, moves)
        assert document.supplier
        self.agreed += [
            Agreed(document.supplier, item, each, document.on, document.id) for item, each in prices.items() if each
        ]

    def give_back(self, document: Document, today: date) -> None:
        """Send goods that are not ours back to whose they are."""
        self._dated(document.on, today)
        gone: dict[UUID, Fraction] = {}

        def plan(line: Line) -> None:
            [received] = [r for d in self.documents.values() for r in d.lines if r.id == line.receipt_line]
            [receipt] = [d for d in self.documents.values() if received in d.lines]
            if receipt.state != "posted":
                raise Refused("inventory.receipt_line_not_found")
            line.item, line.batch, line.owner = received.item, received.batch, received.owner
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            if document.on < receipt.on:
                raise Refused("inventory.returned_before_received")
            back = sum((each.quantity for each in self.sent_back(received.id)), Fraction(0))
            before = gone.setdefault(received.id, back)
            if before + line.quantity > received.quantity:
                raise Refused("inventory.more_than_received")
            gone[received.id] = before + line.quantity

        self._each(document.lines, plan)
        self._post(document, [self._move(document, line, source=(line.bin, line.batch)) for line in document.lines])

    def agree(self, supplier: UUID, item: UUID, price: Decimal, since: date) -> None:
        """Say what a supplier's consigned item costs from a day on."""
        self.agreed.append(Agreed(supplier, item, price, since))

    def _price_on(self, line: Line, on: date) -> Decimal | None:
        """Return what is agreed on for a line's goods on a day: for the latest day, and of that what was said last."""
        found = None
        for each in self.agreed:
            said = each.receipt is None or self.documents[each.receipt].state == "posted"
            if said and (each.supplier, each.item) == (line.owner, line.item) and each.since <= on:
                found = each if found is None or each.since >= found.since else found
        return found and found.price

    def _buy(self, document: Document, lines: Iterable[Line]) -> None:
        """Buy those of the lines that are a supplier's consignment, at the price that is agreed on for the day."""

        def buy(line: Line) -> None:
            price = self._price_on(line, document.on)
            if price is None:
                raise Refused("inventory.consignment_price_needed")
            line.bought, line.value = True, half_up(Fraction(price) * line.quantity * 100)

        self._each([line for line in lines if line.owner in self.consignors], buy)

    def _leave(self, document: Document, line: Line, target: Place | None = None) -> list[tuple[Line, Move]]:
        """Return what a line that takes goods out of a bin does: one move, or three of goods that are bought by it."""
        out = self._move(document, line, source=(line.bin, line.batch), target=None if line.bought else target)
        if not line.bought:
            return [out]
        came, went = self._move(document, line)[1], self._move(document, line, target=target)[1]
        out[1].node, out[1].given = None, 0
        came.owner = went.owner = None
        came.straight = went.straight = line.batch
        went.node, went.given, went.links = line.node, 0, came
        return [out, (line, came), (line, went)]

    def _owner_by_now(self, issued: Line) -> UUID | None:
        """Return whose stock goods are when they come back: what was consigned became general stock of ours."""
        return None if issued.owner in self.consignors else issued.owner

    def open(self, document: Document, today: date) -> None:
        self._dated(document.on, today)

        def plan(line: Line) -> None:
            line.quantity = self._base(line)
            self._named_bin(line.bin)
            self._batch_named(line)

        self._each(document.lines, plan)
        self._post(document, [self._move(document, line, target=(line.bin, line.batch)) for line in document.lines])

    def reverse(self, document_id: UUID, mirror: UUID) -> None:
        document = self.documents[document_id]
        if document.state == "reversed":
            raise Refused("inventory.already_reversed")
        if document.reverses:
            raise Refused("inventory.reversal_not_reversible")
        for line in document.lines:
            if line.node:
                self._takes(line.node, "cost")
        lines = {line.id for line in document.lines}
        if any(each.line in lines for _, each in self._said()):
            raise Refused("inventory.later_documents_depend")
        if document.kind == "issue" and any(self._came_back(line.id) for line in document.lines):
            raise Refused("inventory.later_documents_depend")
        if document.kind == "receipt" and any(self.sent_back(line.id) for line in document.lines):
            raise Refused("inventory.later_documents_depend")
        self._undo(document_id, mirror)
        self._take_back(document)
        document.state = "reversed"
        self.documents[mirror] = Document(document.kind, mirror, document.on, [], reverses=document_id)

    def _undo(self, document_id: UUID, mirror: UUID) -> None:
        """Take back what a document moved; what a count found or missed is what that comes to by now."""
        originals = [
            move
            for move in self.moves
            if move.in_force() and (move.count.document if move.count else move.document) == document_id
        ]
        for move in originals:
            if (changed := self._since(move.item)) and move.on < changed:
                raise Refused("ledger.later_moves_depend")
        for count in self.counted:
            count.in_force &= count.document != document_id
        gone, fresh = self._absorbed(mirror, originals, -1)
        for move in originals:
            move.mirrored = True
        try:
            self._revalue(fresh)
        except (Short, Doubled, Uncosted) as wrong:
            raise Refused("ledger.later_moves_depend") from wrong
        for move in (*gone, *reversed(originals)):
            self._record(self._mirror(mirror, move))
        for move in fresh:
            self._record(move)

    def _mirror(self, document: UUID, m: Move) -> Move:
        return Move(
            document,
            m.line,
            m.on,
            m.item,
            m.quantity,
            m.value,
            m.owner,
            m.target,
            m.source,
            m.node,
            m.category,
            mirrors=m,
            straight=m.straight,
            back=m.back,
            method=m.method,
        )

    def _absorbed(self, document: UUID, moves: Sequence[Move], sign: int) -> tuple[list[Move], list[Move]]:
        """Let the first count after moves make up for them, as they come (+1) or as they are taken back (-1).

        Return its differences so far, which are out of force, and those from now on.
        """
        gone, fresh = [], []
        for spot, (first, change) in self._changes(moves, sign).items():
            after = [count for count in self.counted if count.in_force and count.spot == spot]
            after = [count for count in after if self._comes_after(count, first, known=sign < 0)]
            if not change or not after:
                continue
            count = min(after, key=lambda each: each.on)
            so_far = [move for move in self.moves if move.count is count and move.in_force()]
            gone += so_far
            so_far = [move for move in so_far if move.source or move.target]
            difference = sum(((+1 if m.target else -1) * m.quantity for m in so_far), Fraction(0)) - change
            if spot[1] in self.consignors and (difference < 0 or any(move.source for move in so_far)):
                # What was missed of a consignment was bought by the count, or would have to be.
                raise Refused("ledger.counted_consignment" if sign > 0 else "ledger.later_moves_depend")
            if difference:
                place = self._place(so_far[0]) if so_far else count.after - Fraction(1, 2)
                fresh.append(self._difference(document, count, difference, place))
        for move in gone:
            move.mirrored = True
        return (
            sorted(gone, key=lambda each: (each.on, self._place(each)), reverse=True),
            sorted(fresh, key=lambda each: bool(each.source)),
        )

    def _changes(self, moves: Sequence[Move], sign: int) -> dict[Spot, tuple[Move, Fraction]]:
        """Return by how much moves change what lies where, with the first of them."""
        changes: dict[Spot, tuple[Move, Fraction]] = {}
        for move in moves:
            goes_to = move.to_owner if move.changes_owner else move.owner
            for place, owner, way in ((move.source, move.owner, -sign), (move.target, goes_to, sign)):
                if place:
                    first, before = changes.get((move.item, owner, place), (move, Fraction(0)))
                    changes[move.item, owner, place] = first, before + way * move.quantity
        return changes

    def _comes_after(self, count: Counted, move: Move, *, known: bool) -> bool:
        if count.on != move.on or not known:
            return count.on > move.on
        if move.count:
            return self.counted.index(count) > self.counted.index(move.count)
        return count.after > self.moves.index(move)

    def _difference(self, document: UUID, count: Counted, difference: Fraction, place: Fraction) -> Move:
        item, owner, at = count.spot
        quantity, found = abs(difference), difference > 0
        move = Move(document, count.line, count.on, item, quantity, 0, owner, *((None, at) if found else (at, None)))
        move.counted, move.count, move.place, move.method = True, count, place, self.method_of(item)
        if found and count.price is not None:
            move.given = half_up(Fraction(count.price) * quantity * 100)
        move.at_cost = found and count.price is None and not (owner in self.employers or owner in self.consignors)
        return move

    def _place(self, move: Move) -> Fraction:
        return Fraction(self.moves.index(move)) if move.place is None else move.place

    def revalue(self, changes: list[tuple[UUID, Cents]]) -> None:
        """Let the goods of receipt lines cost more or less than they came in at."""
        came = self._came()

        def bear(of: tuple[UUID, Cents]) -> None:
            if came[of[0]].given + of[1] < 0:
                raise Refused("ledger.value_below_nothing")

        self._each([line for line, _ in changes], self._in_force)
        self._each([change for change in changes if change[1]], bear)
        for line, cents in changes:
            came[line].given += cents
        self._revalue()

    def value_note(
        self, note_id: UUID, kind: str, on: date, today: date, said: list[SaidLine], charge: Cents, basis: str
    ) -> None:
        self._dated(on, today)
        self._each([each.line for each in said], self._in_force)
        if kind == "landed_cost":
            moves = [self._came()[each.line] for each in said]
            measures = [move.quantity if basis == "quantity" else Fraction(self._first(move)) for move in moves]
            if not any(measures):
                raise Refused("costing.nothing_to_spread_by")
            for each, part in zip(said, shared_out(charge, measures), strict=True):
                each.change = part
        else:
            self._each(said, lambda each: self._change(kind, each))
        self.revalue([(each.line, each.change) for each in said])
        self.value_notes[note_id] = ValueNote(kind, on, said)

    def reverse_value_note(self, note_id: UUID, mirror: UUID) -> None:
        note = self.value_notes[note_id]
        if note.state == "reversed":
            raise Refused("costing.already_reversed")
        if note.reverses:
            raise Refused("costing.is_reversal")
        later = [*self.value_notes][[*self.value_notes].index(note_id) + 1 :]
        lines = {each.line for each in note.said}
        if note.kind == "price_adjustment" and any(
            each.line in lines for id_, each in self._said("price_adjustment", "invoice_difference") if id_ in later
        ):
            raise Refused("costing.later_notes_depend")
        self.revalue([(each.line, -each.change) for each in note.said])
        note.state = "reversed"
        self.value_notes[mirror] = ValueNote(note.kind, note.on, [], reverses=note_id)

    def change_methods(self, change_id: UUID, since: date, today: date, wanted: list[tuple[UUID, str]]) -> None:
        """Let what lies there leave by the old method and come back by the new one, at the end of the day before."""
        self._dated(since - timedelta(days=1), today)

        def check(line: tuple[UUID, str]) -> None:
            item, method = line
            codes = ["ledger.method_is_the_same"] if method == self.method_of(item) else []
            codes += ["ledger.method_needs_batch"] * (
                method == "specific_batch" and self.items[item].tracking == "none"
            )
            days = [move.on for move in self.moves if move.item == item and move.in_force()]
            days += [count.on for count in self.counted if count.spot[0] == item and count.in_force]
            if max([*days, self._since(item) or date.min], default=date.min) >= since:
                codes.append("ledger.moved_since")
            if codes:
                raise Refused(*codes)

        self._each(wanted, check)
        change = MethodChange(since, {item: (self.method_of(item), method) for item, method in wanted})
        owners = {each: each or UUID(int=0) for _, each, _ in self.places()}
        lying = [(*key, quantity) for key, (quantity, _) in self.places().items() if quantity]
        # Batches in the order in which they were first named, which their ids tell.
        lying.sort(key=lambda each: (owners[each[1]], each[2][1] or UUID(int=0), each[2][0]))
        eve = since - timedelta(days=1)
        legs: list[Move] = []
        for item, method in wanted:
            out = [
                Move(change_id, change_id, eve, item, quantity, 0, owner, place, None, method=self.method_of(item))
                for of, owner, place, quantity in lying
                if of == item
            ]
            back = [
                Move(change_id, change_id, eve, item, m.quantity, 0, m.owner, None, m.source, links=m, method=method)
                for m in out
            ]
            legs += [*out, *back]
        self._revalue(legs)
        self.moves += legs
        self.method_changes[change_id] = change

    def reverse_method_change(self, change_id: UUID, mirror: UUID) -> None:
        change = self.method_changes[change_id]
        if change.state == "reversed":
            raise Refused("costing.already_reversed")
        if change.reverses:
            raise Refused("costing.is_reversal")
        for move in self.moves:
            if move.item in change.items and move.in_force() and move.on >= change.since:
                raise Refused("ledger.later_moves_depend")
        if any(each.spot[0] in change.items and each.in_force and each.on >= change.since for each in self.counted):
            raise Refused("ledger.later_moves_depend")
        if any((self._since(item) or date.min) > change.since for item in change.items):
            raise Refused("ledger.later_moves_depend")
        originals = [move for move in self.moves if move.document == change_id]
        for move in originals:
            move.mirrored = True
        change.state = "reversed"
        self._revalue()
        for m in reversed(originals):
            back = Move(mirror, mirror, m.on, m.item, m.quantity, m.value, m.owner, m.target, m.source, method=m.method)
            back.mirrors = m
            self._record(back)
        self.method_changes[mirror] = MethodChange(change.since, {}, reverses=change_id)

    def _changes_of(self, item: UUID) -> list[tuple[date, str]]:
        in_force = [each for each in self.method_changes.values() if each.state == "posted" and not each.reverses]
        return sorted((each.since, each.items[item][1]) for each in in_force if item in each.items)

    def method_of(self, item: UUID) -> str:
        """Return how an item is valued by now."""
        changes = self._changes_of(item)
        return changes[-1][1] if changes else self.items[item].method

    def _since(self, item: UUID) -> date | None:
        changes = self._changes_of(item)
        return changes[-1][0] if changes else None

    def note(self, note_id: UUID, on: date, today: date, costs: list[tuple[UUID, UUID, Cents]]) -> None:
        self._dated(on, today)
        self._each(costs, lambda cost: self._not_material(cost[1]))
        self._each(costs, lambda cost: self._takes(cost[0], "cost"))
        self.notes[note_id] = Note(costs)
        self._book(costs, +1)

    def reverse_note(self, note_id: UUID, mirror: UUID) -> None:
        note = self.notes[note_id]
        if note.state == "reversed":
            raise Refused("costing.already_reversed")
        if note.reverses:
            raise Refused("costing.is_reversal")
        self._each(note.costs, lambda cost: self._takes(cost[0], "cost"))
        self._book(note.costs, -1)
        note.state = "reversed"
        self.notes[mirror] = Note([], reverses=note_id)

    def _came(self) -> dict[UUID, Move]:
        return {move.line: move for move in self.moves if not move.mirrors and not move.links}

    def _in_force(self, line: UUID) -> None:
        if self._came()[line].mirrored:
            raise Refused("ledger.receipt_not_in_force")

    def _first(self, move: Move) -> Cents:
        """Return what goods came in at, whatever was said of them since."""
        [line] = [line for document in self.documents.values() for line in document.lines if line.id == move.line]
        return line.value or 0

    def _said(self, *kinds: str) -> list[tuple[UUID, SaidLine]]:
        """Return what notes in force say, all of them or those of some kinds."""
        return [
            (id_, each)
            for id_, note in self.value_notes.items()
            if note.state == "posted" and not note.reverses and (not kinds or note.kind in kinds)
            for each in note.said
        ]

    def _change(self, kind: str, said: SaidLine) -> None:
        move = self._came()[said.line]
        invoices = [each for _, each in self._said("invoice_difference") if each.line == said.line]
        prices = [each for _, each in self._said("price_adjustment") if each.line == said.line]
        invoiced = sum((each.quantity for each in invoices), Fraction(0))
        estimate = self._first(move) + sum(each.change for each in prices)
        if kind == "exchange_rate":
            said.change = said.amount
        elif kind == "price_adjustment":
            if invoiced:
                raise Refused("costing.invoiced_already")
            said.change = half_up(Fraction(said.price) * move.quantity * 100) - estimate
        else:
            left = move.quantity - invoiced
            if said.quantity > left:
                raise Refused("costing.more_than_received")
            rest = estimate - sum(each.amount - each.change for each in invoices)
            said.change = said.amount - part_of(rest, said.quantity, left)

    # -- how ---------------------------------------------------------------------------------------------------

    def _each(self, lines: Iterable[Any], check: Callable[[Any], None]) -> None:
        """Refuse all that is wrong with any line together."""
        codes: list[str] = []
        for line in lines:
            try:
                check(line)
            except Refused as refused:
                codes += refused.codes
        if codes:
            raise Refused(*codes)

    def _dated(self, on: date, today: date) -> None:
        if not self.opened <= on <= today:
            raise Refused("platform.date_out_of_range")

    def _base(self, line: Line) -> Fraction:
        if line.item not in self.items:
            raise Refused("catalog.item_not_found")
        if line.unit not in self.items[line.item].factors:
            raise Refused("catalog.unit_unknown")
        quantity = self.items[line.item].base(line.entered, line.unit)
        if quantity == 0:
            raise Refused("catalog.quantity_vanishes")
        if self.items[line.item].tracking == "serial" and quantity.denominator != 1:
            raise Refused("catalog.pieces_not_whole")
        return quantity

    def _named_bin(self, bin_id: UUID | None) -> None:
        if bin_id not in self.bins:
            raise Refused("catalog.bin_not_found")

    def _takes(self, node: UUID | None, purpose: str) -> None:
        if node not in self.nodes:
            raise Refused("projects.node_not_found")
        status = self.nodes[node].status
        if purpose not in TAKES[status]:
            raise Refused(CLOSED_TO[status])

    def _for_work_of(self, owner: UUID | None, node: UUID | None) -> None:
        """Refuse to use what belongs to one project for another one's work."""
        project = self.nodes[node].project
        if owner in self.consignors:
            return
        if owner in self.employers:
            if self.employers[owner] != project:
                raise Refused("inventory.employers_goods_elsewhere")
        elif owner and owner != project:
            raise Refused("inventory.stock_of_other_project")

    def _not_material(self, category: UUID) -> None:
        if self.categories[category] == "MATERIAL":
            raise Refused("costing.material_category")

    def _batch_named(self, line: Line) -> None:
        tracking = self.items[line.item].tracking
        if tracking == "serial" and line.batch is None:
            raise Refused("ledger.serial_required")
        if tracking == "batch" and line.batch is None:
            raise Refused("ledger.batch_required")
        if tracking == "none" and line.batch is not None:
            raise Refused("ledger.batch_not_tracked")

    def _not_before(self, line: Line, on: date) -> None:
        if (since := self._since(line.item)) and on < since:
            raise Refused("ledger.method_changed_since")

    def _postable(self, line: Line) -> None:
        self._batch_named(line)
        if self.items[line.item].tracking == "serial" and line.quantity != 1:
            raise Refused("ledger.serial_is_one_piece")

    def _move(
        self, document: Document, line: Line, source: Place | None = None, target: Place | None = None
    ) -> tuple[Line, Move]:
        borne = line.node if (source is None) != (target is None) and line.category else None
        move = Move(
            document.id,
            line.id,
            document.on,
            line.item,
            line.quantity,
            0,
            line.owner,
            source,
            target,
            borne,
            line.category,
            given=line.value or 0,
            method=self.method_of(line.item),
        )
        if line.issue_line:
            [move.links] = [
                each
                for each in self.moves
                if each.line == line.issue_line and each.node and not (each.mirrors or each.back)
            ]
        return line, move

    def _post(self, document: Document, moves: list[tuple[Line, Move]]) -> None:
        """Value and carry the moves in their order, or none of them."""
        posted = [line for line in document.lines if any(line is each for each, _ in moves)]
        self._each(posted, lambda line: self._not_before(line, document.on))
        self._each(posted, self._postable)
        new = [move for _, move in moves]
        gone, fresh = self._absorbed(document.id, new, +1)
        try:
            self._revalue([*new, *fresh])
        except Short as short:
            raise Refused("ledger.insufficient_stock" if short.move in new else "ledger.short_on_later_day") from short
        except Doubled as doubled:
            raise Refused("ledger.serial_in_stock") from doubled
        except Uncosted as without:
            raise Refused("ledger.no_unit_cost" if without.move in new else "ledger.count_needs_cost") from without
        for move in gone:
            self._record(self._mirror(document.id, move))
        for line, move in moves:
            line.value = move.value
            self._record(move)
        for move in fresh:
            self._record(move)
        self.documents[document.id] = document

    def _record(self, move: Move) -> None:
        self.moves.append(move)
        self.cost_rows += move.node is not None

    def _revalue(self, new: Sequence[Move] = ()) -> None:
        """Work out all that ever moved anew, by day: what comes in from outside before the rest.

        What turns out to be worth something else than before is corrected by a row of its own.
        """
        without: list[Move] = []
        pools: dict[PoolId, Pool] = {}
        taken: dict[int, Fraction] = {}
        worth: dict[int, Cents] = {}
        pieces: Counter[tuple[UUID, UUID | None]] = Counter()
        moves = [move for move in (*self.moves, *new) if move.in_force()]

        recorded = {id(move): Fraction(number) for number, move in enumerate((*self.moves, *new))}

        def order(move: Move) -> tuple[date, bool, Fraction]:
            later = bool(move.source) or move.counted or (move.links is not None and move.links.on == move.on)
            return move.on, later, recorded[id(move)] if move.place is None else move.place

        for move in sorted(moves, key=order):
            method = move.method
            place = move.source or move.target
            batch = place[1] if place and method == "specific_batch" else None
            pool = Pool() if move.owed else pools.setdefault((move.item, move.owner, batch), Pool())
            goes = pools.setdefault((move.item, move.to_owner, batch), Pool()) if move.changes_owner else pool
            within = bool(move.source and move.target) and goes is pool
            value = move.given
            if move.source:
                if pool.places.get(move.source, Fraction(0)) < move.quantity:
                    raise Short(move)
                value = pool.oldest(move.quantity, take=not within) if method == "fifo" else pool.average(move.quantity)
            elif move.links:
                value = carried(move, worth, taken)
            elif move.at_cost and pool.quantity:
                value = part_of(pool.value, move.quantity, pool.quantity)
            elif move.at_cost:
                without.append(move)
            worth[id(move)] = value
            if method == "fifo" and move.target and not within:
                goes.layers.append((move.quantity, value))
            if self.items[move.item].tracking == "serial":
                _count_piece(pieces, move)
            for place, sign, at in ((move.source, -1, pool), (move.target, +1, goes)):
                at.put(place, sign * move.quantity, sign * value)
        if without:
            raise Uncosted(without[0])
        for move in moves:
            if move not in new and move.value != worth[id(move)]:
                self.corrections += 1
                self.cost_rows += move.node is not None
            move.value = worth[id(move)]
        self.pools = pools

    def _book(self, costs: list[tuple[UUID, UUID, Cents]], sign: int) -> None:
        for node, category, amount in costs:
            self.noted[node, category] = self.noted.get((node, category), 0) + sign * amount
            self.cost_rows += 1

    def _take_back(self, document: Document) -> None:
        """Tell the order or the requisition of a reversed document."""
        for line in document.lines:
            if line.order_line:
                order_line = self.order_lines()[line.order_line]
                order_line.received -= line.quantity
                order_line.received_value -= line.value
            elif document.kind == "send_back" and line.replaced:
                order_line = self.order_lines()[self.receipt_lines()[line.receipt_line][1].order_line]
                if order_line.received + line.quantity > order_line.most():
                    raise Refused("procurement.over_receipt")
                order_line.received += line.quantity
                order_line.received_value += line.reopened
            if document.kind == "issue" and line.asked_line:
                self.requisitions[document.requisition].lines[line.asked_line].issued -= line.quantity


def carried(move: Move, worth: dict[int, Cents], taken: dict[int, Fraction]) -> Cents:
    """Return the next part of the move that another is linked to, so that all parts are the whole."""
    whole = move.links
    assert whole is not None
    before = taken.get(id(whole), Fraction(0))
    taken[id(whole)] = before + move.quantity
    ends = [part_of(worth[id(whole)], each, whole.quantity) for each in (before, before + move.quantity)]
    return ends[1] - ends[0]


def _count_piece(pieces: Counter[tuple[UUID, UUID | None]], move: Move) -> None:
    """Count in how many places a piece lies; more than one can't be."""
    place = move.source or move.target
    serial = place[1] if place else None
    pieces[move.item, serial] += bool(move.target) - bool(move.source)
    if pieces[move.item, serial] > 1:
        raise Doubled
