"""Work out what a value note would come to, and write nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongliao.costing.models import ValueNote
from gongliao.costing.operations.check_value_note import changes_of, check_value_note, head_of, names_of
from gongliao.costing.operations.requests import ValueNoteRequest
from gongliao.costing.permissions import RECORD
from gongliao.costing.queries.value_notes import SaidLine
from gongliao.costing.rules import SaidOfLine
from gongliao.kernel.values import Money, Quantity
from gongliao.ledger.public import hold_receipts
from gongliao.platform.public import Actor, Where, in_tenant, require


@dataclass(frozen=True, slots=True)
class PreviewedLine:
    """By how much a line's goods would cost more."""

    id: UUID
    change: Money


@in_tenant
def preview_value_note(*, actor: Actor, request: ValueNoteRequest, at: datetime) -> list[PreviewedLine]:
    """Return what each line would come to if the note were posted now.

    Raises: as saving and posting it would, but for ValueBelowNothing.
    """
    require(actor, RECORD, Where(request.company_id))
    check_value_note(request, at=at)
    lines = [
        SaidLine(
            line.id,
            line_no,
            line.receipt_id,
            line.receipt_line_id,
            SaidOfLine(
                None if line.quantity is None else Quantity(line.quantity),
                None if line.amount is None else Money(line.amount),
                line.price,
            ),
        )
        for line_no, line in enumerate(request.lines, start=1)
    ]
    held = hold_receipts(company_id=request.company_id, lines=names_of(lines))
    changes = changes_of(ValueNote(**head_of(request)), lines, held)
    return [PreviewedLine(each.line.id, each.amount) for each in changes]
