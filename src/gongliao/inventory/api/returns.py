"""Material returns."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import MaterialReturn
from gongliao.inventory.operations.return_material import (
    drop_material_return,
    post_material_return,
    return_material,
    reverse_material_return,
    save_material_return,
)
from gongliao.inventory.permissions import READ, RETURN, REVERSE
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.schemas.common import ReversalIn
from gongliao.inventory.schemas.returns import (
    LINE_NAMED,
    MaterialReturnDraftIn,
    MaterialReturnIn,
    MaterialReturnOut,
    MaterialReturnQuery,
    MaterialReturnRow,
    return_out,
    return_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import Page, Request, Scope, Version

RETURNS = goods_spec("material_returns", columns=("notional",))


@router.get("/material-returns", grant=READ, scope=Scope.WAREHOUSE, response=Page[MaterialReturnRow])
def list_returns(request: Request, query: Query[MaterialReturnQuery]) -> Any:
    """List returns."""
    found = goods_documents(actor=request.actor, model=MaterialReturn, wanted=query.as_filter())
    return answer(request, found, query, RETURNS, return_row)


@router.post("/material-returns", grant=RETURN, scope=Scope.WAREHOUSE, response=MaterialReturnOut)
def record_return(request: Request, body: MaterialReturnIn) -> MaterialReturnOut:
    """Return material against issue lines in one step; the same body sent again answers the same."""
    return _return(request, return_material(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/material-returns/{id}", grant=READ, scope=Scope.WAREHOUSE, response=MaterialReturnOut)
def get_return(request: Request, id: UUID) -> MaterialReturnOut:
    """Return a return with its lines."""
    return _return(request, id)


@router.put("/material-returns/{id}", grant=RETURN, scope=Scope.WAREHOUSE, response=MaterialReturnOut)
def put_return(request: Request, id: UUID, body: MaterialReturnDraftIn) -> MaterialReturnOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    return _return(request, save_material_return(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/material-returns/{id}", grant=RETURN, scope=Scope.WAREHOUSE, response={204: None})
def delete_return(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_material_return(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/material-returns/{id}/post", grant=RETURN, scope=Scope.WAREHOUSE, response=MaterialReturnOut)
def post_return(request: Request, id: UUID) -> MaterialReturnOut:
    """Post a draft; it gets its number now."""
    return _return(request, post_material_return(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/material-returns/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=MaterialReturnOut)
def reverse_return(request: Request, id: UUID, body: ReversalIn) -> MaterialReturnOut:
    """Undo a return by its mirror while its goods still lie untouched; answers the mirror."""
    mirror_id = reverse_material_return(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _return(request, mirror_id)


def _return(request: Request, id: UUID) -> MaterialReturnOut:
    document = goods_document_of(actor=request.actor, model=MaterialReturn, document_id=id, line_named=LINE_NAMED)
    return return_out(document, request.actor)
