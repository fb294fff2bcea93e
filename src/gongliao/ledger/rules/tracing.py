"""Where the goods of one batch came from and where they are, told by their moves alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal
from uuid import UUID

from gongliao.ledger.rules.places import Place

StepKind = Literal[
    "receipt",
    "employer_supply",
    "opening",
    "issue",
    "return",
    "transfer",
    "handover",
    "loss",
    "gain",
    "delivery",
    "customer_return",
    "supplier_return",
    "purchase",
    "employer_return",
    "other",
]

NOTHING = Decimal(0)
# Where goods are before they are ours.
ORIGINS = ("supplier", "opening")
# What is found again is less lost; what lies on site is still at hand.
COUNTED_AS: Mapping[str, str] = {"gain": "loss", "site": "bin"}
KINDS: Mapping[tuple[str, str], StepKind] = {
    ("supplier", "bin"): "receipt",
    ("supplier", "site"): "receipt",
    ("bin", "site"): "purchase",
    ("site", "bin"): "handover",
    ("site", "loss"): "loss",
    ("site", "node"): "issue",
    ("node", "site"): "return",
    ("opening", "bin"): "opening",
    ("bin", "node"): "issue",
    ("node", "bin"): "return",
    ("bin", "loss"): "loss",
    ("gain", "bin"): "gain",
    ("bin", "customer"): "delivery",
    ("customer", "bin"): "customer_return",
    ("bin", "supplier"): "supplier_return",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Goods from one place to another; a reversal names the passage that it takes back.

    ``employers`` are goods that the customer supplied for his work: they come from him, as ours do from suppliers.
    """

    id: UUID
    source: Place
    target: Place
    quantity: Decimal
    reverses_id: UUID | None = None
    linked_id: UUID | None = None
    employers: bool = False

    @property
    def meant(self) -> "Passage":
        """Return the passage in the direction of what it takes back, with a negative quantity; others as they are."""
        if self.reverses_id is None:
            return self
        return replace(self, source=self.target, target=self.source, quantity=-self.quantity)

    def comes_from(self, place: Place) -> bool:
        """Tell whether a place is where these goods are before they are here."""
        return place.kind in ORIGINS or (self.employers and place.kind == "customer")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What came to a place and went from it; what was reversed counts as neither."""

    came: Decimal = NOTHING
    went: Decimal = NOTHING

    @property
    def left(self) -> Decimal:
        """Return what is there."""
        return self.came - self.went


@dataclass(frozen=True, slots=True)
class TraceSums:
    """Where all that came in is: ``received`` is the sum of the others.

    ``lost`` is less what a count found again. ``beyond`` is what went to stores that the reader does not see; it is
    negative where more came from them.
    """

    received: Decimal
    on_hand: Decimal
    consumed: Decimal
    lost: Decimal
    sent_back: Decimal
    delivered: Decimal
    beyond: Decimal


def kind_of(passage: Passage) -> StepKind:
    """Return what a passage is in the words of the store; a reversal is what it takes back."""
    meant = passage.meant
    if meant.source.kind == meant.target.kind == "bin":
        return "transfer" if meant.source.owner_id == meant.target.owner_id else "handover"
    if meant.employers and meant.source.kind == "customer":
        return "employer_supply"
    if meant.employers and meant.target.kind == "customer":
        return "employer_return"
    return KINDS.get((meant.source.kind, meant.target.kind), "other")


def whereabouts(passages: Iterable[Passage]) -> dict[Place, Whereabouts]:
    """Return what came to each place and went from it.

    Shape: over all places what is left adds up to zero, since each passage only moves.
    """
    found: dict[Place, Whereabouts] = {}
    for passage in passages:
        meant = passage.meant
        at = found.get(meant.source, Whereabouts())
        found[meant.source] = replace(at, went=at.went + meant.quantity)
        at = found.get(meant.target, Whereabouts())
        found[meant.target] = replace(at, came=at.came + meant.quantity)
    return found


def sums_of(passages: Sequence[Passage], *, seen: Iterable[Place]) -> TraceSums:
    """Return where all that came in is; ``seen`` are the bins of which the reader sees every passage."""
    stores = set(seen)
    total = dict.fromkeys(("in", "sent_back", "bin", "beyond", "node", "loss", "customer"), NOTHING)
    for passage in passages:
        meant = passage.meant
        ends = (("in", meant.source, -meant.quantity), ("sent_back", meant.target, meant.quantity))
        for end, place, quantity in ends:
            if passage.comes_from(place):
                total[end] += quantity
            elif place.kind == "bin" and place not in stores:
                total["beyond"] += quantity
            else:
                total[COUNTED_AS.get(place.kind, place.kind)] += quantity
    return TraceSums(
        received=-total["in"],
        on_hand=total["bin"],
        consumed=total["node"],
        lost=total["loss"],
        sent_back=total["sent_back"],
        delivered=total["customer"],
        beyond=total["beyond"],
    )


def still_drawn(passages: Iterable[Passage]) -> dict[UUID, Decimal]:
    """Return what is still out of each passage to a place of use, after its returns and its reversal."""
    ordered = list(passages)
    by_id = {passage.id: passage for passage in ordered}
    out = {p.id: p.quantity for p in ordered if p.target.kind == "node" and p.reverses_id is None}
    for passage in ordered:
        undone = by_id.get(passage.reverses_id) if passage.reverses_id else None
        if undone is not None and undone.id in out:
            out[undone.id] -= passage.quantity
        back = undone or passage
        if back.source.kind == "node" and back.linked_id in out:
            out[back.linked_id] -= passage.meant.quantity
    return out
