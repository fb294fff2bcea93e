"""Settle what was known at an instant, so that a report of it never changes afterwards (design.md, invariant 9)."""

from datetime import datetime
from uuid import UUID

from gongliao.ledger.errors.periods import KnownInFuture
from gongliao.platform.public import Actor, Books, hold_books_alone, in_tenant


@in_tenant
def know_until(*, actor: Actor, company_id: UUID, known_at: datetime, at: datetime) -> None:
    """Let nothing be recorded at or before an instant any more in a company.

    What is being posted is waited for; what is posted after is recorded after the instant, whatever its clock says.
    Nobody is waited for where somebody asked about the instant, or a later one, before.

    Raises: KnownInFuture.
    """
    if known_at > at:
        raise KnownInFuture(at=known_at)
    if Books.objects.filter(company_id=company_id, known_through__gte=known_at).exists():
        return
    hold_books_alone(company_id)
    books, _ = Books.objects.get_or_create(company_id=company_id)
    # Somebody may have asked about a later instant while this waited.
    books.known_through = max(known_at, books.known_through or known_at)
    books.save(update_fields=["known_through"])
