"""Taking hold of a change of method: what its steps have in common."""

from datetime import datetime, timedelta
from uuid import UUID

from gongliao.costing.models import MethodChange
from gongliao.costing.permissions import CHANGE_METHOD, READ
from gongliao.costing.queries.method_changes import ChangeLine, lines_of_method_change
from gongliao.ledger.public import Voucher, open_voucher
from gongliao.platform.public import (
    Actor,
    DocumentNotFound,
    StaleVersion,
    Where,
    ask_company,
    hold_books_alone,
    lock_document,
    require,
)


def hold_method_change(*, actor: Actor, grant: str, change_id: UUID) -> tuple[MethodChange, list[ChangeLine]]:
    """Return the change, locked, and its lines, if the actor sees it and holds the grants for its company.

    Nobody posts in the company until the transaction ends: whoever posts reads how items are valued and counts on it.

    Raises: DocumentNotFound, MissingGrant, StaleVersion.
    """
    seen = MethodChange.objects.filter(id=change_id).first()
    if seen is None or not actor.reach(READ).covers(Where(seen.company_id)):
        raise DocumentNotFound(id=change_id)
    # Before the books are held, so that nobody keeps a company waiting who may do nothing there.
    require(actor, CHANGE_METHOD, Where(seen.company_id))
    require(actor, grant, Where(seen.company_id))
    hold_books_alone(seen.company_id)
    change = lock_document(MethodChange, change_id)
    if change.company_id != seen.company_id:
        raise StaleVersion(seen=seen.version, current=change.version)
    return change, lines_of_method_change(change_id)


def eve_of(change: MethodChange, *, actor: Actor, at: datetime, id: UUID | None = None) -> Voucher:
    """Return the change, or its mirror with another ``id``, as the cause of what moves at the end of the day before.

    Raises: PeriodClosing.
    """
    company = ask_company(change.company_id).get()
    assert company is not None
    return open_voucher(
        actor=actor,
        type=change.document_type,
        id=id or change.id,
        company=company,
        business_date=change.business_date - timedelta(days=1),
        at=at,
        backdates=False,
    )
