"""Explanations of a cost over HTTP."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from ninja import Query

from gongliao.ledger.api.books import router
from gongliao.ledger.permissions import SEE_COST
from gongliao.ledger.queries.explain_cost import explain_cost
from gongliao.ledger.schemas.explanation_sheet import COLUMNS, sheet_rows
from gongliao.ledger.schemas.explanations import ExplainQuery, ExplanationOut, explanation_out
from gongliao.platform.public import EXPORT_ROWS_MAX, ExportTooLarge, Request, Scope, sheet_response


@router.get("/stock/moves/{id}/explanation", grant=SEE_COST, scope=Scope.WAREHOUSE, response=ExplanationOut)
def get_explanation(request: Request, id: UUID, query: Query[ExplainQuery]) -> Any:
    """Explain a cost: what made a move's price, step by step, and how its value is worked out to the cent.

    With ``format=xlsx`` all steps since the pool was last empty are one sheet.
    """
    asked = query.as_request(id)
    if query.format == "json":
        return explanation_out(explain_cost(actor=request.actor, request=asked))
    found = explain_cost(actor=request.actor, request=replace(asked, limit=EXPORT_ROWS_MAX))
    if found.earlier:
        raise ExportTooLarge(rows=found.earlier + EXPORT_ROWS_MAX, rows_max=EXPORT_ROWS_MAX)
    language = request.actor.language
    rows = sheet_rows(explanation_out(found), language=language)
    return sheet_response(name="cost_explanation", columns=COLUMNS, rows=rows, language=language)
