"""Opening balances."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from gongliao.inventory.api.common import answer, dropped, goods_spec, router
from gongliao.inventory.models import OpeningBalance
from gongliao.inventory.operations.open_stock import (
    drop_opening_balance,
    open_stock,
    post_opening_balance,
    reverse_opening_balance,
    save_opening_balance,
)
from gongliao.inventory.permissions import OPEN, READ, REVERSE
from gongliao.inventory.queries.goods import goods_document_of, goods_documents
from gongliao.inventory.schemas.common import GoodsQuery, ReversalIn
from gongliao.inventory.schemas.openings import (
    OpeningBalanceDraftIn,
    OpeningBalanceIn,
    OpeningBalanceOut,
    OpeningBalanceRow,
    opening_out,
    opening_row,
)
from gongliao.kernel.clock import utc_now
from gongliao.platform.public import Page, Request, Scope, Version

OPENINGS = goods_spec("opening_balances")


@router.get("/opening-balances", grant=READ, scope=Scope.WAREHOUSE, response=Page[OpeningBalanceRow])
def list_openings(request: Request, query: Query[GoodsQuery]) -> Any:
    """List opening balances."""
    found = goods_documents(actor=request.actor, model=OpeningBalance, wanted=query.as_filter())
    return answer(request, found, query, OPENINGS, opening_row)


@router.post("/opening-balances", grant=OPEN, scope=Scope.WAREHOUSE, response=OpeningBalanceOut)
def record_opening(request: Request, body: OpeningBalanceIn) -> OpeningBalanceOut:
    """Take stock over in one step; the same body sent again answers the same."""
    return _opening(request, open_stock(actor=request.actor, request=body.as_request(), at=utc_now()))


@router.get("/opening-balances/{id}", grant=READ, scope=Scope.WAREHOUSE, response=OpeningBalanceOut)
def get_opening(request: Request, id: UUID) -> OpeningBalanceOut:
    """Return an opening balance with its lines."""
    return _opening(request, id)


@router.put("/opening-balances/{id}", grant=OPEN, scope=Scope.WAREHOUSE, response=OpeningBalanceOut)
def put_opening(request: Request, id: UUID, body: OpeningBalanceDraftIn) -> OpeningBalanceOut:
    """Save a draft under the caller's id; the same content sent again changes nothing."""
    return _opening(request, save_opening_balance(actor=request.actor, request=body.as_request(id), at=utc_now()))


@router.delete("/opening-balances/{id}", grant=OPEN, scope=Scope.WAREHOUSE, response={204: None})
def delete_opening(request: Request, id: UUID, version: Version) -> HttpResponse:
    """Drop a draft."""
    drop_opening_balance(actor=request.actor, document_id=id, version=version)
    return dropped()


@router.post("/opening-balances/{id}/post", grant=OPEN, scope=Scope.WAREHOUSE, response=OpeningBalanceOut)
def post_opening(request: Request, id: UUID) -> OpeningBalanceOut:
    """Post a draft; it gets its number now."""
    return _opening(request, post_opening_balance(actor=request.actor, document_id=id, at=utc_now()))


@router.post("/opening-balances/{id}/reverse", grant=REVERSE, scope=Scope.WAREHOUSE, response=OpeningBalanceOut)
def reverse_opening(request: Request, id: UUID, body: ReversalIn) -> OpeningBalanceOut:
    """Undo an opening balance by its mirror while nothing stands on its goods; answers the mirror."""
    mirror_id = reverse_opening_balance(actor=request.actor, document_id=id, request=body.as_request(), at=utc_now())
    return _opening(request, mirror_id)


def _opening(request: Request, id: UUID) -> OpeningBalanceOut:
    document = goods_document_of(actor=request.actor, model=OpeningBalance, document_id=id)
    return opening_out(document, request.actor)
