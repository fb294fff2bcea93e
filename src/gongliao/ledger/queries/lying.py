"""How much lies of what rows of other modules name."""

from typing import Any

from django.db.models import DecimalField, F, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from gongliao.kernel.ids import NO_ID
from gongliao.kernel.values import NO_QUANTITY
from gongliao.ledger.permissions import visible_balances
from gongliao.platform.public import Actor


def lying_of(
    *,
    actor: Actor,
    company_id: Combinable | F,
    item_id: Combinable | F,
    batch_id: Combinable | F,
    owner_id: Combinable | F,
    ownership: Combinable | F,
) -> Coalesce:
    """Return the stock of an item, batch, owner and ownership that the actor sees, for an annotation.

    Shape: the columns are those of the outer query; without a batch or an owner theirs are null.
    """
    found = visible_balances(actor).filter(
        pool__company_id=company_id,
        pool__item_id=item_id,
        pool__owner_id=_key(owner_id),
        pool__ownership=ownership,
        batch_id=_key(batch_id),
    )
    total = found.order_by().values("pool__item_id").annotate(s=Sum("quantity")).values("s")
    six: DecimalField[Any, Any] = DecimalField(max_digits=18, decimal_places=6)
    return Coalesce(Subquery(total, output_field=six), Value(NO_QUANTITY), output_field=six)


def _key(column: Combinable | F) -> Coalesce:
    return Coalesce(column, Value(NO_ID))
