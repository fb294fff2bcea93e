"""As known at an instant: what lists of the books leave out so that the same question has the same answer for ever."""

from django.db.models import Q

from gongliao.kernel.clock import utc_now
from gongliao.ledger.operations.settle_instant import settle_instant
from gongliao.ledger.schemas.filters import KnownQuery
from gongliao.platform.public import Company, Request


def known_rows(request: Request, query: KnownQuery) -> Q:
    """Return what narrows rows of the books to those that were known, once no more can become known as of then.

    A day ends where each company works, so that each has an instant of its own.

    Raises: CompanyNotFound, KnownInFuture.
    """
    if query.known_at is None and query.known_on is None:
        return Q()
    companies = [query.company_id] if query.company_id else Company.objects.order_by("id").values_list("id", flat=True)
    found = Q(pk__in=[])
    # In the order of their ids, because each is held alone until the answer is there.
    for company_id in companies:
        known_at = settle_instant(
            actor=request.actor,
            company_id=company_id,
            known_at=query.known_at,
            known_on=query.known_on,
            at=utc_now(),
        )
        found |= Q(company_id=company_id, recorded_at__lte=known_at)
    return found
