"""Commitments as people look at them: what orders bound, and what receipts and closing took from it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import Case, DecimalField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from gongliao.ledger.models import CommitmentEntry
from gongliao.ledger.models.fields import money_field
from gongliao.ledger.models.neighbours import rows_of
from gongliao.ledger.permissions import READ_COSTS, SEE_COST, commitments_within, visible_commitments
from gongliao.ledger.queries.names import document_number, one_of, project_names
from gongliao.platform.public import Actor, require

Side = Literal["bound", "received"]

RECEIVED = Q(kind="relief")
SIDES: dict[Side, Q] = {"bound": ~RECEIVED, "received": RECEIVED}


@dataclass(frozen=True)
class CommitmentFilter:
    """What a list of commitments is narrowed to; ``bound`` is what orders bind less what closing them released."""

    q: str = ""
    side: Side | None = None
    project_id: UUID | None = None
    company_id: UUID | None = None
    document_id: UUID | None = None
    business_date_from: date | None = None
    business_date_to: date | None = None


def commitments(*, actor: Actor, wanted: CommitmentFilter) -> QuerySet[CommitmentEntry]:
    """Return the changes of what orders bind, as ``shown_bound``, ``shown_received`` and ``shown_open``.

    Raises: MissingGrant.
    """
    require(actor, READ_COSTS)
    found = visible_commitments(actor).filter(**_asked(wanted))
    if wanted.side:
        found = found.filter(SIDES[wanted.side])
    found = found.annotate(
        document_number=document_number(),
        node_code=one_of(rows_of("projects.WbsNode"), "code", by="node_id"),
        node_name=one_of(rows_of("projects.WbsNode"), "name", by="node_id"),
        category_name=one_of(rows_of("projects.CostCategory"), "name", by="category_id"),
        **project_names(by="project_id", prefix="project"),
        shown_bound=_shown(actor, SIDES["bound"], F("amount")),
        shown_received=_shown(actor, RECEIVED, -F("amount")),
        shown_open=_shown(actor, Q(), F("amount")),
    )
    if wanted.q:
        found = found.filter(Q(document_number__icontains=wanted.q))
    return found.annotate(project_key=Coalesce("project_code", Value("")))


def _asked(wanted: CommitmentFilter) -> dict[str, Any]:
    plain = ("project_id", "company_id", "document_id")
    given = {name: value for name in plain if (value := getattr(wanted, name)) is not None}
    for end, lookup in (("from", "gte"), ("to", "lte")):
        if (day := getattr(wanted, f"business_date_{end}")) is not None:
            given[f"business_date__{lookup}"] = day
    return given


def _shown(actor: Actor, condition: Q, amount: Any) -> Case:
    reach = actor.reach(SEE_COST)
    seen = Q(tenant_id=actor.tenant_id) if reach.everywhere else commitments_within(reach)
    kind: DecimalField[Any, Any] = money_field()
    return Case(When(seen & condition, then=amount), output_field=kind)
