"""Writing a note that is posted from the start: recorded in one step, or the mirror of another."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from gongliao.costing.models import CostNote
from gongliao.ledger.public import Voucher
from gongliao.platform.public import Actor, Insert, take_number, write_journal

_LINES = Insert(
    "costing_costnoteline",
    (
        "id",
        "tenant_id",
        "document_id",
        "line_no",
        "project_id",
        "node_id",
        "category_id",
        "party_id",
        "amount",
        "description",
        "item_id",
        "quantity",
        "price",
    ),
)
_GIVEN = _LINES.columns[4:]


def write_posted_note(
    *,
    actor: Actor,
    voucher: Voucher,
    digest: str,
    head: Mapping[str, Any],
    lines: Sequence[Mapping[str, Any]],
    at: datetime,
) -> CostNote:
    """Write a posted note under the next number, its lines and the first line of its journal."""
    note = CostNote(
        id=voucher.id,
        state="posted",
        number=take_number(prefix=CostNote.number_prefix, on=head["business_date"]),
        posting_date=voucher.posting_date,
        fingerprint=digest,
        created_by_id=actor.person_id,
        created_at=at,
        **head,
    )
    note.save(force_insert=True)
    _LINES.run(
        [
            (line["id"], actor.tenant_id, voucher.id, line_no, *(line[name] for name in _GIVEN))
            for line_no, line in enumerate(lines, start=1)
        ]
    )
    write_journal(actor=actor, document_type=note.document_type, document_id=voucher.id, action="recorded", at=at)
    return note
