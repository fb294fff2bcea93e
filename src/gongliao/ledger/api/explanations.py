"""Explanations of a cost over HTTP."""

from uuid import UUID

from ninja import Query

from gongliao.ledger.api.books import router
from gongliao.ledger.permissions import SEE_COST
from gongliao.ledger.queries.explain_cost import explain_cost
from gongliao.ledger.schemas.explanations import ExplainQuery, ExplanationOut, explanation_out
from gongliao.platform.public import Request, Scope


@router.get("/stock/moves/{id}/explanation", grant=SEE_COST, scope=Scope.WAREHOUSE, response=ExplanationOut)
def get_explanation(request: Request, id: UUID, query: Query[ExplainQuery]) -> ExplanationOut:
    """Explain a cost: what made a move's price, step by step, and how its value is worked out to the cent."""
    return explanation_out(explain_cost(actor=request.actor, request=query.as_request(id)))
