"""Value notes as people see them, and their lines as plain facts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from gongliao.costing.models import ValueNote, ValueNoteLine
from gongliao.costing.permissions import READ
from gongliao.costing.queries.narrowed import narrowed
from gongliao.costing.rules import Kind, ReceiptFigures, SaidOfLine
from gongliao.kernel.values import NO_MONEY, NO_QUANTITY, Money
from gongliao.ledger.public import HeldReceipts
from gongliao.platform.public import Actor, DocumentNotFound, current_tenant_id, fetch, require

_LINES = """
SELECT id, line_no, receipt_id, receipt_line_id, quantity, amount, price, change, turn FROM costing_valuenoteline
WHERE tenant_id = %s AND document_id = %s ORDER BY line_no
"""
# A note in force is posted, not reversed, and takes no other one back.
_SAID = """
SELECT l.receipt_line_id,
 sum(l.quantity) FILTER (WHERE n.state = 'posted' AND n.reverses_id IS NULL AND n.kind = 'invoice_difference'),
 sum(l.amount - l.change) FILTER (WHERE n.state = 'posted' AND n.reverses_id IS NULL AND n.kind = 'invoice_difference'),
 sum(l.change) FILTER (WHERE n.state = 'posted' AND n.reverses_id IS NULL AND n.kind = 'price_adjustment'),
 max(l.turn)
FROM costing_valuenoteline l JOIN costing_valuenote n ON n.tenant_id = l.tenant_id AND n.id = l.document_id
WHERE l.tenant_id = %s AND l.receipt_line_id = ANY(%s) AND n.state <> 'draft'
GROUP BY 1
"""
_STANDING = """
SELECT DISTINCT n.number FROM costing_valuenoteline own
JOIN costing_valuenoteline l ON l.tenant_id = own.tenant_id AND l.receipt_line_id = own.receipt_line_id
 AND l.turn > own.turn
JOIN costing_valuenote n ON n.tenant_id = l.tenant_id AND n.id = l.document_id
WHERE own.tenant_id = %s AND own.document_id = %s AND n.state = 'posted' AND n.reverses_id IS NULL
 AND n.kind IN ('price_adjustment', 'invoice_difference')
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line of a note, for deciding; ``change`` and ``turn`` are nothing before it is posted."""

    id: UUID
    line_no: int
    receipt_id: UUID
    receipt_line_id: UUID
    said: SaidOfLine
    change: Money = NO_MONEY
    turn: int = 0


@dataclass(frozen=True)
class ValueNoteFilter:
    """What a list of notes is narrowed to; ``None`` does not count."""

    q: str = ""
    state: str | None = None
    kind: Kind | None = None
    receipt_id: UUID | None = None
    party_id: UUID | None = None
    company_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


def lines_of_value_note(note_id: UUID) -> list[SaidLine]:
    """Return the lines of a note, in order."""
    rows = fetch(_LINES, (current_tenant_id(), note_id))
    return [
        SaidLine(id, line_no, receipt_id, receipt_line_id, SaidOfLine(*said), change, turn)
        for id, line_no, receipt_id, receipt_line_id, *said, change, turn in rows
    ]


def figures_of(held: HeldReceipts) -> Mapping[UUID, ReceiptFigures]:
    """Return held receipt lines with what notes in force say of them, by receipt line."""
    rows = fetch(_SAID, (current_tenant_id(), list(held.received)))
    said: dict[UUID, tuple[Decimal | int | None, ...]] = defaultdict(lambda: (None, None, None, 0))
    said.update({row[0]: tuple(row[1:]) for row in rows})
    found: dict[UUID, ReceiptFigures] = {}
    for line_id, received in held.received.items():
        invoiced, settled, repriced, turns = said[line_id]
        found[line_id] = ReceiptFigures(
            quantity=received.quantity,
            value=received.value,
            weight=received.item.weight,
            volume=received.item.volume,
            invoiced=invoiced or NO_QUANTITY,  # type: ignore[arg-type]
            settled=settled or NO_MONEY,  # type: ignore[arg-type]
            repriced=repriced or NO_MONEY,  # type: ignore[arg-type]
            turns=int(turns or 0),
        )
    return found


def notes_standing_on(note_id: UUID) -> tuple[str, ...]:
    """Return the numbers of later prices and invoices of the receipt lines that a posted note set the price of."""
    return tuple(number for (number,) in fetch(_STANDING, (current_tenant_id(), note_id)))


def value_notes(*, actor: Actor, wanted: ValueNoteFilter) -> "QuerySet[ValueNote]":
    """Return the notes that the actor sees.

    Raises: MissingGrant.
    """
    require(actor, READ)
    found = narrowed(ValueNote.visible_to(actor).select_related("created_by", "party"), wanted)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.party_id:
        found = found.filter(party_id=wanted.party_id)
    if wanted.receipt_id:
        lines = ValueNoteLine.objects.filter(document_id=OuterRef("pk"), receipt_id=wanted.receipt_id)
        found = found.filter(Exists(lines))
    if wanted.q:
        found = found.filter(
            Q(number__icontains=wanted.q) | Q(remark__icontains=wanted.q) | Q(reference__icontains=wanted.q)
        )
    return found.annotate(number_key=Coalesce("number", Value("")), party_name=F("party__name"))


def value_note_of(*, actor: Actor, note_id: UUID) -> ValueNote:
    """Return one note with its lines.

    Raises: MissingGrant, DocumentNotFound.
    """
    require(actor, READ)
    lines = ValueNoteLine.objects.order_by("line_no")
    found = (
        ValueNote.visible_to(actor)
        .filter(id=note_id)
        .select_related("created_by", "party")
        .prefetch_related(Prefetch("lines", queryset=lines), "reversed_by")
        .first()
    )
    if found is None:
        raise DocumentNotFound(id=note_id)
    return found
