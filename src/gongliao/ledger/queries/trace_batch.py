"""A batch back to where it came from, and forward to every place that it went to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from gongliao.ledger.models import Batch, StockMove
from gongliao.ledger.permissions import READ, visible_moves
from gongliao.ledger.queries.batches import batch_of
from gongliao.ledger.queries.trace_names import (
    NamedDocument,
    NamedOrder,
    NamedPlace,
    named_documents,
    named_orders,
    named_people,
    named_places,
)
from gongliao.ledger.rules.places import Place
from gongliao.ledger.rules.tracing import Passage, StepKind, TraceSums, kind_of, still_drawn, sums_of, whereabouts
from gongliao.platform.public import Actor, Where

# Where somebody looks first for goods that must be found.
FOUND_AT = ("bin", "site", "node", "customer", "supplier", "loss", "gain", "opening")
# What goes back to a supplier leaves by one move and is priced by another (ADR-0017); a trace tells the first alone.
PRICED = Q(source_kind="variance", target_kind="supplier") | Q(source_kind="supplier", target_kind="variance")


@dataclass(frozen=True)
class TraceStep:
    """One passage of the goods, by one document line; ``left`` is what of a draw is still out.

    ``undoes`` tells a reversal, whose places are those of the goods on their way back; ``undone_by`` is the number of
    the document that took this one back.
    """

    id: UUID
    kind: StepKind
    business_date: date
    recorded_at: datetime
    recorded_by_name: str
    document_type: str
    document_id: UUID
    document: NamedDocument
    order: NamedOrder | None
    source: NamedPlace
    target: NamedPlace
    quantity: Decimal
    left: Decimal | None
    undoes: bool
    undone_by: str | None


@dataclass(frozen=True)
class TracedPlace:
    """A place of ours, or of a use, that the goods came to; what left it again is counted as gone."""

    place: NamedPlace
    came: Decimal
    went: Decimal
    left: Decimal
    last_on: date


@dataclass(frozen=True)
class BatchTrace:
    """All that is known of where a batch was; the places that still have some of it come first."""

    batch: Batch
    sums: TraceSums
    places: Sequence[TracedPlace]
    steps: Sequence[TraceStep]


def trace_batch(*, actor: Actor, batch_id: UUID) -> BatchTrace:
    """Return where a batch came from and where it is, as far as the actor sees its moves.

    Shape: steps by business date, then as they were recorded. Nothing tells what the goods are worth.
    Units: quantities in the item's base unit; ``sums.received`` is the sum of the other sums for every reader.
    Raises: MissingGrant, BatchNotFound.
    Source: requirements 3.7.
    """
    batch = batch_of(actor=actor, batch_id=batch_id)
    # The item narrows the moves by their index.
    rows = visible_moves(actor).filter(item_id=batch.item_id, batch_id=batch.id, corrects_id__isnull=True)
    moves, used = _of_goods(list(rows.exclude(PRICED).order_by("business_date", "seq")))
    passages = [_to_site(_passage(move)) if move.id in used else _passage(move) for move in moves]
    names = named_places({place for each in passages for place in (each.source, each.target)})
    return BatchTrace(
        batch=batch,
        sums=sums_of(passages, seen=_seen(actor, moves, passages, names)),
        places=_places(moves, passages, names),
        steps=_steps(moves, passages, names),
    )


def _of_goods(moves: Sequence[StockMove]) -> tuple[list[StockMove], set[UUID]]:
    """Return the moves without those that only bought what a supplier consigned, and which took it out to be used.

    Such goods leave their bin for the site in one passage: the supplier sees none of them on the way (ADR-0025).
    """

    def key(move: StockMove) -> tuple[UUID, UUID]:
        return move.document_id, move.document_line_id

    bought = {key(m): m.id for m in moves if {m.source_kind, m.target_kind} == {"supplier", "site"}}
    taken = [m for m in moves if m.ownership == "consignment" and {m.source_kind, m.target_kind} == {"supplier", "bin"}]
    used = {move.id for move in taken if key(move) in bought}
    left_out = {bought[key(move)] for move in taken if key(move) in bought}
    return [move for move in moves if move.id not in left_out], used


def _to_site(passage: Passage) -> Passage:
    """Return the passage of goods that were used with the site where the supplier stands in the books."""
    if passage.source.kind == "supplier":
        return replace(passage, source=Place("site", passage.target.id))
    return replace(passage, target=Place("site", passage.source.id))


def _passage(move: StockMove) -> Passage:
    return Passage(
        id=move.id,
        source=_place(move, "source"),
        target=_place(move, "target"),
        quantity=move.quantity,
        reverses_id=move.reverses_id,
        linked_id=move.linked_id,
        employers=move.ownership == "owner_supplied",
    )


def _place(move: Any, end: str) -> Place:
    kind, id_, owner_id = (getattr(move, f"{end}_{name}") for name in ("kind", "id", "owner_id"))
    return Place("supplier" if kind == "variance" else kind, id_, owner_id)


def _seen(
    actor: Actor, moves: Sequence[StockMove], passages: Sequence[Passage], names: dict[Place, NamedPlace]
) -> set[Place]:
    """Return the bins all of whose moves the actor sees, as ``moves_within`` has it."""
    reach = actor.reach(READ)
    seen: set[Place] = set()
    for move, passage in zip(moves, passages, strict=True):
        for place in (passage.source, passage.target):
            where = Where(move.company_id, names[place].project_id, names[place].warehouse_id)
            if place.kind == "bin" and reach.covers(where):
                seen.add(place)
    return seen


def _places(
    moves: Sequence[StockMove], passages: Sequence[Passage], names: dict[Place, NamedPlace]
) -> list[TracedPlace]:
    last: dict[Place, date] = {}
    for move, passage in zip(moves, passages, strict=True):
        last[passage.source] = last[passage.target] = move.business_date
    found = [
        TracedPlace(names[place], at.came, at.went, at.left, last[place])
        for place, at in whereabouts(passages).items()
        if at.came
    ]
    return sorted(found, key=_first_to_look)


def _first_to_look(traced: TracedPlace) -> tuple[Any, ...]:
    place = traced.place
    return traced.left <= 0, FOUND_AT.index(place.kind), place.project_code or "", place.name, place.code


def _steps(moves: Sequence[StockMove], passages: Sequence[Passage], names: dict[Place, NamedPlace]) -> list[TraceStep]:
    documents, orders = named_documents(moves), named_orders(moves)
    people = named_people({move.recorded_by_id for move in moves})
    left = still_drawn(passages)
    undone = {move.reverses_id: documents[move.document_id].number for move in moves if move.reverses_id}
    return [
        TraceStep(
            id=move.id,
            kind=kind_of(passage),
            business_date=move.business_date,
            recorded_at=move.recorded_at,
            recorded_by_name=people.get(move.recorded_by_id, ""),
            document_type=move.document_type,
            document_id=move.document_id,
            document=documents[move.document_id],
            order=orders.get(move.document_line_id),
            source=names[passage.source],
            target=names[passage.target],
            quantity=move.quantity,
            left=left.get(move.id),
            undoes=move.reverses_id is not None,
            undone_by=undone.get(move.id),
        )
        for move, passage in zip(moves, passages, strict=True)
    ]
