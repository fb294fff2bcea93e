"""Settle what was known at an instant, so that a report of it never changes afterwards (design.md, invariant 9)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from gongliao.ledger.errors import KnownInFuture
from gongliao.platform.public import Actor, Books, Company, hold_books_alone, in_tenant


@in_tenant
def know_until(*, actor: Actor, company_ids: Iterable[UUID] | None, known_at: datetime, at: datetime) -> None:
    """Let nothing be recorded at or before an instant any more in the companies, or in all.

    What is being posted is waited for; what is posted after is recorded after the instant, whatever its clock says.
    Nobody is waited for where somebody asked about the instant, or a later one, before.

    Raises: KnownInFuture.
    """
    if known_at > at:
        raise KnownInFuture(at=known_at)
    ids = Company.objects.values_list("id", flat=True) if company_ids is None else company_ids
    settled = set(Books.objects.filter(known_through__gte=known_at).values_list("company_id", flat=True))
    for company_id in sorted(set(ids) - settled):
        hold_books_alone(company_id)
        books, _ = Books.objects.get_or_create(company_id=company_id)
        # Somebody may have asked about a later instant while this waited.
        if books.known_through is None or books.known_through < known_at:
            books.known_through = known_at
            books.save(update_fields=["known_through"])
