"""Explanations of a cost over HTTP."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from pydantic import Field

from gongliao.kernel.values import NO_MONEY
from gongliao.ledger.queries.explain_cost import FROM_THE_END, LAYERS_SHOWN, ExplainRequest, Explanation, ShownMove
from gongliao.ledger.rules.causes import Cause
from gongliao.ledger.rules.costing import of_cents, of_micro
from gongliao.ledger.rules.explain import (
    Held,
    Known,
    MoveKind,
    Reckoning,
    Rounding,
    Step,
    TakenLayer,
    Way,
    kind_of_move,
)
from gongliao.ledger.schemas.common import item_fields, known, times_and_document, unit_cost
from gongliao.ledger.schemas.stock import place_out, spoken
from gongliao.platform.public import MoneyOut, PriceOut, QuantityOut, Schema, Whole

SEQ_MAX = 2**62


class ExplainQuery(Schema):
    """As known when, and which page; ``before`` and ``through`` go on to earlier steps as the last answer says."""

    known: Known = "now"
    limit: Annotated[Whole, Field(ge=1, le=200)] = 50
    before: Annotated[Whole, Field(ge=2, le=SEQ_MAX)] | None = None
    through: Annotated[Whole, Field(ge=0, le=SEQ_MAX)] | None = None
    format: Literal["json", "xlsx"] = "json"

    def as_request(self, move_id: UUID) -> ExplainRequest:
        """Return what the query takes."""
        return ExplainRequest(move_id, self.known, self.limit, self.before or FROM_THE_END, self.through)


class DocumentOut(Schema):
    """A document by name."""

    document_type: str
    document_id: UUID
    document_number: str


class CorrectionOut(DocumentOut):
    """A value-only move: by how much the move turned out to be worth more or less, and what caused it."""

    id: UUID
    cause: Cause | None
    business_date: date
    posting_date: date
    recorded_at: datetime
    value: MoneyOut


class ExplainedMoveOut(DocumentOut):
    """A move as booked, with what was corrected since.

    ``value_posted``, ``earlier_corrections_value`` and ``corrections`` add up to ``value``. The last corrections are
    listed; those before are ``earlier_corrections`` in number. ``origin_id`` is the move to explain next, which made
    the price that the goods came with.
    """

    id: UUID
    kind: MoveKind
    business_date: date
    posting_date: date
    recorded_at: datetime
    from_place: str
    to_place: str
    quantity: QuantityOut
    value_posted: MoneyOut
    earlier_corrections: int
    earlier_corrections_value: MoneyOut
    corrections: list[CorrectionOut]
    value: MoneyOut
    unit_cost: PriceOut | None
    origin_id: UUID | None


class HeldOut(Schema):
    """What a pool holds."""

    quantity: QuantityOut
    value: MoneyOut
    unit_cost: PriceOut | None


class StepOut(Schema):
    """What a move did to the pool; ``after`` is what the pool held then.

    Moves in a row that the reader may not see are one step: ``move`` is null and ``moves`` tells how many they are.
    """

    number: int
    move: ExplainedMoveOut | None
    moves: int
    quantity_in: QuantityOut | None
    quantity_out: QuantityOut | None
    value_in: MoneyOut | None
    value_out: MoneyOut | None
    after: HeldOut


class LayerOut(Schema):
    """A layer that first-in-first-out took from: what lay in it, and what of it was taken."""

    move: ExplainedMoveOut | None
    quantity: QuantityOut
    value: MoneyOut
    taken_quantity: QuantityOut
    taken_value: MoneyOut
    rounding: Rounding


class ReckoningOut(Schema):
    """How the value is worked out.

    ``moving_average``, ``specific_batch`` and, for goods that a count found, ``unit_cost``: ``base.value`` times
    ``quantity`` by ``base.quantity``, which is ``unrounded``, rounded to cents. ``fifo``: the sum of what was taken of
    ``layers``; those beyond the first are ``more_layers``. ``carried``: the part of the move ``base`` that ends at
    ``taken_before`` + ``quantity``, less the part that ends at ``taken_before``. ``given``: the document says so.
    """

    way: Way
    quantity: QuantityOut
    value: MoneyOut
    rounding: Rounding
    base: HeldOut | None
    unrounded: PriceOut | None
    taken_before: QuantityOut | None
    layers: list[LayerOut]
    more_layers: int
    more_layers_quantity: QuantityOut
    more_layers_value: MoneyOut


class ExplanationOut(Schema):
    """A move's price and what made it, as known ``now`` or when it was ``posted``.

    ``agrees`` tells whether what is worked out is what is booked. ``steps`` lead from ``opening`` to what the move
    found; ``earlier_steps`` come before, since the pool was last empty: ask for those ``before`` = ``next_before``,
    with the same ``through``.
    """

    known: Known
    through: int
    move: ExplainedMoveOut
    item_id: UUID
    item_code: str
    item_name: str
    item_specification: str
    base_unit: str
    batch_id: UUID | None
    batch_no: str | None
    owner_id: UUID | None
    owner_code: str | None
    owner_name: str | None
    reversed_by: DocumentOut | None
    reckoning: ReckoningOut
    agrees: bool
    opening: HeldOut
    earlier_steps: int
    steps: list[StepOut]
    next_before: int | None


def explanation_out(found: Explanation) -> ExplanationOut:
    """Present an explanation."""
    row = found.move.row
    end = "source" if row.source_kind == "bin" else "target"
    return ExplanationOut(
        known=found.known,
        through=found.through,
        move=_move(found.move, found),
        **item_fields(row.item),
        batch_id=known(row.batch_id),
        batch_no=row.batch_no,
        owner_id=known(getattr(row, f"{end}_owner_id")),
        owner_code=getattr(row, f"{end}_owner_code"),
        owner_name=getattr(row, f"{end}_owner_name"),
        reversed_by=_document(found.reversed_by) if found.reversed_by else None,
        reckoning=_reckoning(found.reckoning, found),
        agrees=found.reckoning.value == found.value,
        opening=_held(found.opening),
        earlier_steps=found.earlier,
        steps=[_step(step, found) for step in found.steps],
        next_before=found.earlier + 1 if found.earlier else None,
    )


def _move(shown: ShownMove, found: Explanation) -> ExplainedMoveOut:
    row: Any = shown.row
    listed = sum((each.value for each in shown.corrections), NO_MONEY)
    return ExplainedMoveOut(
        id=row.id,
        kind=kind_of_move(row.source_kind, row.target_kind, row.ownership),
        **times_and_document(row),
        from_place=spoken(place_out(row, "source")),
        to_place=spoken(place_out(row, "target")),
        quantity=row.quantity,
        value_posted=row.value,
        earlier_corrections=shown.how_many - len(shown.corrections),
        earlier_corrections_value=shown.corrected - listed,
        corrections=[_correction(each) for each in shown.corrections],
        value=shown.value,
        unit_cost=unit_cost(shown.value, row.quantity),
        origin_id=found.origins.get(row.id),
    )


def _correction(row: Any) -> CorrectionOut:
    cause = cast(Cause, row.cause) if row.cause else None
    return CorrectionOut(id=row.id, cause=cause, value=row.value, **times_and_document(row))


def _document(row: Any) -> DocumentOut:
    return DocumentOut(
        document_type=row.document_type, document_id=row.document_id, document_number=row.document_number
    )


def _held(held: Held) -> HeldOut:
    quantity, value = of_micro(held.quantity), of_cents(held.value)
    return HeldOut(quantity=quantity, value=value, unit_cost=unit_cost(value, quantity))


def _step(step: Step, found: Explanation) -> StepOut:
    shown = found.shown.get(step.move_id) if step.move_id else None
    # What did not move is left out, but goods may come at no price.
    came, went = step.quantity_in > 0, step.quantity_out > 0
    return StepOut(
        number=step.number,
        move=_move(shown, found) if shown else None,
        moves=step.moves,
        quantity_in=of_micro(step.quantity_in) if came else None,
        quantity_out=of_micro(step.quantity_out) if went else None,
        value_in=of_cents(step.value_in) if came else None,
        value_out=of_cents(step.value_out) if went else None,
        after=_held(step.after),
    )


def _reckoning(reckoning: Reckoning, found: Explanation) -> ReckoningOut:
    listed, more = reckoning.layers[:LAYERS_SHOWN], reckoning.layers[LAYERS_SHOWN:]
    carried: Decimal | None = of_micro(reckoning.taken) if reckoning.way == "carried" else None
    return ReckoningOut(
        way=reckoning.way,
        quantity=of_micro(reckoning.quantity),
        value=of_cents(reckoning.value),
        rounding=reckoning.rounding,
        base=None if reckoning.way == "given" else _held(reckoning.base),
        unrounded=reckoning.unrounded,
        taken_before=carried,
        layers=[_layer(each, found) for each in listed],
        more_layers=len(more),
        more_layers_quantity=of_micro(sum(each.quantity for each in more)),
        more_layers_value=of_cents(sum(each.value for each in more)),
    )


def _layer(taken: TakenLayer, found: Explanation) -> LayerOut:
    shown = found.shown.get(taken.layer.move_id)
    return LayerOut(
        move=_move(shown, found) if shown else None,
        quantity=of_micro(taken.layer.quantity),
        value=of_cents(taken.layer.value),
        taken_quantity=of_micro(taken.quantity),
        taken_value=of_cents(taken.value),
        rounding=taken.rounding,
    )
