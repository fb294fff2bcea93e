"""Where batches came from and where they went, over HTTP. No figure here tells what goods are worth."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from gongliao.ledger.queries.trace_batch import BatchTrace, TracedPlace, TraceStep
from gongliao.ledger.queries.trace_names import NamedPlace
from gongliao.ledger.queries.used_batches import UsedBatchFilter
from gongliao.ledger.rules.tracing import StepKind
from gongliao.ledger.schemas.batches import BatchOut, batch_out
from gongliao.ledger.schemas.stock import PlaceKindOut
from gongliao.platform.public import ListQuery, QuantityOut, Schema, sentence


class TraceQuery(Schema):
    """Whether the trace comes as a workbook."""

    format: Literal["json", "xlsx"] = "json"


class TraceSumsOut(Schema):
    """Where all that came in is: ``received`` is the sum of the others.

    ``beyond`` went to stores that the reader does not see; it is negative where more came from them.
    """

    received: QuantityOut
    on_hand: QuantityOut
    consumed: QuantityOut
    lost: QuantityOut
    sent_back: QuantityOut
    delivered: QuantityOut
    beyond: QuantityOut


class TracePlaceOut(Schema):
    """A place of a batch. A bin has its warehouse's name; the project is a node's, or whose stock lies at the bin."""

    kind: PlaceKindOut
    id: UUID
    code: str
    name: str
    project_id: UUID | None
    project_code: str | None
    project_name: str | None


class TracedPlaceOut(TracePlaceOut):
    """A place that the goods came to, and what of them is there still."""

    came: QuantityOut
    went: QuantityOut
    left: QuantityOut
    last_on: date


class TraceStepOut(Schema):
    """One passage of the goods; ``left`` is what of a draw is still out, null for what is no draw."""

    id: UUID
    kind: StepKind
    business_date: date
    recorded_at: datetime
    recorded_by_name: str
    document_type: str
    document_id: UUID
    document_number: str
    recipient: str
    delivery_note: str
    order_id: UUID | None
    order_number: str | None
    source: TracePlaceOut
    target: TracePlaceOut
    quantity: QuantityOut
    left: QuantityOut | None
    undoes: bool
    undone_by: str | None


class BatchTraceOut(Schema):
    """A batch with all that the reader sees of where it came from and where it is."""

    batch: BatchOut
    sums: TraceSumsOut
    places: list[TracedPlaceOut]
    steps: list[TraceStepOut]


class UsedBatchQuery(ListQuery):
    """Filters of the batches behind a use: of a project, a node with all below it, a document or one of its lines."""

    project_id: UUID | None = None
    node_id: UUID | None = None
    document_id: UUID | None = None
    document_line_id: UUID | None = None
    item_id: UUID | None = None
    supplier_id: UUID | None = None

    def as_filter(self) -> UsedBatchFilter:
        """Return what the query takes."""
        return UsedBatchFilter(**{name: getattr(self, name) for name in UsedBatchFilter.__dataclass_fields__})


class OriginOut(Schema):
    """A document by which goods of a batch came in."""

    type: str
    id: UUID
    number: str
    business_date: date


class UsedBatchOut(BatchOut):
    """A batch behind a use; ``drawn`` went there, ``used`` of it is still there. ``receipts`` tells the origins."""

    drawn: QuantityOut
    used: QuantityOut
    origins: list[OriginOut]
    receipts: str


def trace_out(trace: BatchTrace) -> BatchTraceOut:
    """Present a trace."""
    return BatchTraceOut(
        batch=batch_out(trace.batch),
        sums=TraceSumsOut.model_validate(trace.sums),
        places=[_traced(each) for each in trace.places],
        steps=[_step(each) for each in trace.steps],
    )


def place_row(traced: TracedPlace, *, unit: str, language: str) -> dict[str, Any]:
    """Return a place as a row of a sheet."""
    row = _traced(traced).model_dump()
    return {**row, "kind": sentence(f"place.{traced.place.kind}", language=language), "base_unit": unit}


def step_row(step: TraceStep, *, unit: str, language: str) -> dict[str, Any]:
    """Return a step as a row of a sheet."""
    word = sentence(f"trace.{step.kind}", language=language)
    return {
        **_step(step).model_dump(exclude={"source", "target"}),
        "kind": f"{word} {sentence('trace.undone', language=language)}" if step.undoes else word,
        "from_place": _spoken(step.source, language),
        "to_place": _spoken(step.target, language),
        "base_unit": unit,
    }


def used_batch_out(row: Any) -> UsedBatchOut:
    """Present a batch behind a use, as ``queries.used_batches`` reads it."""
    origins = [OriginOut(**origin) for origin in row.origins]
    return UsedBatchOut(
        **batch_out(row).model_dump(),
        drawn=row.drawn,
        used=row.used,
        origins=origins,
        receipts=", ".join(origin.number for origin in origins),
    )


def _traced(traced: TracedPlace) -> TracedPlaceOut:
    figures = {name: getattr(traced, name) for name in ("came", "went", "left", "last_on")}
    return TracedPlaceOut(**_place(traced.place).model_dump(), **figures)


def _step(step: TraceStep) -> TraceStepOut:
    told = ("id", "kind", "business_date", "recorded_at", "recorded_by_name", "document_type", "document_id")
    figures = ("quantity", "left", "undoes", "undone_by")
    return TraceStepOut(
        **{name: getattr(step, name) for name in (*told, *figures)},
        document_number=step.document.number,
        recipient=step.document.recipient,
        delivery_note=step.document.delivery_note,
        order_id=step.order.id if step.order else None,
        order_number=step.order.number if step.order else None,
        source=_place(step.source),
        target=_place(step.target),
    )


def _place(place: NamedPlace) -> TracePlaceOut:
    return TracePlaceOut.model_validate(place)


def _spoken(place: NamedPlace, language: str) -> str:
    parts = (sentence(f"place.{place.kind}", language=language), place.project_code, place.name, place.code)
    return " ".join(part for part in parts if part)
