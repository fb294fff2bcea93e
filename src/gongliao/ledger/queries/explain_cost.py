"""Explain a cost: from what a move is worth back to all that made its price."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gongliao.kernel.values import NO_MONEY, Money
from gongliao.ledger.errors import StockMoveNotFound
from gongliao.ledger.models import StockMove
from gongliao.ledger.permissions import SEE_COST
from gongliao.ledger.queries.counted import has_no_price
from gongliao.ledger.queries.pool_history import (
    Standpoint,
    last_of_document,
    latest_of_item,
    latest_of_pool,
    read_carried,
    read_corrections,
    read_layers_at,
    read_page,
)
from gongliao.ledger.queries.stock import MoveFilter, moves
from gongliao.ledger.rules.costing import in_cents, in_micro
from gongliao.ledger.rules.explain import (
    NOTHING,
    Held,
    Known,
    Reckoning,
    Step,
    fold_unseen,
    reckon_at_unit_cost,
    reckon_from_move,
    reckon_from_pool,
    walk,
)
from gongliao.platform.public import Actor, MissingGrant, require

# More than the steps of any pool.
FROM_THE_END = 2**62
# What a reader is shown of the layers that a move took; the rest is summed up.
LAYERS_SHOWN = 200


@dataclass(frozen=True)
class ExplainRequest:
    """Which move, as known when, and which page of the steps that led to it.

    Without ``before`` the page is the last; ``through`` holds later pages to what the first one knew.
    """

    move_id: UUID
    known: Known = "now"
    limit: int = 50
    before: int = FROM_THE_END
    through: int | None = None


@dataclass(frozen=True)
class ShownMove:
    """A move as ``queries.stock`` reads it, with the last of its corrections, how many it has and their sum."""

    row: Any
    corrections: tuple[Any, ...] = ()
    how_many: int = 0
    corrected: Money = NO_MONEY

    @property
    def value(self) -> Money:
        """Return what the move is known to be worth."""
        return Money(self.row.value + self.corrected)


@dataclass(frozen=True)
class Explanation:
    """A move's price, and what led to it.

    Shape: ``move`` is the one asked for, or the one that it corrects or reverses; ``reckoning`` says how it is worth
    what it is and ``value`` what is booked, in cents, which are the same unless the books are broken. ``steps`` start
    from ``opening``, of which ``earlier`` steps came before since the pool was last empty; ``shown`` are the moves that
    the actor may see, by id. ``origins`` are the moves to go on to, by the step's move.
    """

    move: ShownMove
    known: Known
    through: int
    value: int
    reversed_by: Any | None
    reckoning: Reckoning
    opening: Held = NOTHING
    earlier: int = 0
    steps: tuple[Step, ...] = ()
    shown: Mapping[UUID, ShownMove] = field(default_factory=dict)
    origins: Mapping[UUID, UUID] = field(default_factory=dict)


def explain_cost(*, actor: Actor, request: ExplainRequest) -> Explanation:
    """Return what made the price of a move, to the cent, as known now or as known when it was posted.

    What was reversed counts as never booked, so a move that was reversed itself is explained as it was until then.
    Moves of the pool that the actor may not see are sums without documents.

    Raises: MissingGrant, StockMoveNotFound.
    Source: requirements 5; design.md 4, "Valuation" and "One correction mechanism".
    """
    require(actor, SEE_COST)
    # What rows show takes long to say, so it is said once.
    visible = moves(actor=actor, wanted=MoveFilter())
    move = _seen_move(visible, request.move_id)
    if original_id := move.corrects_id or move.reverses_id:
        move = _seen_move(visible, original_id)
    mirror = _mirror(visible, move)
    through = _through(request, move, mirror)
    target = _corrected(visible, {move.id: move}, through)[move.id]
    value = in_cents(target.value)
    at = _standpoint(move, through)
    if move.source_kind != "bin" and not (move.source_kind == "gain" and has_no_price(move.counted_id)):
        reckoning = _brought(move, value, through)
        return Explanation(
            target, request.known, through, value, mirror, reckoning, origins=_origins(visible, {move.id: target})
        )
    page = read_page(at, before=request.before, limit=request.limit)
    reckoning = _from_pool(move, at, page.found)
    laid = {each.layer.move_id for each in reckoning.layers[:LAYERS_SHOWN]}
    shown = _shown(visible, laid | {entry.move_id for entry in page.entries}, through)
    arrived = laid | {entry.move_id for entry in page.entries if entry.arrives}
    steps = walk(page.entries, opening=page.opening, first=page.first)
    return Explanation(
        move=target,
        known=request.known,
        through=through,
        value=value,
        reversed_by=mirror,
        reckoning=reckoning,
        opening=page.opening,
        earlier=page.first - 1,
        steps=fold_unseen(steps, seen=shown),
        shown=shown,
        origins=_origins(visible, {id_: each for id_, each in shown.items() if id_ in arrived}),
    )


def _from_pool(move: Any, at: Standpoint, found: Held) -> Reckoning:
    """Return how goods are worth what they are that leave a pool, or that a count found beside those in it."""
    quantity, method = in_micro(move.quantity), _valued_by(move)
    if move.source_kind != "bin":
        return reckon_at_unit_cost(quantity, pool=found)
    layers = read_layers_at(at, found) if method == "fifo" else ()
    return reckon_from_pool(quantity, method=method, pool=found, layers=layers)


def _seen_move(visible: QuerySet[Any], move_id: UUID) -> Any:
    row = visible.filter(id=move_id).first()
    if row is None:
        raise StockMoveNotFound(id=move_id)
    if row.shown_value is None:
        raise MissingGrant(grant=SEE_COST)
    return row


def _mirror(visible: QuerySet[Any], move: Any) -> Any | None:
    """Return the move that took a move back, as far as the actor sees it."""
    # Few are taken back, and what a move shows takes long to ask.
    if not StockMove.objects.filter(reverses_id=move.id).exists():
        return None
    return visible.filter(reverses_id=move.id).first()


def _through(request: ExplainRequest, move: Any, mirror: Any | None) -> int:
    """Return the last row of the books that counts."""
    posted = last_of_document(document_type=move.document_type, document_id=move.document_id, item_id=move.item_id)
    if request.known == "posted":
        return posted
    if mirror is not None:
        return int(mirror.seq) - 1
    if request.through is not None:
        return max(request.through, posted)
    if "bin" not in (move.source_kind, move.target_kind):
        return latest_of_item(company_id=move.company_id, item_id=move.item_id)
    at = _standpoint(move, 0)
    return latest_of_pool(
        company_id=at.company_id,
        item_id=at.item_id,
        ownership=at.ownership,
        owner_id=at.owner_id,
        batch_id=at.batch_id,
    )


def _standpoint(move: Any, through: int) -> Standpoint:
    """Return the pool that a move leaves, or else enters, just before it."""
    leaves = move.source_kind == "bin"
    return Standpoint(
        company_id=move.company_id,
        item_id=move.item_id,
        ownership=move.ownership,
        owner_id=move.source_owner_id if leaves else move.target_owner_id,
        batch_id=move.batch_id if _valued_by(move) == "specific_batch" else None,
        method=move.method,
        through=through,
        day=move.business_date,
        of_the_day=leaves or move.source_kind == "gain",
        place=move.seq if move.place_seq is None else move.place_seq,
        seq=move.seq,
    )


def _valued_by(move: Any) -> Any:
    return move.method or move.item.valuation_method


def _brought(move: Any, value: int, through: int) -> Reckoning:
    """Return how goods that come from outside are worth what they are: by their document, or by what they came from."""
    quantity = in_micro(move.quantity)
    if move.linked_id is None:
        return Reckoning("given", quantity, value)
    source, taken = read_carried(move.linked_id, through=through, day=move.business_date, seq=move.seq)
    return reckon_from_move(quantity, source=source, taken=taken)


def _shown(visible: QuerySet[Any], move_ids: Collection[UUID], through: int) -> dict[UUID, ShownMove]:
    """Return those of the moves whose value the actor may see, with their corrections."""
    if not move_ids:
        return {}
    rows = visible.filter(id__in=move_ids)
    return _corrected(visible, {row.id: row for row in rows if row.shown_value is not None}, through)


def _corrected(visible: QuerySet[Any], seen: Mapping[UUID, Any], through: int) -> dict[UUID, ShownMove]:
    named = read_corrections(list(seen), through=through)
    details = {row.id: row for row in visible.filter(id__in=[row[0] for row in named])} if named else {}
    shown = {id_: ShownMove(row) for id_, row in seen.items()}
    for correction_id, move_id, how_many, corrected in named:
        corrections = (*shown[move_id].corrections, details[correction_id])
        shown[move_id] = ShownMove(seen[move_id], corrections, how_many, corrected)
    return shown


def _origins(visible: QuerySet[Any], arrivals: Mapping[UUID, ShownMove]) -> dict[UUID, UUID]:
    """Return where the price of what arrived was made: in the pool that it left, or by the move it is linked to."""
    origins = {id_: id_ for id_, move in arrivals.items() if move.row.source_kind == "bin"}
    linked = {id_: move.row.linked_id for id_, move in arrivals.items() if move.row.linked_id}
    if linked:
        rows = visible.filter(id__in=set(linked.values()))
        seen = {row.id for row in rows if row.shown_value is not None}
        origins |= {id_: linked_id for id_, linked_id in linked.items() if linked_id in seen}
    return origins
