"""An explanation as the rows of a sheet, by which each figure can be worked out again."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gongliao.ledger.schemas.explanations import CorrectionOut, ExplainedMoveOut, ExplanationOut, HeldOut, LayerOut
from gongliao.platform.public import sentence

COLUMNS = (
    "step",
    "kind",
    "document_number",
    "cause",
    "business_date",
    "posting_date",
    "recorded_at",
    "from_place",
    "to_place",
    "quantity_in",
    "quantity_out",
    "value_in",
    "value_out",
    "pool_quantity",
    "pool_value",
    "pool_unit_cost",
)

Row = dict[str, Any]

# What stands on rows that are no moves of their own; the others are called what a trace calls them.
OWN = ("unseen", "correction", "layer", "layers")
_BOOK = {True: "explain", False: "trace"}


def sheet_rows(found: ExplanationOut, *, language: str) -> Iterator[Row]:
    """Return a row for each move as posted and for each of its corrections, then the layers taken and the move itself.

    What happened and why stand there in the reader's words.
    """
    for row in _rows(found):
        cause = {"cause": sentence(f"cause.{row['cause']}", language=language)} if row.get("cause") else {}
        yield row | {"kind": sentence(f"{_BOOK[row['kind'] in OWN]}.{row['kind']}", language=language)} | cause


def _rows(found: ExplanationOut) -> Iterator[Row]:
    """Return the rows in the words of the books.

    Shape: what the pool held stands on the last row of each step; values add up to it from the first row on.
    """
    for step in found.steps:
        came = step.quantity_in is not None
        if step.move is None:
            row: Row = {"kind": "unseen", "quantity_in": step.quantity_in, "quantity_out": step.quantity_out}
            rows = [row | {"value_in": step.value_in, "value_out": step.value_out}]
        else:
            rows = _of_move(step.move, came=came)
        rows[-1] |= _held(step.after)
        yield from ({"step": step.number} | each for each in rows)
    yield from (_of_layer(layer) for layer in found.reckoning.layers)
    if found.reckoning.more_layers:
        rest = found.reckoning
        yield {"kind": "layers", "quantity_out": rest.more_layers_quantity, "value_out": rest.more_layers_value}
    leaves = found.reckoning.way not in ("given", "carried", "unit_cost")
    yield from _of_move(found.move, came=not leaves)


def _of_move(move: ExplainedMoveOut, *, came: bool) -> list[Row]:
    described = {name: getattr(move, name) for name in COLUMNS if name in ExplainedMoveOut.model_fields}
    posted = described | {"quantity_in" if came else "quantity_out": move.quantity} | _value(move.value_posted, came)
    before = [{"kind": "correction"} | _value(move.earlier_corrections_value, came)] if move.earlier_corrections else []
    return [posted, *before, *(_of_correction(each, came=came) for each in move.corrections)]


def _of_correction(correction: CorrectionOut, *, came: bool) -> Row:
    described = {name: getattr(correction, name) for name in COLUMNS if name in CorrectionOut.model_fields}
    return {"kind": "correction"} | described | _value(correction.value, came)


def _of_layer(layer: LayerOut) -> Row:
    number = layer.move.document_number if layer.move else None
    taken = {"quantity_out": layer.taken_quantity, "value_out": layer.taken_value}
    return {
        "kind": "layer",
        "document_number": number,
        "pool_quantity": layer.quantity,
        "pool_value": layer.value,
    } | taken


def _value(value: Decimal, came: bool) -> Row:
    return {"value_in" if came else "value_out": value}


def _held(held: HeldOut) -> Row:
    return {"pool_quantity": held.quantity, "pool_value": held.value, "pool_unit_cost": held.unit_cost}
